"""Every combination of choices finds what looking at each service by itself would find, counted once and in order."""

import math
import random
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

import pytest
from django.db import connection

from teamaround.accounts.door import acting
from teamaround.directory import queries, services
from teamaround.directory.queries.seeking import ITS_NAME, ON_A_PAGE
from teamaround.directory.rules.asking import Ground, Hours, Wanted
from teamaround.directory.services import NewAddress, NewArea, NewCost, NewLocation, NewPlace, NewSchedule

from .places import key

HERE = Ground(2.05, 54.05, name="ZY1 1AA", covers=("locality:L1", "area:N", "authority:901"))
POINTS = {"quay": (54.05, 2.05), "mill": (54.07, 2.05), "moor": (54.3, 2.4)}
AREAS = ("", "locality:L1", "authority:901", "authority:902")
WORDS = ("zibblewort", "quandorly", "marchpane")
SERVICES, ASKED = 36, 140


@dataclass
class Facts:
    """A service as this test knows it, apart from the tables."""

    name: str
    words: frozenset
    youngest: float | None
    oldest: float | None
    needs: frozenset
    send: frozenset
    place: str
    access: frozenset
    area: str
    days: tuple
    hours: tuple
    is_free: bool | None
    language: str


ACCESS = {"quay": frozenset({"step-free", "toilet"}), "mill": frozenset({"step-free"}), "moor": frozenset()}


def with_those_within(codes):
    """Debt is a need within money."""
    return codes | ({"debt"} if "money" in codes else set())


def drawn(dice, number):
    youngest = dice.choice((None, 0.0, 5.0, 11.0))
    place = dice.choice(("", "quay", "mill", "moor"))
    return Facts(
        f"Service {number:02}", frozenset(dice.sample(WORDS, dice.randint(0, 2))), youngest,
        dice.choice((None, (youngest or 0) + dice.choice((4.0, 12.0)))), frozenset(dice.sample(("sport", "debt"), dice.randint(0, 2))),
        frozenset(dice.sample(("autism", "adhd"), dice.randint(0, 2))), place, ACCESS.get(place, frozenset()),
        dice.choice(AREAS) if dice.random() < 0.5 else "none", dice.choice(((), ("MO",), ("SA", "SU"))),
        dice.choice(((time(9), time(11)), (time(16), time(19)))), dice.choice((None, True, False)),
        dice.choice(("", "Polish", "Urdu")),
    )  # fmt: skip


def put_in(small, told):
    schedules = (NewSchedule(told.days, *told.hours),) if told.days else ()
    small.add(
        told.name, description=" ".join(["A", *sorted(told.words)]), minimum_age=told.youngest, maximum_age=told.oldest,
        terms=(*(("needs", code) for code in told.needs), *(("send", code) for code in told.send)),
        places=(NewPlace(key(told.place), schedules),) if told.place else (), schedules=() if told.place else schedules,
        areas=() if told.area == "none" else (NewArea("Some", told.area),),
        costs=() if told.is_free is None else (NewCost(Decimal(0 if told.is_free else 3)),),
        languages=((told.language, ""),) if told.language else (),
    )  # fmt: skip


def metres(place):
    (north, east), radius = POINTS[place], 6_371_000.0
    one, other = math.radians(HERE.latitude), math.radians(north)
    across = math.sin(math.radians(east - HERE.longitude) / 2) ** 2 * math.cos(one) * math.cos(other)
    return 2 * radius * math.asin(math.sqrt(math.sin((other - one) / 2) ** 2 + across))


def fits(told, wanted):
    """Everything but the words, one after the other."""
    hours = wanted.hours
    opens, closes = told.hours
    return all(
        (
            wanted.maximum_age is None or told.youngest is None or told.youngest <= wanted.maximum_age,
            wanted.minimum_age is None or told.oldest is None or told.oldest >= wanted.minimum_age,
            not wanted.needs or bool(with_those_within(wanted.needs) & told.needs),
            wanted.send <= told.send,
            wanted.access <= told.access,
            not wanted.is_free or told.is_free is True,
            not wanted.language or wanted.language.lower() == told.language.lower(),
            hours is None
            or (
                bool(told.days)
                and (not hours.day or hours.day in told.days)
                and (hours.start is None or closes > hours.start)
                and (hours.end is None or opens < hours.end)
            ),
            wanted.ground is None or within_reach(told, wanted),
        )
    )


def within_reach(told, wanted):
    if told.area in HERE.covers:
        return True
    if told.area not in ("none", ""):
        return False
    return not told.place or wanted.metres is None or metres(told.place) <= wanted.metres


def expected(everything, wanted):
    """Names that are found: with every word or a need that they ask for; failing that, with any of them."""
    fitting = [told for told in everything if fits(told, wanted)]
    words = set(wanted.words.split())
    if not words:
        return {told.name for told in fitting}
    needs = {"sport"} if "football" in words else set()
    plain = words - {"football"}
    hits = {told.name for told in fitting if (words == plain and plain <= told.words) or needs & told.needs}
    return hits or {told.name for told in fitting if plain & told.words}


