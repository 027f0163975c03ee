"""Where the bytes of a file are, what kind of file they make, and the sentence when it is the wrong kind."""

from __future__ import annotations

import hashlib
import io
import zipfile
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from teamaround.kernel.refusal import Refusal

from .limits import (
    MOST_BYTES,
    MOST_PARTS,
    MOST_SHARED_TEXT_BYTES,
    MOST_TIMES_PACKED,
    MOST_UNPACKED_BYTES,
    SMALL_ENOUGH_TO_UNPACK,
)

Source = Path | bytes
WORKBOOK = "xl/workbook.xml"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "pdf", "a PDF document"),
    (b"\x89PNG", "image", "a picture (PNG)"),
    (b"\xff\xd8\xff", "image", "a picture (JPEG)"),
    (b"GIF8", "image", "a picture (GIF)"),
    (b"BM", "image", "a picture (BMP)"),
    (b"II*\x00", "image", "a picture (TIFF)"),
    (b"MM\x00*", "image", "a picture (TIFF)"),
    (b"RIFF", "image", "a picture, sound or film"),
    (b"{\\rtf", "document", "a rich-text document (RTF)"),
    (b"\x1f\x8b", "archive", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "archive", "a compressed folder (7z)"),
    (b"Rar!", "archive", "a compressed folder (RAR)"),
    (b"PK\x05\x06", "archive", "an empty compressed folder (ZIP)"),
    (b"MZ", "program", "a program"),
    (b"\x7fELF", "program", "a program"),
    (b"SQLite format 3", "database", "a database file (SQLite)"),
    (b"PAR1", "database", "a data file (Parquet)"),
    (b"\x00\x01\x00\x00Standard", "database", "a database file (Access)"),
)
_MARKUP: tuple[tuple[bytes, str, str], ...] = (
    (b"<!doctype html", "html", "a web page (HTML)"),
    (b"<html", "html", "a web page (HTML)"),
    (b"<table", "html", "a web page (HTML)"),
    (b"<head", "html", "a web page (HTML)"),
    (b"<?xml", "xml", "an XML file"),
    (b"<workbook", "xml", "an XML file"),
    (b"{", "json", "a JSON file"),
    (b"[{", "json", "a JSON file"),
)
_INSIDE_ZIP: tuple[tuple[str, str, str], ...] = (
    ("word/document.xml", "document", "a Word document"),
    ("ppt/presentation.xml", "document", "a PowerPoint presentation"),
    ("xl/workbook.bin", "spreadsheet", "a binary Excel workbook (XLSB)"),
    ("xl/vbaproject.bin", "macros", "an Excel workbook with macros"),
    ("content.xml", "spreadsheet", "an OpenDocument file"),
)


class Kind(StrEnum):
    """The two kinds of file that are read."""

    CSV = "csv"
    XLSX = "xlsx"


def opened(source: Source) -> BinaryIO:
    """The bytes from their beginning, to be closed by whoever asked."""
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def size(source: Source) -> int:
    """How many bytes there are."""
    return len(source) if isinstance(source, bytes) else source.stat().st_size


def file_hash(source: Source) -> str:
    """The fingerprint of a file's bytes, by which the same file is known again."""
    mark = hashlib.sha256()
    with opened(source) as stream:
        while chunk := stream.read(1 << 20):
            mark.update(chunk)
    return mark.hexdigest()


def kind_of(source: Source) -> Kind:
    """Whether this is a CSV or an XLSX file, by its content and not by its name; refuses everything else."""
    check_size(source)
    with opened(source) as stream:
        head = stream.read(4096)
    if head.startswith(_ZIP):
        _check_workbook(source)
        return Kind.XLSX
    if head.startswith(_OLE):
        raise _refuse_old_workbook(source)
    _check_not_other(head)
    return Kind.CSV


