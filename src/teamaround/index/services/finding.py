"""Finding a child, and registering one who was not found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people
from teamaround.people import services as people_services
from teamaround.people.queries import Face
from teamaround.people.services import NewChild

from .. import queries
from ..models import Search
from ..reading import candidates, salt
from ..rules import Wanted, look_up_keys, rank, standardise_wanted

SHOWN = 20


@dataclass(frozen=True)
class Result:
    """One child found, and in words why."""

    face: Face
    reasons: tuple[str, ...]


@transaction.atomic
def search(*, wanted: Wanted, by: Viewer, now: datetime) -> Search:
    """Look for a child and keep what was found under a reference; recorded with its terms."""
    if not by.can(Duty.FIND_CHILDREN):
        raise Refusal("find-children", "Your duties do not include finding children.")
    if not by.purpose:
        raise Refusal("purpose", "Say why you are looking for this child.", field="purpose")
    _check_enough(wanted)
    asked = standardise_wanted(wanted)
    found = queries.under_keys(look_up_keys(asked, salt=salt()))
    known = people.known(by, found.child_ids, at=now)
    ranked = rank(asked, candidates(known))[:SHOWN]
    kept = Search.objects.create(
        ref=new_ref("S"), account_id=by.account_id, purpose=by.purpose,
        wanted=_as_json(wanted), was_cut=found.was_cut, at=now,
        found=[{"child": each.child_id, "reasons": list(each.reasons)} for each in ranked],
    )  # fmt: skip
    record(
        "index.searched", by=by, at=now, children=[each.child_id for each in ranked],
        about=kept.ref, terms=kept.wanted,
    )  # fmt: skip
    return kept


def _check_enough(wanted: Wanted) -> None:
    """A search says at least a name of three letters, a whole postcode with a date, or a number."""
    letters = sum(map(str.isalpha, wanted.name + wanted.given + wanted.family))
    has_name = letters >= 3 or (letters >= 2 and wanted.born_on is not None)
    if has_name or wanted.identifier or (wanted.postcode and (wanted.born_on or wanted.age is not None)):
        return
    raise Refusal(
        "too-little",
        "Enter a name of at least three letters, or a postcode with a date of birth or age, "
        "or a number such as an NHS number.",
        field="name",
    )


def _as_json(wanted: Wanted) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(wanted).items()
        if value not in ("", None)
    }


def wanted_of(kept: Search) -> Wanted:
    """What a kept search looked for."""
    fields = dict(kept.wanted)
    for name in ("born_on", "on"):
        if name in fields:
            fields[name] = date.fromisoformat(fields[name])
    return Wanted(**fields)


def results(viewer: Viewer, kept: Search, *, at: datetime) -> list[Result]:
    """What a kept search found, as far as the viewer may see it now; noted as looks."""
    faces = people.faces(viewer, [row["child"] for row in kept.found], at=at)
    return [
        Result(face=faces[row["child"]], reasons=tuple(row["reasons"]))
        for row in kept.found
        if row["child"] in faces
    ]


@transaction.atomic
def register(*, new: NewChild, search_ref: str, because_not_found: str, by: Viewer, now: datetime) -> int:
    """Register a child after a search made just before by the same person (R1).

    When that search found somebody, the reason why it is not them is needed and kept.
    Returns the child's row number.
    """
    if not by.can(Duty.REGISTER_CHILDREN):
        raise Refusal("register-children", "Your duties do not include registering children.")
    kept = queries.searched_lately(by, search_ref, at=now)
    if kept is None:
        raise Refusal("search-first", "Search for the child first, so that nobody is entered twice.")
    if kept.found and not because_not_found.strip():
        raise Refusal(
            "found", "Write why none of the children found is the one you mean.",
            field="because_not_found",
        )  # fmt: skip
    if new.authority_id not in {row.pk for row in agencies.authorities()}:
        raise NotVisible
    child = people_services.register_child(new=new, by=by, now=now)
    if kept.found:
        record(
            "index.registered_beside", by=by, at=now, children=[child.pk], about=kept.ref,
            said=because_not_found,
        )  # fmt: skip
    return child.pk
