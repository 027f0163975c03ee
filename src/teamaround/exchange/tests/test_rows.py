from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.exchange.rules import person_names, vocabulary
from teamaround.exchange.rules.faults import reason_cell
from teamaround.exchange.rules.fields import Field
from teamaround.exchange.rules.mapping import leave_out_questions, propose_mapping
from teamaround.exchange.rules.reading import (
    CarerAsRead,
    InvolvementAsRead,
    NumberAsRead,
    RowAsRead,
    from_content,
    row_hash,
)
from teamaround.exchange.rules.repeats import Repeat, Repeats, row_key, source_key
from teamaround.exchange.rules.row_in_hand import Terms
from teamaround.exchange.rules.rows import check_row
from teamaround.exchange.rules.shapes import Flaw, Row
from teamaround.kernel import nhs_numbers
from teamaround.kernel.dates import DateForm

TODAY = date(2026, 11, 20)
SERVICES = {"Play and Stay": False, "Counselling": True}
FORMS = dict.fromkeys(Field, DateForm.DAY_MONTH_YEAR)
NHS = nhs_numbers.made_for_tests(7)


def read(services=SERVICES, flaws=(), **cells):
    """Check a row whose headings are field codes."""
    values = {"surname": "Okafor", "dob": "27/03/2015", **cells}
    mapping = propose_mapping(tuple(values))
    row = Row(14, tuple(values.values()), tuple(flaws))
    return check_row(row, Terms(mapping, FORMS, TODAY, services))


def only_fault(**cells):
    found = read(**cells)
    assert isinstance(found, tuple), found
    (fault,) = found
    return fault.sentence


def notices(**cells):
    row = read(**cells)
    assert isinstance(row, RowAsRead), row
    return [notice.sentence for notice in row.notices]


def test_a_whole_row():
    row = read(
        first_name=" ADA ", known_as="Addie", former_surname="Obi", sex="F", gender="girl", nhs_no=NHS, upn="", rec_id="R 7",
        house="12", address_1="Mill Lane", town="Oldtown", postcode="xa11aa", carer="Mrs Grace OKAFOR",
        carer_relationship="Mum", carer_phone="01632 960 001", school="Invented Primary", school_code="9991234",
        gp="Invented Surgery", ethnicity="Black African", service="play and stay", worker="Sam Reed",
        worker_email="sam@reed.example", worker_phone="01632 960002", involved_from="01/09/2026", involved_until="",
        reason="Settling in", basis="",
    )  # fmt: skip
    assert (row.given, row.family, row.born_on) == ("Ada", "Okafor", date(2015, 3, 27))
    assert (row.known_as, row.former_family, row.sex, row.gender, row.ethnicity) == (
        "Addie",
        "Obi",
        "female",
        "female",
        "BAFR",
    )
    assert row.nhs_number.passes_check
    assert row.upn is None
    assert (row.agency_id, row.address, row.postcode) == ("R 7", "12 Mill Lane, Oldtown", "XA1 1AA")
    assert (row.carer.given, row.carer.family, row.carer.relationship) == ("Grace", "Okafor", "mother")
    assert (row.school, row.school_code, row.gp_practice) == (
        "Invented Primary",
        "9991234",
        "Invented Surgery",
    )
    assert row.involvement.service == "Play and Stay"
    assert (row.involvement.starts_on, row.involvement.ends_on) == (date(2026, 9, 1), None)
    assert row.notices == ()
    assert row.may_be_new