def asked(dice):
    some = lambda *values: dice.choice((None, *values))  # noqa: E731
    wanted = {
        "words": dice.choice(("", "", WORDS[0], WORDS[1], " ".join(WORDS[:2]), "football", f"football {WORDS[2]}")),
        "needs": dice.choice((frozenset(), frozenset({"sport"}), frozenset({"money"}), frozenset({"sport", "debt"}))),
        "send": dice.choice((frozenset(), frozenset({"autism"}), frozenset({"autism", "adhd"}))),
        "access": dice.choice((frozenset(), frozenset({"step-free"}), frozenset({"step-free", "toilet"}))),
        "hours": some(Hours("MO"), Hours("SA", time(12), time(17)), Hours("", None, time(12)), Hours("SU", time(17))),
        "is_free": dice.random() < 0.3, "language": dice.choice(("", "", "polish", "Urdu")),
        "minimum_age": some(3.0, 11.0), "maximum_age": some(11.0, 18.0),
    }  # fmt: skip
    kept = {name: value for name, value in wanted.items() if dice.random() < 0.4}
    if dice.random() < 0.6:
        kept |= {"ground": HERE, "metres": dice.choice((None, 1_000.0, 3_000.0, 50_000.0))}
    return Wanted(**kept)


@pytest.fixture
def everything(world, small):
    dice = random.Random(20)
    with acting(world.viewer("index"), now=world.now) as by:
        for short in ("mill", "moor"):
            where = NewLocation(
                short, NewAddress("1 Road", "Ashby", "Ashbyshire", "ZY1 1AB"), latitude=POINTS[short][0],
                longitude=POINTS[short][1], terms=tuple(("access", code) for code in sorted(ACCESS[short])), id=key(short),
            )  # fmt: skip
            services.add_location(new=where, by=by, now=world.now)
    made = [drawn(dice, number) for number in range(SERVICES)]
    for told in made:
        put_in(small, told)
    return made


def found(wanted, world):
    """Every page of what a search finds, in its order."""
    first = queries.find(wanted, on=world.today)
    rows = list(first.rows)
    for page in range(2, first.pages + 1):
        rows += queries.find(wanted, on=world.today, page=page).rows
    assert len(rows) == first.total == len({row.pk for row in rows})
    return first, rows


@pytest.mark.django_db
def test_every_combination_finds_what_looking_at_each_would_find(world, everything):
    dice, seen = random.Random(7), set()
    ours = {told.name for told in everything}
    for _ in range(ASKED):
        wanted = asked(dice)
        first, rows = found(wanted, world)
        names = [row.name for row in rows]
        assert set(names) & ours == expected(everything, wanted), wanted
        seen.add(len(names))
        if wanted.ground is not None:
            in_order(rows, by_words=bool(wanted.words))
        if first.total:
            beyond = queries.find(wanted, on=world.today, page=99)
            assert beyond.page == first.pages and beyond.total == first.total
    assert 0 in seen and len(seen) > 12 and max(seen) > ON_A_PAGE


NAMES = (
    "Zibblewort club",
    "Zibblewort",
    "Club",
    "A zibblewort club for everybody who likes them",
    "Zib",
    "Wort and zibblewort",
)


@pytest.mark.django_db
@pytest.mark.parametrize("ground", [None, HERE])
def test_of_those_that_are_as_near_the_most_like_the_words_come_first_on_every_page(world, small, ground):
    """More of them than a page holds, so that what is asked of the first alone must be asked of enough."""
    for number in range(46):
        name = f"{NAMES[number % len(NAMES)]} {number // len(NAMES) * 'of '}{number:02}"
        small.add(name, description="A zibblewort club.", places=(NewPlace(key("quay")),))
    _, rows = found(Wanted(words="zibblewort club", ground=ground, metres=ground and 3_000.0), world)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, similarity(name, 'zibblewort club'),"
            " ts_rank(words, to_tsquery('english', 'zibblewort | club')) FROM directory_service WHERE name = ANY(%s)",
            [[row.name for row in rows]],
        )
        marks = {name: (-like, -rank, name) for name, like, rank in cursor.fetchall()}
    names, about = [row.name for row in rows], {row.name: row.about for row in rows}
    assert len(names) > 2 * ON_A_PAGE and 3 in about.values() and len(set(about.values())) > 1
    assert names == sorted(names, key=lambda name: (-about[name], marks[name]))
    assert all((about[name] == 3) is (-marks[name][0] >= ITS_NAME) for name in names)


def in_order(rows, *, by_words):
    """What it is about, then for people who live there, then how near; with no place last."""
    marks = [
        (-row.about if by_words else 0, not row.covers_it, row.metres is None, row.metres or 0.0)
        for row in rows
    ]
    assert marks == sorted(marks)
