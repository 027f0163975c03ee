"""Bodies, posts and who is in them in the words of the Popolo specification, for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from .models import Holding, Membership
from .queries.bodies import BodyShown, PostShown
from .rules.bodies import CAPACITY_WORDS, SEAT_WORDS, Capacity, Dated, Seat


def document(bodies: Iterable[BodyShown], posts: Iterable[PostShown]) -> dict[str, list[dict[str, Any]]]:
    """Everything as one Popolo document: organizations, posts, memberships and persons."""
    bodies, posts = list(bodies), list(posts)
    seats = [(shown, each) for shown in bodies for each in (*shown.members, *shown.former)]
    held = [(shown, each) for shown in posts for each in shown.holdings]
    people: list[Membership | Holding] = [each for _, each in seats]
    people += [each for _, each in held]
    persons = {_person_id(each): each.name for each in people}
    return {
        "organizations": [_organization(each) for each in bodies],
        "posts": [_post(each) for each in posts],
        "memberships": [*(_seat(*each) for each in seats), *(_holding(*each) for each in held)],
        "persons": [{"id": key, "name": name} for key, name in sorted(persons.items())],
    }


def _dates(span: Dated, begin: str = "start_date", end: str = "end_date") -> dict[str, str]:
    found = {begin: _day(span.starts_on)}
    return found | {end: _day(span.ends_on)} if span.ends_on is not None else found


def _day(value: date) -> str:
    return value.isoformat()


def _organization(shown: BodyShown) -> dict[str, Any]:
    body = shown.body
    return {
        "id": body.ref, "name": shown.name, "classification": body.kind,
        "parent_id": body.answers_to.ref if body.answers_to else None,
        "other_names": list(_other_names(shown)),
        **_dates(body, "founding_date", "dissolution_date"),
    }  # fmt: skip


def _other_names(shown: BodyShown) -> Iterator[dict[str, str]]:
    for each in shown.names:
        if each.name != shown.name:
            yield {"name": each.name, **_dates(each)}
    for alias in shown.aliases:
        yield {"name": alias, "note": "also used"}


def _post(shown: PostShown) -> dict[str, Any]:
    earlier = [{"name": each.title, **_dates(each)} for each in shown.titles if each.title != shown.title]
    return {
        "id": shown.ref, "label": shown.title, "organization": shown.post.organisation or None,
        "other_labels": earlier, **_dates(shown.post),
    }  # fmt: skip


def _seat(shown: BodyShown, each: Membership) -> dict[str, Any]:
    role = SEAT_WORDS[Seat(each.seat)]
    return {
        "id": each.ref, "person_id": _person_id(each), "organization_id": shown.ref,
        "role": f"Acting {role[:1].lower()}{role[1:]}" if each.is_acting else role,
        "on_behalf_of": each.on_behalf_of or None, **_dates(each),
    }  # fmt: skip


def _holding(shown: PostShown, each: Holding) -> dict[str, Any]:
    return {
        "id": each.ref, "person_id": _person_id(each), "post_id": shown.ref,
        "label": CAPACITY_WORDS[Capacity(each.capacity)], **_dates(each),
    }  # fmt: skip


def _person_id(row: Membership | Holding) -> str:
    """A person who is in post is the same in every seat; somebody else only within one."""
    return row.practitioner.ref if row.practitioner else f"person-{row.ref}"
