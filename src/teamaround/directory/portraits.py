"""An entry as pages show it: who it is for, how to get it, what it costs, the wait, when it was checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from teamaround.kernel import clock, tongue
from teamaround.kernel.tongue import say

from . import queries
from .queries.finding import Found
from .queries.understanding import Understood
from .rules import needs, reasons
from .rules.asking import Wanted
from .rules.capacity import Room, room_in_words, said_in_words
from .rules.freshness import Freshness, freshness
from .rules.listing import DAY_WORDS, LISTED, STATUS_WORDS, Status
from .rules.translating import LANGUAGES, Translated, shown_in

NOT_SAID = "They have not said"
COST_WORDS = {True: "Free", False: "There is a charge", None: NOT_SAID}


def card(service: Any, *, today: date) -> dict[str, Any]:
    """The five things that everybody asks, and how far the entry can be relied on."""
    return {
        "key": str(service.pk),
        "name": service.name,
        "organisation": service.organisation.name,
        "description": service.description,
        "alert": service.alert,
        "status": say(STATUS_WORDS[Status(service.status)]) if service.status != Status.ACTIVE else "",
        "for_whom": _for_whom(service),
        "how": service.application_process or say(NOT_SAID),
        "cost": _cost(service),
        "wait": service.wait_time or say(NOT_SAID),
        "checked": reasons.checked(service.assured_on, today=today, by=service.assured_by),
        "is_old": freshness(service.assured_on, today=today) in (Freshness.OLD, Freshness.HIDDEN),
        "room": _room(service, today),
        "lang": _in_english(service),
    }  # fmt: skip


def _in_english(service: Any) -> dict[str, str]:
    """On a page in another language: which of its words are in English, as the organisation wrote them."""
    if tongue.is_english():
        return {}
    written = {
        "name": service.name, "description": service.description, "alert": service.alert,
        "for_whom": service.eligibility_description, "how": service.application_process,
        "cost": service.fees_description, "wait": service.wait_time,
    }  # fmt: skip
    return {name: tongue.ENGLISH for name, text in written.items() if text}


def _room(service: Any, today: date) -> dict[str, str] | None:
    """Whether there is room, and who said so when; None where nobody has said it."""
    said = next(iter(service.capacities), None)
    if said is None:
        return None
    room = Room(said.taking, said.places, said.weeks, said.note)
    return {
        "words": room_in_words(room),
        "said": said_in_words(clock.day_of(said.said_at), by=said.said_by, today=today),
    }


def _for_whom(service: Any) -> str:
    """Who it is for in its own words, with the ages where those do not name them."""
    ages, said = reasons.ages(service.minimum_age, service.maximum_age), service.eligibility_description
    is_told = bool(said) and set(re.findall(r"\d+", ages)) <= set(re.findall(r"\d+", said))
    return _joined(said, "" if is_told else ages) or say("Anybody")


def _joined(*texts: str) -> str:
    return " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in texts if text)


def _cost(service: Any) -> str:
    if service.fees_description:
        return str(service.fees_description)
    return say(COST_WORDS[service.is_free])


def results(found: Found, *, wanted: Wanted, today: date) -> list[dict[str, Any]]:
    """Cards of a page that was found, in its language where they are in it, with why each is shown."""
    language = tongue.language()
    words = {} if tongue.is_english() else queries.words_in(language, [row.pk for row in found.rows])
    return [
        {
            **_in(words.get(row.pk), card(row, today=today)),
            "why": reasons.why(
                about=getattr(row, "about", 0), asked=_fitting(row, found.understood), any_word=found.any_word,
                covers_it=getattr(row, "covers_it", False), metres=getattr(row, "metres", None),
                place=wanted.ground.name if wanted.ground else "",
            ),
        }
        for row in found.rows
    ]  # fmt: skip


def _in(words: Translated | None, told: dict[str, Any]) -> dict[str, Any]:
    return shown_in(told, words) if words else told


def spots(found: Found) -> list[dict[str, Any]]:
    """Where the entries of a page are given, as far as that is public, for a map."""
    return [
        {"key": str(row.pk), "name": row.name, "at": [spot.latitude, spot.longitude]}
        for row in found.rows
        for spot in row.spots
        if spot.latitude is not None and spot.longitude is not None
    ]


def _fitting(row: Any, understood: Understood | None) -> list[tuple[str, str]]:
    """The needs that the words asked for and the entry fits, each with the words."""
    if understood is None:
        return []
    has = {attribute.term_id for attribute in row.attributes}
    found = []
    for asked in understood.asked:
        keys = {needs.key_of(asked.taxonomy, code) for code in needs.within([asked.term.code])}
        if has & keys:
            found.append((asked.term.name, asked.phrase))
    return found


def whole(service: Any, *, today: date) -> dict[str, Any]:
    """Everything about an entry, for its own page."""
    attributes = service.attributes
    return {
        **card(service, today=today),
        "is_listed": service.status in LISTED,
        "is_hidden": freshness(service.assured_on, today=today) is Freshness.HIDDEN,
        "about": service.organisation.description,
        "website": service.url or service.organisation.website,
        "email": service.email or service.organisation.email,
        "phones": [_phone(phone) for phone in service.phones]
        or [_phone(phone) for phone in service.organisation.phones],
        "contacts": [_contact(contact) for contact in service.contacts],
        "when": [_when(schedule) for schedule in service.schedules],
        "places": [_place(place) for place in service.places if place.location is not None],
        "areas": [area.name for area in service.areas if area.name],
        "languages": [language.name for language in service.languages],
        "interpreting": service.interpretation_services,
        "costs": _prices(service),
        "documents": [each.document for each in service.documents],
        "accreditations": service.accreditations,
        "needs": [tongue.into(each.name) for each in attributes if each.taxonomy == needs.NEEDS],
        "send": [tongue.into(each.name) for each in attributes if each.taxonomy == needs.SEND],
    }


def _phone(phone: Any) -> dict[str, str]:
    return {"number": phone.number, "about": phone.description}


def _contact(contact: Any) -> dict[str, Any]:
    return {
        "name": contact.name, "role": contact.title, "email": contact.email,
        "phones": [_phone(phone) for phone in contact.phones],
    }  # fmt: skip


def _when(schedule: Any) -> str:
    """Such as "Monday and Wednesday, 17:00 to 19:00. Training"."""
    days = [say(DAY_WORDS[code]) for code in schedule.byday.split(",") if code in DAY_WORDS]
    hours = ""
    if schedule.opens_at and schedule.closes_at:
        hours = say("{begins} to {ends}", begins=schedule.opens_at[:5], ends=schedule.closes_at[:5])
    when = ", ".join(filter(None, (_listed(days), hours)))
    return _joined(when, schedule.description)


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return say("{some} and {last}", some=", ".join(words[:-1]), last=words[-1])


def _place(place: Any) -> dict[str, Any]:
    location = place.location
    return {
        "name": location.name,
        "address": [_address(each) for each in location.addresses],
        "getting_there": location.transportation,
        "access": [each.description for each in location.accessibility],
        "has": [tongue.into(each.name) for each in location.attributes],
        "phones": [_phone(phone) for phone in location.phones],
        "when": [_when(schedule) for schedule in place.schedules],
    }


def _address(address: Any) -> str:
    parts = (address.address_1, address.address_2, address.city, address.postal_code)
    return ", ".join(filter(None, parts))


def _prices(service: Any) -> list[str]:
    """Each price; none when one sentence has told them all."""
    costs = service.costs
    return [] if service.fees_description and len(costs) < 2 else [_price(cost) for cost in costs]


def _price(cost: Any) -> str:
    amount = say("Free") if cost.amount == 0 else f"£{cost.amount:.2f}"
    return " ".join(filter(None, (f"{cost.option}:" if cost.option else "", amount, cost.amount_description)))


def languages_of(service: Any) -> list[tuple[str, str]]:
    """The languages that an entry is in, besides English, each under its own name."""
    there = {row.language for row in service.translations}
    return [(code, name) for code, name in LANGUAGES.items() if code in there]


def translated(service: Any, language: str) -> Translated | None:
    """An entry's words in a language; None where it is not in that language."""
    for row in service.translations:
        if row.language == language:
            return Translated(row.language, row.words, row.translated_by, row.translated_at)
    return None


def chosen(keys: Iterable[Any], *, today: date) -> list[dict[str, Any]]:
    """The entries of a shortlist in its order, those that are still public."""
    order = list(keys)
    found = queries.services_of_keys(order)
    return [whole(found[key], today=today) for key in order if key in found]
