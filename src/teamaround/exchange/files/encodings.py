"""How the letters of a text file are written, and whether that is certain."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from teamaround.kernel.refusal import Refusal

from .sources import Source, opened

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OFFICE = ["cp1252", "latin-1", "cp1250", "mac_roman", "cp850"]
ACCEPTED = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", *_OFFICE)
_CHUNK = 1 << 20
_SAMPLE = 60_000
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding of a file; when it is not certain, words from the file as they read in it."""

    name: str
    certain: bool
    because: str
    examples: tuple[str, ...] = ()


def tell_encoding(source: Source) -> Encoding:
    """The encoding, looked for in this order: a mark at the start, UTF-8, UTF-16, then the likeliest office encoding.

    Text that is valid UTF-8 beyond ASCII is never anything else in practice. An eight-bit encoding
    is never certain: every byte means some letter in each of them.
    """
    with opened(source) as stream:
        head = stream.read(4096)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, True, "the file starts with the mark of this encoding")
    if b"\0" in head:
        return _wide(source, head)
    odd = _odd_lines(source)
    if odd is None:
        return Encoding("utf-8", True, "every letter in it is valid UTF-8")
    return _office(odd)


def check_encoding(source: Source, name: str) -> str:
    """The encoding that a person named, when it exists and the whole file can be read with it."""
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = ""
    wanted = next((accepted for accepted in ACCEPTED if codecs.lookup(accepted).name == known), None)
    if wanted is None:
        raise Refusal(
            "no-such-encoding",
            f"'{name}' is not an encoding. Use one of: {', '.join(ACCEPTED)}.",
            field="encoding",
        )
    if not _decodes(source, wanted):
        raise Refusal(
            "wrong-encoding",
            f"The file is not written in {wanted}. Choose another encoding.",
            field="encoding",
        )
    return wanted


def _wide(source: Source, head: bytes) -> Encoding:
    """UTF-16 without a mark shows as zeros in every other byte; stray zeros in plain text are no encoding."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for zeros, name in ((odd, "utf-16-le"), (even, "utf-16-be")):
        if zeros * 2 > len(head) * 0.4 and _decodes(source, name):
            return Encoding(name, True, "every other byte is zero, as in this encoding")
    found = _odd_lines(source)
    return (
        _office(found) if found is not None else Encoding("utf-8", True, "every letter in it is valid UTF-8")
    )


def _decodes(source: Source, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        for chunk in _chunks(source):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _odd_lines(source: Source) -> bytes | None:
    """Lines with bytes beyond ASCII from a file that is not UTF-8; None when the whole file is UTF-8."""
    if _decodes(source, "utf-8"):
        return None
    kept: list[bytes] = []
    length = 0
    with opened(source) as stream:
        for line in _lines(stream):
            if not line.isascii():
                kept.append(line)
                length += len(line)
            if length > _SAMPLE:
                break
    return b"".join(kept)


def _office(lines: bytes) -> Encoding:
    """The likeliest eight-bit encoding: cp1252, unless its letters make no sense and another's do."""
    import charset_normalizer  # late: only a file in an unusual encoding needs it

    guesses = charset_normalizer.from_bytes(lines, cp_isolation=list(_OFFICE), enable_fallback=False)
    best = guesses.best()
    names = [
        name.replace("latin_1", "latin-1")
        for guess in guesses
        if best and guess.chaos <= best.chaos
        for name in guess.could_be_from_charset
    ]
    name = next((office for office in _OFFICE if office in names and _reads(lines, office)), None)
    name = name or next(office for office in ("cp1252", "latin-1") if _reads(lines, office))
    return Encoding(
        name,
        False,
        "such files do not say how their letters are written",
        _examples(lines.decode(name, "replace")),
    )


def _reads(lines: bytes, name: str) -> bool:
    try:
        lines.decode(name)
    except UnicodeError:
        return False
    return True


def _examples(text: str) -> tuple[str, ...]:
    """Words with letters beyond ASCII, by which a person sees whether the encoding is right."""
    words = (
        word
        for word in text.replace(",", " ").replace(";", " ").replace('"', " ").split()
        if not word.isascii()
    )
    return tuple(dict.fromkeys(word[:40] for word in words))[:_EXAMPLES]


def _chunks(source: Source) -> Iterator[bytes]:
    with opened(source) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(10_000):
        yield line
