"""One record asked of the index in the database is answered as by a whole file: bits, outcome, child, guards."""

import csv

import pytest

from teamaround.accounts.door import acting
from teamaround.accounts.rules import setting_up
from teamaround.index.linking import Judge
from teamaround.index.reading import people_as_written, traits_of_children
from teamaround.index.rules import standardise, traits_of
from teamaround.matching import release
from teamaround.matching.generating.children import TODAY
from teamaround.matching.generating.writing import Order, generate
from teamaround.matching.records import read_person, read_record
from teamaround.matching.tests.in_memory import Index
from teamaround.site.bench import matching_index
from teamaround.site.bench.matching_times import KIND_OF

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return generate(
        Order(index=400, incoming=150, errors=2.0, seed=11), tmp_path_factory.mktemp("county"), processes=1
    )


def lines(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def registered(world, files):
    """Row numbers of the children by their number in the file."""
    said = lines(files["index"])
    with acting(setting_up(), now=world.now) as by:
        numbers = matching_index.register(said, world.viewer("data"), by, world.now)
    return {line["record_id"]: number for line, number in zip(said, numbers, strict=True)}


def test_what_is_kept_of_a_child_is_what_is_recorded(world, registered):
    ids = list(registered.values())
    with acting(world.viewer("index"), now=world.now):
        recorded = {child: traits_of(standardise(person)) for child, person in people_as_written(ids).items()}
        assert traits_of_children(ids) == recorded


def test_the_index_answers_as_a_whole_file_does(world, files, registered):
    model = release.load()
    children = [read_record(line, line=1, on=TODAY, faults=[]) for line in lines(files["index"])]
    whole = Index(model, children)
    outcomes = set()
    for line in lines(files["incoming"]):
        record = read_record(line, line=1, on=TODAY, faults=[])
        person = read_person(line, line=1, on=TODAY, faults=[]).person
        expected = whole.decide(record)
        with acting(world.viewer("index"), now=world.now):
            judge = Judge(agency_kind=KIND_OF[record.agency])
            judge.take_up([person])
            answer = judge.judge(0)
        child = registered[expected.child] if expected.child else None
        assert (answer.kind, answer.child_id) == (expected.outcome, child), line["record_id"]
        outcomes.add(answer.kind)
        if child is not None:
            assert answer.score == pytest.approx(expected.bits, abs=1e-9)
            assert answer.release == model.number
    assert len(outcomes) >= 3
