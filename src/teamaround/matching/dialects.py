"""How DuckDB and Spark each say the few things that they say differently."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """One engine's words, as patterns over two columns, a list and a word, or a text."""

    name: str
    shares: str
    holds_all: str
    holds: str
    many: str
    alike: str
    slips: str
    number: str = "{}"


DUCKDB = Dialect(
    name="duckdb",
    shares="list_has_any({0}, {1})",
    holds_all="list_has_all({0}, {1})",
    holds="list_contains({0}, {1})",
    many="len({0})",
    alike="jaro_winkler_similarity({0}, {1})",
    slips="damerau_levenshtein({0}, {1})",
)
_BYTES = "decode(encode({%d}, 'UTF-8'), 'ISO-8859-1')"  # DuckDB compares spelling byte by byte
SPARK = Dialect(
    name="spark",
    shares="arrays_overlap({0}, {1})",
    holds_all="size(array_except({1}, {0})) = 0",
    holds="array_contains({0}, {1})",
    many="size({0})",
    alike=f"jaro_winkler({_BYTES % 0}, {_BYTES % 1})",
    slips=f"damerau_levenshtein({_BYTES % 0}, {_BYTES % 1})",
    number="{}D",
)
