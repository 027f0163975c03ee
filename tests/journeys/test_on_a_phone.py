"""Pages with filters and wide lists, on a phone: nothing scrolls sideways."""

import pytest

from .stories import PHONE

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("who", "path"), [("governance", "/audit/"), ("governance", "/audit/?child="), ("index", "/")]
)
def test_a_page_fits_a_phone(person, county, who, path):
    somebody = person(who, **PHONE)
    somebody.open(path)
    somebody.is_well()
