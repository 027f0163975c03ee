import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.kernel import postcodes

shaped = st.from_regex(r"\A[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][ABD-HJLNP-UW-Z]{2}\Z")


@pytest.mark.parametrize("text", ["ox11nd", " OX1 1ND ", "Ox1-1nd", "OX 1 1 ND"])
def test_one_postcode_in_many_spellings(text):
    assert str(postcodes.parse(text)) == "OX1 1ND"


@pytest.mark.parametrize(
    "text", ["W1A 1HQ", "EC1A 1BB", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "GIR 0AA"]
)
def test_every_shape_is_known(text):
    found = postcodes.parse(text)
    assert str(found) == text
    assert not found.is_invented


@pytest.mark.parametrize("text", ["", "OX", "OX1", "OX1 1N", "1OX 1ND", "OX1 1CI", "OX1 1NDX", "hello"])
def test_other_text_is_none(text):
    assert postcodes.parse(text) is None
    assert not postcodes.is_valid_shape(text)


def test_parts():
    found = postcodes.parse("DN15 6HJ")
    assert (found.outward, found.inward, found.area, found.sector, found.compact) == (
        "DN15",
        "6HJ",
        "DN",
        "DN15 6",
        "DN156HJ",
    )


@pytest.mark.parametrize("text", ["ZX1 2AB", "QQ12 3DE", "ZZ9 9ZZ", "XA1A 1AA"])
def test_areas_that_no_place_has_are_well_formed_and_invented(text):
    assert postcodes.is_valid_shape(text)
    assert postcodes.parse(text).is_invented


@pytest.mark.parametrize("text", ["ZZ99 3VZ", "zz993wz", "ZZ99 3CZ"])
def test_codes_that_stand_for_no_place(text):
    assert postcodes.parse(text).is_nobodys


def test_tidying():
    assert postcodes.tidy(" ox11nd ") == "OX1 1ND"
    assert postcodes.tidy(" not  known ") == "not known"


@given(shaped)
def test_what_is_written_can_be_read(text):
    assert str(postcodes.parse(text)) == text
    assert postcodes.parse(text.replace(" ", "").lower()) == postcodes.parse(text)


@given(st.text(max_size=20))
def test_no_text_is_too_odd(text):
    found = postcodes.parse(text)
    assert found is None or postcodes.parse(str(found)) == found
