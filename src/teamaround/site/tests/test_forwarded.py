"""A visitor's address is what a trusted server says it is, and never what the visitor says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.directory.busy import Busy
from teamaround.directory.pages import door
from teamaround.site.forwarded import trusted, visitor

INSIDE = trusted("127.0.0.1, 10.1.0.0/16, fd00::/8")
NONE = trusted("")
OUTSIDE = st.ip_addresses().map(str).filter(lambda text: visitor(text, "192.0.2.1", INSIDE) == text)


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("203.0.113.5", "", "203.0.113.5"),
        ("203.0.113.5", "198.51.100.7", "203.0.113.5"),  # not one of ours: what it says is not read
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "192.0.2.66, 198.51.100.7", "198.51.100.7"),  # the beginning was forged
        (
            "127.0.0.1",
            "192.0.2.66, 198.51.100.7, 10.1.2.3",
            "198.51.100.7",
        ),  # two servers, one after the other
        ("127.0.0.1", "10.1.9.9, 198.51.100.7", "198.51.100.7"),  # an address of ours, forged
        ("127.0.0.1", "198.51.100.7, nonsense", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.7:55123", "198.51.100.7"),
        ("127.0.0.1", "[2001:db8::7]:55123", "2001:db8::7"),
        ("::ffff:127.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"),
        ("fd00::2", "2001:db8::7", "2001:db8::7"),
        ("127.0.0.1", ", ,", "127.0.0.1"),
        ("", "198.51.100.7", ""),
    ],
)
def test_the_first_address_from_the_end_that_is_not_trusted(peer, forwarded, found):
    assert visitor(peer, forwarded, INSIDE) == found


@given(peer=OUTSIDE, forged=st.text(max_size=80))
def test_nobody_from_outside_can_choose_an_address(peer, forged):
    assert visitor(peer, forged, INSIDE) == visitor(peer, "", INSIDE) == peer


@given(peer=st.ip_addresses().map(str), forged=st.text(max_size=80), own=OUTSIDE)
def test_nor_behind_a_trusted_server_and_without_one_nothing_is_read(peer, forged, own):
    assert visitor("127.0.0.1", f"{forged},{own}", INSIDE) == visitor("127.0.0.1", own, INSIDE)
    assert visitor(peer, forged, NONE) == peer


@pytest.mark.parametrize("text", ["proxy", "10.0.0.0/99", "1.2.3"])
def test_a_setting_that_names_no_address_stops_the_site(text):
    with pytest.raises(ValueError, match="does not appear to be"):
        trusted(text)


def get(client, **headers):
    return client.get("/directory/", headers=headers).status_code


@pytest.mark.django_db
def test_limits_count_visitors_and_not_the_server_in_front(client, settings, monkeypatch):
    monkeypatch.setattr(door, "pages", Busy(2))
    settings.TRUSTED_PROXIES = INSIDE
    for number in range(5):
        assert get(client, x_forwarded_for=f"198.51.100.{number}") == 200
    assert [get(client, x_forwarded_for="198.51.100.9") for _ in range(3)] == [200, 200, 429]
    assert get(client, x_forwarded_for="192.0.2.1, 198.51.100.9") == 429  # a new name for oneself each time


@pytest.mark.django_db
def test_without_a_trusted_server_a_forged_header_is_not_believed(client, settings, monkeypatch):
    monkeypatch.setattr(door, "pages", Busy(2))
    assert settings.TRUSTED_PROXIES == ()
    assert [get(client, x_forwarded_for=f"198.51.100.{number}") for number in range(3)] == [200, 200, 429]
