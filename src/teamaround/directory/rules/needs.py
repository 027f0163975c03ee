"""The needs that services are sorted by, and the words in which people ask for them.

The lists are data of the program (needs.toml). A phrase fits where its words stand in a row in what
somebody typed, however they are written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

FILE = Path(__file__).parent.parent / "needs.toml"
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
    """Words in small letters with one space between, without any mark."""
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"[’'`]", "", text.lower())))


@cache
def _phrases() -> tuple[tuple[str, str, ListedTerm], ...]:
    """Every phrase with what it means, the longest first."""
    found = [
        (plain(phrase), taxonomy.code, term)
        for taxonomy in taxonomies()
        for term in taxonomy.terms
        for phrase in (*term.phrases, term.name)
    ]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def asked_for(text: str) -> list[Asked]:
    """What somebody's words ask for: a longer phrase takes its words from the shorter ones within it."""
    left = f" {plain(text)} "
    found: dict[str, Asked] = {}
    for phrase, taxonomy, term in _phrases():
        if f" {phrase} " in left:
            found.setdefault(f"{taxonomy}/{term.code}", Asked(taxonomy, term, phrase))
    longest = [each.phrase for each in found.values()]
    return [
        each for each in found.values() if not any(each.phrase != one and _holds(one, each.phrase) for one in longest)
    ]  # fmt: skip


def _holds(phrase: str, within_it: str) -> bool:
    return f" {within_it} " in f" {phrase} "


@cache
def words_known() -> frozenset[str]:
    """Every word of the lists: what a slip of the keyboard may be put right to."""
    texts = [
        text for taxonomy in taxonomies() for term in taxonomy.terms for text in (term.name, *term.phrases)
    ]
    return frozenset(word for text in texts for word in plain(text).split())
