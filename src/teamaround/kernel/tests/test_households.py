import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.kernel.households import household_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 High Street, Newtown", "12, High St"),
        ("Flat 2, 14 Mill Road", "Apartment 2\n14 Mill Rd."),
        ("14 b Mill Lane", "14B Mill Ln"),
        ("Rose Cottage, Mill Lane", "rose cottage"),
    ],
)
def test_one_door_written_in_two_ways(one, other):
    assert household_key(one, "ZX1 2AB") == household_key(other, "zx12ab") != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 High Street", "14 High Street"),
        ("Flat 1, 12 High Street", "Flat 2, 12 High Street"),
        ("Rose Cottage", "Ivy Cottage"),
    ],
)
def test_two_doors_of_one_postcode(one, other):
    assert household_key(one, "ZX1 2AB") != household_key(other, "ZX1 2AB")


def test_without_a_postcode_all_words_count():
    assert household_key("12 High Street, Newtown", "") == household_key("12 High St Newtown", "")
    assert household_key("somewhere in Newtown", "") == ""


def test_no_fixed_abode_is_no_household():
    assert household_key("12 High Street", "ZZ99 3VZ") == ""
    assert household_key("", "ZX1 2AB") == ""


@given(st.text(max_size=40), st.text(max_size=10))
def test_no_text_is_too_odd(lines, postcode):
    assert household_key(lines, postcode) == household_key(lines, postcode)
