"""Whether a row may be laid to a child without asking anybody: match, potential, many or none.

The outcomes are those of the Department for Education's matching service. Asking a person costs a minute;
laying one twin's row to the other costs far more, so a guard turns "match" into "potential" whatever the weight.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from teamaround.index.rules.compare import Comparison, compare
from teamaround.index.rules.levels import Field
from teamaround.matching.facts import Candidate, Standard

AUTOMATIC_FROM = 24.0
POTENTIAL_FROM = 14.0
MARGIN = 6.0

GIVEN_AGREES = frozenset(("same", "order", "form", "one_of", "slip", "sound"))
FAMILY_AGREES = frozenset(("same", "order", "former", "part", "slip", "sound"))
PLACE_AGREES = frozenset(("household", "same", "former"))
BIRTH_AGREES = frozenset(("same", "new_year"))
BIRTH_NEARLY_AGREES = BIRTH_AGREES | {"swapped", "one_digit", "days_apart", "placeholder"}
_NUMBERS = (Field.NHS_NUMBER, Field.UPN, Field.AGENCY_NUMBER)


class Kind(StrEnum):
    """What may be done with a row."""

    MATCH = "match"
    POTENTIAL = "potential"
    MANY = "many"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate and how far the row agrees with them."""

    candidate: Candidate
    comparison: Comparison
    row_is_unborn: bool = False


@dataclass(frozen=True, slots=True)
class Guard:
    """A reason why nobody but a person may decide, whatever the weight."""

    code: str
    words: str
    holds: Callable[[Weighed], bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided about a row. child_id is the best candidate, given for match and potential only.

    A quarantined row touches a child whose details are hidden: child_id, reasons and contenders say nothing
    of that child, and only the index team may learn which it was (`touches`).
    """

    kind: Kind
    child_id: int | None
    score: float
    reasons: tuple[str, ...]
    guards: tuple[str, ...] = ()
    contenders: tuple[int, ...] = ()
    is_quarantined: bool = False
    touches: tuple[int, ...] = ()


def weigh(row: Standard, candidates: Iterable[Candidate]) -> tuple[Weighed, ...]:
    """Every candidate compared with the row."""
    unborn = (not row.births and row.expected_on is not None) or not row.has_given_name
    return tuple(Weighed(each, compare(row, each.standard), unborn) for each in candidates)


def judge(row: Standard, candidates: Iterable[Candidate]) -> Outcome:
    """What may be done with a row, given the children who may be meant."""
    return decide(weigh(row, candidates))


def decide(weighed: Iterable[Weighed]) -> Outcome:
    """The outcome for a row from all its comparisons, in any order."""
    ordered = sorted(weighed, key=lambda each: (-each.comparison.total, each.candidate.child_id))
    hidden = tuple(each.candidate.child_id for each in ordered if _touches_hidden(each))
    if hidden:
        return in_quarantine(hidden)
    plausible = [each for each in ordered if each.comparison.total >= POTENTIAL_FROM]
    if not plausible:
        return Outcome(
            Kind.NONE,
            None,
            ordered[0].comparison.total if ordered else 0.0,
            ("nobody in the index is like enough",),
        )
    return _among(plausible)


def in_quarantine(touches: tuple[int, ...]) -> Outcome:
    """A row that touches children whose details are hidden; it says nothing of them (R8)."""
    said = ("the index team needs to look at this row",)
    return Outcome(Kind.POTENTIAL, None, 0.0, said, is_quarantined=True, touches=touches)


def _among(plausible: list[Weighed]) -> Outcome:
    best = plausible[0]
    total = best.comparison.total
    rivals = [each for each in plausible if each.comparison.total > total - MARGIN]
    contenders = tuple(each.candidate.child_id for each in plausible)
    if len(rivals) > 1:
        said = (f"{len(rivals)} children are equally likely or nearly so",)
        return Outcome(Kind.MANY, None, total, said, contenders=contenders)
    guards = guards_of(best)
    kind = Kind.MATCH if total >= AUTOMATIC_FROM and not guards else Kind.POTENTIAL
    return Outcome(kind, best.candidate.child_id, total, best.comparison.reasons, guards, contenders)


def guards_of(weighed: Weighed) -> tuple[str, ...]:
    """Why nobody but a person may say that these two are one, in words; empty when nothing stands against it."""
    return tuple(guard.words for guard in GUARDS if guard.holds(weighed))


def is_twin_like(weighed: Weighed) -> bool:
    """Same birthday and same home or family name, yet the given name does not agree: twins until a person says not."""
    level = weighed.comparison.level
    shares = level(Field.PLACE) in PLACE_AGREES or level(Field.FAMILY) in FAMILY_AGREES
    return level(Field.BIRTH) in BIRTH_NEARLY_AGREES and shares and level(Field.GIVEN) not in GIVEN_AGREES


def is_worth_review(weighed: Weighed) -> bool:
    """Whether two records are like enough that two people should look: plausibly one child, and not like twins."""
    return weighed.comparison.total >= POTENTIAL_FROM and not is_twin_like(weighed)


def _touches_hidden(weighed: Weighed) -> bool:
    if not (weighed.candidate.is_shielded or weighed.candidate.is_sealed):
        return False
    same_number = any(weighed.comparison.level(field) == "same" for field in _NUMBERS)
    return same_number or weighed.comparison.total >= POTENTIAL_FROM


def _has_no_name_yet(weighed: Weighed) -> bool:
    standard = weighed.candidate.standard
    return weighed.row_is_unborn or not standard.births or not standard.has_given_name


def _numbers_conflict(weighed: Weighed) -> bool:
    return any(weighed.comparison.level(field) == "differs" for field in _NUMBERS)


def _number_may_be_swapped(weighed: Weighed) -> bool:
    level = weighed.comparison.level
    same = any(level(field) == "same" for field in _NUMBERS)
    others = level(Field.BIRTH) in BIRTH_AGREES or level(Field.FAMILY) in FAMILY_AGREES
    return same and not (level(Field.GIVEN) in GIVEN_AGREES and others)


def _says_too_little(weighed: Weighed) -> bool:
    level = weighed.comparison.level
    return level(Field.BIRTH) not in BIRTH_NEARLY_AGREES or level(Field.GIVEN) not in GIVEN_AGREES


GUARDS: tuple[Guard, ...] = (
    Guard(
        "twin",
        "may be a twin or another child of the same birth: the given name does not agree",
        is_twin_like,
    ),
    Guard("no-name", "not yet born, or has no given name of their own yet", _has_no_name_yet),
    Guard("numbers", "a number that should be the same differs", _numbers_conflict),
    Guard(
        "swapped-number",
        "the number agrees but the name or the date of birth does not",
        _number_may_be_swapped,
    ),
    Guard("too-little", "the given name and the date of birth do not both agree", _says_too_little),
    Guard(
        "sex", "the sex recorded differs", lambda weighed: weighed.comparison.level(Field.SEX) == "differs"
    ),
)
