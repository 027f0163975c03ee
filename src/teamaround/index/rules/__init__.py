"""Matching: which children a search or a row may mean, and why. This is its whole public face.

standardise -> keys or look_up_keys -> (the store fetches candidates) -> rank, or judge.
"""

from teamaround.index.rules.decide import (
    Outcome,
    decide,
    guards_of,
    in_quarantine,
    is_worth_review,
    judge,
)
from teamaround.index.rules.in_force import LEARNT_OF, release_in_force, scorer
from teamaround.index.rules.keys import Key, LookUp, contact_keys, keys, look_up_keys
from teamaround.index.rules.pairs import PairAnswer, PairState
from teamaround.index.rules.rank import Ranked, likest, rank
from teamaround.index.rules.settled import are_born_apart
from teamaround.index.rules.traits import (
    TRAITS_VERSION,
    Candidate,
    Traits,
    as_kept,
    from_kept,
    traits_of,
)
from teamaround.index.rules.weighing import Weighed, weigh
from teamaround.kernel.households import household_key
from teamaround.matching.facts import (
    AddressAsWritten,
    NameAsWritten,
    NameKind,
    Number,
    NumberAsWritten,
    PersonAsWritten,
    Standard,
    StandardName,
    Wanted,
)
from teamaround.matching.key_kinds import (
    FOR_SEARCHES,
    NAMES_ALONE,
    SHARED_BY_KIN,
    VISIBLE_WHEN_SHIELDED,
    KeyKind,
)
from teamaround.matching.key_kinds import (
    WIDE_IN_INDEX as WIDE,
)
from teamaround.matching.policy import Outcome as Kind
from teamaround.matching.standardise import (
    STANDARD_VERSION,
    failing_number,
    standardise,
    standardise_wanted,
)

__all__ = [
    "FOR_SEARCHES",
    "LEARNT_OF",
    "NAMES_ALONE",
    "SHARED_BY_KIN",
    "STANDARD_VERSION",
    "TRAITS_VERSION",
    "VISIBLE_WHEN_SHIELDED",
    "WIDE",
    "AddressAsWritten",
    "Candidate",
    "Key",
    "KeyKind",
    "Kind",
    "LookUp",
    "NameAsWritten",
    "NameKind",
    "Number",
    "NumberAsWritten",
    "Outcome",
    "PairAnswer",
    "PairState",
    "PersonAsWritten",
    "Ranked",
    "Standard",
    "StandardName",
    "Traits",
    "Wanted",
    "Weighed",
    "are_born_apart",
    "as_kept",
    "contact_keys",
    "decide",
    "failing_number",
    "from_kept",
    "guards_of",
    "household_key",
    "in_quarantine",
    "is_worth_review",
    "judge",
    "keys",
    "likest",
    "look_up_keys",
    "rank",
    "release_in_force",
    "scorer",
    "standardise",
    "standardise_wanted",
    "traits_of",
    "weigh",
]
