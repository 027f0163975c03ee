"""One record asked of the index in the database is answered as by a whole file: bits, outcome, child, guards."""

import csv

import pytest

from teamaround.accounts.door import acting
from teamaround.accounts.rules import setting_up
from teamaround.index import reading
from teamaround.index.linking import Judge
from teamaround.index.reading import people_as_written, traits_of_children
from teamaround.index.rules import standardise, traits_of
from teamaround.matching import release
from teamaround.matching.files import open_table
from teamaround.matching.filling import fill_index
from teamaround.matching.generating.children import TODAY
from teamaround.matching.generating.writing import Order, generate
from teamaround.matching.records import read_person, read_record
from teamaround.matching.store import opened
from teamaround.matching.tables import Seen
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


def test_the_index_answers_as_a_whole_file_does(world, files, registered, tmp_path):
    said = lines(files["index"])
    crowded = crowded_in_file(said, tmp_path / "index.csv")
    assert len(asked_alone(world, said, lines(files["incoming"]), registered, crowded)) >= 3


def test_what_is_crowded_in_a_file_is_crowded_in_the_index(world, files, tmp_path):
    """Children of many families behind one door and under one telephone, recorded one batch after another."""
    home = {"address_line": "1 Hill House", "postcode": "ZX1 9ZZ", "phone": "07700 900123"}
    said = [{**line, **home} if at % 10 == 0 else line for at, line in enumerate(lines(files["index"])[:120])]
    asked = [{**line, **home} if at % 2 else line for at, line in enumerate(lines(files["incoming"])[:50])]
    with acting(setting_up(), now=world.now) as by:
        viewer = world.viewer("data")
        numbers = [
            n for at in (0, 55) for n in matching_index.register(said[at:][: 55 + at], viewer, by, world.now)
        ]
    found = {line["record_id"]: number for line, number in zip(said, numbers, strict=True)}
    crowded = crowded_in_file(said, tmp_path / "index.csv")
    with acting(world.viewer("index"), now=world.now):
        assert reading.crowded() == crowded
        assert crowded.doors and crowded.contacts
    assert asked_alone(world, said, asked, found, crowded)


def crowded_in_file(said, path):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, said[0])
        writer.writeheader()
        writer.writerows(said)
    with opened() as store:
        return fill_index(store, open_table(path), Seen(), on=TODAY, processes=1)


def asked_alone(world, said, asked, registered, crowded):
    model = release.load()
    children = [read_record(line, line=1, on=TODAY, faults=[], crowded=crowded) for line in said]
    whole = Index(model, children)
    outcomes = set()
    for line in asked:
        record = read_record(line, line=1, on=TODAY, faults=[], crowded=crowded)
        person = read_person(line, line=1, on=TODAY, faults=[]).person
        expected = whole.decide(record)
        with acting(world.viewer("index"), now=world.now):
            judge = Judge(agency_kind=KIND_OF[record.agency])
            judge.take_up([person])
            answer = judge.judge(0)
        child = registered[expected.child] if expected.child else None
        assert (answer.kind, answer.child_id) == (expected.outcome, child), line["record_id"]
        likely = {registered[each] for each in expected.contenders}
        assert set(answer.contenders) == likely, line["record_id"]
        outcomes.add(answer.kind)
        if child is not None:
            assert answer.score == pytest.approx(expected.bits, abs=1e-9)
            assert answer.release == model.number
    return outcomes
