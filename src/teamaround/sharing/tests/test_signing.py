"""Signing on the screen: drawn or typed, made anew, behind the agreement, taken out with a reason."""

import io

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from teamaround.accounts.door import acting
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing import agreeing, queries, signing
from teamaround.sharing.agreement_rules import How
from teamaround.sharing.models import Signature
from teamaround.sharing.signing_queries import signature, signatures
from teamaround.sharing.signing_rules import DECLARATION, LARGEST_DRAWING, Proof

from .test_agreeing import facts

pytestmark = pytest.mark.django_db


def drawn(*, ink=True, size=(1200, 360)):
    """What a browser sends: dark strokes on nothing, with a note hidden in the file."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    if ink:
        ImageDraw.Draw(image).line([(100, 250), (400, 90), (700, 260), (1000, 100)], fill="black", width=6)
    hidden, written = PngImagePlugin.PngInfo(), io.BytesIO()
    hidden.add_text("Comment", "hidden words")
    image.save(written, "PNG", pnginfo=hidden)
    return written.getvalue()


def agree(world, child, how, proof, by="senco"):
    with acting(world.viewer(by), now=world.now) as viewer:
        return agreeing.record_agreement(
            child_id=child.pk, facts=facts(world), how=how, proof=proof, by=viewer, now=world.now
        )


def test_a_drawing_is_kept_anew_with_the_agreement(world):
    agreement = agree(world, world.child(), How.DRAWN, Proof(drawing=drawn()))
    with acting(world.viewer("senco"), now=world.now) as viewer:
        (kept,) = signatures([agreement])[agreement.pk]
        seen = signature(viewer, kept.ref, at=world.now)
    image = Image.open(io.BytesIO(bytes(seen.image)))
    assert seen.name == "Mira Lindqvist" and image.format == "PNG" and image.mode == "L"
    assert b"hidden words" not in bytes(seen.image) and image.getextrema()[0] < 60


def test_a_typed_name_counts_the_same_with_a_plain_declaration(world):
    agreement = agree(world, world.child(), How.TYPED, Proof(signed_name="M. Lindqvist", declares=True))
    with acting(world.viewer("senco"), now=world.now):
        (kept,) = signatures([agreement])[agreement.pk]
    assert kept.name == "M. Lindqvist" and kept.declaration == DECLARATION and kept.image is None


@pytest.mark.parametrize(
    ("how", "proof", "field"),
    [
        (How.DRAWN, Proof(), "drawing"),
        (How.DRAWN, Proof(drawing=drawn(ink=False)), "drawing"),
        (How.DRAWN, Proof(drawing=b"MZ a program"), "drawing"),
        (How.DRAWN, Proof(drawing=b"\x89PNG" + b"x" * LARGEST_DRAWING), "drawing"),
        (How.DRAWN, Proof(drawing=drawn(size=(9000, 900))), "drawing"),
        (How.TYPED, Proof(declares=True), "signed_name"),
        (How.TYPED, Proof(signed_name="Mira"), "declares"),
        (How.SIGNED, Proof(), "kept_at"),
        (How.WITNESSED, Proof(witness="Ada Bell"), "witness_role"),
        (How.WITNESSED, Proof(witness_role="an aunt"), "witness"),
    ],
)  # fmt: skip
def test_what_leaves_nothing_to_look_back_to_is_refused(world, how, proof, field):
    child = world.child()
    with pytest.raises(Refusal) as refused:
        agree(world, child, how, proof)
    assert refused.value.field == field
    with acting(world.viewer("senco"), now=world.now):
        assert queries.agreement_in_force(child.pk) is None and not Signature.objects.exists()


def test_a_witness_and_a_paper_are_kept_and_only_what_goes_with_the_way(world):
    every = Proof(witness="Ada Bell", witness_role="aunt", kept_at="School office", signed_name="x")
    one = agree(world, world.child(), How.WITNESSED, every)
    assert (one.witness, one.witness_role, one.kept_at) == ("Ada Bell", "aunt", "")
    other = agree(world, world.child(identifiers=()), How.SIGNED, every)
    assert (other.witness, other.kept_at) == ("", "School office")


def test_a_signature_is_seen_where_the_agreement_is_and_nowhere_else(world):
    agreement = agree(world, world.child(), How.DRAWN, Proof(drawing=drawn()))
    ref = Signature.objects.get(agreement=agreement).ref
    with acting(world.viewer("lead"), now=world.now) as viewer:
        assert signature(viewer, ref, at=world.now).ref == ref
    with acting(world.viewer("gp"), now=world.now) as viewer, pytest.raises(NotVisible):
        signature(viewer, ref, at=world.now)


def test_the_database_itself_keeps_a_signature_behind_the_agreement(world):
    agree(world, world.child(), How.DRAWN, Proof(drawing=drawn()))
    seen = {}
    for who in ("senco", "lead", "gp", "index"):
        with acting(world.viewer(who), now=world.now):
            seen[who] = Signature.objects.count()
    assert seen == {"senco": 1, "lead": 1, "gp": 0, "index": 0}


def test_a_signature_can_follow_later_and_be_taken_out_with_a_reason(world):
    agreement = agree(world, world.child(), How.SPOKEN, Proof())
    with acting(world.viewer("senco"), now=world.now) as viewer:
        kept = signing.sign(
            ref=agreement.ref, how=How.DRAWN, name="Mira Lindqvist", proof=Proof(drawing=drawn()), by=viewer,
            now=world.now,
        )  # fmt: skip
        with pytest.raises(Refusal):
            signing.take_out_signature(ref=kept.ref, because=" ", by=viewer, now=world.now)
        signing.take_out_signature(ref=kept.ref, because="It is her sister's", by=viewer, now=world.now)
        (row,) = signatures([agreement])[agreement.pk]
        assert row.taken_out_because == "It is her sister's" and row.taken_out_by.name == "Sam Oyelaran"
        with pytest.raises(NotVisible):
            signature(viewer, kept.ref, at=world.now)


def test_nobody_signs_what_was_withdrawn(world):
    agreement = agree(world, world.child(), How.SPOKEN, Proof())
    with acting(world.viewer("senco"), now=world.now) as viewer:
        agreeing.withdraw_agreement(ref=agreement.ref, because="", by=viewer, now=world.now)
        with pytest.raises(Refusal):
            signing.sign(
                ref=agreement.ref, how=How.TYPED, name="Mira", proof=Proof(signed_name="Mira", declares=True),
                by=viewer, now=world.now,
            )  # fmt: skip


def test_putting_it_right_asks_for_no_second_signature_and_remembers_what_was_signed(world):
    agreement = agree(world, world.child(), How.TYPED, Proof(signed_name="Mira Lindqvist", declares=True))
    with acting(world.viewer("senco"), now=world.now) as viewer:
        put_right = agreeing.correct_agreement(
            ref=agreement.ref, version=1, facts=facts(world), how=How.TYPED, because="another service",
            by=viewer, now=world.now,
        )  # fmt: skip
        (row,) = signatures([put_right])[put_right.pk]
    assert row.agreement_version == 1 and put_right.version == 2
