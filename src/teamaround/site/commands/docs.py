"""`teamaround docs`: write the documents that are told from the rules."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from teamaround.site import duties
from teamaround.site.saying import show

CLONE = Path(__file__).resolve().parents[4]


def run(chosen: Namespace) -> int:
    """Write each document anew."""
    path = CLONE / duties.DOCUMENT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(duties.document(), encoding="utf-8")
    show(f"{duties.DOCUMENT} is written.")
    return 0
