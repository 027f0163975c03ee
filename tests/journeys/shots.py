"""Pictures of the real pages with invented people, for the docs: only when asked for, and kept small."""

import io
import os
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
MOST, COLOURS = 150_000, 128
WANTED = bool(os.environ.get("TEAMAROUND_PICTURES"))


def picture(somebody, name):
    """What somebody sees now, when `make pictures` asks for it; a test by itself leaves the tree alone."""
    if not WANTED:
        return
    from PIL import Image

    somebody.page.evaluate("document.activeElement?.blur()")
    taken = Image.open(io.BytesIO(somebody.page.screenshot())).convert("RGB")
    small = taken.quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)
    assert (FOLDER / f"{name}.png").stat().st_size <= MOST
