"""A feed of somebody else on this machine, true or lying, for tests of taking in."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from teamaround.directory.outward import Limits, Outward


def ident(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"https://feed.example/{name}"))


def entry(name: str, /, **more: Any) -> dict[str, Any]:
    """One service as a feed tells it whole."""
    return {
        "id": ident(name), "name": name, "description": f"{name} for families.", "status": "active",
        "organization": {"id": ident("body"), "name": "Brook Trust", "description": "Helps people nearby."},
        "phones": [{"id": ident(f"{name} phone"), "number": "01632 960555"}],
        **more,
    }  # fmt: skip


@contextmanager
def serving(answer: Callable[[BaseHTTPRequestHandler, str, dict[str, str]], None]):
    """A server that answers by a function; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            try:
                answer(self, unquote(parts.path), asked)
            except OSError:
                return

        def log_message(self, *_):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(
    http: BaseHTTPRequestHandler,
    body: Any,
    *,
    status: int = 200,
    kind: str = "application/json",
    **headers: str,
):
    """One answer."""
    told = body if isinstance(body, bytes) else json.dumps(body).encode()
    http.send_response(status)
    http.send_header("Content-Type", kind)
    http.send_header("Content-Length", str(len(told)))
    for name, value in headers.items():
        http.send_header(name, value)
    http.end_headers()
    http.wfile.write(told)


class Feed:
    """A feed of entries in pages; `lie` may change a page before it is sent, `asked` counts questions."""

    def __init__(self, entries, *, size=2, whole=True, lie=None):
        self.entries, self.size, self.whole, self.lie = list(entries), size, whole, lie
        self.asked: list[str] = []

    def page(self, number: int) -> dict[str, Any]:
        some = self.entries[(number - 1) * self.size : number * self.size]
        pages = max(1, -(-len(self.entries) // self.size))
        contents = some if self.whole else [_listed(each) for each in some]
        told = {
            "total_items": len(self.entries), "total_pages": pages, "page_number": number, "size": len(some),
            "first_page": number == 1, "last_page": number >= pages, "empty": not some, "contents": contents,
        }  # fmt: skip
        return self.lie(told) if self.lie else told

    def __call__(self, http, path, asked):
        self.asked.append(path)
        if path == "/services":
            return send(http, self.page(int(asked.get("page", 1))))
        found = [each for each in self.entries if path == f"/services/{each['id']}"]
        return send(http, found[0] if found else {"error": 404}, status=200 if found else 404)


def _listed(whole):
    return {name: value for name, value in whole.items() if not isinstance(value, list)}


def outward(address: str, **limits: Any) -> Outward:
    """Asks this machine, which nothing but a test may."""
    return Outward(address, Limits(**limits), may_connect=lambda _: True, pause=lambda _: None)


def drip(http, *, seconds: float):
    """An answer that comes one byte at a time."""
    http.send_response(200)
    http.end_headers()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        http.wfile.write(b" ")
        http.wfile.flush()
        time.sleep(0.05)
