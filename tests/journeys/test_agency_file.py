"""A data officer sends the school's list: sees what would become of each row, takes it in, and again without effect."""

import pytest

from .stories import DESK, a_child_with_help, search

pytestmark = pytest.mark.journey
LIST = """Forename,Surname,Date of birth,Postcode
Asha,Lindqvist,27/03/2017,ZY1 1AA
Tova,Ekberg,14/05/2018,ZY1 1AB
Nils,Berg,31/02/2018,ZY1 1AC
"""


def worked_on(page):
    """What the site's own background process would do, then the page as it is then."""
    from teamaround.exchange import jobs

    while jobs.work_once():
        pass
    page.reload()


def take_in(officer) -> str:
    """Send the list, settle its columns, look, take it in; what the page says of it at the end."""
    page = officer.open("/files/")
    page.locator("input[type=file]").set_input_files(
        {"name": "roll.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    )
    page.get_by_role("button", name="Send the file").click()
    if page.get_by_role("button", name="Try the file out").count():
        officer.is_well()
        page.get_by_role("button", name="Try the file out").click()
    worked_on(page)
    officer.is_well()
    page.get_by_role("button", name="Take").first.click()
    worked_on(page)
    officer.is_well()
    return page.locator("main").inner_text()


def test_a_list_is_looked_at_before_it_is_taken_in(person, county):
    a_child_with_help(county)
    officer = person("data", **DESK)
    told = take_in(officer)
    assert "Taken in" in told and "31/02/2018" in told
    senco = person("senco", **DESK)
    assert search(senco, "Name", "Tova Ekberg").locator("h1").inner_text() == "1 child found"
    assert search(senco, "Name", "Asha Lindqvist").locator("h1").inner_text() == "1 child found"
