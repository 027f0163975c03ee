"""Asking another's computer: only where an administrator allowed it, and never inside a network.

A name is resolved here, every address that it has is judged, and the connection goes to the address
that was judged, so that a name cannot mean something else a moment later. Nothing is unpacked, and
an answer has an end: in bytes, and in seconds however slowly it drips.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from .rules.feeds.addresses import PORTS, is_public, port_of

MB = 1_048_576
REDIRECTS = 5
TRIES, PAUSES = 3, (1.0, 5.0)
AGENT = "Teamaround directory (takes in open service listings)"
CHUNK = 65_536
BROKEN = (OSError, http.client.HTTPException, ValueError, AttributeError)


@dataclass(frozen=True)
class Limits:
    """How much one answer may take: seconds in all, and bytes."""

    seconds: float = 40.0
    bytes: int = 24 * MB


@dataclass(frozen=True)
class Answer:
    """What came back; the names of headers are in small letters."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Unreachable(Exception):
    """Nothing came that can be used; `may_pass` says that it may go better in a moment."""

    def __init__(self, sentence: str, *, may_pass: bool = False) -> None:
        super().__init__(sentence)
        self.sentence, self.may_pass = sentence, may_pass


class _Line(http.client.HTTPConnection):
    """A connection to an address that was judged already, under the name that was asked for."""

    def __init__(self, parts: SplitResult, address: str, *, seconds: float) -> None:
        super().__init__(parts.hostname or "", port_of(parts), timeout=seconds)
        self.default_port = PORTS[parts.scheme]
        self._address, self._is_secure = address, parts.scheme == "https"
        self._held: socket.socket | None = None
        self.is_cut = False

    def connect(self) -> None:
        self.sock = self._held = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_secure:
            secure = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = self._held = secure
            secure.do_handshake()

    def cut(self) -> None:
        """End it from outside, whatever it waits for."""
        self.is_cut = True
        try:
            if self._held is not None:
                self._held.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


@dataclass(frozen=True)
class Outward:
    """Asks one allowed address. `may_connect` judges each numeric address before anything is sent."""

    base: str
    limits: Limits = Limits()
    may_connect: Callable[[str], bool] = is_public
    pause: Callable[[float], None] = time.sleep

    def get(self, path: str, **asked: str | int) -> Answer:
        """The answer to a question; tried again when the fault may pass."""
        address = self._address(path, asked)
        for attempt in range(TRIES):
            try:
                answer = self._followed(address)
                if answer.status < 500 and answer.status != 429:
                    return answer
                fault = Unreachable(f"It answered with fault {answer.status}.", may_pass=True)
            except Unreachable as met:
                fault = met
            if not fault.may_pass or attempt + 1 == TRIES:
                raise fault
            self.pause(PAUSES[attempt])
        raise AssertionError("unreachable")

    def once(self, path: str, **asked: str | int) -> Answer:
        """The answer to a question asked a single time, whatever its status."""
        return self._followed(self._address(path, asked))

    def _address(self, path: str, asked: Mapping[str, str | int]) -> str:
        return f"{self.base}{path}" + (f"?{urlencode(asked)}" if asked else "")

    def _followed(self, address: str) -> Answer:
        """The answer, after being sent elsewhere on the same computer at most a few times."""
        allowed = urlsplit(self.base)
        for _ in range(REDIRECTS):
            parts = urlsplit(address)
            answer, elsewhere = self._once(parts)
            if not elsewhere:
                return answer
            address = urljoin(address, elsewhere)
            _check_stays(allowed, urlsplit(address))
        raise Unreachable("It sends from one address to the next without an end.")

    def _once(self, parts: SplitResult) -> tuple[Answer, str]:
        line = _Line(parts, self._judged(parts), seconds=self.limits.seconds)
        watch = threading.Timer(self.limits.seconds, line.cut)
        watch.daemon = True
        watch.start()
        try:
            found = self._spoken(line, parts)
            if line.is_cut:
                raise TimeoutError
            return found
        except BROKEN as fault:
            raise self._what_broke(fault, line) from None
        finally:
            watch.cancel()
            line.close()

    def _spoken(self, line: _Line, parts: SplitResult) -> tuple[Answer, str]:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line.request(
            "GET", target,
            headers={"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": AGENT},
        )  # fmt: skip
        with line.getresponse() as response:
            if response.status in (301, 302, 303, 307, 308):
                return Answer(response.status, b""), response.headers.get("Location", "")
            if response.headers.get("Content-Encoding", "identity").lower() != "identity":
                raise Unreachable("It sent a packed answer, though it was asked for a plain one.")
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, self._body(response), headers), ""

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        most, said = self.limits.bytes, response.length
        if said is not None and said > most:
            raise Unreachable(f"Its answer is larger than {most // MB} MB.")
        parts, length = [], 0
        while chunk := response.read1(CHUNK):
            length += len(chunk)
            if length > most:
                raise Unreachable(f"Its answer is larger than {most // MB} MB.")
            parts.append(chunk)
        if said is not None and length < said:
            raise Unreachable("Its answer broke off in the middle.", may_pass=True)
        return b"".join(parts)

    def _judged(self, parts: SplitResult) -> str:
        """A numeric address of that name, once every one of them is found to be open to the world."""
        try:
            found = socket.getaddrinfo(parts.hostname, port_of(parts), type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise Unreachable(f"The name {parts.hostname} is not known.", may_pass=True) from None
        addresses = [str(each[4][0]) for each in found]
        if not addresses or not all(self.may_connect(each) for each in addresses):
            raise Unreachable(
                f"The name {parts.hostname} leads into a private network. Nothing was sent there."
            )
        return addresses[0]

    def _what_broke(self, fault: Exception, line: _Line) -> Unreachable:
        if line.is_cut or isinstance(fault, TimeoutError):
            return Unreachable(f"Its answer took longer than {self.limits.seconds:g} seconds.", may_pass=True)
        if isinstance(fault, ssl.SSLError):
            return Unreachable("It cannot prove that it is who it says (its certificate is not good).")
        return Unreachable("The connection broke off.", may_pass=True)


def _check_stays(allowed: SplitResult, next_one: SplitResult) -> None:
    """Refuse to be sent to another computer, another port, or out of a secure connection."""
    try:
        is_same = next_one.hostname == allowed.hostname and next_one.scheme in PORTS
        is_same = is_same and (
            port_of(next_one) == port_of(allowed)
            or (allowed.scheme, next_one.scheme, next_one.port) == ("http", "https", None)
        )
    except ValueError:
        is_same = False
    if not is_same or (allowed.scheme == "https" and next_one.scheme != "https"):
        raise Unreachable("It sends on to an address that nobody has allowed.")
