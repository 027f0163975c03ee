"""The public pages in Welsh: every fixed word of them, in the right language, kept in a cookie alone."""

import gettext
import io
import re
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty
from teamaround.design import controls
from teamaround.directory import services
from teamaround.directory.rules.crisis import may_mean_danger
from teamaround.kernel import tongue

from .places import key
from .sayings import sayings

FOLDER = Path(__file__).parents[1] / "locale" / "cy" / "LC_MESSAGES"
PUT_IN = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>")
SAILORS = f"/directory/services/{key('Young sailors')}/"
PATHS = [
    "/directory/", "/directory/?q=sail&place=ZY1+1AB", "/directory/?q=suicide&age=1-4", "/directory/?place=x&need=x", SAILORS,
    "/directory/?q=yuong+sialors", "/directory/?q=nothingatall", f"{SAILORS}suggest/", "/directory/shortlist/",
    f"/directory/shortlist/?id={key('Young sailors')}", f"/directory/shortlist/printed/?id={key('Young sailors')}",
    "/directory/local-offer/", "/directory/short-breaks/comment/", "/directory/family-information/",
    f"/directory/services/{key('nothing')}/", "/directory/sign-up/", "/directory/sign-up/sent/",
]  # fmt: skip


@pytest.fixture(scope="module")
def catalogue():
    return read_po(io.BytesIO((FOLDER / "django.po").read_bytes()), locale="cy")


def test_every_fixed_text_of_the_public_pages_has_its_welsh(catalogue):
    there = {message.id: message.string for message in catalogue if message.id}
    wanted = sayings()
    assert not {text for text in wanted if not there.get(text)}
    for text in wanted:
        forms = (
            [there[text]] if isinstance(text, str) else [each for each in there[text] if "%" in each] or []
        )
        for welsh in forms:
            assert sorted(PUT_IN.findall(welsh)) == sorted(PUT_IN.findall(text)), (text, welsh)
    assert all(len(there[text]) == 4 and all(there[text]) for text in wanted if not isinstance(text, str))


def test_what_is_shipped_is_what_is_written(catalogue):
    """`make welsh` was run after the last change of the words."""
    made = io.BytesIO()
    write_mo(made, catalogue)
    made.seek(0)
    shipped = gettext.GNUTranslations(io.BytesIO((FOLDER / "django.mo").read_bytes()))
    assert shipped._catalog == gettext.GNUTranslations(made)._catalog


def test_words_that_may_mean_danger_are_known_in_welsh():
    for words in (
        "dwi eisiau marw",
        "lladd fy hun",
        "hunanladdiad",
        "ofn mynd adref",
        "mae o'n bygwth",
        "argyfwng",
    ):
        assert may_mean_danger(words), words
    assert not may_mean_danger("grwp chwarae i blant bach")


@pytest.fixture
def welsh(client, small):
    """Somebody who has chosen Welsh."""
    answer = client.get("/directory/?q=sail&lang=cy")
    assert (answer.status_code, answer["Location"]) == (302, "/directory/?q=sail")
    return client


@pytest.mark.django_db
def test_the_language_is_chosen_by_a_link_and_kept_in_a_cookie_alone(client, small):
    assert 'hreflang="cy" href="?q=sail&amp;lang=cy"' in client.get("/directory/?q=sail").content.decode()
    answer = client.get("/directory/?q=sail&lang=cy")
    cookie = answer.cookies["language"]
    assert cookie.value == "cy" and cookie["path"] == "/directory/" and cookie["httponly"]
    assert "__Host-session" not in answer.cookies
    page = client.get("/directory/?q=sail")
    assert '<html lang="cy"' in page.content.decode() and "Cookie" in page["Vary"]
    client.get("/directory/?lang=en")
    assert '<html lang="en-GB"' in client.get("/directory/").content.decode()
    client.cookies["language"] = "xx"
    assert '<html lang="en-GB"' in client.get("/directory/?lang=xx").content.decode()


@pytest.mark.django_db
def test_a_search_and_a_service_in_welsh(welsh, small):
    page = unescape(welsh.get("/directory/?q=sail&place=ZY1+1AB").content.decode())
    for words in (
        "Dod o hyd i help i’ch teulu", "Wedi dod o hyd i 1 gwasanaeth", "Gyda beth y mae angen help arnoch?", "Dydd Sadwrn",
        "Mae’n cynnwys eich geiriau", "0.4 milltir o ZY1 1AB", "Gwiriwyd y mis hwn",
        '<dd class="ta-facts__value" lang="en" dir="ltr">No wait.',
    ):  # fmt: skip
        assert words in page, words
    page = unescape(welsh.get(SAILORS).content.decode())
    assert '<h1 lang="en" dir="ltr">Young sailors' in page and "Dydd Mercher, 17:00 i 19:00" in page
    assert "Pwy sy’n ei redeg" in page and "Rhoi ar eich rhestr fer" in page


