import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.exchange.files.csv_layout import Layout
from teamaround.exchange.files.opening import Settings, open_file
from teamaround.exchange.files.writing import write_back, write_csv, write_xlsx
from teamaround.exchange.rules.fields import REASON_COLUMN
from teamaround.kernel.guarding import guarded, unguarded

from .files_made import CHILDREN, HEADINGS, csv_bytes, workbook

anything = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n=+-@'\"|;,"), max_size=30
)  # control signs make a file binary
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(anything, min_size=width, max_size=width).map(tuple), min_size=1, max_size=8
    )
)


@given(
    tables,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_any_text_written_as_csv_reads_the_same(table, divider, encoding):
    kept = io.BytesIO()
    header = tuple(f"Column {at}" for at in range(len(table[0])))
    write_csv([header, *table], kept, encoding=encoding, layout=Layout(divider=divider))
    file = open_file(kept.getvalue(), Settings(encoding=encoding, divider=divider, header_row=1))
    read = [tuple(unguarded(cell) for cell in row.cells) for row in file.rows()]
    assert [row for row in read if any(cell.strip() for cell in row)] == [
        row for row in table if any(cell.strip() for cell in row)
    ]


plain = st.text(st.characters(exclude_categories=["C"], exclude_characters="_"), max_size=30)


@given(st.lists(st.tuples(plain, plain), min_size=1, max_size=5))
def test_any_printable_text_written_as_a_workbook_reads_the_same(table):
    kept = io.BytesIO()
    write_xlsx([("Surname", "First name"), *table], kept)
    read = [tuple(unguarded(cell) for cell in row.cells) for row in open_file(kept.getvalue()).rows()]
    assert read == [row for row in table if any(cell.strip() for cell in row)]


@given(anything)
def test_no_written_cell_starts_a_formula_and_every_cell_comes_back(cell):
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(cell)) == cell


def back(content, reasons, **settings):
    kept = io.BytesIO()
    count = write_back(open_file(content), reasons, kept, **settings)
    return count, open_file(kept.getvalue())


@pytest.mark.parametrize("content", [csv_bytes(), workbook(("Roll", (HEADINGS, *CHILDREN)))])
def test_refused_rows_go_back_as_the_same_file_with_a_reason_each(content):
    count, file = back(content, [(3, "Mend the date.")])
    assert count == 1
    assert file.headings == (*HEADINGS, REASON_COLUMN)
    assert [row.cells for row in file.rows()] == [(*CHILDREN[1], "Mend the date.")]


@pytest.mark.parametrize("content", [csv_bytes(), workbook(("Roll", (HEADINGS, *CHILDREN)))])
def test_the_whole_file_goes_back_when_wanted(content):
    count, file = back(content, [(3, "Mend the date.")], every_row=True)
    assert count == 1
    assert [row.cells[-1] for row in file.rows()] == ["", "Mend the date.", ""]


def test_layout_encoding_and_titles_stay_as_they_were():
    content = csv_bytes(
        [("An invented roll",), HEADINGS, *CHILDREN], encoding="utf-16", divider=";", line_end="\n"
    )
    kept = io.BytesIO()
    write_back(open_file(content), [(4, "Why")], kept)
    lines = kept.getvalue().decode("utf-16").split("\n")
    assert lines[1] == f"{';'.join(HEADINGS)};{REASON_COLUMN}"
    assert lines[2] == f"{';'.join(CHILDREN[1])};Why"
    assert open_file(kept.getvalue()).settings.header_row == 2


def test_a_second_round_replaces_the_reasons():
    kept = io.BytesIO()
    write_back(open_file(csv_bytes()), [(2, "First"), (4, "First")], kept)
    count, file = back(kept.getvalue(), [(3, "Second")])
    assert count == 1
    assert file.headings == (*HEADINGS, REASON_COLUMN)
    assert [row.cells for row in file.rows()] == [(*CHILDREN[2], "Second")]


def test_values_beyond_the_headings_stay_beyond_them():
    _, file = back(b"Surname,DOB\nSmith,27/03/2015,loose\n", [(2, "Too many values")])
    assert [row.cells for row in file.rows_as_they_are()] == [
        ("Smith", "27/03/2015", "Too many values", "loose")
    ]


def test_signs_that_the_encoding_lacks_do_not_stop_the_file():
    content = csv_bytes(encoding="cp1252")
    kept = io.BytesIO()
    write_back(open_file(content), [(2, "Łódź")], kept)
    assert "?" in kept.getvalue().decode("cp1252")


def test_signs_that_xml_forbids_do_not_stop_a_workbook():
    kept = io.BytesIO()
    write_xlsx([("Surname", "First name"), ("A\x01B", "=1+1")], kept, sheet="a/b:c")
    (row,) = open_file(kept.getvalue()).rows()
    assert row.cells == ("AB", "'=1+1")
    assert row.flaws == ()
