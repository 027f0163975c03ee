"""A person at a browser, down to the bytes on the socket."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

from teamaround.kernel.ids import is_ref

REFERENCE = re.compile(rb"\bC-[0-9A-Z]{9}\b")
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
LONGEST = 30.0

Fields = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Answer:
    """What came out of the socket, whole or not; `status` 0 when nothing did."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def children(self) -> set[str]:
        """References of children in the bytes that arrived."""
        found = {match.decode() for match in REFERENCE.findall(self.body)}
        return {ref for ref in found if is_ref(ref, "C")}

    @property
    def is_whole(self) -> bool:
        """Whether all of it arrived; a browser shows nothing of a page that was cut off on the way."""
        return len(self.body) >= int(self.headers.get("content-length", 0))

    @property
    def request_id(self) -> str:
        return self.headers.get("x-request-id", "")


@dataclass
class Visitor:
    """One signed-in member of the cast."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def sign_in(self, account: str) -> bool:
        """Pick a person on the sign-in page."""
        self.learn_token(self.get("/sign-in/"))
        answer = self.post("/sign-in/pick/", {"account": account})
        self.learn_token(self.get("/find/"))
        return answer.status == 302

    def learn_token(self, answer: Answer) -> None:
        """Take the proof that a form is ours from a page."""
        found = TOKEN.search(answer.body)
        if found:
            self.token = found[1].decode()

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask(f"GET {path} HTTP/1.1\r\n", b"")

    def post(self, path: str, fields: Fields, *, headers: str = "") -> Answer:
        """Send a form; further headers as lines."""
        return self._ask(*self._form(path, fields, headers))

    def post_and_hang_up(self, path: str, fields: Fields, *, headers: str = "", share: float) -> None:
        """Send a share of a form (1: all of it) and lose the connection before any answer is read."""
        request = self._request(*self._form(path, fields, headers))
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST) as link:
            link.sendall(request[: round(share * len(request))])

    def _form(self, path: str, fields: Fields, headers: str) -> tuple[str, bytes]:
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields}, doseq=True).encode()
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return f"POST {path} HTTP/1.1\r\n{kind}{headers}", body

    def _ask(self, head: str, body: bytes) -> Answer:
        started = time.perf_counter()
        raw = self._bytes(self._request(head, body))
        return self._read(raw, time.perf_counter() - started)

    def _request(self, head: str, body: bytes) -> bytes:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        rest = f"Host: 127.0.0.1:{self.port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        return f"{head}{rest}".encode() + body

    def _bytes(self, request: bytes) -> bytes:
        """Everything that arrives until the other end closes, dies or is silent for too long."""
        parts: list[bytes] = []
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST) as link:
                link.sendall(request)
                while part := link.recv(65_536):
                    parts.append(part)
        except OSError:
            pass
        return b"".join(parts)

    def _read(self, raw: bytes, seconds: float) -> Answer:
        head, is_read, body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        headers: dict[str, str] = {}
        for line in lines[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self._keep_cookie(value)
            headers[name.lower()] = value
        status = int(words[1]) if is_read and len(words) > 1 and words[1].isdigit() else 0
        return Answer(status, headers, body, seconds)

    def _keep_cookie(self, value: str) -> None:
        name, _, rest = value.partition("=")
        self.cookies[name] = rest.partition(";")[0]