@pytest.mark.django_db
def test_what_a_service_has_in_welsh_is_shown_in_welsh_without_asking(world, welsh, small):
    drop_in = small.add("Drop in", "harbour", wait_time="No wait.", fees_description="One pound.")
    words = {"name": "Galw heibio", "description": "Paned a sgwrs.", "wait_time": "Dim aros."}
    with acting(world.viewer("lead"), now=world.now) as by:
        services.translate(
            service_id=drop_in.pk, language="cy", words=words, translated_by="Menna Rhys", by=by,
            now=world.now + timedelta(days=1),
        )  # fmt: skip
    page = unescape(welsh.get(f"/directory/services/{drop_in.pk}/").content.decode())
    assert '<h1 lang="cy" dir="ltr">Galw heibio' in page and "gan Menna Rhys ar 21 Tachwedd 2026" in page
    assert 'lang="cy" dir="ltr">Dim aros.' in page and 'lang="en" dir="ltr">One pound.' in page
    page = unescape(welsh.get(f"/directory/services/{drop_in.pk}/?in=en").content.decode())
    assert '<h1 lang="en" dir="ltr">Drop in' in page


@pytest.mark.django_db
def test_what_is_wrong_is_said_in_welsh_and_so_is_what_was_done(welsh, small):
    page = unescape(welsh.get("/directory/", {"place": "x", "q": "a" * 300}).content.decode())
    assert "Mae problem" in page and "Rhowch god post cyfan" in page and "ac mae ganddo 300" in page
    welsh.post(f"{SAILORS}keep/", {"do": "keep"})
    assert "Mae ar eich rhestr fer." in unescape(welsh.get(SAILORS).content.decode())
    page = unescape(welsh.post(f"{SAILORS}suggest/", {"words": ""}).content.decode())
    assert "Atebwch “Beth ddylai fod yn wahanol?”" in page


@pytest.mark.django_db
def test_keepers_see_that_no_welsh_speaker_has_checked_it_yet(world, sign_in, small, catalogue):
    """Until the head of the catalogue says who did."""
    with acting(world.viewer("index"), now=world.now) as by:
        accounts.grant(
            account_id=world.account["lead"].pk, duty=Duty.KEEP_DIRECTORY, starts_on=world.today, by=by, now=world.now
        )  # fmt: skip
    page = sign_in("lead").get("/keeping/directory/").content.decode()
    told = dict(catalogue.mime_headers).get("X-Checked-By", "nobody yet")
    assert ("Nobody who speaks Welsh has checked them yet." in page) is (told == "nobody yet")


@pytest.mark.django_db
def test_pages_for_work_stay_in_english(world, sign_in, small):
    leo = sign_in("lead")
    leo.get("/directory/?lang=cy")
    assert '<html lang="en-GB"' in leo.get("/").content.decode()


class Read(HTMLParser):
    """The texts of a page that are in its own language: not those that are marked as another's."""

    VOID = {"meta", "link", "input", "br", "img", "source", "path", "circle"}

    def __init__(self, page):
        super().__init__()
        self.open, self.texts = [], []
        self.feed(page)

    def handle_starttag(self, name, attributes):
        told = dict(attributes)
        silent = name in ("script", "style")
        self.texts += [told[each] for each in ("aria-label", "placeholder", "title") if told.get(each)]
        if name not in self.VOID:
            self.open.append((name, silent or (name != "html" and "lang" in told)))

    def handle_endtag(self, name):
        while self.open and self.open.pop()[0] != name:
            continue

    def handle_data(self, data):
        if data.strip() and not any(apart for _, apart in self.open):
            self.texts.append(data.strip())


THEIRS = re.compile(
    r"https?://\S+|\S+@\S+|Teamaround|Young sailors|Polish|English|sailors|sialors|yuong|young|suicide|sail|Rob Fell|Leader"
    r"|ZY1 1A\w|L1|Weekdays|Training|Under 13|Others|a session|nothingatall|Ashby Sail Trust"
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_no_fixed_word_escapes_translation(client, small, monkeypatch, path):
    """With a language in which every text stands between brackets, whatever stands outside them was forgotten."""
    client.get("/directory/?lang=cy")
    monkeypatch.setattr(controls, "_drawn", {})
    monkeypatch.setattr(tongue._speech, "one", lambda text: f"⟦{text}⟧")
    monkeypatch.setattr(tongue._speech, "counted", lambda one, many, number: f"⟦{many}⟧")
    whole = " ".join(Read(client.get(path).content.decode()).texts)
    while "⟦" in whole:
        whole, changed = re.subn(r"⟦[^⟦⟧]*⟧", " ", whole)
        assert changed, whole
    left = re.findall(r"[A-Za-z]{3,}", THEIRS.sub(" ", whole))
    assert not left, left
