"""What shows that agreement was given: a drawn or typed signature, a witness, or where the paper is."""

from __future__ import annotations

from dataclasses import dataclass

from teamaround.kernel.refusal import Refusal

from .agreement_rules import How

ON_SCREEN = frozenset({How.DRAWN, How.TYPED})
LARGEST_DRAWING = 400_000  # bytes as the browser sends it; a signature takes some 20,000
LONGEST_SIDE = 1_200  # pixels
LEAST_INK = 60  # dark points; a slip of the finger leaves fewer
LONGEST_NAME = 200
DECLARATION = (
    "I have read this, or somebody read it to me. I had time to ask. I agree, and I know that I can "
    "change my mind at any time."
)


@dataclass(frozen=True)
class Proof:
    """What stays of how agreement was given; only what goes with the way it was given is kept."""

    witness: str = ""
    witness_role: str = ""
    kept_at: str = ""  # where the signed paper is
    signed_name: str = ""
    declares: bool = False
    drawing: bytes = b""


NOTHING = Proof()


def check_proof(how: How, proof: Proof, *, is_signed: bool = False) -> None:
    """Refuse a way of agreeing that leaves nothing to look back to.

    `is_signed`: a signature of that kind is there already, so that no other is needed.
    """
    if how is How.WITNESSED:
        _asked(proof.witness, "witness", "Enter the name of the witness.")
        _asked(proof.witness_role, "witness_role", "Enter who the witness is, such as a teacher or an aunt.")
    elif how is How.SIGNED:
        _asked(proof.kept_at, "kept_at", "Say where the signed paper is kept.")
    elif not (how is How.SPOKEN or is_signed):
        check_signature(how, proof)


def check_signature(how: How, proof: Proof) -> None:
    """A signature on the screen: a drawing, or a name that was typed with a plain declaration."""
    if how is How.DRAWN and not proof.drawing:
        raise Refusal(
            "not-drawn",
            "Nothing is drawn yet. They sign in the box, or choose to type the name: both count the same.",
            field="drawing",
        )
    if how is How.TYPED:
        _asked(proof.signed_name, "signed_name", "They type their name here to sign.")
        if not proof.declares:
            raise Refusal("declares", "They tick the box under their name.", field="declares")
    if len(proof.signed_name) > LONGEST_NAME:
        raise Refusal("too-long", f"Use {LONGEST_NAME} characters or fewer.", field="signed_name")


def check_drawing_size(size: int) -> None:
    """`size` is in bytes."""
    if size > LARGEST_DRAWING:
        raise Refusal(
            "too-large", "This drawing is too large to keep. Start again, or type the name.", field="drawing"
        )


def check_can_take_out(because: str) -> None:
    """A signature is taken out with a reason; that it was there is kept."""
    if not because.strip():
        raise Refusal("because", "Say why it is taken out.", field="because")


def _asked(text: str, field: str, sentence: str) -> None:
    if not text.strip():
        raise Refusal(field, sentence, field=field)