def test_a_fault_names_row_column_value_and_remedy():
    assert only_fault(dob="31/02/2015") == (
        "Row 14, column dob: '31/02/2015' is not a date. That month does not have that day."
        " Write it as day/month/year, like 27/03/2015."
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"surname": "", "dob": ""}, "Row 14 has neither a name nor a date of birth."),
        ({"surname": "", "first_name": "Ada"}, "Row 14 has no family name."),
        ({"surname": "Unknown"}, "Row 14 has no name, or only one that holds the place"),
        ({"surname": "Unborn", "first_name": "Baby", "dob": ""}, "Row 14 has neither a name nor"),
        ({"dob": ""}, "Row 14 has no date of birth."),
        ({"dob": "21/11/2026"}, "column dob: '21/11/2026' is in the future. Correct it. For a child not yet born"),
        ({"dob": "19/11/2000"}, "column dob: '19/11/2000' makes this person older than 25."),
        ({"dob": "2015"}, "column dob: '2015' is not a date."),
        ({"edd": "01/01/2027"}, "column edd: '01/01/2027' stands beside a date of birth."),
        ({"dob": "", "edd": "01/12/2027"}, "column edd: '01/12/2027' is not within the next ten months."),
        ({"dob": "", "edd": "01/08/2026"}, "is not within the next ten months."),
        ({"sex": "Ricky"}, "column sex: 'Ricky' is not a sex known here. Write female, male or not known."),
        ({"surname": "12345"}, "column surname: '12345' is not a name."),
        ({"surname": "x" * 101}, "is longer than 100 letters."),
        ({"surname": "Smith\nJones"}, "column surname: 'Smith Jones' runs over several lines."),
        ({"service": "Ski school", "involved_from": "01/09/2026"}, "'Ski school' is not a service of this agency. Its services are:"),
        ({"service": "", "involved_from": "01/09/2026"}, "column service: is empty. Say which service is involved: Play and Stay, Counselling."),
        ({"service": "Play and Stay", "involved_from": ""}, "column involved_from: is empty. Say on which day"),
        ({"service": "Play and Stay", "involved_from": "21/11/2026"}, "'21/11/2026' is in the future."),
        (
            {"service": "Play and Stay", "involved_from": "02/09/2026", "involved_until": "01/09/2026"},
            "column involved_until: '01/09/2026' is before the start.",
        ),
        (
            {"service": "Counselling", "involved_from": "01/09/2026"},
            "Basis for recording a sensitive service: is empty, but this service is sensitive. Write 'consent' or",
        ),
        (
            {"service": "Counselling", "involved_from": "01/09/2026", "basis": "because"},
            "column basis: 'because' does not say why this sensitive service may be recorded.",
        ),
    ],
)  # fmt: skip
def test_each_fault_on_its_own(cells, said):
    assert said in only_fault(**cells)


def test_all_faults_of_a_row_are_told_at_once():
    faults = read(dob="31/02/2015", sex="Q", service="Counselling", involved_from="x")
    assert len(faults) == 4
    assert {fault.row for fault in faults} == {14}
    assert reason_cell(faults).count("Write ") == 4
    assert "Row 14" not in reason_cell(faults)


def test_born_today_and_twenty_five_years_old_are_within_reach():
    assert read(dob="20/11/2026").born_on == TODAY
    assert read(dob="21/11/2000").born_on == date(2000, 11, 21)


def test_an_unborn_child_needs_only_a_family_name():
    row = read(first_name="Baby", dob="", edd="01/02/2027")
    assert (row.given, row.family, row.expected_on, row.name_is_placeholder) == (
        "",
        "Okafor",
        date(2027, 2, 1),
        True,
    )
    assert row.may_be_new


@pytest.mark.parametrize("cells", [{"rec_id": "7"}, {"nhs_no": NHS}])
def test_a_number_stands_for_a_child_that_is_known(cells):
    row = read(surname="", dob="", **cells)
    assert not row.may_be_new


def test_a_number_that_fails_is_evidence_beside_a_name_and_nothing_by_itself():
    wrong = NHS[:-1] + str((int(NHS[-1]) + 1) % 10)
    row = read(nhs_no=wrong, upn="A12")
    assert not row.nhs_number.passes_check
    assert (row.upn.value, row.upn.passes_check) == ("A12", False)
    assert ["its check digit does not fit" in notice.sentence for notice in row.notices] == [True, False]
    first, second = read(surname="", dob="", nhs_no=wrong)
    assert "check digit" in first.sentence
    assert "neither a name" in second.sentence
    assert read(nhs_no="0000000000").nhs_number is None


