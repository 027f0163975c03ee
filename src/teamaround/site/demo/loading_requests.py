"""Loads what the stories tell of services that were asked: one that helped, one that is silent, one that is asked today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from teamaround.accounts.door import acting
from teamaround.directory import queries as directory
from teamaround.requests import services
from teamaround.requests.rules.asking import Wish
from teamaround.requests.services.asking import ByLink

from .county.offering import key_of
from .loading_help import Loaded
from .loading_moments import Diary
from .loading_places import Places

ASKER, ANSWERS, CHILD = "lead", "voluntary", "asha-asha"
SITE = ""  # as for other guests of a demo
AT_HOME = key_of("Lantern Family Friends", "home-visiting", "Osierfold")
DADS = key_of("Lantern Family Friends", "dads", "Osierfold")
ADVICE = key_of("Wrenshire Advice Collective", "money", "Marlgate")
STORIES = key_of("Wrenshire County Council", "story-time", "Marlgate")
AGREED = "Mum said yes at the kitchen table, with Asha there."


@dataclass(frozen=True)
class Telling:
    """One child, the places, and now."""

    child_id: int
    places: Places
    now: datetime

    def at(self, days_ago: int) -> datetime:
        """A moment so many days ago."""
        diary = Diary(now=self.now, salt="services asked")
        return diary.on(self.places.today - timedelta(days=days_ago))

    def ask(self, service: UUID, days_ago: int, *, what: str, told: str, email: str = "") -> str:
        """Denise asks; the reference of what she asked."""
        by, at = self.places.viewers[ASKER], self.at(days_ago)
        wish = Wish(
            what=what, told=told, called="Asha", reach="Ring Leanne, not before nine.", telephone="01632 960240",
            agreed_in_words=AGREED, family_agrees=True,
        )  # fmt: skip
        with acting(by, now=at):
            sent = services.ask(
                child_id=self.child_id,
                service_id=service,
                wish=wish,
                by_link=ByLink(email, SITE),
                by=by,
                now=at,
            )
        return sent.ref


def load_requests(loaded: Loaded, places: Places, *, now: datetime) -> None:
    """What was asked for Asha, as far as the county has those services."""
    has_all = all(directory.answering(key, on=places.today) for key in (AT_HOME, DADS, ADVICE, STORIES))
    if CHILD in loaded.children and has_all and {ASKER, ANSWERS} <= places.viewers.keys():
        telling = Telling(loaded.children[CHILD], places, now)
        _told_of(telling)
        _helped(telling)
        telling.ask(
            ADVICE, 10, what="Half an hour about the rent, at the hub or by telephone.",
            told="The family is three weeks behind and has had a letter.", email="hello@advice.example",
        )  # fmt: skip
        telling.ask(
            DADS, 1, what="Would Imran be welcome on Saturdays, with Zara?",
            told="He has his daughter every other weekend and knows few people here.",
        )  # fmt: skip


def _told_of(telling: Telling) -> None:
    by, at = telling.places.viewers[ASKER], telling.at(30)
    with acting(by, now=at):
        services.signpost(
            child_id=telling.child_id,
            service_id=STORIES,
            what="A quiet hour for Zara after nursery.",
            by=by,
            now=at,
        )


def _helped(telling: Telling) -> None:
    """A volunteer comes to the home, and mornings are easier."""
    sent = telling.ask(
        AT_HOME, 18, what="Somebody to be there on two mornings a week, while three children get ready.",
        told="Mum is alone with three from six to nine. Mornings end in tears.",
    )  # fmt: skip
    by = telling.places.viewers[ANSWERS]
    at = telling.at(15)
    with acting(by, now=at):
        services.accept(
            ref=sent, words="June can come on Mondays and Thursdays.", begins_on=None, by=by, now=at
        )
    at = telling.at(13)
    with acting(by, now=at):
        services.begin(ref=sent, started_on=at.date(), by=by, now=at)
    at = telling.at(3)
    with acting(by, now=at):
        services.end(
            ref=sent, outcome="helped", words="The bag is packed in the evening now. They manage by themselves.",
            by=by, now=at,
        )  # fmt: skip
