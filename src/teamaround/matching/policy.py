"""What may be done with a record, from how far it agrees with each candidate. One function for a practitioner
who waits and for a county's file.

Four outcomes, as in the Department for Education's matching service: match, potential, many, none. Only a
match is laid to a child without asking anybody. Asking a person costs a minute; a twin's record laid to the
other twin costs far more, so a guard turns a match into a question whatever its weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What may be done with a record."""

    MATCH = "match"
    POTENTIAL = "potential"
    MANY = "many"
    NONE = "none"


GUARD_WORDS = {
    "twin": "may be a twin or another child of the same birth: the given name does not agree",
    "swapped-number": "the number agrees but the names, or given name and date of birth, do not",
    "numbers": "a number that should be the same differs",
    "too-little": "too little agrees besides the names to be sure",
    "hidden": "the index team needs to look at this record",
    "placeholder": "not yet born, or has no given name of their own yet",
    "merged-away": "this record was joined to another",
}
GUARD_CODES = tuple(GUARD_WORDS)


@dataclass(frozen=True)
class Policy:
    """Bits from which a record is laid by itself, asked about, and kept once laid; and the guards in force."""

    automatic_from: float = 4.0
    potential_from: float = 0.0
    margin: float = 6.0
    leave_below: float = 2.0
    guards: tuple[str, ...] = GUARD_CODES

    def as_dict(self) -> dict[str, Any]:
        """For the file of a release."""
        return asdict(self) | {"guards": list(self.guards)}

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Policy:
        """From the file of a release."""
        return cls(**{**said, "guards": tuple(said["guards"])})


@dataclass(frozen=True, slots=True)
class Contender:
    """A child who may be meant: bits, the level of each thing compared, and what stands against asking nobody."""

    child: str
    bits: float
    levels: Mapping[str, str]
    is_hidden: bool = False
    is_merged_away: bool = False
    is_placeholder: bool = False
    is_not_same: bool = False
    is_laid: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome, whom it is about, the guards that held, by code, and the number of the release it rests on."""

    outcome: Outcome
    child: str | None
    bits: float
    guards: tuple[str, ...] = ()
    contenders: tuple[str, ...] = ()
    release: int = 0


Guard = Callable[[Contender, tuple[Contender, ...]], bool]

GIVEN_AGREES = frozenset(("same", "known", "form", "one_of", "order", "slip", "sound"))
GIVEN_SURELY_AGREES = GIVEN_AGREES - {"sound"}  # twins are given names that sound alike
FAMILY_AGREES = frozenset(("same", "part", "order", "slip", "sound", "elsewhere"))
LIVES_THERE = frozenset(("household", "near", "same"))
PLACE_AGREES = LIVES_THERE | {"former"}
BIRTH_AGREES = frozenset(("same", "swapped", "one_digit", "placeholder"))
NUMBERS = ("nhs_number", "upn", "agency_number")  # the last only where an agency's own numbers are known


def decide(contenders: Iterable[Contender], policy: Policy, *, release: int = 0) -> Decision:
    """The outcome for one record. A child marked "not the same", or who shares no more than kin do, is out."""
    ordered = tuple(sorted(
        (each for each in contenders if not each.is_not_same), key=lambda each: (-each.bits, each.child)
    ))  # fmt: skip
    plausible = tuple(
        each for each in ordered if each.bits >= _least(each, policy) and not is_somebody_else(each)
    )
    touched = tuple(each.child for each in ordered if each.is_hidden and _touches(each, policy))
    if touched and "hidden" in policy.guards:
        return Decision(Outcome.POTENTIAL, None, 0.0, ("hidden",), touched, release)
    if not plausible:
        return Decision(Outcome.NONE, None, ordered[0].bits if ordered else float("-inf"), release=release)
    best = plausible[0]
    names = tuple(each.child for each in plausible)
    rivals = [each for each in plausible if each.bits > best.bits - policy.margin]
    if len(rivals) > 1:
        return Decision(Outcome.MANY, None, best.bits, (), names, release)
    guards = guards_of(best, ordered, policy)
    is_sure = best.bits >= (policy.leave_below if best.is_laid else policy.automatic_from)
    outcome = Outcome.MATCH if is_sure and not guards else Outcome.POTENTIAL
    return Decision(outcome, best.child, best.bits, guards, names, release)


def _touches(hidden: Contender, policy: Policy) -> bool:
    """A record that touches a child whose details are hidden is the index team's, and says nothing of them."""
    return hidden.bits >= policy.potential_from or _has_same_number(hidden)


