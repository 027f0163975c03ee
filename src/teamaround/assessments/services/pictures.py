"""Drawings and photos of the child's own, made anew so that nothing hides in them."""

from __future__ import annotations

import io
import warnings
from datetime import datetime

from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import picture_queries, queries
from ..models import Assessment, Picture
from ..rules import pictures
from ..rules.states import OPEN, State

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
MEDIA_TYPE = "image/jpeg"


@transaction.atomic
def add_picture(
    *, ref: str, content: bytes, caption: str, by: Viewer, now: datetime, part_ref: str = ""
) -> Picture:
    """Add a drawing or photo to what one may write; places and cameras noted inside it are left behind."""
    found = queries.known(by, ref, at=now)
    part = queries.part_of(by, part_ref, at=now) if part_ref else None
    if part is not None and part.assessment_id != found.pk:
        raise NotVisible
    locked = Assessment.objects.select_for_update().only("pk", "state").get(pk=found.pk)
    if State(locked.state) not in OPEN or not queries.sections_to_write(by, found, part):
        raise Refusal("not-now", "Nothing can be added to this assessment now by you.", field="picture")
    pictures.check_can_add(size=len(content), there=picture_queries.pictures(found).count(), caption=caption)
    image = made_anew(content)
    kept = Picture.objects.create(
        ref=new_ref("I"), assessment=found, contribution=part, child_id=found.child_id,
        caption=caption.strip(), image=_as_jpeg(image), media_type=MEDIA_TYPE, width=image.width,
        height=image.height, added_by_id=by.account_id, added_at=now,
    )  # fmt: skip
    record("assessments.picture_added", by=by, at=now, children=[found.child_id], about=found.ref)
    return kept


@transaction.atomic
def take_out_picture(*, ref: str, because: str, by: Viewer, now: datetime) -> Picture:
    """Take a picture out: it is shown no more, and that it was there is kept with the reason."""
    kept = picture_queries.picture(by, ref, at=now)
    if by.agency_id not in queries.leading(kept.assessment) and kept.added_by_id != by.account_id:
        raise Refusal("not-yours", "Whoever leads the assessment, or added it, takes it out.")
    pictures.check_can_take_out(because)
    kept.taken_out_at, kept.taken_out_because = now, because.strip()
    kept.save(update_fields=["taken_out_at", "taken_out_because"])
    record(
        "assessments.picture_taken_out", by=by, at=now, children=[kept.child_id], about=kept.assessment.ref
    )
    return kept


def made_anew(content: bytes) -> Image.Image:
    """The picture itself, turned upright and no larger than it needs to be, without anything else of the file.

    Refused with a sentence when the file is no picture, whatever its name says.
    """
    refusal = Refusal(
        "no-picture",
        "This file is not a picture that we can read. Send a photo as JPEG or PNG; "
        "most phones can save it so.",
        field="picture",
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            if image.width * image.height > pictures.MOST_PIXELS:
                raise refusal
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as failure:
        raise refusal from failure
    upright.thumbnail((pictures.LONGEST_SIDE, pictures.LONGEST_SIDE))
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    return paper


def _as_jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()
