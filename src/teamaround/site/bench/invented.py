"""Invented words, for writing as much as is wanted."""

from __future__ import annotations

import random

TEXT = (
    "she likes to walk to school with her brother and tells us about it when we ask her in the morning before "
    "breakfast he sleeps better since gran moved nearer mum says evenings are hard and that mondays are best we "
    "agreed to try it for a month and to look again together at the kitchen table dad reads to them on Sundays "
    "the teacher has seen that he joins in when there is music and that noise tires him his friend comes on Friday"
)
SOME = TEXT.split()


def words(dice: random.Random, many: int) -> str:
    """So many words that say nothing about anybody."""
    return " ".join(dice.choices(SOME, k=many)).capitalize() + "."