def test_what_cannot_be_used_is_left_out_and_noticed():
    assert (
        len(notices(postcode="4223", ethnicity="Martian", carer="Ann Lee", carer_relationship="pen friend"))
        == 3
    )
    assert notices(carer="Ann Lee", carer_phone="call me")[0].endswith(
        "is not a telephone number. It was left out."
    )
    involved = {"service": "Play and Stay", "involved_from": "01/09/2026"}
    assert "is not an email address" in notices(**involved, worker_email="sam at reed")[0]
    assert read(postcode="ZZ99 3VZ").postcode == ""


def test_an_involvement_without_a_service_belongs_to_the_only_one():
    involved = {"worker": "Sam Reed", "involved_from": "01/09/2026"}
    assert read(services={"School nursing": False}, **involved).involvement.service == "School nursing"
    assert read(services={}, **involved).involvement.service == ""
    assert read(services={}).involvement is None
    basis = {**involved, "service": "Counselling", "basis": "Significant harm"}
    assert read(**basis).involvement.sensitive_basis == "significant_harm"


def test_scripts_and_formulas_stay_text():
    row = read(surname="<script>alert(1)</script>", first_name="=HYPERLINK(1)")
    assert row.family == "<script>alert(1)</script>"
    assert row.given.startswith("=")
    assert read(surname="'=Okafor").family == "=Okafor"


def test_flaws_of_used_columns_are_faults_and_of_others_are_not():
    flaw = "holds Excel's fault #N/A. Put the value itself in the cell"
    assert "column dob: '27/03/2015' holds Excel's fault" in read(flaws=[Flaw(1, flaw)])[0].sentence
    assert isinstance(read(shoe_size="#N/A", flaws=[Flaw(2, flaw)]), RowAsRead)
    assert read(flaws=[Flaw(None, "has 5 values but there are 3 headings")])[0].sentence.startswith(
        "Row 14 has 5 values"
    )


@pytest.mark.parametrize(
    ("whole", "given", "family", "sure"),
    [
        ("OKAFOR, Ada Grace", "Ada Grace", "Okafor", True),
        ("Ada OKAFOR", "Ada", "Okafor", True),
        ("OKAFOR Ada Grace", "Ada Grace", "Okafor", True),
        ("Ada Okafor", "Ada", "Okafor", True),
        ("Miss Ada Okafor", "Ada", "Okafor", True),
        ("Ada Grace Okafor", "Ada Grace", "Okafor", False),
        ("Anna van der Berg", "Anna", "van der Berg", False),
        ("Okafor", "", "Okafor", False),
    ],
)
def test_whole_names(whole, given, family, sure):
    assert person_names.part(whole) == person_names.Parted(given, family, sure)


def test_a_whole_name_that_is_not_sure_is_noticed():
    mapping = propose_mapping(["Full name", "DOB"])
    terms = Terms(mapping, FORMS, TODAY)
    row = check_row(Row(2, ("Ada Grace Okafor", "27/03/2015")), terms)
    assert (row.given, row.family) == ("Ada Grace", "Okafor")
    assert "was read as given name 'Ada Grace'" in row.notices[0].sentence
    assert check_row(Row(3, ("Okafor, Ada", "27/03/2015")), terms).notices == ()


def test_codes_and_words():
    assert vocabulary.sex("2").value == "female"
    assert vocabulary.sex("Not known").value == "not_known"
    assert vocabulary.gender("NON-BINARY") == "non-binary"
    assert vocabulary.gender("Unknown") == ""
    assert vocabulary.relationship("Step-Mother").value == "step_parent"


def test_real_dates_of_a_workbook_are_read_whatever_the_form():
    assert read(dob="2015-03-27").born_on == date(2015, 3, 27)
    assert read(dob="27/03/2015 10:30").born_on == date(2015, 3, 27)


# --- rows of one file


