"""However many rows are taken in together, the same is recorded as when they come one by one."""

import csv
from contextlib import suppress

import pytest
from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.exchange import services
from teamaround.exchange.models import ImportRow, WaitingRow
from teamaround.exchange.rules import progress
from teamaround.exchange.services import Said
from teamaround.index.keeping import keep_keys_of_changed
from teamaround.index.models import Key, Likeness, LinkEvent, PairToReview, SourceRecord
from teamaround.matching.generating.writing import Order, generate
from teamaround.people.models import Address, Child, Identifier, Name, Relationship
from teamaround.sharing.models import Reach, Standing

from .files_made import csv_bytes

pytestmark = pytest.mark.django_db
HEADINGS = ("Pupil ID", "Surname", "Forename", "Preferred name", "DOB", "Sex", "UPN", "NHS No",
            "Address line 1", "Postcode", "Carer name", "Relationship", "Carer phone")  # fmt: skip
CHILDREN = 16


class Undo(Exception):
    """Thrown to take everything back."""


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """Children, then records of most of them by other hands, in one file: later rows are about children it founds."""
    order = Order(index=CHILDREN, incoming=CHILDREN, errors=3.0, seed=5)
    paths = generate(order, tmp_path_factory.mktemp("county"), processes=1)
    rows = []
    for name in ("index", "incoming"):
        with paths[name].open(encoding="utf-8", newline="") as file:
            rows += [_row(line) for line in csv.DictReader(file)]
    return csv_bytes([HEADINGS, *rows, rows[0], (*rows[1][:8], "Elsewhere 1", *rows[1][9:])])


def _row(line):
    number = line["record_id"] if int(line["record_id"][1:]) % 3 else ""
    return (
        number, line["last_name"], line["first_name"], line["known_as"], line["dob"], line["sex"], line["upn"],
        line["nhs_number"], line["address_line"], line["postcode"], f"Pat {line['last_name']}", "Mother", line["phone"],
    )  # fmt: skip


def in_batches_of(size, monkeypatch):
    monkeypatch.setattr(progress.batches, "__kwdefaults__", {"size": size})


def begun(world, content):
    with acting(world.viewer("data"), now=world.now) as by:
        kept = services.receive(
            content=content, file_name="roll.csv", agency_id=world.agency["school"].pk, by=by, now=world.now
        )
        said = Said(date_forms={"": "YYYY-MM-DD"}, leaves_rest_out=True)
        services.settle(ref=kept.ref, said=said, by=by, now=world.now)
        services.begin(ref=kept.ref, by=by, now=world.now)
    return kept.ref


class Stopped(Exception):
    """Thrown in place of being killed between two batches."""


def take_in_until(world, ref, many):
    def stop(done, _):
        if done == many:
            raise Stopped

    with suppress(Stopped):
        services.take_in(ref=ref, by=world.viewer("data"), progress=stop)


def recorded():
    """Everything that an import writes, without row numbers: children go by the number of their founding row."""
    child = {pk: at for at, pk in enumerate(Child.objects.order_by("pk").values_list("pk", flat=True))}

    def rows(model, *fields):
        found = model.objects.order_by("pk").values_list("child_id", *fields)
        return sorted(((child.get(first), *rest) for first, *rest in found), key=repr)

    return {
        "children": list(Child.objects.order_by("pk").values_list("born_on", "sex", "ethnicity", "version")),
        "names": rows(Name, "type", "given", "family"),
        "numbers": rows(Identifier, "kind", "issuer_id", "value", "passes_check"),
        "addresses": rows(Address, "lines", "postcode", "address_key"),
        "carers": rows(Relationship, "type", "carer__given", "carer__family", "carer__telephone"),
        "standings": rows(Standing, "authority_id", "is_shielded", "is_sealed"),
        "reaches": rows(Reach, "agency_id", "kind"),
        "keys": rows(Key, "kind", "key", "is_hidden", "is_apart"),
        "likenesses": rows(Likeness, "version", "traits"),
        "links": rows(SourceRecord, "source_key", "row_hash"),
        "events": rows(LinkEvent, "source_key", "how", "bits", "release", "guards", "steps"),
        "rows": rows(ImportRow, "number", "outcome", "faults", "notices"),
        "waiting": sorted(WaitingRow.objects.values_list("kind", "row_hash", "decision")),
        "pairs": sorted(
            (child[one], child[other], because)
            for one, other, because in PairToReview.objects.values_list("one_id", "other_id", "noted_because")
        ),
    }


def outcome(world, content, *, at_once, monkeypatch):
    try:
        with transaction.atomic():
            in_batches_of(at_once, monkeypatch)
            take_in_until(world, begun(world, content), None)
            with acting(world.viewer("index"), now=world.now):
                found = recorded()
            raise Undo
    except Undo:
        return found


def test_many_rows_at_once_are_recorded_as_row_by_row(world, content, monkeypatch):
    one_by_one = outcome(world, content, at_once=1, monkeypatch=monkeypatch)
    together = outcome(world, content, at_once=1000, monkeypatch=monkeypatch)
    for what, rows in one_by_one.items():
        assert together[what] == rows, what
    came_to = {row[2] for row in together["rows"]}
    assert {"new", "matched", "unchanged", "needs_person"} <= came_to


def test_keys_and_likenesses_are_those_made_of_what_is_recorded(world, content):
    take_in_until(world, begun(world, content), None)
    with acting(world.viewer("index"), now=world.now):
        written = recorded()
        keep_keys_of_changed(Child.objects.values_list("pk", flat=True))
        assert recorded() == written


def test_it_goes_on_amid_a_batch_when_batches_were_of_another_size(world, content, monkeypatch):
    at_once = outcome(world, content, at_once=1000, monkeypatch=monkeypatch)
    ref = begun(world, content)
    in_batches_of(7, monkeypatch)
    take_in_until(world, ref, 14)
    in_batches_of(1000, monkeypatch)
    take_in_until(world, ref, None)
    with acting(world.viewer("index"), now=world.now):
        assert recorded() == at_once
