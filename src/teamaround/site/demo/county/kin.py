"""Who makes up a family: parents, step-parents, grandparents, and what everybody is called."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from random import Random

from teamaround.kernel.origins import Origin, ethnicity_of, origins
from teamaround.site.demo.county.bodies import mobile
from teamaround.site.demo.county.shapes import Carer, Relationship

_EVERY = origins()
_SHARES = list(accumulate(origin.share for origin in _EVERY))

FORMS = ("couple", "mother", "step", "father", "grandmother", "foster", "aunt", "guardian", "two_mothers")
_FORM_SHARES = list(accumulate((0.60, 0.21, 0.085, 0.03, 0.025, 0.015, 0.01, 0.015, 0.01)))


@dataclass(frozen=True, slots=True)
class Grown:
    """An adult around the children; a relationship not `since_birth` began when they came."""

    carer: Carer
    type: str
    has_parental_responsibility: bool
    lives_here: bool
    is_main: bool = False
    since_birth: bool = True


@dataclass(frozen=True, slots=True)
class _Pair:
    """A mother and a father whose household is still to be made up."""

    key: str
    mother: Carer
    father: Carer
    origin: Origin
    rng: Random


@dataclass(frozen=True, slots=True)
class Parents:
    """A family without its children: family names, a girl's and a boy's, of the elder and the younger."""

    form: str
    origin: Origin
    ethnicity: str
    adults: tuple[Grown, ...]
    elder: tuple[str, str]
    younger: tuple[str, str]


def pick_origin(rng: Random) -> Origin:
    """Where a family's names come from."""
    return _EVERY[min(bisect(_SHARES, rng.random()), len(_EVERY) - 1)]


def pick(words: tuple[str, ...], rng: Random) -> str:
    """One of several words."""
    return words[int(rng.random() * len(words))]


def parents(key: str, rng: Random) -> Parents:
    """The adults of a new family."""
    form = FORMS[min(bisect(_FORM_SHARES, rng.random()), len(FORMS) - 1)]
    hers = pick_origin(rng)
    his = hers if rng.random() < 0.9 else pick_origin(rng)
    mothers, fathers = _surnames(hers, rng), _surnames(his, rng)
    are_married = form in ("couple", "step") and rng.random() < 0.55
    mother_family = fathers[0] if are_married and his is hers else mothers[0]
    mother = _person(f"{key}-m", pick(hers.women, rng), mother_family, rng)
    father = _person(f"{key}-f", pick(his.men, rng), fathers[1], rng)
    elder = _childs_names(mothers, fathers, are_married, form, hers, rng)
    younger = elder if form != "step" else (fathers if are_married else mothers)
    if form == "step":
        elder = _surnames(pick_origin(rng) if rng.random() < 0.2 else hers, rng)
    adults = tuple(_ADULTS[form](_Pair(key, mother, father, hers, rng)))
    return Parents(form, hers, ethnicity_of(hers, his), adults, elder, younger)


def relationships(child: str, parents: Parents, born_on: date | None, came_on: date) -> list[Relationship]:
    """What each adult is to a child; those who came later are related since they came."""
    return [
        Relationship(
            child=child, carer=grown.carer.key, type=grown.type,
            starts_on=born_on if grown.since_birth else came_on, ends_on=None,
            has_parental_responsibility=grown.has_parental_responsibility,
            is_main_carer=grown.is_main, lives_with_child=grown.lives_here,
        )
        for grown in parents.adults
    ]  # fmt: skip


def _surnames(origin: Origin, rng: Random) -> tuple[str, str]:
    """A girl's or woman's, and a boy's or man's, form of one family name."""
    number = int(rng.random() * len(origin.families))
    return origin.families_girls[number], origin.families[number]


def _childs_names(
    mothers: tuple[str, str], fathers: tuple[str, str], are_married: bool, form: str,
    origin: Origin, rng: Random,
) -> tuple[str, str]:  # fmt: skip
    if are_married:
        return fathers
    draw = rng.random()
    if form == "couple" and draw < 0.12 and origin.key in ("british", "irish", "caribbean", "nigerian"):
        both = f"{mothers[1]}-{fathers[1]}"
        return both if "-" not in mothers[1] + fathers[1] else fathers[1], both
    return fathers if draw < 0.6 else mothers


def _person(key: str, given: str, family: str, rng: Random) -> Carer:
    number = int(rng.random() * 1000)
    has_email = rng.random() < 0.6
    plain = f"{given}.{family}".lower()
    name = plain if plain.isascii() and plain.replace(".", "").isalpha() else key
    email = f"{name}{number}@post.example" if has_email else ""
    return Carer(key, given, family, mobile(number), email)


def _couple(pair: _Pair) -> list[Grown]:
    holds = pair.rng.random() < 0.94
    return [
        Grown(pair.mother, "mother", True, True, is_main=True),
        Grown(pair.father, "father", holds, True),
    ]


def _mother_alone(pair: _Pair) -> list[Grown]:
    found = [Grown(pair.mother, "mother", True, True, is_main=True)]
    if pair.rng.random() < 0.6:
        found.append(Grown(pair.father, "father", pair.rng.random() < 0.75, False))
    return found


def _father_alone(pair: _Pair) -> list[Grown]:
    found = [Grown(pair.father, "father", True, True, is_main=True)]
    if pair.rng.random() < 0.6:
        found.append(Grown(pair.mother, "mother", True, False))
    return found


def _with_partner(pair: _Pair) -> list[Grown]:
    return [
        Grown(pair.mother, "mother", True, True, is_main=True),
        Grown(pair.father, "step_parent", False, True, since_birth=False),
    ]


def _two_mothers(pair: _Pair) -> list[Grown]:
    given, family = pick(pair.origin.women, pair.rng), pick(pair.origin.families_girls, pair.rng)
    second = _person(f"{pair.key}-n", given, family, pair.rng)
    return [
        Grown(pair.mother, "mother", True, True, is_main=True),
        Grown(second, "mother", True, True),
    ]


def _with_relation(pair: _Pair, type_: str, *, holds: bool, is_kin: bool = True) -> list[Grown]:
    """Somebody else brings the children up; their mother keeps her responsibility."""
    origin = pair.origin if is_kin else pick_origin(pair.rng)
    given, family = pick(origin.women, pair.rng), pick(origin.families_girls, pair.rng)
    relation = _person(f"{pair.key}-r", given, family, pair.rng)
    return [
        Grown(relation, type_, holds, True, is_main=True, since_birth=False),
        Grown(pair.mother, "mother", True, False),
    ]


_ADULTS: dict[str, Callable[[_Pair], list[Grown]]] = {
    "couple": _couple,
    "mother": _mother_alone,
    "father": _father_alone,
    "step": _with_partner,
    "two_mothers": _two_mothers,
    "grandmother": lambda pair: _with_relation(pair, "grandmother", holds=pair.rng.random() < 0.5),
    "aunt": lambda pair: _with_relation(pair, "aunt", holds=False),
    "guardian": lambda pair: _with_relation(pair, "special_guardian", holds=True),
    "foster": lambda pair: _with_relation(pair, "foster_carer", holds=False, is_kin=False),
}
