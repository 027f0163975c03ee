"""Children as matching reads them: all that the index ever knew of who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings

from teamaround.matching.crowded import Crowded as Things
from teamaround.people import identity, sources
from teamaround.people.queries import Known

from .models import Crowded, Likeness
from .rules import (
    TRAITS_VERSION,
    AddressAsWritten,
    Candidate,
    NameAsWritten,
    NumberAsWritten,
    PersonAsWritten,
    Standard,
    Traits,
    from_kept,
    standardise,
    traits_of,
)

DOOR, CONTACT = "door", "contact"


def salt() -> bytes:
    """The secret that keys are hashed with, kept outside the database."""
    return bytes(settings.KEY_SALT.encode()[:64])


def crowded() -> Things:
    """Doors and contacts that many unrelated children share, as far as was noted."""
    known: dict[str, set[str]] = {DOOR: set(), CONTACT: set()}
    for kind, value in Crowded.objects.values_list("kind", "value"):
        known[kind].add(value)
    return Things(frozenset(known[DOOR]), frozenset(known[CONTACT]))


def evidence_of(person: PersonAsWritten, standard: Standard, things: Things) -> Traits:
    """How somebody is compared: without what many unrelated children share."""
    if things.concerns(standard):
        standard = standardise(person, crowded=things)
    return traits_of(standard)


def candidates(children: Mapping[int, Known]) -> list[Candidate]:
    """Children to be compared; a shielded one with only what a shielded record shows."""
    return [
        Candidate(
            child_id,
            traits.as_shielded() if children[child_id].is_shielded else traits,
            is_shielded=children[child_id].is_shielded,
            is_sealed=children[child_id].is_sealed,
        )
        for child_id, traits in traits_of_children(sorted(children)).items()
    ]


def traits_of_children(child_ids: Iterable[int]) -> dict[int, Traits]:
    """What comparing asks of children, as it was kept when they were last recorded.

    Whoever has none of this version is read from what is recorded.
    """
    ids = list(child_ids)
    kept = Likeness.objects.filter(child_id__in=ids, version=TRAITS_VERSION)
    found = {child_id: from_kept(traits) for child_id, traits in kept.values_list("child_id", "traits")}
    missing = [child_id for child_id in ids if child_id not in found]
    if missing:
        things = crowded()
        found |= {
            child_id: evidence_of(person, standardise(person), things)
            for child_id, person in people_as_written(missing).items()
        }
    return found


def people_as_written(
    child_ids: Iterable[int],
    *,
    opened: sources.Rows | None = None,
) -> dict[int, PersonAsWritten]:
    """What is recorded of who these children are, replaced facts included, in a query a part.

    `opened`: addresses that were sealed, of shielded children, for those who may open them.
    """
    ids = list(child_ids)
    names = identity.names(ids)
    births = _earlier_births(ids)
    places = identity.addresses(ids)
    for child_id, rows in (opened or {}).items():
        places[child_id] = [(row["lines"], row["postcode"]) for row in rows]
    numbers = identity.identifiers(ids)
    contacts = identity.contacts(ids)
    return {
        child_id: PersonAsWritten(
            names=tuple(NameAsWritten(given=row[0], family=row[1], kind=row[2]) for row in names.get(child_id, ())),
            born_on=born_on,
            formerly_born_on=tuple(births.get(child_id, ())),
            expected_on=expected_on,
            sex="" if sex == "not_known" else sex,
            addresses=tuple(AddressAsWritten(lines=row[0], postcode=row[1]) for row in places.get(child_id, ())),
            numbers=tuple(
                NumberAsWritten(kind=row[0], value=row[1], issuer=row[2]) for row in numbers.get(child_id, ())
            ),
            telephones=tuple(row[0] for row in contacts.get(child_id, ()) if row[0]),
            emails=tuple(row[1] for row in contacts.get(child_id, ()) if row[1]),
        )
        for child_id, born_on, expected_on, sex in identity.born(ids)
    }  # fmt: skip


def _earlier_births(child_ids: list[int]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    for row in sources.earlier_births(child_ids):
        found[row["child_id"]].append(date.fromisoformat(row["before"]))
    return found
