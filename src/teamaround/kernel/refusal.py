"""A refusal is a sentence that a person can act on."""

from __future__ import annotations

UNFORESEEN = "Something went wrong that was not foreseen. The log of the site has the moment."
"""What is said of work that was given up because of a fault that nobody foresaw."""


class Refusal(Exception):
    """Something may not be done, and why, in words for the person who asked.

    `code` is stable and is what the API returns; `sentence` is shown on the page;
    `field` names the form field that the sentence belongs to, when there is one.
    """

    def __init__(self, code: str, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.field = field


class NotVisible(Exception):
    """The asker may not know of this thing: answered exactly as if it did not exist."""


class ReasonNeeded(Exception):
    """Nothing ties the asker to this child yet: they must say why they look first (R5)."""

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.ref = ref
