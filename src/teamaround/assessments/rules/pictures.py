"""Drawings and photos of the child's own: what may be sent, and what is said when it cannot be."""

from __future__ import annotations

from teamaround.kernel.refusal import Refusal

LARGEST_MEGABYTES = 20
MOST_PICTURES = 30  # in one assessment
LONGEST_CAPTION = 500
LONGEST_SIDE = 2_000  # pixels: sharp on a screen and on paper
MOST_PIXELS = 60_000_000  # more is no photo, but a trap for the memory of the machine


def check_can_add(*, size: int, there: int, caption: str) -> None:
    """Refuse a file that is empty or too large, one too many, or a caption that is too long.

    `size` is in bytes, `there` how many pictures the assessment holds.
    """
    if size == 0:
        raise Refusal("empty", "The file is empty. Choose the picture again.", field="picture")
    if size > LARGEST_MEGABYTES * 1_000_000:
        raise Refusal(
            "too-large",
            f"This picture is larger than {LARGEST_MEGABYTES} MB. Send a smaller one, for example "
            "a photo of it taken at a lower setting.",
            field="picture",
        )
    if there >= MOST_PICTURES:
        raise Refusal(
            "too-many", f"There are {MOST_PICTURES} pictures already. Take one out first.", field="picture"
        )
    if len(caption) > LONGEST_CAPTION:
        raise Refusal("too-long", f"Say it in {LONGEST_CAPTION} characters or fewer.", field="caption")


def check_can_take_out(because: str) -> None:
    """Taking a picture out says why: it is the child's."""
    if not because.strip():
        raise Refusal("reason", "Say why it is taken out.", field="because")
