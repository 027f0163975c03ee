"""A real browser at a real server, over a database of its own with the small world in it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright's loop runs in this thread; Django's queries do not use it
)
# Playwright's own list, which this one takes the place of; then what Chromium gets ready for a window that
# nobody looks at (two pages for its address bar, a spare process): a quarter of its work in a test.
WITHOUT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess",
)  # fmt: skip
FLAGS = [
    f"--disable-features={','.join(WITHOUT)}", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("TEAMAROUND_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("Debian's chromium is not installed; ./teamaround test installs it when it may")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        _clicks_arrive(patch)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def _clicks_arrive(patch: pytest.MonkeyPatch) -> None:
    """A click ends when the page that it leads to is read, not when its answer has begun."""
    from playwright.sync_api import Locator

    only_click = Locator.click

    def click(self, **how) -> None:
        only_click(self, **how)
        self.page.wait_for_load_state("domcontentloaded")

    patch.setattr(Locator, "click", click)


@pytest.fixture
def county(own_database):
    """The small world, committed, at this very moment."""
    from django.db import transaction

    from tests.world import make

    with transaction.atomic():
        return make(datetime.now(UTC))


@pytest.fixture
def site(county) -> Iterator[str]:
    """The site on a port of its own; the address to open."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from teamaround.site.wsgi import application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args) -> None:
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


class Person:
    """Somebody of the staff at a browser, signed in; asks axe about every page they mention.

    Nobody of the staff ("") is somebody who has no account.
    """

    def __init__(self, browser, site: str, world, who: str, **context) -> None:
        self.context = browser.new_context(base_url=site, **context)
        if who:
            self._sign_in(world.account[who], site)
        self.context.set_default_timeout(15_000)
        self.outside: list[str] = []
        self.context.on("request", lambda request: self._note(request.url, site))
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _sign_in(self, account, site: str) -> None:
        from django.conf import settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.db import SessionStore

        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session["signed_in_by_cast"] = True
        session.save()
        self.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": site.replace("http:", "https:"),
                    "secure": True, "httpOnly": True, "sameSite": "Lax",
                }
            ]
        )  # fmt: skip

    def _note(self, url: str, site: str) -> None:
        if not url.startswith((site, "data:")):
            self.outside.append(url)

    def open(self, path: str):
        self.page.goto(path)
        return self.page

    def is_well(self) -> None:
        """One heading, no accessibility violation, no sideways scroll, no script fault, no request outside."""
        from axe_playwright_python.sync_playwright import Axe

        self.fits()
        found = Axe().run(self.page).response["violations"]
        assert not found, [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]

    def fits(self) -> None:
        """What costs little of `is_well`: all but the look of axe."""
        from playwright.sync_api import expect

        self.page.wait_for_load_state()
        expect(self.page.locator("h1")).to_have_count(1)
        wide = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
        assert not wide, f"{self.page.url} scrolls sideways"
        assert not self.faults, self.faults
        assert not self.outside, self.outside


@pytest.fixture
def person(chromium, site, county) -> Iterator:
    """`person("senco", viewport=...)`: somebody at a browser."""
    made: list[Person] = []

    def come(who: str, **context) -> Person:
        made.append(Person(chromium, site, county, who, **context))
        return made[-1]

    yield come
    for one in made:
        one.context.close()
