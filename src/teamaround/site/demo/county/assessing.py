"""Turns a tale into the common assessment of one child: real people, real days, the family's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from teamaround.site.demo.county.ground import Ground
from teamaround.site.demo.county.shapes import (
    Action,
    Agreement,
    Carer,
    Child,
    Contribution,
    Element,
    Episode,
    Lead,
    Relationship,
    Review,
)
from teamaround.site.demo.county.tales_school import SCHOOL
from teamaround.site.demo.county.tales_small import SMALL
from teamaround.site.demo.county.tales_teens import TEENS
from teamaround.site.demo.county.telling import VOICES, Tale

TALES: dict[str, Tale] = {tale.key: tale for tale in (*SMALL, *SCHOOL, *TEENS)}
WEEK = timedelta(days=7)
OF_TWO_LANGUAGES = frozenset({"few-words", "new-country"})
CLOSURES = ("needs_met", "needs_met", "needs_met", "single_agency", "chose_not_to_continue", "moved_area")
MUMS = {"mother": "Mum", "father": "Dad", "grandmother": "Gran", "grandfather": "Grandad", "aunt": "Auntie"}
PRONOUNS = {
    "female": {"she": "she", "her": "her", "their": "her", "hers": "hers", "herself": "herself"},
    "male": {"she": "he", "her": "him", "their": "his", "hers": "his", "herself": "himself"},
    "not_known": {"she": "the baby", "her": "the baby", "their": "the baby's", "hers": "the baby's",
                  "herself": "itself"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Times:
    """When an assessment was begun and, where it was, finished and closed."""

    state: str
    started_on: date
    completed_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Family:
    """A child with the adults around it."""

    child: Child
    carers: tuple[Carer, ...]
    relationships: tuple[Relationship, ...]

    def main(self) -> Relationship | None:
        """Who mainly cares for the child, when that person may also agree for it."""
        own = [each for each in self.relationships if each.child == self.child.key]
        able = [each for each in own if each.has_parental_responsibility and each.ends_on is None]
        return next((each for each in able if each.is_main_carer), able[0] if able else None)


def tales_for(age: int, *, language: str) -> list[Tale]:
    """The tales that could be told of a child of this age (-1 before birth) and first language."""
    fitting = [tale for tale in TALES.values() if tale.youngest <= age <= tale.oldest]
    if language not in ("", "English"):
        return fitting
    return [tale for tale in fitting if tale.key not in OF_TWO_LANGUAGES]


def times(state: str, today: date, born_on: date | None, rng: Random) -> Times:
    """Plausible days for an open, a recent (closed within half a year) or an older assessment."""
    if state == "open":
        started_on = _since(born_on, today - timedelta(days=rng.randrange(12, 150)))
        completed = started_on + timedelta(days=rng.randrange(10, 30))
        return Times(state, started_on, completed if completed < today else None, None)
    ago = rng.randrange(15, 170) if state == "recent" else rng.randrange(200, 800)
    closed_on = today - timedelta(days=ago)
    started_on = _since(born_on, closed_on - timedelta(days=rng.randrange(100, 260)))
    return Times(state, started_on, min(started_on + 3 * WEEK, closed_on), closed_on)


class Teller:
    """Tells one tale of one child."""

    def __init__(
        self, tale: Tale, family: Family, ground: Ground, when: Times, rng: Random, *,
        starter: str = "", lead: str = "",
    ) -> None:  # fmt: skip
        self._tale, self._family, self._ground = tale, family, ground
        self._when, self._rng = when, rng
        self._today = ground.today
        self._words = _words(family)
        self._voices = self._known_voices(lead)
        self._starter = starter or self._voice(tale.starter)
        self._lead = lead or self._voice(tale.lead)

    def _known_voices(self, lead: str) -> dict[str, str]:
        """Whoever leads by name also speaks for their own service."""
        if not lead:
            return {}
        if self._ground.agencies[self._ground.post_of(lead).agency].kind == "early_help":
            return {"family_help": lead}
        return {self._tale.lead: lead} if self._tale.lead in VOICES else {}

    def episode(self) -> Episode:
        """The assessment with everything that followed."""
        tale, when = self._tale, self._when
        is_shared = when.completed_on is not None
        return Episode(
            key=f"{self._family.child.key}-{when.state}",
            child=self._family.child.key,
            state=when.state,
            started_by=self._starter,
            started_on=when.started_on,
            completed_on=when.completed_on,
            closed_on=when.closed_on,
            closure_reason=self._closure(),
            led_to_this=self._say(tale.led_here),
            people_present=self._present(),
            childs_words=self._say(tale.child),
            parents_words=self._say(tale.parent),
            elements=self._elements(),
            conclusions=self._say(tale.conclusions) if is_shared else "",
            goals=self._say(tale.goals) if is_shared else "",
            agreement=self._agreement(),
            leads=self._leads() if is_shared else (),
            contributions=self._contributions() if is_shared else (),
            actions=self._actions() if is_shared else (),
            reviews=self._reviews() if is_shared else (),
            review_on=self._next_review() if is_shared else None,
            level=tale.level,
        )

    def _say(self, text: str) -> str:
        told = text.format_map(self._words)
        return told[:1].upper() + told[1:]

    def _present(self) -> str:
        main = self._words["Mum"]
        return f"{self._words['name']}, {main}, {self._ground.name_of(self._starter)}"

    def _elements(self) -> tuple[Element, ...]:
        said = self._tale.said
        if self._when.completed_on is None:
            said = said[: max(2, len(said) // 2)]
        return tuple(
            Element(s.element, s.kind, self._say(s.text), self._say(s.evidence), s.view) for s in said
        )

    def _agreement(self) -> Agreement | None:
        child, main = self._family.child, self._family.main()
        giver = main.carer if main is not None else child.key
        agencies = {self._ground.post_of(key).agency for key in self._people()}
        note = ""
        if main is None:
            note = "Explained in own words what is written, who will read it and how to stop it."
        return Agreement(giver, self._when.started_on, True, True, tuple(sorted(agencies)), (), note)

    def _people(self) -> list[str]:
        """Everybody who works in this assessment."""
        voices = [promise.voice for promise in self._tale.promises]
        voices += [added.voice for added in self._tale.added]
        working = [self._voice(v) for v in voices if v not in ("parent", "child")]
        return [self._starter, self._lead, *working]

    def _leads(self) -> tuple[Lead, ...]:
        asked_on = self._when.completed_on or self._when.started_on
        accepted_on = asked_on + timedelta(days=self._rng.randrange(0, 6))
        last = self._when.closed_on or self._today
        return (Lead(self._lead, asked_on, min(accepted_on, last), self._when.closed_on),)

    def _contributions(self) -> tuple[Contribution, ...]:
        asked_on = self._when.started_on + timedelta(days=4)
        found = []
        for number, added in enumerate(self._tale.added):
            given_on = asked_on + timedelta(days=3 + 2 * number)
            person = self._voice(added.voice)
            if given_on > (self._when.completed_on or self._today):
                continue
            if self._ground.post_of(person).agency == self._ground.post_of(self._starter).agency:
                continue
            text = self._say(added.text)
            found.append(Contribution(person, asked_on, given_on, added.element, added.kind, text))
        return tuple(found)

    def _actions(self) -> tuple[Action, ...]:
        begun = self._when.completed_on or self._when.started_on
        last = self._when.closed_on or self._today
        found = []
        for promise in self._tale.promises:
            by_when = begun + promise.weeks * WEEK
            is_done = self._when.closed_on is not None or (by_when < self._today and self._rng.random() < 0.8)
            person = "" if promise.voice in ("parent", "child") else self._voice(promise.voice)
            who = "" if person else self._words["Mum" if promise.voice == "parent" else "name"]
            done_on = min(by_when - timedelta(days=self._rng.randrange(0, 6)), last)
            found.append(
                Action(
                    what=self._say(promise.what), who=who, practitioner=person, by_when=by_when,
                    outcome=self._say(promise.outcome),
                    done_on=max(done_on, begun) if is_done else None,
                    progress="Done." if is_done else "",
                )
            )  # fmt: skip
        return tuple(found)

    def _reviews(self) -> tuple[Review, ...]:
        begun = self._when.completed_on or self._when.started_on
        held_on = begun + 6 * WEEK
        last = self._when.closed_on or self._today
        if held_on >= last:
            held_on = last if self._when.closed_on is not None else held_on
        if held_on > last:
            return ()
        return (
            Review(
                held_on=held_on, present=self._present(), progress=self._say(self._tale.progress),
                childs_words=self._say(self._tale.child_later),
                parents_words=self._say(self._tale.parent_later),
                next_on=None if self._when.closed_on is not None else self._next_review(),
                closure_reason=self._closure(),
            ),
        )  # fmt: skip

    def _next_review(self) -> date | None:
        if self._when.closed_on is not None:
            return None
        review_on = (self._when.completed_on or self._when.started_on) + 6 * WEEK
        while review_on < self._today:
            review_on += 6 * WEEK
        return review_on

    def _closure(self) -> str:
        if self._when.closed_on is None:
            return ""
        return CLOSURES[(self._when.closed_on - self._when.started_on).days % len(CLOSURES)]

    def _voice(self, voice: str) -> str:
        """The key of whoever speaks for a service; the same person all through a tale."""
        if voice not in self._voices:
            self._voices[voice] = self._choose(voice)
        return self._voices[voice]

    def _choose(self, voice: str) -> str:
        child, ground = self._family.child, self._ground
        place = child.addresses[-1].locality
        if voice in VOICES:
            return ground.at(*VOICES[voice], self._rng).practitioner
        if voice == "health_visitor":
            return ground.at("wrenshire-community-health", "Health visiting", self._rng).practitioner
        if voice == "nursery":
            return _nursery(child, ground, self._rng)
        school = next((a.agency for a in child.attendances if a.kind == "school" and not a.ends_on), "")
        if voice == "school" and school:
            return ground.holding(school, "Special educational needs co-ordinator")
        team = ground.area_team(place, "early_help")
        return ground.at(team, "Family support", self._rng).practitioner


def _nursery(child: Child, ground: Ground, rng: Random) -> str:
    agencies = [i for i in child.involvements if ground.agencies[i.agency].kind == "early_years"]
    if agencies:
        return agencies[0].practitioner
    nearest = ground.near(child.addresses[-1].locality, "early_years", rng)
    return ground.at(nearest, "", rng).practitioner


def _since(born_on: date | None, day: date) -> date:
    """A day, but not before a birth."""
    return day if born_on is None else max(day, born_on + timedelta(days=10))


def _words(family: Family) -> dict[str, str]:
    child, main = family.child, family.main()
    known = [name for name in child.names if name.type == "known_as"] or list(child.names)
    mum = MUMS.get(main.type, "") if main is not None else ""
    if not mum and main is not None:
        carer = next(carer for carer in family.carers if carer.key == main.carer)
        mum = carer.given
    words = dict(PRONOUNS[child.sex])
    words["name"] = known[0].given or "the baby"
    words["mum"] = mum or "the carer"
    return words | {word.capitalize(): _capital(text) for word, text in words.items()}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
