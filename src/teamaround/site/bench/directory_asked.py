"""What the directory is asked while it is measured: services by name, and searches such as families type."""

from __future__ import annotations

import random

from teamaround.directory import queries
from teamaround.directory.rules.asking import Wanted
from teamaround.kernel import clock

WORDS = (
    "baby group", "someone to talk to", "help with debt", "autism", "football for girls", "wont go to school",
    "speech therapy", "young carers", "parenting class", "holiday club", "bereavement", "sleep", "anger", "toddler group",
    "short break", "housing advice", "breastfeeding", "homework", "swimming", "counselling for teenagers",
)  # fmt: skip
AGES = ("", "0-1", "1-4", "5-10", "11-15", "16-17")


def services(*, many: int) -> list[tuple[str, str]]:
    """Identifier and name of services drawn from the whole directory, none with a name that another has."""
    rows = queries.listed(on=clock.day_of(clock.now())).values_list("id", "name")
    by_name: dict[str, list[str]] = {}
    for key, name in rows:
        by_name.setdefault(name, []).append(str(key))
    alone = sorted((keys[0], name) for name, keys in by_name.items() if len(keys) == 1)
    return random.Random(4).sample(alone, min(many, len(alone)))  # noqa: S311


def wanted(*, many: int, seed: int) -> list[dict[str, str]]:
    """Searches with words and a postcode, half of them for an age."""
    from teamaround.localities import queries as localities

    dice = random.Random(seed)  # noqa: S311
    codes = localities.some_postcodes(200)
    return [
        {"q": dice.choice(WORDS), "place": dice.choice(codes), "miles": dice.choice(("1", "3", "5", "10")),
         "age": dice.choice(AGES)}
        for _ in range(many)
    ]  # fmt: skip


def found(words: str) -> list[str]:
    """Identifiers of what a search shows first."""
    rows = queries.find(Wanted(words=words), on=clock.day_of(clock.now())).rows
    return [str(row.pk) for row in rows[:3]]
