"""Asking a feed everything that Open Referral UK (HSDS-UK 3.0) promises, and saying what is not so."""

from .checking import check
from .telling import in_words

__all__ = ["check", "in_words"]
