"""Public references: short, unguessable and checked, such as C-7K2MQ9XDT.

Forty random bits and one check character in Crockford's base 32 (no I, L, O, U),
so that a reference can be read over the telephone and a slip is noticed. Row numbers
never leave the database.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 9  # eight random characters and the check character
_FORGIVEN = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_drawing: ContextVar[Callable[[str], int] | None] = ContextVar("drawing", default=None)


def new_ref(prefix: str) -> str:
    """A new reference such as C-7K2MQ9XDT for the prefix C."""
    draw = _drawing.get()
    return from_number(prefix, draw(prefix) if draw else secrets.randbits(5 * (LENGTH - 1)))


@contextmanager
def drawn_by(draw: Callable[[str], int]) -> Iterator[None]:
    """Let new references be drawn by a prefix's own source: for invented people, who are repeatable."""
    token = _drawing.set(draw)
    try:
        yield
    finally:
        _drawing.reset(token)


def from_number(prefix: str, number: int) -> str:
    """The reference that stands for a number of at most 40 bits (for invented, repeatable data)."""
    body = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LENGTH - 1))
    return f"{prefix}-{body}{check_character(prefix + body)}"


def check_character(text: str) -> str:
    """The character that makes a single slip or a swap of neighbours visible."""
    total = 0
    for character in text:
        total = (total * 33 + ord(character)) % 1021
    return ALPHABET[total % 32]


def tidy(text: str) -> str:
    """A reference as typed by a person, in the form that is kept."""
    head, dash, body = text.strip().upper().partition("-")
    return head + dash + body.translate(_FORGIVEN)


def is_ref(text: str, prefix: str) -> bool:
    """Whether this is a well-formed reference of that kind, check character included."""
    head, dash, body = text.partition("-")
    if head != prefix or not dash or len(body) != LENGTH or set(body) - set(ALPHABET):
        return False
    return check_character(prefix + body[:-1]) == body[-1]
