"""Two people write one paper at once: what goes together by itself, and what both must see; and what changed."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from teamaround.kernel.merging import together

WORD = re.compile(r"\S+\s*|\s+")


@dataclass
class Clash(Exception):
    """Somebody else changed the same parts since: their text, to be shown beside one's own.

    `together` has one's own words in those parts, and in all others what goes together by itself.
    """

    parts: tuple[str, ...]
    theirs: Mapping[str, str]
    together: Mapping[str, str]
    version: int


def merge(
    base: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Both changes together, and the parts that both changed to different words, which then hold mine."""
    keys = list({**base, **theirs, **mine})
    said = [{key: _tidy(texts.get(key, "")) for key in keys} for texts in (base, theirs, mine)]
    merged, clashing = together(keys, *said)
    return {key: words for key, words in merged.items() if words}, tuple(sorted(clashing))


def tidy(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts as they are kept: line ends of one kind, nothing blank."""
    found = {key: _tidy(words) for key, words in texts.items()}
    return {key: words for key, words in found.items() if words}


def _tidy(words: str) -> str:
    return words.replace("\r\n", "\n").strip()


def digest(*told: Any) -> str:
    """The hash of what a version says."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Stretch:
    """Words that stayed, came or went."""

    words: str
    how: str  # "", "came" or "went"


def compared(before: str, after: str) -> list[Stretch]:
    """What stayed, came and went: line by line, and word by word within the lines that changed."""
    one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Stretch] = []
    for a, b, c, d in _same_and_not(one, other):
        if b - a == d - c:
            for was, now in zip(one[a:b], other[c:d], strict=True):
                found += _words_compared(was, now)
        else:
            found += _words_compared("".join(one[a:b]), "".join(other[c:d]))
    return found


def _words_compared(before: str, after: str) -> list[Stretch]:
    if before == after:
        return [Stretch(before, "")]
    one, other = WORD.findall(before), WORD.findall(after)
    found: list[Stretch] = []
    for a, b, c, d in _same_and_not(one, other):
        if one[a:b] == other[c:d]:
            found.append(Stretch("".join(one[a:b]), ""))
        else:
            found += [
                Stretch("".join(words), how)
                for words, how in ((one[a:b], "went"), (other[c:d], "came"))
                if words
            ]
    return found


def _same_and_not(one: list[str], other: list[str]) -> Iterator[tuple[int, int, int, int]]:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        yield a, b, c, d


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The keys of parts whose words differ, in the order of the later one, then what went."""
    return [key for key in {**after, **before} if before.get(key, "") != after.get(key, "")]
