"""The rules on public records that were not made for us; skipped where the data are not at hand."""

import csv
import os
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from teamaround.index.rules import Kind, judge, keys, look_up_keys, traits_of, weigh
from teamaround.index.tests.written import SALT, candidate, person

REPOSITORY = Path(__file__).parents[4]
SHARED = Path(os.environ.get("TEAMAROUND_SHARED", REPOSITORY.parent / "shared" / "data"))
FAKE = SHARED / "linkage" / "fake_1000.csv"


def read(row):
    emails = (row["email"],) if row["email"] else ()
    return person(row["first_name"], row["surname"], date.fromisoformat(row["dob"]), emails=emails)


@pytest.fixture(scope="module")
def records():
    if not FAKE.exists():
        pytest.skip("the public linkage data are not at hand (set TEAMAROUND_SHARED)")
    with FAKE.open(encoding="utf-8", newline="") as file:
        return [(read(row), row["cluster"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def truth(records):
    return {
        pair for pair in combinations(range(len(records)), 2) if records[pair[0]][1] == records[pair[1]][1]
    }


@pytest.fixture(scope="module")
def pairs(records):
    holders = defaultdict(set)
    for place, (standard, _) in enumerate(records):
        for key in keys(standard, salt=SALT):
            holders[key].add(place)
    found = set()
    for place, (standard, _) in enumerate(records):
        look_up = look_up_keys(standard, salt=SALT)
        found |= {
            tuple(sorted((place, other)))
            for key in look_up.narrow | look_up.wide
            for other in holders[key]
            if other != place
        }
    return found


def test_keys_bring_the_pairs_together(pairs, truth):
    assert len(pairs & truth) / len(truth) > 0.78


def test_no_automatic_link_is_wrong(records, pairs, truth):
    linked = {
        pair
        for pair in pairs
        if judge(traits_of(records[pair[0]][0]), [candidate(1, records[pair[1]][0])]).kind is Kind.MATCH
    }
    assert linked
    assert linked <= truth


def evidence(records, pair):
    (weighed,) = weigh(traits_of(records[pair[0]][0]), [candidate(1, records[pair[1]][0])])
    return weighed.evidence


def test_weights_part_true_pairs_from_others(records, pairs, truth):
    above = {pair for pair in pairs if evidence(records, pair) >= 0}
    precision, recall = len(above & truth) / len(above), len(above & truth) / len(truth)
    assert 2 * precision * recall / (precision + recall) > 0.8
