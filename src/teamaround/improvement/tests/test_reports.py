"""Reports as files: what is read of a PDF and of a Word document, and the sentence for every file that will not do."""

import io
import zipfile

import pytest

from teamaround.improvement.reports import opening
from teamaround.improvement.reports.opening import Kind, check_size, opened, pasted
from teamaround.improvement.rules.passages import passages
from teamaround.improvement.rules.proposing import propose
from teamaround.kernel.refusal import Refusal

from .reports import a_pdf, a_word_document, with_password

LONG = "Children were asked what they think of the help that they had, and what would be better for them."
PAGE = ("Recommendations", "1. The council should tell children what was found.", "2. The Board should meet.")


def words_of(report):
    return [each.words for each in propose(passages(report.lines))]


def zipped(**parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return kept.getvalue()


def test_a_pdf_is_read_page_by_page():
    report = opened(a_pdf((LONG,), PAGE))
    assert (report.kind, report.pages) == (Kind.PDF, 2)
    found = propose(passages(report.lines))
    assert [(each.label, each.page, each.addressee) for each in found] == [
        ("1", 2, "The council"),
        ("2", 2, "The Board"),
    ]
    assert report.digest == opened(a_pdf((LONG,), PAGE)).digest


def test_a_pdf_that_only_its_owner_may_change_is_read_and_one_with_a_password_is_not():
    assert words_of(opened(with_password(a_pdf(PAGE), "")))
    with pytest.raises(Refusal, match="protected with a password"):
        opened(with_password(a_pdf(PAGE), "secret"))


def test_a_word_document_is_read_with_the_numbers_that_word_gives():
    def change(made):
        from docx.oxml import parse_xml

        ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        last = made.paragraphs[-1]._p
        last.append(parse_xml(f"<w:ins {ns}><w:r><w:t> and soon</w:t></w:r></w:ins>"))
        last.append(parse_xml(f"<w:del {ns}><w:r><w:delText> or never</w:delText></w:r></w:del>"))
        made.add_heading("Annex", level=1)
        made.add_paragraph("Everybody should rest.")

    content = a_word_document(
        ("Recommendations", "Heading 1"), ("The partnership should:", None), ("tell children;", "List Number"),
        ("train members;", "List Number"), ("meet", "List Bullet"), change=change,
    )  # fmt: skip
    report = opened(content)
    assert report.kind is Kind.WORD
    found = propose(passages(report.lines))
    assert [(each.label, each.words) for each in found] == [
        ("1", "tell children"), ("2", "train members"), ("", "meet and soon"),
    ]  # fmt: skip
    assert {each.addressee for each in found} == {"The partnership"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"MZ\x90\x00 %PDF-1.7 This program cannot be run", "This file is a program, whatever its name says"),
        (b"Dear all", "This file is plain text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an older Word document"),
        (zipped(xl__workbook_xml="<x/>"), "This file is an Excel workbook"),
        (zipped(readme="hello"), "a compressed folder"),
        (zipped(word__document_xml="<x/>", word__vbaProject="x"), "damaged or incomplete"),
        (zipped(word__document_xml='<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "damaged or incomplete"),
        (zipped(word__document_xml="<x>" + " " * 60_000_000 + "</x>"), "takes too long"),
        (b"PK\x03\x04 not a folder", "damaged or incomplete"),
        (b"%PDF-1.7\nnothing that follows", "damaged or incomplete"),
    ],
    ids=[
        "empty",
        "program",
        "text",
        "old",
        "workbook",
        "folder",
        "no-document",
        "entities",
        "bomb",
        "torn",
        "torn-pdf",
    ],
)
def test_a_file_that_will_not_do_says_what_it_is_and_what_to_do(content, said):
    with pytest.raises(Refusal, match=said) as refused:
        opened(content)
    assert "paste the passage" in refused.value.sentence


def test_a_scanned_report_and_one_too_long_or_too_large_say_so():
    with pytest.raises(Refusal, match="it was scanned"):
        opened(a_pdf((), (), ()))
    with pytest.raises(Refusal, match="2,000 pages, and at most 300"):
        opened(a_pdf(*[()] * 2000))
    with pytest.raises(Refusal, match="40 MB, and at most 20 MB"):
        check_size(40 * 1024 * 1024)


def test_a_file_over_which_the_reader_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr(opening, "LONGEST", 0.01)
    with pytest.raises(Refusal, match="takes too long"):
        opened(a_pdf(PAGE))


def test_pasted_text_is_read_as_it_is_and_nothing_is_refused():
    assert words_of(pasted("Recommendations\n\n1. The council should tell children what was found.")) == [
        "The council should tell children what was found."
    ]
    with pytest.raises(Refusal, match="no text"):
        pasted("  \n 12 ")
