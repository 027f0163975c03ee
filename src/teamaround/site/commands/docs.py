"""`teamaround docs`: write the documents that are told from the rules."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from teamaround.site import duties, measures_as_page, states_as_page
from teamaround.site.saying import show

CLONE = Path(__file__).resolve().parents[4]


def run(chosen: Namespace) -> int:
    """Write each document anew."""
    for place, text in (
        (duties.DOCUMENT, duties.document()),
        (states_as_page.DOCUMENT, states_as_page.document()),
        (measures_as_page.DOCUMENT, measures_as_page.document()),
    ):
        path = CLONE / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        show(f"{place} is written.")
    return 0
