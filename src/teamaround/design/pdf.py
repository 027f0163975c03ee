"""A page made into a tagged PDF (PDF/UA-1) of nothing but itself, our own letters and given pictures.

WeasyPrint draws with the system's Pango. Both come into memory with the first copy that somebody
asks for: no start of the program waits for them, and a machine without Pango lacks only this.
Pango's fonts are shared, so a process makes one copy at a time.
"""

from __future__ import annotations

import atexit
import gc
import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from functools import cache
from io import StringIO
from pathlib import Path
from threading import Lock, Thread
from typing import Any

FOLDER = Path(__file__).parent / "static" / "design"
SHEET = "paper.css"
OURS, PICTURE = "https://ours.invalid/", "picture:"  # the only addresses that a copy may name
UA = "pdf/ua-1"
DOTS_AN_INCH = 200  # sharp on paper; a phone's photo has three times as many
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
LETTERS = "fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji"

NO_PANGO = (
    "This computer cannot make PDFs yet: it lacks Pango, which draws letters. Whoever looks after it can "
    f"type: sudo apt-get install {PANGO}"
)
NO_LETTERS = (
    "This copy has letters of a script that this computer cannot draw on paper. Whoever looks after it can "
    f"type: sudo apt-get install {LETTERS}"
)


def get_ready() -> None:
    """Fetch what draws into memory meanwhile, for whoever reads the page and may ask for its PDF next."""
    if not _press.cache_info().currsize:
        Thread(target=_fetch, daemon=True).start()


def _fetch() -> None:
    with _one_at_a_time, suppress(NotMade):
        _press()


class NotMade(Exception):
    """A PDF that could not be made, with what to do about it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


_one_at_a_time = Lock()


def tagged(page: str, *, pictures: Mapping[str, bytes]) -> bytes:
    """The page as PDF; `pictures` holds what its `picture:` addresses stand for."""
    with _one_at_a_time, _uncollected():
        made, missing = _press().print(page, pictures)
        if missing:
            made, missing = _press().print(_in_words(page, missing), pictures)
        if missing:
            raise NotMade(NO_LETTERS)
        return made


class _Press:
    """WeasyPrint with our sheet and letters at hand."""

    def __init__(self) -> None:
        try:
            with redirect_stdout(StringIO()):  # where it says that Pango is missing, in its own words
                import weasyprint
                from weasyprint.html import UA, UA_COUNTER_STYLE
                from weasyprint.text.fonts import FontConfiguration
                from weasyprint.urls import FatalURLFetchingError
        except OSError as lacking:
            raise NotMade(NO_PANGO) from lacking
        logger = logging.getLogger("weasyprint")
        logger.propagate = False  # it would log letters of what people wrote
        self._missing = _Missing()
        logger.addHandler(self._missing)
        plain = weasyprint.CSS(string=_of_use(UA), counter_style=UA_COUNTER_STYLE)

        class Page(weasyprint.HTML):  # type: ignore[misc]
            """A page on WeasyPrint's own sheet, as far as it is of use."""

            def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: ARG002 - its own form
                return [plain]

        self._page, self._strange = Page, FatalURLFetchingError
        self._fonts = FontConfiguration()
        self._sheet = weasyprint.CSS(
            string=(FOLDER / SHEET).read_text(),
            base_url=OURS,
            url_fetcher=_fetcher({}),
            font_config=self._fonts,
        )

    def print(self, page: str, pictures: Mapping[str, bytes]) -> tuple[bytes, set[str]]:
        """The PDF, and the letters for which no font was found."""
        self._missing.letters = set()
        html = self._page(string=page, base_url=OURS, url_fetcher=_fetcher(pictures))
        try:
            made: bytes = html.write_pdf(
                stylesheets=[self._sheet], font_config=self._fonts, pdf_variant=UA, dpi=DOTS_AN_INCH
            )
        except self._strange as strange:  # no Exception: it would end the process
            raise RuntimeError(str(strange)) from None
        return made, self._missing.letters


def _of_use(sheet: str) -> str:
    """WeasyPrint's own sheet without what it works out for every element in vain: we have no footnotes, and only lists
    have markers. That was a tenth of a copy's time.
    """
    lines = (line for line in sheet.splitlines() if not line.startswith(("::footnote", "::note")))
    return "\n".join(f"li{line}" if line.startswith("::marker") else line for line in lines)


@cache
def _press() -> _Press:
    """The one of this process: what the first copy fetched serves those after it."""
    atexit.register(_press.cache_clear)  # WeasyPrint's folder of fonts is taken away while it still can be
    made = _Press()
    gc.freeze()  # what is in memory now stays there: no look after a copy for what can go walks through it again
    return made


class _Missing(logging.Handler):
    """Collects the letters that WeasyPrint says it has no font for."""

    letters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the letter; whatever else is said is of no use to anybody here."""
        if isinstance(record.args, tuple) and str(record.msg).startswith(".notdef"):
            self.letters.add(str(record.args[0]))


def _fetcher(pictures: Mapping[str, bytes]) -> Any:
    """Hands out our own files and the given pictures, and nothing else: no copy reaches out."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Ours(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, *_: Any) -> Any:
            if url.startswith(PICTURE) and url.removeprefix(PICTURE) in pictures:
                return URLFetcherResponse(url, pictures[url.removeprefix(PICTURE)])
            if url.startswith(OURS) and re.fullmatch(r"[a-z0-9-]+\.woff2", url.removeprefix(OURS)):
                return URLFetcherResponse(url, (FOLDER / url.removeprefix(OURS)).read_bytes())
            raise FatalURLFetchingError("A copy for paper asked for something that is not its own.")

    return Ours()


def _in_words(page: str, missing: set[str]) -> str:
    """The page with little pictures that cannot be drawn named in brackets, as a reader's voice would."""
    for letter in missing:
        if unicodedata.category(letter) in ("So", "Sk"):
            page = page.replace(letter, f"[{unicodedata.name(letter, 'picture').lower()}]")
        elif unicodedata.category(letter) in ("Cf", "Mn", "Me", "Cn", "Co"):
            page = page.replace(letter, "")
    return page


@contextmanager
def _uncollected() -> Iterator[None]:
    """A copy makes many things that all end with it: looking for what can go meanwhile costs a sixth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
