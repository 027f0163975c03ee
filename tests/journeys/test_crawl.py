"""Every page that each role can reach by following links from home is whole, accessible and keeps names to itself."""

import re
from urllib.parse import urlsplit

import pytest
from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.episodes import services as episodes
from teamaround.episodes.rules.worries import Nearness, Told
from teamaround.people import services as people
from teamaround.people.services import NewName

from .stories import DESK, a_child_with_a_team, plan_ahead, search

pytestmark = [pytest.mark.journey, pytest.mark.slow]
MOST_PAGES = 150
TWICE = "/children/*/?"  # the shielded child's page too; one page of any other kind stands for all
NAMES = ("asha", "lindqvist", "mira", "tindra", "mill", "zy1")
BY_ITSELF = "/hidden/"  # brings itself up to date, unless asked to keep still
ROLES = ("senco", "lead", "duty", "index", "data", "governance", "councillor", "admin", "neighbour")
FINDERS = {"senco", "lead", "duty", "index", "data", "neighbour"}
PARTICULAR = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[A-Z]{1,2}-[0-9A-Z]{9}\b|\b\d+\b")
SAVED = (".ics", ".pdf", ".json", ".csv", ".xlsx")
# What axe judges by, as far as pages of one kind differ in it: elements, attributes, and what is empty;
# of the page's own part, and of what stands around it on every page of one role.
BUILT = """() => {
    const said = kind => kind.name + (/^(class|role|type|style)$/.test(kind.name) ? kind.value : !!kind.value)
    const built = one => one.tagName + [...one.attributes].map(said) + !!one.textContent.trim()
    const main = document.querySelector('main')
    const [own, around] = [[], []]
    for (const one of document.querySelectorAll('*')) (main.contains(one) ? own : around).push(built(one))
    return [own.join(), around.join()]
}"""
LINKS = "links => [...new Set(links.map(link => link.href.split('#')[0]))]"
NOT_PAGES = (
    "/audit/file/",
    "/counts/file/",
    "/static/",
    "/api/openapi",
    "/sign-in/password/",
)  # nobody here has a password


@pytest.fixture
def full(county):
    """A team with a plan around one child, another who is shielded, and a worry that waits."""
    child, _, plan = a_child_with_a_team(county, agreed=("helpers", "visiting", "school"))
    plan_ahead(county, child, plan)
    hidden = county.child(names=(NewName("Tindra", "Lindqvist"),), identifiers=())
    with transaction.atomic(), acting(county.viewer("index"), now=county.now) as by:
        people.shield(child_id=hidden.pk, because="Hidden", review_on=county.today, by=by, now=county.now)
    with transaction.atomic(), acting(county.viewer("lead"), now=county.now) as by:
        told = Told(what="A bruise", done_already="", nearness=Nearness.TODAY, family_knows="")
        episodes.record_worry(child_id=child.pk, told=told, telephone="", by=by, now=county.now)


def route(address: str) -> str:
    """The address without what is particular: one page of a kind stands for all."""
    parts = urlsplit(address)
    asked = sorted(pair.split("=")[0] for pair in parts.query.split("&") if pair)
    return PARTICULAR.sub("*", parts.path) + "?" + "&".join(asked)


def is_page(path: str) -> bool:
    """Whether a browser shows what is at an address, and does not save it."""
    return not path.startswith(NOT_PAGES) and not path.endswith(SAVED)


def crawl(somebody, checked: set[int], *, begin: list[str]) -> int:
    """Follow links breadth first; axe looks once at all pages that are built alike, whoever sees them."""
    here, waiting, seen, visits = somebody.page, list(begin), set(), {}
    while waiting and sum(visits.values()) < MOST_PAGES:
        address = waiting.pop(0)
        kind = route(address)
        if address in seen or visits.get(kind, 0) > (kind == TWICE):
            continue
        seen.add(address)
        visits[kind] = visits.get(kind, 0) + 1
        answer = here.goto(address + "?still" if address.endswith(BY_ITSELF) else address)
        assert answer.status == 200, (address, answer.status)
        assert not [name for name in NAMES if name in here.url.lower()], here.url
        somebody.fits()
        built = {hash(part) for part in here.evaluate(BUILT)}
        if not built <= checked:
            somebody.is_well()
            checked |= built
        found = here.locator("a[href]").evaluate_all(LINKS)
        home = "{0.scheme}://{0.netloc}".format(urlsplit(here.url))
        waiting += [link for link in found if link.startswith(home) and is_page(urlsplit(link).path)]
    return len(seen)


@pytest.fixture(scope="module")
def checked():
    """How the pages are built at which axe has looked."""
    return set()


@pytest.mark.parametrize("who", ROLES)
def test_every_page_from_home_is_well(person, full, who, checked):
    somebody = person(who, **DESK)
    begin = [somebody.open("/").url]
    if who in FINDERS:
        begin.append(search(somebody, "Name", "Lindqvist").url)
    visited = crawl(somebody, checked, begin=begin)
    assert visited >= (8 if who in FINDERS else 3), visited
    assert not somebody.outside, somebody.outside
