"""The needs that services are sorted by, and the words in which people ask for them.

The lists are data of the program (needs.toml, and the Welsh words for them in needs_cy.toml). A phrase fits where
its words stand in a row in what somebody typed, however they are written; a Welsh one in any form of its words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from .welsh import SMALL, USUAL, folded, key, keys

FILE = Path(__file__).parent.parent / "needs.toml"
WELSH = FILE.with_name("needs_cy.toml")
SHORT = 3  # letters
NEEDS, SEND, ACCESS = "needs", "send", "access"
OURS = "https://teamaround.example/directory/terms/"


@dataclass(frozen=True)
class ListedTerm:
    """A term of one of the program's lists; `group` is the code of the wider one, if any."""

    code: str
    name: str
    description: str
    group: str = ""
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListedTaxonomy:
    """One of the program's lists."""

    code: str
    name: str
    description: str
    terms: tuple[ListedTerm, ...]


@dataclass(frozen=True)
class Asked:
    """What a phrase in somebody's words was taken to mean."""

    taxonomy: str
    term: ListedTerm
    phrase: str


@cache
def taxonomies() -> tuple[ListedTaxonomy, ...]:
    """The program's lists, wider terms before those within them."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        ListedTaxonomy(code, told["name"], told["description"], tuple(_terms(told["terms"])))
        for code, told in written.items()
    )


def _terms(written: dict[str, dict[str, object]], group: str = "") -> Iterable[ListedTerm]:
    for code, told in written.items():
        phrases = tuple(map(str, told.get("phrases", ())))  # type: ignore[call-overload]
        yield ListedTerm(code, str(told["name"]), str(told["description"]), group, phrases)
        within = told.get("terms")
        if isinstance(within, dict):
            yield from _terms(within, code)


def terms(taxonomy: str) -> tuple[ListedTerm, ...]:
    """The terms of one list."""
    return next(each.terms for each in taxonomies() if each.code == taxonomy)


def key_of(*codes: str) -> UUID:
    """The identifier of one of the program's lists or terms: the same in every installation."""
    return uuid5(NAMESPACE_URL, OURS + "/".join(codes))


def within(codes: Iterable[str]) -> set[str]:
    """These terms, and those that they contain."""
    asked = set(codes)
    return asked | {term.code for taxonomy in taxonomies() for term in taxonomy.terms if term.group in asked}


def plain(text: str) -> str:
    """Words in small letters with one space between, without any mark or accent."""
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"[’'`]", "", folded(text))))


@dataclass(frozen=True)
class Phrase:
    """A phrase as it is looked for, in words or in keys of Welsh words, with what it means."""

    said: str
    is_welsh: bool
    taxonomy: str
    term: ListedTerm


@cache
def welsh_written() -> dict[str, Any]:
    """The Welsh words, as they are written."""
    return tomllib.loads(WELSH.read_text(encoding="utf-8"))


@cache
def _phrases() -> tuple[Phrase, ...]:
    """Every phrase, the longest first."""
    found = []
    for taxonomy in taxonomies():
        welsh = welsh_written()[taxonomy.code]
        for term in taxonomy.terms:
            english = (plain(phrase) for phrase in (*term.phrases, term.name))
            found += [Phrase(said, False, taxonomy.code, term) for said in english]
            others = map(plain, welsh.get(term.code, ()))
            found += [_welsh(said, taxonomy.code, term) for said in others]
    return tuple(sorted(found, key=lambda each: -len(each.said)))


def _welsh(said: str, taxonomy: str, term: ListedTerm) -> Phrase:
    """A Welsh phrase by its keys; a very short word as it stands, because its key is that of many others."""
    if len(said) <= SHORT:
        return Phrase(said, False, taxonomy, term)
    return Phrase(keys(said), True, taxonomy, term)


def asked_for(text: str) -> list[Asked]:
    """What somebody's words ask for: a longer phrase takes its words from the shorter ones within it."""
    words = plain(text)
    left = {False: f" {words} ", True: f" {keys(words)} "}
    found: dict[str, Asked] = {}
    for each in _phrases():
        at = left[each.is_welsh].find(f" {each.said} ")
        if at >= 0:
            typed = _typed(words, left[each.is_welsh][:at].count(" "), len(each.said.split()))
            found.setdefault(f"{each.taxonomy}/{each.term.code}", Asked(each.taxonomy, each.term, typed))
    longest = [each.phrase for each in found.values()]
    return [
        each for each in found.values() if not any(each.phrase != one and _holds(one, each.phrase) for one in longest)
    ]  # fmt: skip


def _typed(words: str, first: int, count: int) -> str:
    """The words that somebody typed in place of a phrase."""
    return " ".join(words.split()[first : first + count])


def _holds(phrase: str, within_it: str) -> bool:
    return f" {within_it} " in f" {phrase} "


@cache
def words_known() -> frozenset[str]:
    """Every word of the lists: what a slip of the keyboard may be put right to."""
    texts = [
        text for taxonomy in taxonomies() for term in taxonomy.terms for text in (term.name, *term.phrases)
    ]
    return frozenset(word for text in texts for word in plain(text).split())


@cache
def welsh_words() -> dict[str, str]:
    """The words of the Welsh phrases by their keys, each as it is written first."""
    phrases = (phrase for written in _welsh_phrases() for phrase in written)
    found: dict[str, str] = {}
    for word in plain(" ".join(phrases)).split():
        found.setdefault(key(word), word)
    return found


def _welsh_phrases() -> Iterable[Iterable[str]]:
    return (phrases for taxonomy in taxonomies() for phrases in welsh_written()[taxonomy.code].values())


@cache
def _usual_in_welsh() -> frozenset[str]:
    return frozenset(map(key, USUAL | SMALL))


def is_known_in_welsh(word: str) -> bool:
    """Whether a word, however it begins, stands in one of the Welsh phrases, or in any sentence."""
    return key(word) in welsh_words() or key(word) in _usual_in_welsh()
