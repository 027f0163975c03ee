"""The whole check of a feed, in the order in which its parts stand on each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from ..outward import Outward
from ..rules.conformance.entries import is_uri
from ..rules.conformance.findings import Fault, Outcome, Weight
from .asking import Asker
from .lists import LISTS, ORGANISATIONS, PLACES, SERVICES, TERMS
from .parameters import ask_parameters
from .walking import Walked, walk

FRESH = timedelta(days=92)
KNOWN = "HSDS-UK-3.0"


def check(outward: Outward, *, today: date, most_pages: int = 40, most_entries: int = 10) -> Outcome:
    """Ask a feed everything: its root, every list and some entries of each, then what may be asked of the lists."""
    asker = Asker(outward, Outcome(outward.base))
    _root(asker, outward.base)
    if asker.was_silent:
        return asker.outcome
    found = {
        of.name: walked
        for of in LISTS
        if (walked := walk(asker, of, most_pages=most_pages, most_entries=most_entries)) is not None
    }
    if SERVICES.name in found:
        services = found[SERVICES.name]
        if not services.total:
            asker.add(
                Weight.WARNING, SERVICES.path, "the list", "is empty", "Nothing more can be said of it."
            )
        asker.outcome.add(Weight.WARNING, SERVICES.path, _between_lists(found))
        asker.outcome.add(Weight.WARNING, SERVICES.path, _old(services, today))
        ask_parameters(asker, found)
    return asker.outcome


def _root(asker: Asker, base: str) -> None:
    told = asker.json(Weight.ERROR, "/")
    if told is not None:
        asker.outcome.add(Weight.ERROR, "/", _root_faults(told))
    if urlsplit(base).scheme != "https":
        asker.add(
            Weight.NOTE, "/", "the address", "is not https", "Offer the feed over https, so that nobody changes it on its way."
        )  # fmt: skip


def _root_faults(told: Any) -> Iterator[Fault]:
    if not isinstance(told, Mapping):
        yield Fault("the answer", "is not an object", "Say version, profile and openapi_url.")
        return
    for name in ("version", "profile", "openapi_url"):
        if not isinstance(told.get(name), str) or not told[name]:
            yield Fault(name, "is missing", f"The root must say {name}.")
        elif name != "version" and not is_uri(told[name]):
            yield Fault(name, "is not a whole address (https://...)", f"Write {name} as a whole address.")
    version = told.get("version")
    if isinstance(version, str) and version and not version.startswith(KNOWN):
        yield Fault("version", "is not the version that is checked here", f"Write {KNOWN}.", Weight.WARNING)


def _between_lists(found: Mapping[str, Walked]) -> Iterator[Fault]:
    """Identifiers that one list names and another, read whole, does not hold."""
    services = found[SERVICES.name]
    for of, within in ((ORGANISATIONS, "organization"), (TERMS, "taxonomy_term")):
        other = found.get(of.name)
        if other is None or not other.is_complete:
            continue
        held = {each.get("id") for each in other.listed}
        for told in services.whole:
            if set(_named(told, within)) - held:
                yield Fault(
                    within, f"is not in {of.path}", f"List every {within} that a service names in {of.path}."
                )
    places = found.get(PLACES.name)
    if places is not None and places.is_complete:
        held = {each.get("id") for each in places.listed}
        for told in services.whole:
            if {each.get("id") for each in told.get("service_at_locations") or ()} - held:
                yield Fault("service_at_locations", f"are not all in {PLACES.path}", "List every place of a service there.")  # fmt: skip


def _named(told: Mapping[str, Any], within: str) -> Iterator[str]:
    owners = [told] if within == "organization" else told.get("attributes") or []
    for each in owners:
        if isinstance(each, Mapping) and isinstance(each.get(within), Mapping) and each[within].get("id"):
            yield each[within]["id"]


def _old(services: Walked, today: date) -> Iterator[Fault]:
    """Entries that nobody checked for three months, which the standard's guidance asks for."""
    for each in services.listed:
        try:
            checked = date.fromisoformat(str(each.get("assured_date", ""))[:10])
        except ValueError:
            checked = None
        if checked is None or checked < today - FRESH:
            yield Fault(
                "assured_date", "is missing or older than three months",
                "Have every entry checked each quarter, and say when.", Weight.NOTE,
            )  # fmt: skip
