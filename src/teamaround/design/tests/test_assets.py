import re
from pathlib import Path

import pytest

from teamaround.design import vendor

STATIC = Path(vendor.HERE)
VENDORED = ["govuk-frontend.css", "govuk-frontend.js"]


@pytest.mark.parametrize("name", VENDORED)
def test_nothing_that_is_not_ours_to_use_is_left(name):
    assert vendor.remains((STATIC / name).read_text()) == []


@pytest.mark.parametrize("word", ["GDS Transport", "url(/assets/x.svg)", ".a__crown", "@font-face"])
def test_what_may_not_be_there_would_be_noticed(word):
    assert vendor.remains(f"a {word} b")


def test_fonts_and_emblems_are_taken_out_and_the_rest_stays():
    before = (
        ".a{font-family:GDS Transport,arial,sans-serif}@font-face{src:url(/assets/f.woff)}"
        "@media print{.x__crown{margin:0}.b{color:red}}.y__copyright-logo:before{background:url(/assets/c)}"
    )
    assert vendor.cleaned_css(before) == (
        ".a{font-family:var(--teamaround-font),arial,sans-serif}@media print{.b{color:red}}\n"
    )


def test_an_unknown_script_is_not_taken_in_silently():
    with pytest.raises(SystemExit):
        vendor.cleaned_script("nothing known")


def test_licences_lie_beside_what_they_cover():
    assert "The MIT License" in (STATIC / "govuk-frontend.LICENCE.txt").read_text()
    assert "SIL OPEN FONT LICENSE" in (STATIC / "atkinson.LICENCE.txt").read_text()


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda sheet: sheet.name)
def test_style_sheets_fetch_only_what_is_here(sheet):
    for address in re.findall(r"url\(\"?([^)\"]*)\"?\)", sheet.read_text()):
        assert address.startswith("data:") or (STATIC / address).is_file(), address


def test_the_fonts_are_light():
    assert sum(font.stat().st_size for font in STATIC.glob("*.woff2")) < 60_000


def test_scripts_import_only_what_is_here():
    for script in STATIC.glob("*.js"):
        for address in re.findall(r'from "\./([^"]+)"', script.read_text()):
            assert (STATIC / address).is_file()
