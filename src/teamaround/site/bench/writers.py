"""People who write in the same assessments, with connections that break, and never lose a word.

Each types words that nobody else types, takes some out, lets the page save by itself, presses
the button now and then, and settles what two people wrote in the same box: keeps both, joins
them by hand, or puts their own in place of the other's, which must then stand in the history.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from .desks import Desk
from .keeping import WORD, Typed, digest, words_in
from .visitor import Answer, Visitor
from .writing_page import WritingPage, where_to

FULL = 4_000  # characters, from which a writer takes out more than they add
SHARED_BOXES = 3  # boxes at the top of a page, where most of them write
LONGEST_TRY = 300  # tries of one thing, before it is called stuck


class Stuck(RuntimeError):
    """A writer could not go on."""


@dataclass
class Tally:
    """What all writers did together, and how long the saves took."""

    wanted: int
    until: float = float("inf")
    edits: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def note(self, what: str, seconds: float | None = None) -> None:
        """Count something."""
        with self.lock:
            self.happened[what] += 1
            if seconds is not None:
                self.seconds.append(seconds)

    def edited(self) -> None:
        """Count an edit."""
        with self.lock:
            self.edits += 1

    def is_enough(self) -> bool:
        """Whether the edits that were wanted have been made, or the time is over."""
        return self.edits >= self.wanted or time.monotonic() > self.until


@dataclass
class Habits:
    """How a writer works."""

    pause: float = 0.0  # seconds between two saves
    edits_a_save: int = 4  # at most
    breaks: float = 0.15  # share of saves whose connection breaks
    presses: float = 0.08  # share of saves after which the button is pressed


class Writer:
    """One person at one desk. `number` is theirs alone; `same` are the numbers of their account."""

    def __init__(
        self, desk: Desk, visitor: Visitor, tally: Tally, habits: Habits, *, number: int, same: set[int]
    ) -> None:
        self.desk, self.visitor, self.tally, self.habits = desk, visitor, tally, habits
        self.number, self._own = number, {f"q{one}" for one in same | {number}}
        self.dice = random.Random(number)  # noqa: S311
        self.typed, self._count, self._touched = Typed(), 0, set[str]()
        self.page = WritingPage(visitor, "")

    def write(self) -> None:
        """Type, save, settle, until it is enough; then see that everything is kept."""
        self._open_some_page()
        while not self.tally.is_enough():
            time.sleep(self.habits.pause * (0.5 + self.dice.random()))
            for _ in range(self.dice.randrange(1, self.habits.edits_a_save + 1)):
                self._edit()
            if self._save() in (409, 422) or self.dice.random() < self.habits.presses:
                self._settle()
                self._open_some_page()
        self._settle()

    def _open_some_page(self) -> None:
        """Mostly the first section, where everybody is; sometimes another."""
        sections = self.desk.plan.sections
        section = sections[0] if self.dice.random() < 0.6 else self.dice.choice(sections)
        self.page = WritingPage(self.visitor, self.desk.plan.writing_page(section))
        self._touched = set()
        self._until(200, "open", self.page.open)

    def _until(self, status: int, what: str, ask: Callable[[], Answer]) -> Answer:
        """Ask until that answer comes: workers are killed in between."""
        for _ in range(LONGEST_TRY):
            answer = ask()
            if answer.status == status:
                return answer
            self.tally.note(f"{what}: {answer.status or 'no answer'}")
            time.sleep(0.1)
        raise Stuck(f"{what} of {self.page.path} never came to {status}")

    # ------------------------------------------------------------ typing

    def _edit(self) -> None:
        boxes = self.page.page.boxes
        near = boxes[:SHARED_BOXES] if self.dice.random() < 0.7 else boxes
        box = self.dice.choice(near)
        text = self.page.text(box)
        shown = WORD.findall(text)
        if shown and self.dice.random() < (0.6 if len(text) > FULL else 0.12):
            text = self._take_out(text, self.dice.choice(shown))
        else:
            text = self._put_in(text)
        self._put(box, text)
        self.tally.edited()

    def _put(self, box: str, text: str) -> None:
        self.page.type(box, text)
        self._touched.add(box)

    def _put_in(self, text: str) -> str:
        self._count += 1
        word = f"q{self.number}x{self._count}"
        self.typed.words.add(word)
        places = [0, *(found.start() for found in re.finditer(" ", text)), len(text)]
        at = self.dice.choice(places)
        return f"{text[:at]} {word} {text[at:].lstrip(' ')}".lstrip(" ")

    def _take_out(self, text: str, word: str) -> str:
        is_own = word.partition("x")[0] in self._own
        (self.typed.taken_out if is_own else self.typed.put_aside).add(word)
        return re.sub(rf" ?\b{word}\b", "", text)

    def _note_sent(self) -> None:
        self.typed.sent |= {digest(self.page.text(box)) for box in self._touched}

    # ------------------------------------------------------------ saving

    def _save(self) -> int:
        """As the page does by itself; returns the status, 0 when no answer was read."""
        self._note_sent()
        if self.dice.random() < self.habits.breaks:
            self.page.save_and_lose_answer(1 if self.dice.random() < 0.6 else self.dice.random())
            self.tally.note("connections broken")
            return 0
        answer = self.page.save_by_itself()
        self.tally.note(f"saves: {answer.status or 'no answer'}", answer.seconds)
        return answer.status

    def _settle(self) -> None:
        """Press the button until all is kept, deciding each time what becomes of two texts."""
        button = {"then": "stop"}
        for _ in range(LONGEST_TRY):
            self._note_sent()
            answer = self.page.press_save(**button)
            if where_to(answer):
                self.tally.note("pages kept")
                return
            if answer.status == 409:
                button = self._decide() or {"then": "stop"}
            elif answer.status == 422:
                button = {"then": "stop"}
                self._shorten()
            else:  # nobody answered: the same button again
                self.tally.note(f"button: {answer.status or 'no answer'}")
                time.sleep(0.1)
        raise Stuck(f"{self.page.path} was never kept")

    def _shorten(self) -> None:
        """Leave nothing but writers' words in boxes that are too full to be kept, and half of those."""
        for box in self.page.page.boxes:
            if len(self.page.text(box)) > FULL:
                text = " ".join(dict.fromkeys(WORD.findall(self.page.text(box))))
                for word in WORD.findall(text):
                    if self.dice.random() < 0.5:
                        text = self._take_out(text, word)
                self._put(box, text)

    def _decide(self) -> dict[str, str]:
        """What to do with two texts in a box; returns the button to press, if it is not the usual one."""
        for box, theirs in self.page.page.theirs.items():
            self.tally.note("both texts shown")
            mine, choice = self.page.text(box), self.dice.random()
            if choice < 0.4:
                return {"keep_both": box}
            missing = [word for word in WORD.findall(theirs) if word not in words_in(mine)]
            if choice < 0.7:
                self._put(box, f"{mine} {' '.join(dict.fromkeys(missing))}".strip())
            else:
                self.typed.put_aside |= set(missing)
        return {}
