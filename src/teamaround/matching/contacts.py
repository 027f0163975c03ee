"""Telephone numbers and e-mail addresses of the adults around a child, each in one spelling."""

import re

_NOT_DIGITS = re.compile(r"[^0-9+]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NOBODYS = re.compile(
    r"(?:no-?reply|none|unknown|test|na|no-?email|refused)(?:[0-9]*)@.*|.*@example\.(?:com|org|net)"
)


def telephone(text: str) -> str:
    """Digits with a leading nought for British numbers ("+44 (0)7700 900123" is "07700900123"), or "" for none."""
    if text.isdecimal() and text.isascii() and text[:1] == "0" and text[1:2] != "0":
        return text if 10 <= len(text) <= 15 and len(set(text[1:])) > 2 else ""
    digits = _NOT_DIGITS.sub("", text.replace("(0)", ""))
    digits = re.sub(r"^(?:\+44|0044|44(?=[1-9][0-9]{9}$))0?", "0", digits).replace("+", "00")
    is_real = 10 <= len(digits) <= 15 and len(set(digits[1:])) > 2
    return digits if is_real else ""


def email(text: str) -> str:
    """The address in small letters, without a tag after "+", or "" when it is none or nobody's."""
    address = text.strip().casefold()
    if not _EMAIL.fullmatch(address) or _NOBODYS.fullmatch(address):
        return ""
    name, place = address.rsplit("@", 1)
    return f"{name.split('+', 1)[0]}@{place}"
