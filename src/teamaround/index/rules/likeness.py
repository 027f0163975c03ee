"""The degree to which two names agree; every function gives the same whichever name comes first."""

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from teamaround.kernel.nicknames import families_of, is_known
from teamaround.kernel.sounds import sound_of

Words = tuple[str, ...]

_COMMON_FIRST_PARTS_AS_TEXT = (
    "mohammed muhammad mohammad mohamed md abdul syed sayed bibi ann anna mary maria"
)
COMMON_FIRST_PARTS = frozenset(_COMMON_FIRST_PARTS_AS_TEXT.split())
_RANK = {"same": 5, "form": 4, "slip": 3, "sound": 2, "like": 1, "differs": 0}


@lru_cache(maxsize=131_072)
def given_level(one: Words, other: Words) -> str:
    """The level of agreement of two sets of given names."""
    if not one or not other:
        return "missing"
    if one == other or "".join(one) == "".join(other):
        return "same"
    mine, theirs = frozenset(one), frozenset(other)
    if mine == theirs:
        return "order"
    if (mine < theirs or theirs < mine) and not (mine & theirs) <= COMMON_FIRST_PARTS:
        return "one_of"
    if _is_initial(one, other):
        return "initial"
    return (
        _of_several(one, other)
        if len(one) > 1 or len(other) > 1
        else word_level(one[0], other[0], given=True)
    )


@lru_cache(maxsize=131_072)
def family_level(one: Words, other: Words) -> str:
    """The level of agreement of two family names, which may be double."""
    if not one or not other:
        return "missing"
    if frozenset(one) == frozenset(other) or "".join(one) == "".join(other):
        return "same"
    if not frozenset(one).isdisjoint(other):
        return "part"
    joined = word_level("".join(one), "".join(other), given=False)
    if joined != "differs" or len(one) == len(other) == 1:
        return joined
    best = max(
        (word_level(mine, theirs, given=False) for mine in one for theirs in other), key=_RANK.__getitem__
    )
    return "part" if best in {"slip", "sound"} else best


@lru_cache(maxsize=262_144)
def word_level(one: str, other: str, *, given: bool) -> str:
    """The level of agreement of two single words.

    Two listed given names of different families (Hassan and Hussein, Maria and Mario) are different names,
    however alike: twins are named like that.
    """
    if one == other:
        return "same"
    if given and not families_of(one).isdisjoint(families_of(other)):
        return "form"
    if given and is_known(one) and is_known(other):
        return "differs"
    return _spelling_level(one, other, given=given)


def _spelling_level(one: str, other: str, *, given: bool) -> str:
    shorter = min(len(one), len(other))
    rhymes = given and one[0] != other[0]
    slips = OSA.distance(one, other, score_cutoff=2)
    if slips <= (2 if shorter >= 8 else 1) and shorter >= 4 and not rhymes:
        return "slip"
    if shorter >= 3 and sound_of(one) == sound_of(other):
        return "sound"
    return "like" if JaroWinkler.similarity(one, other) >= 0.87 else "differs"


def _of_several(one: Words, other: Words) -> str:
    """Several given names on one side at least: the first ones decide, unless a further one speaks against them."""
    first = word_level(one[0], other[0], given=True)
    if len(one) > 1 and len(other) > 1 and first not in {"like", "differs"}:
        second = word_level(one[1], other[1], given=True)
        alike = {"same", "form", "slip", "sound"}
        return (
            ("slip" if first == "same" else first)
            if second in alike or _is_initial(one[1:2], other[1:2])
            else "shared"
        )
    if first == "same":
        return "shared"
    if first in {"like", "differs"}:
        return "shared" if not frozenset(one).isdisjoint(other) else first
    return first


def _is_initial(one: Words, other: Words) -> bool:
    mine, theirs = one[0], other[0]
    return (len(mine) == 1) != (len(theirs) == 1) and mine[0] == theirs[0]
