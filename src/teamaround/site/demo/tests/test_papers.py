"""The five papers made again from the demo's own words, beside the originals; and the ones of today."""

import os
from pathlib import Path

import pytest
from django.test import Client

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.committees.queries import decisions, public
from teamaround.committees.queries import papers as queries
from teamaround.committees.rules.document import as_text
from teamaround.committees.rules.structure import IN_ALL_FIVE, PARTS, parts_in
from teamaround.site.demo.loading_improvement import load_improvement
from teamaround.site.demo.loading_papers import load_next_paper
from teamaround.site.demo.loading_places import Places

SHARED = Path(os.environ.get("TEAMAROUND_SHARED", Path(__file__).resolve().parents[6] / "shared"))
ORIGINALS = {
    "000": ("Best Value review of services for vulnerable", 22, ("30", "1 March 2005", "20 July 2005", "16 February")),
    "001": ("Joint area review", 18, ("22 April 2008", "2007", "2003", "14 to 19")),
    "002": ("Locality working", 21, ("53", "25", "24", "200", "22", "2008", "April 2006", "October 2005")),
    "003": ("Joint Best Value review: children", 13, ("2001", "2002", "23 April 2002")),
    "004": ("Inspection of children’s social care services", 24, ("July 2005", "13 December", "2002", "2007", "8 ", "2006/07")),
}  # fmt: skip
needs_originals = pytest.mark.skipif(
    not (SHARED / "papers").is_dir(), reason="the papers themselves are not part of this repository"
)


def original(number):
    (path,) = (SHARED / "papers").glob(f"{number}_*.txt")
    return path.read_text()


@pytest.fixture
def desk(world):
    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["data"].pk, duty=Duty.KEEP_PLANS, starts_on=world.today, by=by, now=world.now
        )  # fmt: skip
    places = Places(world.today, practitioners={"coordinator": world.practitioner["lead"].pk})
    keeper = places.viewers["data"] = world.viewer("data")
    with acting(keeper, now=world.now):
        return load_improvement(places, now=world.now)


def again(part):
    """A paper of the demo as anybody reads it."""
    row = next(each for each in public.listing().rows if each.version.texts["title"].startswith(part))
    return public.published(row.paper.ref).document


@needs_originals
@pytest.mark.parametrize("number", ORIGINALS)
def test_the_papers_have_as_many_of_the_28_parts_as_were_counted(number):
    found = parts_in(original(number))
    assert len(PARTS) == 28 and len(found) == ORIGINALS[number][1] and set(IN_ALL_FIVE) <= set(found)


@pytest.mark.django_db
def test_each_made_again_has_every_part_figure_and_date_of_its_original(world, desk):
    for number, (title, count, figures) in ORIGINALS.items():
        document = again(title)
        text = as_text(document)
        assert not document.faults and not document.remarks
        assert all(each in text for each in figures), number
        if (SHARED / "papers").is_dir():
            lacking = set(parts_in(original(number))) - set(parts_in(text))
            assert not lacking, (number, lacking)
        assert len(parts_in(text)) >= count, number


@pytest.mark.django_db
def test_letters_and_conditions_that_the_originals_lost_are_there(world, desk):
    locality = as_text(again("Locality working"))
    assert "(c) subject to (b) above, authorise" in locality and "(ii) to take the proposals" in locality
    social = as_text(again("Inspection of children’s social care"))
    assert "(b) endorse the draft action plan, subject to (c) below" in social
    assert "CABINET – 17 JANUARY 2006" in social
    assert "BEST VALUE AND AUDIT COMMITTEE – 9 MARCH 2005" in as_text(again("Best Value review"))
    page = Client().get("/published/").content.decode()
    assert page.count("govuk-list--spaced") == 1 and "Locality working" in page


@pytest.mark.django_db
def test_todays_decision_is_delegated_referred_and_told_in_the_draft(world, desk, sign_in):
    with acting(desk.by, now=world.now):
        load_next_paper(desk)
    home = sign_in("lead").get("/").content.decode()
    assert "Decisions to carry out" in home and "settle with both districts" in home
    draft = queries.papers(desk.by, on=world.today)[0]
    document = queries.document(draft, queries.whole(draft), on=world.today)
    text = as_text(document)
    assert "Delegated: Locality Co-ordinator. Not carried out yet" in text and "Action plan 2026" in text
    assert len(document.figures) == 3 and not document.faults
    assert any("82,000" in each.sentence for each in document.remarks)
    assert queries.open_comments(draft) == 1
    kinds = {each.row.outcome for each in decisions.shown(decisions.standing(desk.by))}
    assert kinds == {"delegated"}
    assert "Referred: What the inspection found" in sign_in("data").get("/forward-plan/").content.decode()