def _least(contender: Contender, policy: Policy) -> float:
    """Leaving a child takes a lower score than joining one."""
    return min(policy.leave_below, policy.potential_from) if contender.is_laid else policy.potential_from


def guards_of(best: Contender, all_of_them: tuple[Contender, ...], policy: Policy) -> tuple[str, ...]:
    """Why nobody but a person may decide, by code; empty when nothing stands against it."""
    return tuple(code for code in policy.guards if GUARDS[code](best, all_of_them))


def is_somebody_else(contender: Contender) -> bool:
    """Kin, not the child: what a family shares agrees, what is a child's own does not.

    Home, telephone and family name come together, so their bits added up say too much. A child's own
    are the given name, the date of birth and numbers; two of them must not both speak against.
    """
    level = contender.levels
    if _has_same_number(contender):
        return False
    given_differs = level["given"] not in GIVEN_AGREES and level["given"] != "missing"
    birth_differs = level["birth"] not in BIRTH_AGREES and level["birth"] != "missing"
    number_differs = any(level.get(number) == "differs" for number in NUMBERS)
    return given_differs + birth_differs + number_differs >= 2


def is_twin_like(contender: Contender) -> bool:
    """Born on one day, of one home, telephone or family name, yet the given name does not agree, or only sounds so."""
    level = contender.levels
    shares = _has_same_home(contender) or level["family"] in FAMILY_AGREES
    return level["birth"] in BIRTH_AGREES and shares and level["given"] not in GIVEN_SURELY_AGREES


def _may_be_twin(best: Contender, all_of_them: tuple[Contender, ...]) -> bool:
    """An identifier lifts this only while no second child of the same day stands at the same home or name."""
    if not is_twin_like(best):
        return False
    born_beside = any(
        other.child != best.child
        and other.levels["birth"] in BIRTH_AGREES
        and (other.levels["place"] in PLACE_AGREES or other.levels["family"] in FAMILY_AGREES)
        for other in all_of_them
    )
    return born_beside or not _has_same_number(best)


def _number_may_be_swapped(best: Contender, _: tuple[Contender, ...]) -> bool:
    """A number agrees while the given name and the date of birth both do not."""
    level = best.levels
    names_differ = level["given"] not in GIVEN_AGREES and level["family"] not in FAMILY_AGREES
    given_or_birth = level["given"] not in GIVEN_AGREES and level["birth"] not in BIRTH_AGREES
    return _has_same_number(best) and (names_differ or given_or_birth)


def _numbers_conflict(best: Contender, _: tuple[Contender, ...]) -> bool:
    return any(best.levels.get(number) == "differs" for number in NUMBERS) and not _has_same_number(best)


def _says_too_little(best: Contender, _: tuple[Contender, ...]) -> bool:
    """Names and date of birth do not both agree, and nothing makes up for it.

    A number makes up for either; a home makes up for another family name, or for a date not said or a slip off.
    A home of earlier days does not make up for another name: somebody else lives there now.
    Where no date is said, a given name that only sounds alike may be a brother's or sister's.
    """
    level = best.levels
    if _has_same_number(best):
        return False
    if level["birth"] == "missing" and level["given"] not in GIVEN_SURELY_AGREES:
        return True
    if level["given"] not in GIVEN_AGREES or level["birth"] not in BIRTH_AGREES | {"missing"}:
        return True
    if level["family"] not in FAMILY_AGREES:
        return level["place"] not in LIVES_THERE and level["contact"] != "same"
    return level["birth"] != "same" and not _has_same_home(best)


def _has_same_number(contender: Contender) -> bool:
    return any(contender.levels.get(number) == "same" for number in NUMBERS)


def _has_same_home(contender: Contender) -> bool:
    return contender.levels["place"] in PLACE_AGREES or contender.levels["contact"] == "same"


GUARDS: dict[str, Guard] = {
    "twin": _may_be_twin,
    "swapped-number": _number_may_be_swapped,
    "numbers": _numbers_conflict,
    "too-little": _says_too_little,
    "hidden": lambda best, _: best.is_hidden,
    "placeholder": lambda best, _: best.is_placeholder or best.levels["given"] == "missing",
    "merged-away": lambda best, _: best.is_merged_away,
}
