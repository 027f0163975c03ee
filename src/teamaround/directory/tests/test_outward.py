"""Questions go only where they were allowed, never inside a network, and every answer has an end."""

import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.directory.outward import Outward, Unreachable
from teamaround.directory.rules.feeds.addresses import is_public, tidy_address
from teamaround.kernel.refusal import Refusal

from .feed_server import drip, outward, send, serving

INSIDE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "169.254.0.1", "100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "168.63.129.16", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1",
    "2001:db8::1", "192.0.2.1", "not an address", "",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_nothing_inside_a_network_is_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "51.140.1.1", "2a00:1450:4009::200e", "::ffff:8.8.8.8"])
def test_the_open_internet_is_public(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_the_same_however_it_is_wrapped(address):
    assert is_public(f"::ffff:{address}") <= is_public(str(address))
    number = int(address)
    assert is_public(f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}") <= is_public(str(address))


@pytest.mark.parametrize(
    "text",
    [
        "", "example.org", "ftp://example.org", "file:///etc/passwd", "https://", "https://user:secret@example.org",
        "https://example.org/?a=1", "https://example.org/#a", "https://exa mple.org", "https://example.org:0",
        "https://example.org:99999", "javascript:alert(1)", "https://example.org/\n", "https://" + "a" * 500,
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_feed_is_refused(text):
    if text.endswith("\n"):
        assert tidy_address(text) == "https://example.org"
        return
    with pytest.raises(Refusal):
        tidy_address(text)


def test_an_address_is_kept_in_one_way():
    assert tidy_address(" HTTPS://Example.org/Open-Referral/ ") == "https://example.org/Open-Referral"


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"])
def test_nothing_is_sent_into_a_private_network(address):
    with pytest.raises(Unreachable, match="private network"):
        Outward(address).get("/services")


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    found = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(Unreachable, match="private network"):
        Outward("http://both.example").get("/")


def test_the_address_that_was_judged_is_the_one_that_is_asked(monkeypatch):
    """A name that means something else a moment later changes nothing."""
    real, asked = socket.getaddrinfo, []

    def resolve(host, *rest, **more):
        asked.append(host)
        return real("127.0.0.1", *rest, **more)

    with serving(lambda http, path, _: send(http, {"host": http.headers["Host"]})) as address:
        port = address.rsplit(":", 1)[1]
        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        answer = outward(f"http://moving.example:{port}").get("/")
    assert asked.count("moving.example") == 1 and b"moving.example" in answer.body


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/", "http://127.0.0.1:9/", "https://elsewhere.example/", "//elsewhere.example/",
        "file:///etc/passwd", "gopher://127.0.0.1/",
    ],
)  # fmt: skip
def test_it_is_not_led_elsewhere(to):
    with (
        serving(lambda http, path, _: send(http, b"", status=302, Location=to)) as address,
        pytest.raises(Unreachable, match="nobody has allowed"),
    ):
        outward(address).get("/services")


def test_it_follows_on_the_same_host_but_not_for_ever():
    def answer(http, path, asked):
        if path == "/services":
            return send(http, b"", status=301, Location="/v3/services")
        if path == "/v3/services":
            return send(http, {"here": True})
        return send(http, b"", status=302, Location="/round")

    with serving(answer) as address:
        assert b"here" in outward(address).get("/services").body
        with pytest.raises(Unreachable, match="without an end"):
            outward(address).get("/round")


@pytest.mark.parametrize("says_how_long", [True, False])
def test_a_huge_answer_is_cut_off_early(says_how_long):
    sent = [0]

    def answer(http, path, asked):
        http.send_response(200)
        if says_how_long:
            http.send_header("Content-Length", str(2**31))
        http.end_headers()
        for _ in range(2**31 // 65_536):
            http.wfile.write(b" " * 65_536)
            sent[0] += 65_536

    with serving(answer) as address, pytest.raises(Unreachable, match="larger than 1 MB"):
        outward(address, bytes=1_048_576).get("/services")
    assert sent[0] < 30_000_000


@pytest.mark.parametrize("what", ["body", "head", "silence"])
def test_a_slow_drip_has_an_end(what):
    def answer(http, path, asked):
        if what == "body":
            return drip(http, seconds=3)
        if what == "silence":
            return time.sleep(1.5)
        http.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for _ in range(60):
            http.wfile.write(b"X")
            http.wfile.flush()
            time.sleep(0.05)
        return None

    with serving(answer) as address:
        began = time.monotonic()
        with pytest.raises(Unreachable, match="took longer"):
            outward(address, seconds=0.2).get("/services")
        assert time.monotonic() - began < 2


def test_a_fault_that_passes_is_tried_again_and_one_that_stays_is_said():
    seen = []

    def answer(http, path, asked):
        seen.append(path)
        send(http, {"n": len(seen)}, status=503 if len(seen) < 3 or path == "/always" else 200)

    with serving(answer) as address:
        assert b"3" in outward(address).get("/services").body
        with pytest.raises(Unreachable, match="fault 503"):
            outward(address).get("/always")
    assert len(seen) == 6


def test_an_answer_that_breaks_off_or_is_packed_is_no_answer():
    def answer(http, path, asked):
        if path == "/packed":
            return send(http, b"\x1f\x8b", **{"Content-Encoding": "gzip"})
        http.send_response(200)
        http.send_header("Content-Length", "100")
        http.end_headers()
        return http.wfile.write(b"{")

    with serving(answer) as address:
        with pytest.raises(Unreachable, match="packed"):
            outward(address).get("/packed")
        with pytest.raises(Unreachable, match="broke off"):
            outward(address).get("/broken")
