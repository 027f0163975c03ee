"""Fixed words in the language of whoever reads them: English, unless the site has set up another.

The program is written in English, and what it says is looked up by the English words. What looks them
up is given from outside (`speak_with`), so that rules can say something without knowing of a website.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

ENGLISH = "en"


def _as_it_is(text: str) -> str:
    return text


def _counted(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


@dataclass
class _Speech:
    one: Callable[[str], str] = _as_it_is
    counted: Callable[[str, str, int], str] = _counted


_speech = _Speech()
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def speak_with(*, one: Callable[[str], str], counted: Callable[[str, str, int], str]) -> None:
    """From now on look words up with these: a text, and a text by number."""
    _speech.one, _speech.counted = one, counted


@contextmanager
def speaking_in(code: str) -> Iterator[None]:
    """Say everything in this language; whoever looks words up is told of it by the caller."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def language() -> str:
    """The code of the language of this page, such as en or cy. Asked some hundred times a page."""
    return _language.get()


def is_english() -> bool:
    """Whether what the program says stands as it was written."""
    return language() == ENGLISH


def into(text: str) -> str:
    """A fixed text in this language; as it is where nobody has translated it."""
    return text if not text or is_english() else _speech.one(text)


def say(text: str, /, **put_in: object) -> str:
    """The same, with what belongs between its braces put in."""
    return into(text).format(**put_in) if put_in else into(text)


def say_number(number: int, one: str, many: str) -> str:
    """The words that go with a number; some languages have more than two of them."""
    return _counted(one, many, number) if is_english() else _speech.counted(one, many, number)
