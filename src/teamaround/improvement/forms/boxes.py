"""Boxes that several forms have."""

from __future__ import annotations

from typing import Any

from django import forms

LONG = 4000


def box(label: str, *, required: bool = True, **options: Any) -> forms.CharField:
    """A box for some sentences."""
    return forms.CharField(label=label, required=required, max_length=LONG, widget=forms.Textarea, **options)
