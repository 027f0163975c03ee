"""A large invented file: a school's roll in which some rows are faulty."""

import csv
import io
import random
from datetime import date, timedelta

_STARTS = [
    "Ash",
    "Bar",
    "Cor",
    "Dun",
    "Ell",
    "Far",
    "Gor",
    "Hol",
    "Ing",
    "Jar",
    "Kes",
    "Lin",
    "Mar",
    "Nor",
    "Oke",
    "Pen",
    "Qui",
    "Ros",
    "Sel",
    "Tre",
    "Ull",
    "Ves",
    "Wex",
    "Yar",
]
_ENDS = [
    "ton",
    "ley",
    "ford",
    "wick",
    "ham",
    "mere",
    "by",
    "dale",
    "stow",
    "worth",
    "field",
    "brook",
    "man",
    "sen",
    "ski",
]
_GIVEN_STARTS = [
    "Al",
    "Be",
    "Ca",
    "Da",
    "El",
    "Fa",
    "Gi",
    "Ha",
    "Is",
    "Jo",
    "Ka",
    "Le",
    "Mi",
    "No",
    "Ol",
    "Pe",
    "Qa",
    "Ro",
    "Sa",
    "Te",
]
_GIVEN_ENDS = ["na", "ra", "vi", "mo", "lina", "ris", "ton", "bel", "nie", "dra", "sha", "kim", "wen", "lis"]
HEADINGS = (
    "Pupil ID", "Surname", "First name", "DOB", "Sex", "Address line 1", "Postcode", "Carer name", "Relationship",
    "Carer phone",
)  # fmt: skip
FAULTS = ("impossible", "future", "nameless", "sex", "old", "words")


def roll(rows=10_000, faulty=300, seed=4):
    """The file as bytes, and how many of its rows are faulty."""
    pick = random.Random(seed)
    made = [_pupil(number, pick) for number in range(rows)]
    for turn, place in enumerate(pick.sample(range(rows), faulty)):
        _spoil(made[place], FAULTS[turn % len(FAULTS)])
    kept = io.StringIO()
    csv.writer(kept).writerows([HEADINGS, *made])
    return kept.getvalue().encode()


def _pupil(number, pick):
    born = date(2009, 1, 1) + timedelta(pick.randrange(6200))
    family = pick.choice(_STARTS) + pick.choice(_ENDS)
    return [
        f"P{number:05d}", family, pick.choice(_GIVEN_STARTS) + pick.choice(_GIVEN_ENDS), born.strftime("%d/%m/%Y"),
        pick.choice("FM"), f"{pick.randrange(1, 200)} {pick.choice(_STARTS)} Road",
        f"ZX{pick.randrange(1, 30)} {pick.randrange(1, 9)}{pick.choice('ABDEF')}{pick.choice('GHJLN')}",
        f"{pick.choice(_GIVEN_STARTS)}{pick.choice(_GIVEN_ENDS)} {family}", "mother",
        f"01632 {pick.randrange(100_000, 999_999)}",
    ]  # fmt: skip


def _spoil(row, how):
    changes = {
        "impossible": {3: "31/02/2015"}, "future": {3: "01/01/2031"}, "nameless": {0: "", 1: ""}, "sex": {4: "Q"},
        "old": {3: "12/12/1980"}, "words": {3: "soon"},
    }  # fmt: skip
    for at, value in changes[how].items():
        row[at] = value
