"""An index of invented children with agencies' records of them, to measure matching on.

The children and records are those of `match generate`; the children are registered in bulk, by the rules and
into the rows of the services, in the authority that keeps the small county beside them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from teamaround.matching.generating.writing import Order, generate

from ..saying import say

if TYPE_CHECKING:
    from teamaround.accounts.rules import Viewer
    from teamaround.matching.facts import PersonAsWritten
    from teamaround.people.services import NewCarer, NewChild, NewName

BATCH, EVERY = 2_000, 50_000
NOTE = "loaded.json"
ERRORS, SEED = 1.0, 7


def files(folder: Path, *, children: int, incoming: int) -> dict[str, Path]:
    """index.csv, incoming.csv and truth.csv; made once for the same order."""
    note = folder / "order.json"
    order = Order(index=children, incoming=incoming, errors=ERRORS, seed=SEED)
    wanted = json.dumps([order.index, order.incoming, order.errors, order.seed])
    if not note.exists() or note.read_text() != wanted:
        say(f"Inventing {children:,} children and {incoming:,} records of agencies")
        generate(order, folder)
        note.write_text(wanted)
    return {name: folder / f"{name}.csv" for name in ("index", "incoming", "truth")}


def load(index: Path) -> None:
    """Register the children of the file, unless that was done; several thousand to a transaction.

    Slips of the pen are among them; whoever they make too old for the index is left out.
    """
    from django.db import connections

    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.kernel import clock

    from .county import finders

    note = index.with_name(NOTE)
    if note.exists():
        return
    keeper, done, now = finders()[0], 0, clock.now()
    with index.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file)
        while batch := list(islice(lines, BATCH)):
            taken = [line for line in batch if _may_be_registered(line, now.date())]
            with acting(setting_up(), now=now) as by:
                register(taken, keeper, by, now)
            done += len(taken)
            if lines.line_num % EVERY < BATCH:
                say(f"{done:,} children registered")
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")  # which the database does by itself, some minutes later
    note.write_text(json.dumps({"children": done}))


def _may_be_registered(line: dict[str, str], today: date) -> bool:
    from teamaround.kernel.refusal import Refusal
    from teamaround.people.rules import check_birth

    try:
        check_birth(date.fromisoformat(line["dob"]), today=today)
    except Refusal:
        return False
    return True


def register(batch: Sequence[dict[str, str]], keeper: Viewer, by: Viewer, now: datetime) -> list[int]:
    """Register the children of these lines with one audit entry for them all; returns their row numbers."""
    from teamaround.audit.services import record
    from teamaround.index.just_registered import key_many
    from teamaround.people.bulk import Registration, put_carers, register_many

    carers = put_carers([_carer(line) for line in batch])
    news = [
        _child(line, keeper.authority_id, carer, now.date())
        for line, carer in zip(batch, carers, strict=True)
    ]
    numbers = register_many([Registration(new, keeper.account_id, now) for new in news])
    key_many(dict(zip(numbers, news, strict=True)), agency_codes={})
    record("demo.loaded", by=by, at=now, children=numbers, said=f"{len(numbers):,} children")
    return numbers


def _carer(line: dict[str, str]) -> tuple[str, NewCarer]:
    from teamaround.kernel.ids import new_ref
    from teamaround.people.rules import RelationshipType
    from teamaround.people.services import NewCarer

    kin = NewCarer(
        type=RelationshipType.MOTHER, given="Parent", family=line["last_name"], telephone=line["phone"],
        email=line["email"],
    )  # fmt: skip
    return new_ref("K"), kin


def _child(line: dict[str, str], authority: int, carer: int, today: date) -> NewChild:
    from teamaround.kernel.ids import new_ref
    from teamaround.people.rules import IdentifierKind, RelationshipType, Sex
    from teamaround.people.services import NewAddress, NewCarer, NewChild, NewIdentifier

    places = [NewAddress(lines=line["address_line"], postcode=line["postcode"])]
    if line["previous_postcode"]:
        places.append(NewAddress(lines="", postcode=line["previous_postcode"], ends_on=today))
    numbers = [("nhs_number", IdentifierKind.NHS_NUMBER), ("upn", IdentifierKind.UPN)]
    return NewChild(
        ref=new_ref("C"),
        authority_id=authority,
        names=tuple(_names(line)),
        born_on=date.fromisoformat(line["dob"]),
        sex={"F": Sex.FEMALE, "M": Sex.MALE}.get(line["sex"][:1].upper(), Sex.NOT_KNOWN),
        addresses=tuple(place for place in places if place.lines or place.postcode),
        identifiers=tuple(NewIdentifier(kind, line[column]) for column, kind in numbers if line[column]),
        carers=(
            NewCarer(
                type=RelationshipType.MOTHER, carer_id=carer, telephone=line["phone"], email=line["email"]
            ),
        ),
    )


def _names(line: dict[str, str]) -> Iterator[NewName]:
    from teamaround.people.rules import NameType
    from teamaround.people.services import NewName

    given = f"{line['first_name']} {line['middle_names']}".strip()
    yield NewName(given, line["last_name"])
    if line["known_as"]:
        yield NewName(line["known_as"], line["last_name"], NameType.KNOWN_AS)
    if line["previous_last_name"]:
        yield NewName(given, line["previous_last_name"], NameType.FORMER)


def records(incoming: Path, *, many: int) -> list[tuple[str, PersonAsWritten]]:
    """The first records of the file as matching reads people, each with the kind of agency that it is of."""
    from teamaround.matching.generating.children import TODAY
    from teamaround.matching.records import read_person

    with incoming.open(encoding="utf-8", newline="") as file:
        lines = islice(csv.DictReader(file), many)
        read = (read_person(said, line=at, on=TODAY, faults=[]) for at, said in enumerate(lines, 2))
        return [(each.agency, each.person) for each in read if each is not None]