def check_size(source: Source) -> None:
    """Refuse a file that is empty or too large to take in at once."""
    length = size(source)
    if length == 0:
        raise Refusal(
            "file-empty", "The file is empty. Export it again and check that it holds rows.", field="file"
        )
    if length > MOST_BYTES:
        raise Refusal(
            "file-too-large",
            f"The file is {length // 1_048_576} MB. At most {MOST_BYTES // 1_048_576} MB can be read at once:"
            " export fewer columns, or divide it into several files.",
            field="file",
        )


def _check_not_other(head: bytes) -> None:
    other = told_by_its_start(head)
    if other is not None:
        raise wrong_kind(*other)


def told_by_its_start(head: bytes) -> tuple[str, str] | None:
    """What else than plain text a file is by its first bytes: a code, and what people call it."""
    for start, code, what in _STARTS:
        if head.startswith(start) and not (len(start) == 2 and _is_plain_text(head)):
            return code, what
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for start, code, what in _MARKUP:
        if bare.startswith(start):
            return code, what
    return ("binary", "not a text file") if _is_binary(head) else None


def wrong_kind(code: str, what: str) -> Refusal:
    """The refusal of a file that is something else, whatever its name says."""
    return Refusal(
        f"file-{code}",
        f"This file is {what}, whatever its name says. Open it in the program it came from"
        " and save or export it as CSV or XLSX.",
        field="file",
    )


def _is_plain_text(head: bytes) -> bool:
    """Two letters such as BM or MZ may also begin the headings of a CSV file."""
    return not any(byte < 9 for byte in head)


def _is_binary(head: bytes) -> bool:
    """Control signs that no encoding of text has; UTF-16's zeros are allowed."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head) - head.count(0)
    return odd > len(head) // 50 + 2


def _refuse_old_workbook(source: Source) -> Refusal:
    with opened(source) as stream:
        start = stream.read(1_000_000)
    if "EncryptedPackage".encode("utf-16-le") in start:
        return Refusal(
            "file-password",
            "This workbook is protected with a password, so it cannot be read. Save a copy without the password.",
            field="file",
        )
    return wrong_kind("old-excel", "an older Excel, Word or Outlook file (such as XLS)")


def _check_workbook(source: Source) -> None:
    try:
        with opened(source) as stream, zipfile.ZipFile(stream) as package:
            parts = package.infolist()
            _check_unpacked_size(parts)
            names = {part.filename.lower() for part in parts}
            other = told_by_its_parts(names)
            if other is not None:
                raise wrong_kind(*other)
            if WORKBOOK not in names:
                raise wrong_kind("archive", "a compressed folder (ZIP)")
            if declares_a_document_type(package, parts):
                raise damaged_workbook()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise damaged_workbook() from None


def told_by_its_parts(names: set[str]) -> tuple[str, str] | None:
    """What else than a workbook a compressed folder is by the names of its parts."""
    return next(((code, what) for inside, code, what in _INSIDE_ZIP if inside in names), None)


def damaged_workbook() -> Refusal:
    """The refusal of a workbook that does not open."""
    return Refusal(
        "file-damaged",
        "This Excel workbook is damaged or incomplete and cannot be read."
        " Open it in Excel, save it again as XLSX, and send the new file.",
        field="file",
    )


def _check_unpacked_size(parts: list[zipfile.ZipInfo]) -> None:
    """A workbook that unpacks to far more than its own size is refused unread."""
    shared = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    if unpacks_too_far(parts) or shared > MOST_SHARED_TEXT_BYTES:
        raise Refusal(
            "file-unpacks-too-large",
            "This workbook unpacks to far more than can be read at once."
            " Save only the sheet with the rows as a new XLSX or CSV file.",
            field="file",
        )


def unpacks_too_far(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether a compressed folder would fill the memory: by its size, how tightly it is packed, or its many parts."""
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    bomb = unpacked > SMALL_ENOUGH_TO_UNPACK and unpacked // packed > MOST_TIMES_PACKED
    return bomb or unpacked > MOST_UNPACKED_BYTES or len(parts) > MOST_PARTS


def declares_a_document_type(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    """No genuine workbook or document of Word does; one that does is made to harm the reader."""
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            with package.open(part) as stream:
                if b"<!doctype" in stream.read(4096).lower():
                    return True
    return False
