"""Lines of files: what is read, what is noted, and that nothing bad stops a file or is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.matching.blocking import keys_of
from teamaround.matching.tests.rows import record


def test_a_line_becomes_a_row():
    row = record(
        first_name="Mohammed Ali", middle_names="Hassan", last_name="O'Brien-Smith", known_as="Mo", sex="boy",
        dob="2015-04-03", postcode="zx12ab", address_line="Flat 2, 14 High Street", nhs_number="943 476 5919",
        phone="+44 7700 900123", email="A@Home.test",
    ).row  # fmt: skip
    assert (row.first, row.family, row.birth, row.sex, row.postcode) == (
        "ali", "obriensmith", "2015-04-03", "m", "ZX12AB",
    )  # fmt: skip
    assert {"ali", "mo"} <= set(row.firsts)
    assert {"obrien", "smith", "obriensmith"} == set(row.families)
    assert row.households == ("ZX12AB/2 14",)
    assert row.contacts == ("07700900123", "a@home.test")


def test_a_failing_number_is_evidence_and_never_a_key():
    wrong = record(nhs_number="9434765918", upn="A801200005001").row
    assert (wrong.nhs, wrong.nhs_said, wrong.upn, wrong.upn_said) == (
        None,
        "9434765918",
        None,
        "A801200005001",
    )
    assert keys_of(wrong).narrow == keys_of(wrong).wide == ()
    assert len(keys_of(record(nhs_number="9434765919").row).narrow) == 1


def test_the_first_of_january_stands_for_a_year():
    row = record(first_name="Ana", last_name="Berg", dob="2015-01-01").row
    assert (row.births, row.birth, row.year, row.is_new_year) == ((), None, 2015, True)


@pytest.mark.parametrize("name", ["Baby", "Infant", "Unknown", "N/K", "Baby Boy"])
def test_placeholders_are_no_names(name):
    assert record(first_name=name, last_name="Berg").row.first is None


def test_postcodes_of_other_countries_are_compared_as_written():
    row = record(postcode="2112", previous_postcode="4670").row
    assert (row.postcode, row.postcodes, row.sector) == ("2112", ("2112", "4670"), None)
    assert record(postcode="0000").row.postcodes == record(postcode="none").row.postcodes == ()
    assert record(postcode="ZZ99 3VZ").row.postcodes == ()


@pytest.mark.parametrize(
    ("dob", "words"),
    [
        ("2030-01-02", "in the future"),
        ("1899-12-31", "before 1900"),
        ("31/12/2015", "not a date"),
        ("2015-02-30", "not a date"),
        ("0000-00-00", "not a date"),
    ],
)
def test_dates_that_cannot_be_are_noted_and_count_as_not_known(dob, words):
    faults = []
    assert record(dob=dob, faults=faults).row.year is None
    assert [(fault.line, fault.column) for fault in faults] == [(2, "dob")]
    assert words in faults[0].words and dob not in faults[0].words


def test_a_line_without_a_number_of_its_own_is_left_out():
    faults = []
    assert record("", first_name="Ana", faults=faults) is None
    assert faults[0].column == "record_id"


def test_a_huge_cell_is_cut_and_noted():
    faults = []
    row = record(first_name="A" + "b" * 10_000_000, faults=faults).row
    assert len(row.first) <= 200
    assert "longer than" in faults[0].words


def test_control_characters_are_left_out_and_noted():
    faults = []
    assert record(first_name="An\x00a\x1b", faults=faults).row.first == "ana"
    assert faults[0].words.startswith("control characters")


@pytest.mark.parametrize(("one", "other"), [("小龙", "小龙"), ("نور", "نور"), ("‏نور‎", "نور"), ("J", "j")])
def test_names_of_any_script_and_length_compare_with_themselves(one, other):
    assert (
        record(first_name=one, last_name="李").row.first == record(first_name=other, last_name="李").row.first
    )


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "first_name",
                "last_name",
                "dob",
                "postcode",
                "address_line",
                "phone",
                "email",
                "nhs_number",
                "upn",
                "sex",
                "known_as",
                "agency",
            ]
        ),
        st.text(max_size=40),
    )
)
def test_no_text_whatever_breaks_a_line(said):
    found = record(**said)
    keys = keys_of(found.row)
    assert all(-(2**63) <= key < 2**63 for key in (*keys.narrow, *keys.wide))