def test_rows_of_one_file():
    seen = Repeats()
    first = RowAsRead(number=2, given="Ada", family="Okafor", born_on=date(2015, 3, 27), agency_id="7")
    assert seen.look_at(first).repeat is Repeat.FIRST
    same = seen.look_at(
        RowAsRead(number=3, given="Ada", family="Okafor", born_on=date(2015, 3, 27), agency_id="7")
    )
    assert (same.repeat, same.earlier) == (Repeat.SAME_ROW, 2)
    more = RowAsRead(number=4, given="ada", family="Okafor", agency_id="7", postcode="XA1 1AA")
    assert seen.look_at(more).repeat is Repeat.SAME_CHILD
    other = seen.look_at(RowAsRead(number=5, given="Ben", family="Okafor", agency_id="7"))
    assert other.repeat is Repeat.CONTRADICTS
    assert "has the same number as row 2" in other.sentence
    born = date(2015, 3, 27)
    assert (
        seen.look_at(RowAsRead(number=6, given="Ben", family="Okafor", born_on=born)).repeat is Repeat.FIRST
    )
    again = RowAsRead(number=7, given="Ben", family="Okafor", born_on=born, postcode="XA1 1AA")
    assert seen.look_at(again).repeat is Repeat.UNSURE
    involved = InvolvementAsRead(
        service="Play", practitioner_name="", practitioner_email="", practitioner_telephone="", starts_on=TODAY,
        ends_on=None, reason="", sensitive_basis="",
    )  # fmt: skip
    third = RowAsRead(number=8, given="Ben", family="Okafor", born_on=born, involvement=involved)
    assert seen.look_at(third).repeat is Repeat.SAME_CHILD
    assert row_key(third) != source_key(third)
    assert row_key(again) == source_key(third)
    assert seen.look_at(replace(again, number=9, postcode="XA1 1AB")).row_key.endswith("line 3")


@given(st.text(max_size=9), st.booleans(), st.dates(), st.none() | st.dates())
def test_a_row_comes_back_from_its_content(text, some, day, other):
    import json

    involved = InvolvementAsRead(
        service=text, practitioner_name="", practitioner_email="", practitioner_telephone="", starts_on=day,
        ends_on=other, reason="", sensitive_basis="",
    )  # fmt: skip
    row = RowAsRead(
        number=3, given=text, born_on=other, expected_on=day if some else None,
        nhs_number=NumberAsRead(value=text, passes_check=some) if some else None,
        carer=CarerAsRead(given="", family=text, relationship="mother", telephone="") if some else None,
        involvement=involved if some else None,
    )  # fmt: skip
    kept = json.loads(json.dumps(row.content(), default=str))
    assert from_content(kept, number=3) == row


words = st.text(max_size=12)
rows = st.builds(
    RowAsRead, number=st.integers(1, 99), given=words, family=words, agency_id=words,
    born_on=st.none() | st.dates(date(2005, 1, 1), TODAY),
)  # fmt: skip


@given(rows, rows)
def test_a_fingerprint_depends_on_what_a_row_says_and_not_on_where_it_stands(one, other):
    assert (row_hash(one) == row_hash(other)) == (one.content() == other.content())


cell = st.text(max_size=30) | st.sampled_from(
    [
        "27/03/2015",
        "31/02/2015",
        "F",
        "Q",
        NHS,
        "XA1 1AA",
        "Baby",
        "",
        "n/a",
        "Counselling",
        "consent",
        "=1+1",
    ]
)
every_field = [field for field in Field if field is not Field.FULL_NAME]


@given(st.lists(cell, min_size=len(every_field), max_size=len(every_field)))
def test_any_row_whatever_is_read_or_refused_with_reasons(cells):
    mapping = leave_out_questions(propose_mapping(every_field))
    found = check_row(Row(9, tuple(cells)), Terms(mapping, FORMS, TODAY, SERVICES))
    if isinstance(found, tuple):
        assert found
        assert all(fault.sentence.startswith("Row 9") and fault.remedy for fault in found)
        return
    assert found.may_be_new or found.agency_id or found.nhs_number or found.upn
    assert not (found.born_on and found.expected_on)
    assert found.born_on is None or TODAY - timedelta(days=26 * 366) < found.born_on <= TODAY
    if found.involvement:
        assert found.involvement.starts_on <= TODAY
        assert found.involvement.sensitive_basis or found.involvement.service != "Counselling"
