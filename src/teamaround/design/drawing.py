"""What was drawn on the page with a finger, a pen or a mouse, as it arrives from the browser."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms

START = "data:image/png;base64,"


class Drawing(forms.CharField):
    """The picture of a canvas (see design/static/design/sign.js) as the bytes of a PNG; none when nothing was drawn."""

    widget = forms.HiddenInput

    def __init__(self, *, largest: int, **options: Any) -> None:
        """`largest` is in bytes."""
        self.largest = largest
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> Any:
        """The bytes, or a sentence where something else arrived."""
        text = str(value or "")
        if not text:
            return b""
        if len(text) > len(START) + 4 * self.largest // 3 + 4:
            raise forms.ValidationError("This drawing is too large to keep. Start again, or type the name.")
        try:
            return base64.b64decode(text.removeprefix(START), validate=True)
        except (binascii.Error, ValueError):
            raise forms.ValidationError(
                "This drawing did not arrive whole. Start again, or type the name."
            ) from None
