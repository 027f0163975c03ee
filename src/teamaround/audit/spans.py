"""Numbers as spans: "1-5,7" is 1, 2, 3, 4, 5 and 7. How a seal says which entries it holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

Span = tuple[int, int]  # first and last, both in it


def written(spans: Iterable[Span]) -> str:
    """The spans in words: `1-5,7`."""
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def read(text: str) -> list[Span]:
    """The spans behind the words; ValueError when they are not spans in rising order."""
    found: list[Span] = []
    for part in text.split(",") if text else ():
        first, _, last = part.partition("-")
        span = (int(first), int(last or first))
        if span[0] > span[1] or (found and span[0] <= found[-1][1]):
            raise ValueError("not in order")
        found.append(span)
    return found


def count(spans: Iterable[Span]) -> int:
    """How many numbers there are."""
    return sum(last - first + 1 for first, last in spans)


def numbers(spans: Iterable[Span]) -> Iterator[int]:
    """Each number, rising."""
    return chain.from_iterable(range(first, last + 1) for first, last in spans)


def has(spans: list[Span], number: int) -> bool:
    """Whether the number is in one of these spans, which rise."""
    at = bisect_right(spans, number, key=lambda span: span[0]) - 1
    return at >= 0 and number <= spans[at][1]


def add(spans: list[Span], number: int) -> None:
    """Put a number above all of them at the end."""
    if spans and spans[-1][1] == number - 1:
        spans[-1] = (spans[-1][0], number)
    else:
        spans.append((number, number))


def without(spans: Iterable[Span], taken: list[Span]) -> list[Span]:
    """What is left of the spans when others are taken out of them; both rise."""
    left: list[Span] = []
    at = 0
    for first, last in spans:
        while at < len(taken) and taken[at][1] < first:
            at += 1
        begin, ahead = first, at
        while ahead < len(taken) and taken[ahead][0] <= last:
            if taken[ahead][0] > begin:
                left.append((begin, taken[ahead][0] - 1))
            begin = max(begin, taken[ahead][1] + 1)
            ahead += 1
        if begin <= last:
            left.append((begin, last))
    return left
