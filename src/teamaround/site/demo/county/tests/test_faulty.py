"""The invented agency's file, against the rules that judge such files."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from teamaround.exchange.rules.fields import Field
from teamaround.exchange.rules.mapping import propose_mapping
from teamaround.exchange.rules.reading import RowAsRead
from teamaround.exchange.rules.repeats import Repeat, Repeats
from teamaround.exchange.rules.row_in_hand import Terms
from teamaround.exchange.rules.rows import check_row
from teamaround.exchange.rules.shapes import Row
from teamaround.kernel.dates import DateForm
from teamaround.site.demo.county.faulty import ENCODINGS, HEADINGS, faulty_file

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def file():
    return faulty_file(2000, 80, seed=3, today=TODAY)


def judged(file):
    terms = Terms(propose_mapping(HEADINGS), dict.fromkeys(Field, DateForm.DAY_MONTH_YEAR), TODAY, {})
    return {number: check_row(Row(number, cells), terms) for number, cells in enumerate(file.rows, start=2)}


def test_exactly_the_planted_rows_are_refused(file):
    refused = {number for number, row in judged(file).items() if not isinstance(row, RowAsRead)}
    others = ("wrong_nhs_number", "wrong_upn", "same_row")
    assert refused == {each.row for each in file.planted if each.kind not in others}
    assert len(refused) == file.expected.refused == 80
    assert file.expected.taken == 2000 - 80


def test_numbers_that_fail_their_check_are_remarked_on(file):
    rows = judged(file)
    odd = {number for number, row in rows.items() if isinstance(row, RowAsRead) and row.notices}
    assert odd == {each.row for each in file.planted if each.kind.startswith("wrong_")}
    assert len(odd) == file.expected.noticed


def test_repeated_rows_are_known_as_such(file):
    repeats = Repeats()
    rows = [row for row in judged(file).values() if isinstance(row, RowAsRead)]
    again = {row.number for row in rows if repeats.look_at(row).repeat is Repeat.SAME_ROW}
    assert again == {each.row for each in file.planted if each.kind == "same_row"}


def test_columns_that_mean_nothing_are_left_out_without_a_question():
    mapping = propose_mapping(HEADINGS)
    assert not mapping.questions
    assert [column.heading for column in mapping.ignored] == ["Bus pass colour", "Locker"]


def test_the_same_seed_makes_the_same_bytes():
    one, other = (faulty_file(300, 30, seed=5, today=TODAY) for _ in range(2))
    assert one.as_csv() == other.as_csv()
    assert one.as_csv() != faulty_file(300, 30, seed=6, today=TODAY).as_csv()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_holds_every_row(file, encoding):
    lines = file.as_csv(encoding).decode(encoding).strip().split("\r\n")
    assert len(lines) == 2001
    assert "?" not in "".join(lines)


def test_a_spreadsheet_holds_the_same(file):
    sheet = load_workbook(io.BytesIO(file.as_xlsx()), read_only=True).active
    rows = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert rows == [HEADINGS, *file.rows]


def test_more_faults_than_rows_are_refused():
    with pytest.raises(ValueError, match="four in five"):
        faulty_file(10, 10, today=TODAY)
