"""Signing an agreement on the screen, and taking a signature out that should not be there."""

from __future__ import annotations

import io
import warnings
from datetime import datetime

from django.db import transaction
from PIL import Image, UnidentifiedImageError

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from .agreement_rules import How
from .in_force import for_change
from .models import Agreement, Signature
from .rules import Act
from .services import check
from .signing_rules import (
    DECLARATION,
    LEAST_INK,
    LONGEST_SIDE,
    ON_SCREEN,
    Proof,
    check_can_take_out,
    check_drawing_size,
    check_signature,
)

MEDIA_TYPE = "image/png"


@transaction.atomic
def sign(*, ref: str, how: How, name: str, proof: Proof, by: Viewer, now: datetime) -> Signature:
    """Keep a signature under an agreement in force, beside how it was given at first."""
    agreement = for_change(ref, by=by, now=now)
    if how not in ON_SCREEN:
        raise Refusal("how", "Choose how they sign.", field="how")
    if not name.strip():
        raise Refusal("nobody", "Enter the name of the person who signs.", field="name")
    return keep_signature(agreement, how=how, name=name, proof=proof, by=by, now=now)


def keep_signature(
    agreement: Agreement, *, how: How, name: str, proof: Proof, by: Viewer, now: datetime
) -> Signature:
    """A drawing is made anew, so that nothing hides in it; part of recording too."""
    check_signature(how, proof)
    image = made_anew(proof.drawing) if how is How.DRAWN else None
    kept = Signature.objects.create(
        ref=new_ref("ZS"), agreement=agreement, agreement_version=agreement.version, how=how,
        declaration=DECLARATION, signed_at=now, taken_by_id=by.account_id,
        name=(proof.signed_name if how is How.TYPED else name).strip(),
        image=_as_png(image) if image else None, width=image.width if image else 0,
        height=image.height if image else 0,
    )  # fmt: skip
    record("sharing.signed", by=by, at=now, children=[agreement.child_id], about=agreement.ref)
    return kept


@transaction.atomic
def take_out_signature(*, ref: str, because: str, by: Viewer, now: datetime) -> Signature:
    """A signature that should not be there is shown no more; that it was there stays, with the reason."""
    kept = (
        Signature.objects.select_for_update(of=("self",))
        .select_related("agreement")
        .filter(ref=ref, taken_out_at__isnull=True)
        .first()
    )
    if kept is None:
        raise NotVisible
    child_id = kept.agreement.child_id
    check(by, Act.SEE_CONTENT, child_id, at=now)
    check_can_take_out(because)
    kept.taken_out_at, kept.taken_out_by_id, kept.taken_out_because = now, by.account_id, because.strip()
    kept.save(update_fields=["taken_out_at", "taken_out_by", "taken_out_because"])
    record(
        "sharing.signature_taken_out", by=by, at=now, children=[child_id], about=kept.agreement.ref,
        said=because.strip(),
    )  # fmt: skip
    return kept


def made_anew(drawing: bytes) -> Image.Image:
    """The strokes alone, dark on white and no larger than they need to be; refused when nothing is drawn."""
    check_drawing_size(len(drawing))
    unreadable = Refusal(
        "no-drawing", "This signature did not arrive whole. Start again, or type the name.", field="drawing"
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(drawing), formats=("PNG",))
            if max(image.size) > 4 * LONGEST_SIDE:
                raise unreadable
            strokes = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as failure:
        raise unreadable from failure
    paper = Image.new("RGB", strokes.size, "white")
    paper.paste(strokes, mask=strokes.getchannel("A"))
    made = paper.convert("L")
    made.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if sum(made.histogram()[:128]) < LEAST_INK:
        raise Refusal(
            "not-drawn", "There is hardly anything in the box. They sign once more.", field="drawing"
        )
    return made


def _as_png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
