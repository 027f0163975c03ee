import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from teamaround.kernel import nhs_numbers, upns

nine = st.from_regex(r"\A[0-9]{9}\Z")
twelve = st.from_regex(r"\A[0-9]{12}\Z")


def test_the_nhs_number_of_the_data_dictionary():
    assert nhs_numbers.passes_check("943 476 5919")
    assert nhs_numbers.tidy("9434765919") == "943 476 5919"


@pytest.mark.parametrize(
    "text",
    ["943 476 5918", "0000000000", "1111111111", "9999999999", "943476591", "94347659199", "943476591x", ""],
)
def test_nhs_numbers_that_fail(text):
    assert not nhs_numbers.passes_check(text)


@given(nine, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(first, place, more):
    digit = nhs_numbers.check_digit(first)
    assume(digit is not None and len(set(f"{first}{digit}")) > 1)
    assert nhs_numbers.passes_check(f"{first}{digit}")
    changed = first[:place] + str((int(first[place]) + more) % 10) + first[place + 1 :]
    assert not nhs_numbers.passes_check(f"{changed}{digit}")


@given(nine, st.integers(0, 7))
def test_two_digits_changed_about_are_always_noticed(first, place):
    digit = nhs_numbers.check_digit(first)
    assume(digit is not None and first[place] != first[place + 1])
    changed = first[:place] + first[place + 1] + first[place] + first[place + 2 :]
    assert not nhs_numbers.passes_check(f"{changed}{digit}")


def test_numbers_for_tests_are_all_different():
    assert len({nhs_numbers.made_for_tests(serial) for serial in range(20_000)}) == 20_000
    with pytest.raises(ValueError, match="serial"):
        nhs_numbers.made_for_tests(899_990)


@given(st.integers(0, 899_989))
def test_numbers_for_tests_are_well_formed_and_nobodys(serial):
    number = nhs_numbers.made_for_tests(serial)
    assert nhs_numbers.is_test_number(number)
    assert nhs_numbers.passes_check(number)


def test_an_ordinary_number_is_no_test_number():
    assert not nhs_numbers.is_test_number("943 476 5919")
    assert not nhs_numbers.is_test_number("")
    assert nhs_numbers.tidy(" not  given ") == "not given"


@pytest.mark.parametrize("upn", ["B801200005001", "P207000016049", "p2070 0001 6049"])
def test_upns_that_pass(upn):
    assert upns.passes_check(upn)


@pytest.mark.parametrize(
    "upn", ["A801200005001", "B207000016049", "I801200005001", "B80120000500", "B80120000A001", ""]
)
def test_upns_that_fail(upn):
    assert not upns.passes_check(upn)


def test_a_temporary_upn_ends_in_a_letter():
    body = "80120000500A"
    upn = upns.check_letter(body) + body
    assert upns.passes_check(upn)
    assert upns.is_temporary(upn)
    assert not upns.is_temporary("B801200005001")
    assert not upns.is_temporary("nonsense")


def test_tidying_upns():
    assert upns.tidy("b8012 0000 5001") == "B801200005001"
    assert upns.tidy(" none  yet ") == "none yet"


@given(twelve, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_in_a_upn_is_always_noticed(body, place, more):
    letter = upns.check_letter(body)
    assert upns.passes_check(letter + body)
    changed = body[:place] + str((int(body[place]) + more) % 10) + body[place + 1 :]
    assert not upns.passes_check(letter + changed)


@given(st.integers(0, 999), st.integers(0, 9999), st.integers(2000, 2040), st.integers(0, 999))
def test_made_upns_pass(authority, school, year, serial):
    assert upns.passes_check(upns.made_for(authority=authority, school=school, year=year, serial=serial))
