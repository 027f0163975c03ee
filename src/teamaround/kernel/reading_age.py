"""How old one must be to read a text: the Flesch-Kincaid grade, and which of its sentences are too hard.

Kincaid and others (1975): 0.39 x words a sentence + 11.8 x syllables a word - 15.59. Grade 6 is
read at eleven.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ELEVEN = 6.0
ALONE = 3.0  # a sentence in a text that is easy as a whole may be so many grades harder before it is named
SHORT = 5  # with fewer words the grade of a sentence by itself says little: one long word decides it
MOST = 5
SILENT = re.compile(r"(?:[^laeiouy]es|(?<![td])ed|[^laeiouy]e)$")
TWO_VOWELS = re.compile(r"ia|io(?!u)|iu|eo|ua(?!r)|uo")
ONE_SOUND = re.compile(r"[tsc]ia|[tsc]io|gio|eo(?=p)|qua|gua")
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
WORD = re.compile(r"[A-Za-z’']+")


@dataclass(frozen=True)
class HowItReads:
    """Whether a child of eleven can read a text, and the sentences to make easier, the hardest first."""

    is_easy: bool
    hard: tuple[str, ...]


def syllables(word: str) -> int:
    """How many syllables an English word has, by its letters."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1
    heard = SILENT.sub(lambda end: end[0][0] if end[0][0] not in "e" else "", word)
    count = len(re.findall(r"[aeiouy]+", heard))
    count += len(TWO_VOWELS.findall(heard)) - len(ONE_SOUND.findall(heard))
    return max(count, 1)


def sentences(text: str) -> list[str]:
    """Its sentences; a new line, such as in a list, begins one too."""
    return [one.strip() for one in SENTENCE_END.split(text) if re.search(r"[A-Za-z]", one)]


def grade(text: str) -> float:
    """The school grade at which a text is read; 0 for one without words."""
    told = sentences(text)
    if not told:
        return 0.0
    words = WORD.findall(text)
    sounds = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(told) + 11.8 * sounds / len(words) - 15.59


def at_eleven(text: str) -> HowItReads:
    """How a text reads for a child of eleven."""
    is_easy = grade(text) <= ELEVEN
    limit = ELEVEN + ALONE if is_easy else ELEVEN
    graded = [(grade(one), one) for one in sentences(text) if not is_easy or len(WORD.findall(one)) >= SHORT]
    hard = sorted(((at, one) for at, one in graded if at > limit), key=lambda each: -each[0])
    return HowItReads(is_easy, tuple(one for _, one in hard[:MOST]))
