"""Given names and their everyday forms: Lizzie for Elizabeth, Mo for Mohammed, Kasia for Katarzyna.

The list is our own. A form may belong to several names (Alex: Alexander, Alexandra), so a form never decides
which child is meant; and two full names of different families (Maria, Mario) are known to be different names.
"""

from functools import lru_cache
from pathlib import Path

from teamaround.kernel.names import fold


def _families() -> dict[str, frozenset[str]]:
    known: dict[str, set[str]] = {}
    for line in Path(__file__).with_name("nicknames.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            _learn(line, known)
    return {form: frozenset(names) for form, names in known.items()}


def _learn(line: str, known: dict[str, set[str]]) -> None:
    family, colon, forms = line.partition(":")
    if not colon:
        known.update((name, {name}) for name in line.split())
        return
    for form in (family, *forms.split()):
        known.setdefault(form, set()).add(family)


_FAMILIES = _families()


@lru_cache(maxsize=131_072)
def families_of(name: str) -> frozenset[str]:
    """The full names that this one may stand for; a name not on the list stands for itself."""
    word = fold(name)
    return _FAMILIES.get(word) or frozenset((word,))


def forms_of(name: str) -> frozenset[str]:
    """Every form of every name that this one may stand for, itself included."""
    meant = families_of(name)
    return frozenset(form for form, names in _FAMILIES.items() if names & meant) | {fold(name)}


def same_name_family(one: str, other: str) -> bool:
    """True when the two may be forms of one name."""
    return not families_of(one).isdisjoint(families_of(other))


def is_known(name: str) -> bool:
    """True for a name on the list, so that another name on it is not a slip of the pen for this one."""
    return fold(name) in _FAMILIES


def is_form_of(form: str, name: str) -> bool:
    """True when the first is a form of the second, and the second the full name ("Lizzie", "Elizabeth")."""
    return fold(form) != fold(name) and fold(name) in families_of(form)
