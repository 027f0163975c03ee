"""Matching: which children a search or a row may mean, and why. This is its whole public face.

standardise -> keys or look_up_keys -> (the store fetches candidates) -> rank, or judge.
"""

from teamaround.index.rules.compare import Agreement, Comparison, are_born_apart, compare
from teamaround.index.rules.decide import (
    AUTOMATIC_FROM,
    MARGIN,
    POTENTIAL_FROM,
    Kind,
    Outcome,
    Weighed,
    decide,
    guards_of,
    in_quarantine,
    is_worth_review,
    judge,
    weigh,
)
from teamaround.index.rules.keys import (
    NAMES_ALONE,
    SHARED_BY_KIN,
    VISIBLE_WHEN_SHIELDED,
    WIDE,
    Key,
    KeyKind,
    LookUp,
    keys,
    look_up_keys,
)
from teamaround.index.rules.levels import LEVELS, Field, Level
from teamaround.index.rules.pairs import PairAnswer, PairState
from teamaround.index.rules.parts import EVERY_PART, Part, parts_asked
from teamaround.index.rules.rank import Ranked, rank
from teamaround.kernel.households import household_key
from teamaround.matching.facts import (
    AddressAsWritten,
    Candidate,
    NameAsWritten,
    NameKind,
    Number,
    NumberAsWritten,
    PersonAsWritten,
    Standard,
    StandardName,
    Wanted,
)
from teamaround.matching.standardise import (
    STANDARD_VERSION,
    failing_number,
    standardise,
    standardise_wanted,
)

__all__ = [
    "AUTOMATIC_FROM",
    "EVERY_PART",
    "LEVELS",
    "MARGIN",
    "NAMES_ALONE",
    "POTENTIAL_FROM",
    "SHARED_BY_KIN",
    "STANDARD_VERSION",
    "VISIBLE_WHEN_SHIELDED",
    "WIDE",
    "AddressAsWritten",
    "Agreement",
    "Candidate",
    "Comparison",
    "Field",
    "Key",
    "KeyKind",
    "Kind",
    "Level",
    "LookUp",
    "NameAsWritten",
    "NameKind",
    "Number",
    "NumberAsWritten",
    "Outcome",
    "PairAnswer",
    "PairState",
    "Part",
    "PersonAsWritten",
    "Ranked",
    "Standard",
    "StandardName",
    "Wanted",
    "Weighed",
    "are_born_apart",
    "compare",
    "decide",
    "failing_number",
    "guards_of",
    "household_key",
    "in_quarantine",
    "is_worth_review",
    "judge",
    "keys",
    "look_up_keys",
    "parts_asked",
    "rank",
    "standardise",
    "standardise_wanted",
    "weigh",
]
