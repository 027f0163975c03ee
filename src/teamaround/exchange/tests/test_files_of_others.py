"""Files that were not made for us, where they are there."""

import io
import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from teamaround.exchange.files.opening import open_file
from teamaround.exchange.files.writing import write_back
from teamaround.exchange.rules.date_columns import DateValues, check_forms, tell_forms
from teamaround.exchange.rules.faults import Fault, reason_cell
from teamaround.exchange.rules.fields import Field
from teamaround.exchange.rules.mapping import check_ready, leave_out_questions, propose_mapping
from teamaround.exchange.rules.row_in_hand import Terms
from teamaround.exchange.rules.rows import check_row
from teamaround.kernel.dates import DateForm

SHARED = Path(os.environ.get("TEAMAROUND_SHARED", Path(__file__).resolve().parents[5] / "shared"))
TODAY = date(2026, 11, 20)


def file_named(name):
    path = SHARED / "data" / "linkage" / name
    if not path.exists():
        pytest.skip(f"{name} is not here; set TEAMAROUND_SHARED to the folder that holds data/linkage")
    return open_file(path)


def read_all(file, remembered=None):
    """Every row of a file after a first reading for its dates, as a person without questions would take it in."""
    mapping = leave_out_questions(propose_mapping(file.headings))
    check_ready(mapping)
    seen = DateValues(mapping)
    for row in file.rows():
        seen.look_at(row)
    forms = check_forms(tell_forms(mapping, seen, today=TODAY, remembered=remembered))
    terms = Terms(mapping, forms, TODAY)
    return mapping, forms, [check_row(row, terms) for row in file.rows()]


def refused(results):
    return [result for result in results if isinstance(result, tuple)]


def test_queries_of_the_matching_service():
    file = file_named("sui_batch_search_queries.csv")
    assert file.questions == ()
    assert file.headings == ("DOB", "Surname", "GivenName", "Gender", "PostCode")
    mapping, forms, results = read_all(file)
    assert set(mapping.places) == {
        Field.BORN_ON, Field.FAMILY_NAME, Field.GIVEN_NAME, Field.GENDER, Field.POSTCODE
    }  # fmt: skip
    assert forms == {Field.BORN_ON: DateForm.DAY_MONTH_YEAR}
    assert len(results) == 901
    ((fault,),) = refused(results)
    assert (fault.row, fault.column) == (902, "DOB")
    assert "older than 25" in fault.sentence


def test_febrl_with_spaces_after_its_commas():
    file = file_named("febrl4a.csv")
    mapping, forms, results = read_all(file)
    assert mapping.heading(Field.AGENCY_ID) == "rec_id"
    assert mapping.heading(Field.HOUSE) == "street_number"
    assert forms == {Field.BORN_ON: DateForm.COMPACT}
    assert len(results) == 5_000
    why = Counter(fault.says for faults in refused(results) for fault in faults)
    assert why["makes this person older than 25"] > 4_500
    taken = [result for result in results if not isinstance(result, tuple)]
    assert taken
    assert all(row.born_on is None for row in taken)


def test_fake_people():
    file = file_named("fake_1000.csv")
    mapping, forms, results = read_all(file)
    assert mapping.heading(Field.AGENCY_ID) == "unique_id"
    assert {column.heading for column in mapping.ignored} == {"email", "cluster"}
    assert forms == {Field.BORN_ON: DateForm.YEAR_MONTH_DAY}
    assert {fault.says for faults in refused(results) for fault in faults} == {
        "makes this person older than 25", "is in the future"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["sui_batch_search_queries.csv", "febrl4a.csv", "fake_1000.csv"])
def test_what_is_refused_goes_back_and_is_refused_again_for_the_same_reasons(name):
    file = file_named(name)
    _, forms, results = read_all(file)
    reasons = [(faults[0].row, reason_cell(faults)) for faults in refused(results)]
    kept = io.BytesIO()
    assert write_back(file, reasons, kept) == len(reasons)
    _, _, again = read_all(open_file(kept.getvalue()), remembered=forms)
    assert [reason_cell(faults) for faults in again] == [reason for _, reason in reasons]


def test_other_tables_are_asked_about_or_refused_in_words():
    file = file_named("nicknames.csv")
    assert [question.about for question in file.questions] == ["header_row"]
    assert propose_mapping(file.headings).missing
    assert Fault(1, "", "", "says", "Remedy.").sentence == "Row 1 says. Remedy."
