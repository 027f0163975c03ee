"""A section being written in a browser: what the page holds, and what its script does with it.

The script sends the whole form some seconds after a change, with a new key each time; it takes
the marks that come back, keeps the words when no answer comes, and tries again. When somebody
else wrote in the same box, the button brings a page with both texts. See design/autosave.js.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

from .visitor import Answer, Visitor

MARK, BOTH = "mark-", "both-"
AUTOSAVE = "X-Autosave: 1\r\nAccept: application/json\r\n"


@dataclass
class OnPage:
    """What stands on a page: the form's fields, its boxes for typing, and others' texts beside them."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    boxes: list[str] = field(default_factory=list)  # names of text areas
    theirs: dict[str, str] = field(default_factory=dict)  # by box, where two people wrote


class _Reader(HTMLParser):
    """Reads the form that saves itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = OnPage()
        self._in_form = False
        self._area = self._quoted = self._both = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._in_form = "data-autosave" in told
        if not self._in_form:
            return
        name = told.get("name", "")
        if tag == "textarea":
            self._area = name
            self.page.boxes.append(name)
            self.page.fields[name] = [""]
        elif tag == "input" and name and (told.get("type") not in ("checkbox", "radio") or "checked" in told):
            self.page.fields.setdefault(name, []).append(told.get("value", ""))
        elif told.get("id", "").startswith(BOTH):
            self._both = told["id"].removeprefix(BOTH)
        elif tag == "blockquote" and self._both:
            self._quoted, self._both = self._both, ""
            self.page.theirs[self._quoted] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_form = False
        elif tag == "textarea":
            self._area = ""
        elif tag == "blockquote":
            self._quoted = ""
        elif tag == "p" and self._quoted:
            self.page.theirs[self._quoted] += " "

    def handle_data(self, data: str) -> None:
        if self._area:
            self.page.fields[self._area][0] += data
        elif self._quoted:
            self.page.theirs[self._quoted] += data


def read_page(html: str) -> OnPage:
    """What a browser would have made of it: a line end straight after the tag is none."""
    reader = _Reader()
    reader.feed(html)
    for name in reader.page.boxes:
        text = reader.page.fields[name][0]
        reader.page.fields[name] = [text.removeprefix("\n").replace("\r\n", "\n")]
    return reader.page


class WritingPage:
    """One section in one browser."""

    def __init__(self, visitor: Visitor, path: str) -> None:
        self.visitor, self.path = visitor, path
        self.page = OnPage()
        self._key, self._turn = "", 0

    def open(self) -> Answer:
        """Open it, or open it again."""
        answer = _heard(self.visitor.get(self.path))
        if answer.status == 200:
            self._show(answer)
        return answer

    def _show(self, answer: Answer) -> None:
        self.page = read_page(answer.body.decode())
        self._key, self._turn = secrets.token_hex(16), 0
        [self.visitor.token] = self.page.fields["csrfmiddlewaretoken"]

    def text(self, box: str) -> str:
        """What the box shows."""
        return self.page.fields[box][0]

    def type(self, box: str, text: str) -> None:
        """Put a text in a box."""
        self.page.fields[box] = [text]

    def save_by_itself(self) -> Answer:
        """What the script does after a while: the answer's marks are taken over."""
        answer = _heard(self.visitor.post(self.path, self._sent(by_itself=True), headers=AUTOSAVE))
        if answer.status in (200, 409, 422):
            self._renew(answer)
        return answer

    def save_and_lose_answer(self, share: float) -> None:
        """The same while the connection breaks: the page never hears what became of it."""
        sent = self._sent(by_itself=True)
        self.visitor.post_and_hang_up(self.path, sent, headers=AUTOSAVE, share=share)

    def press_save(self, **button: str) -> Answer:
        """The button. Either all is kept and the next page is named, or a page with both texts is shown."""
        sent = self._sent() | {name: [value] for name, value in button.items()}
        answer = _heard(self.visitor.post(self.path, sent))
        if answer.status in (409, 422):
            self._show(answer)
        return answer

    def _sent(self, *, by_itself: bool = False) -> dict[str, list[str]]:
        self._turn += 1
        sent = {
            name: [value.replace("\n", "\r\n") for value in values] if name in self.page.boxes else values
            for name, values in self.page.fields.items()
        }
        sent["sent_by"] = [f"{self._turn}.{self._key}"]
        return sent | ({"once": [secrets.token_hex(16)]} if by_itself else {})

    def _renew(self, answer: Answer) -> None:
        try:
            renew = json.loads(answer.body).get("renew", {})
        except ValueError:
            return
        for name, mark in renew.items():
            self.page.fields[name] = [mark]


def _heard(answer: Answer) -> Answer:
    """An answer that was cut off is none: whoever sent it died over it."""
    return answer if answer.is_whole else replace(answer, status=0)


def where_to(answer: Answer) -> str:
    """The path of the page that a redirect leads to; empty when it is none."""
    return urlsplit(answer.headers.get("location", "")).path if answer.status in (302, 303) else ""
