import codecs
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.exchange.files import limits, sources
from teamaround.exchange.files.opening import Settings, open_file
from teamaround.exchange.files.sources import Kind, file_hash
from teamaround.kernel.refusal import Refusal

from .files_made import CHILDREN, HEADINGS, csv_bytes, workbook, zipped


def cells(file):
    return [row.cells for row in file.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_an_encoding_that_says_so_is_certain(encoding):
    file = open_file(csv_bytes(encoding=encoding))
    assert file.questions == ()
    assert file.headings == HEADINGS
    assert cells(file) == list(CHILDREN)
    assert codecs.lookup(file.settings.encoding) == codecs.lookup(encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_by_its_zeros(encoding):
    file = open_file(csv_bytes(encoding=encoding))
    assert file.settings.encoding == encoding
    assert cells(file) == list(CHILDREN)


def test_an_office_encoding_is_never_certain_and_shows_words_to_judge_by():
    file = open_file(csv_bytes(encoding="cp1252"))
    (question,) = file.questions
    assert (question.about, question.proposed) == ("encoding", "cp1252")
    assert "'Zoë'" in question.sentence
    assert cells(file) == list(CHILDREN)


def test_a_settled_encoding_is_no_question():
    file = open_file(csv_bytes(encoding="cp1252"), Settings(encoding="cp1252"))
    assert file.questions == ()


def test_bytes_that_cp1252_lacks_are_read_as_latin_1():
    file = open_file("Surname,DOB\nSm\x81ith\xeb,27/03/2015\n".encode("latin-1"))
    assert file.settings.encoding == "latin-1"


@pytest.mark.parametrize("encoding", ["utf-8", "klingon"])
def test_a_wrong_or_unknown_encoding_is_refused(encoding):
    with pytest.raises(Refusal) as refused:
        open_file(csv_bytes(encoding="cp1252"), Settings(encoding=encoding))
    assert refused.value.field == "encoding"


def test_letters_that_break_off_name_the_row():
    content = csv_bytes() + b"\xff\xfe\xff,x\n"
    with pytest.raises(Refusal, match="Row 5 holds letters"):
        cells(open_file(csv_bytes(encoding="utf-8-sig") + content[len(csv_bytes()) :]))


@pytest.mark.parametrize("divider", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_dividers_and_line_ends_are_found(divider, line_end):
    file = open_file(csv_bytes(divider=divider, line_end=line_end))
    assert file.questions == ()
    assert (file.layout.divider, file.layout.line_end) == (divider, line_end)
    assert cells(file) == list(CHILDREN)


def test_a_divider_that_might_be_another_is_asked_about():
    file = open_file(b"Surname;DOB,Postcode;School\nA;1,B;C\nD;2,E;F\n")
    assert "divider" in {question.about for question in file.questions} or file.layout.divider == ";"
    assert open_file(b"a;b,c;d\n1;2,3;4\n", Settings(divider="comma", header_row=1)).headings == (
        "a;b",
        "c;d",
    )


def test_an_unknown_divider_is_refused():
    with pytest.raises(Refusal, match="comma, semicolon, tab or bar"):
        open_file(csv_bytes(), Settings(divider="x"))


def test_quotes_line_breaks_and_commas_inside_cells():
    file = open_file(b'Surname,First name,Address\n"Smith, Jones","A ""B"" C","1 High Street\nOldtown"\n')
    assert cells(file) == [("Smith, Jones", 'A "B" C', "1 High Street\nOldtown")]
    spaced = open_file(b'Surname, First name, Address\nSmith, Ann, "1, High Street"\n')
    assert cells(spaced) == [("Smith", "Ann", "1, High Street")]
    single = open_file(b"'Surname','First name'\n'Smith, Jones','Ann'\n")
    assert cells(single) == [("Smith, Jones", "Ann")]


def test_titles_and_blank_rows_above_the_headings_keep_their_numbers():
    rows = [("Roll of an invented school",), ("",), HEADINGS, ("", "", "", ""), *CHILDREN]
    for content in (csv_bytes(rows), workbook(("Roll", rows))):
        file = open_file(content)
        assert file.settings.header_row == 3
        assert [row.number for row in file.rows()] == [5, 6, 7]
        assert any("row 3" in notice for notice in file.notices)


def test_unknown_headings_are_asked_about_and_settled_by_a_row():
    content = b"Alpha,Beta\nx,y\n"
    (question,) = open_file(content).questions
    assert (question.about, question.proposed) == ("header_row", "1")
    assert open_file(content, Settings(header_row=2)).headings == ("x", "y")
    with pytest.raises(Refusal, match="Row 9 holds no headings"):
        open_file(content, Settings(header_row=9))


def test_a_file_with_data_only_is_refused_with_what_to_do():
    with pytest.raises(Refusal) as refused:
        open_file(b"27/03/2015,1\n28/03/2016,2\n")
    assert refused.value.code == "file-no-headings"


def test_an_empty_column_at_the_end_goes_and_a_repeated_heading_is_numbered():
    file = open_file(b"Surname,Surname,,DOB,\nA,B,,27/03/2015,\n")
    assert file.headings == ("Surname", "Surname (second)", "(column C, no heading)", "DOB")
    assert cells(file) == [("A", "B", "", "27/03/2015")]


def test_short_rows_are_filled_and_long_ones_flawed():
    file = open_file(b"Surname,First name,DOB\nA\nB,C,27/03/2015,,\nD,E,27/03/2015,over,more\n")
    short, long, too_long = file.rows()
    assert short.cells == ("A", "", "")
    assert long.flaws == ()
    assert "has 5 values but there are 3 headings" in too_long.flaws[0].sentence


def test_zeros_and_blank_rows_are_left_out():
    file = open_file(b"Surname,DOB\n\nA\x00da,27/03/2015\n,\n")
    assert [(row.number, row.cells) for row in file.rows()] == [(3, ("Ada", "27/03/2015"))]


def test_a_quotation_mark_that_never_closes_is_refused_by_row():
    with pytest.raises(Refusal) as refused:
        cells(open_file(b'Surname,DOB\nA,"27/03/2015\n' + b"B,28/03/2015\n" * 3_000))
    assert refused.value.code == "file-quote-open"
    assert "Row 2 " in refused.value.sentence


def test_a_cell_beyond_every_spreadsheet_is_refused():
    with pytest.raises(Refusal, match="Row 2 holds a cell"):
        cells(open_file(b'Surname,DOB\n"' + b"x" * 40_000 + b'",1\n'))


def test_a_line_without_end_is_refused():
    with pytest.raises(Refusal) as refused:
        open_file(b"Surname,DOB\n" + b"x" * 1_100_000).rows().__next__()
    assert refused.value.code == "file-line-too-long"


def test_too_many_bytes_rows_and_columns(monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 50)
    with pytest.raises(Refusal, match="divide it into several files"):
        open_file(csv_bytes())
    monkeypatch.undo()
    monkeypatch.setattr("teamaround.exchange.files.csv_rows.MOST_ROWS", 3)
    for content in (csv_bytes(), workbook(("Roll", (HEADINGS, *CHILDREN)))):
        with pytest.raises(Refusal, match="more than 3 rows"):
            cells(open_file(content))
    with pytest.raises(Refusal, match="more than 500 columns"):
        open_file(b"a," * 600 + b"b\n")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\n \n", "file-empty"),
        (b"%PDF-1.7 ...", "file-pdf"),
        (b"\x89PNG\r\n\x1a\n", "file-image"),
        (b"\xff\xd8\xff\xe0", "file-image"),
        (b"GIF89a", "file-image"),
        (b"{\\rtf1\\ansi", "file-document"),
        (b"\x1f\x8b\x08", "file-archive"),
        (b"MZ\x90\x00\x03", "file-program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "file-old-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file-password"),
        (b"<!DOCTYPE html><html><table><tr><td>Surname</td></tr></table>", "file-html"),
        (b"  <table><tr><td>Surname", "file-html"),
        (b"<?xml version='1.0'?><pupils/>", "file-xml"),
        (b'{"surname": "A"}', "file-json"),
        (b'[{"surname": "A"}]', "file-json"),
        (bytes(range(1, 32)) * 20, "file-binary"),
        (b"PK\x03\x04 and then nothing", "file-damaged"),
        (zipped(readme_txt="hello"), "file-archive"),
        (zipped(word__document_xml="<w/>"), "file-document"),
        (zipped(content_xml="<o/>"), "file-spreadsheet"),
        (zipped(xl__workbook_xml="<w/>", xl__vbaProject_bin="x"), "file-macros"),
        (zipped(xl__workbook_bin="x"), "file-spreadsheet"),
        (zipped(xl__workbook_xml="<w/>"), "file-damaged"),
        (
            zipped(xl__workbook_xml='<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "file-damaged",
        ),
        (
            zipped(xl__workbook_xml="<w/>", xl__worksheets__sheet1_xml="0" * 60_000_000),
            "file-unpacks-too-large",
        ),
    ],
)
def test_what_is_not_a_table_is_refused_by_its_content(content, code):
    with pytest.raises(Refusal) as refused:
        open_file(content)
    assert refused.value.code == code
    assert refused.value.field == "file"


def test_headings_that_start_like_a_picture_are_still_text():
    assert open_file(b"BMI,Surname,DOB\n20,A,27/03/2015\n").kind is Kind.CSV


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refusal, match="cannot be opened"):
        open_file(tmp_path / "nothing.csv")


def test_a_workbook_from_a_path(tmp_path):
    path = tmp_path / "roll.csv"  # the name does not matter
    path.write_bytes(workbook(("Roll", (HEADINGS, *CHILDREN))))
    file = open_file(path)
    assert (file.kind, file.questions, cells(file)) == (Kind.XLSX, (), list(CHILDREN))
    assert file_hash(path) == file_hash(path.read_bytes())


def test_cells_of_a_workbook_become_text():
    moment = datetime(2015, 3, 27, 14, 30)
    row = ("Okafor", date(2015, 3, 27), moment, 9434765919, 12.5, True, None, 7.0, moment.time())
    names = ("Surname", "DOB", "Seen", "NHS number", "Weight", "Open", "Gap", "House", "Time")
    (read,) = open_file(workbook(("Roll", (names, row)))).rows()
    assert read.cells == (
        "Okafor", "2015-03-27", "2015-03-27 14:30:00", "9434765919", "12.5", "yes", "", "7", "14:30:00"
    )  # fmt: skip


def test_faults_and_formulas_without_a_value_are_flaws():
    rows = (
        HEADINGS,
        ("Okafor", "#N/A", "=DATE(2015,3,27)", "XA1 1AA"),
        ("Nowak", "Jan", "", '="XA1"&" 1AA"'),
    )
    file = open_file(workbook(("Roll", rows)))
    first, second = file.rows()
    assert {flaw.at for flaw in first.flaws} == {1, 2}
    assert "never worked out" in second.flaws[0].sentence
    assert any("formulas" in notice for notice in file.notices)


def test_several_sheets_are_asked_about():
    content = workbook(
        ("Cover", ()),
        ("Roll", (HEADINGS, *CHILDREN)),
        ("Old", (HEADINGS,)),
        ("Hidden", (HEADINGS,)),
        hidden=("Hidden",),
    )
    file = open_file(content)
    (question,) = file.questions
    assert (question.about, question.choices) == ("sheet", ("Roll", "Old"))
    assert open_file(content, Settings(sheet="roll")).questions == ()
    with pytest.raises(Refusal, match="has no sheet 'New'"):
        open_file(content, Settings(sheet="New"))


def test_a_workbook_without_rows_is_refused():
    with pytest.raises(Refusal, match="holds no rows"):
        open_file(workbook(("Cover", ())))


def test_a_sheet_that_claims_to_be_vast_is_read_as_it_is():
    content = workbook(("Roll", (HEADINGS, *CHILDREN)))
    vast = rewritten(content, b'<dimension ref="A1:D4"', b'<dimension ref="A1:XFD1048576"')
    assert cells(open_file(vast)) == list(CHILDREN)


def rewritten(content, old, new):
    import io
    import zipfile

    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(kept, "w") as after:
        for part in before.infolist():
            data = before.read(part)
            assert old in data or "sheet1.xml" not in part.filename
            after.writestr(part, data.replace(old, new))
    return kept.getvalue()


@given(st.binary(max_size=400))
def test_no_bytes_whatever_end_in_anything_but_rows_or_a_refusal(content):
    try:
        rows = list(open_file(content).rows())
    except Refusal as refusal:
        assert refusal.sentence.endswith((".", "?"))
    else:
        assert all(isinstance(cell, str) for row in rows for cell in row.cells)


@given(st.text(max_size=400))
def test_no_text_whatever_ends_in_anything_but_rows_or_a_refusal(text):
    try:
        file = open_file(f"Surname,First name,DOB\n{text}".encode("utf-8", "replace"))
        rows = list(file.rows())
    except Refusal:
        return
    assert all(len(row.cells) == len(file.headings) for row in rows)
    assert [row.number for row in rows] == sorted({row.number for row in rows})


def test_limits_fit_each_other():
    assert limits.LONGEST_CELL < limits.LONGEST_LINE < limits.MOST_BYTES < limits.MOST_UNPACKED_BYTES
    assert limits.MOST_ROWS < limits.LAST_ROW
