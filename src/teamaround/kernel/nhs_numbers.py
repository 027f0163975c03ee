"""NHS numbers: ten digits, the last of which checks the nine before it.

The check digit is modulus 11 (NHS Data Dictionary, NHS NUMBER): weights 10 down to 2, and eleven
less the remainder; ten means that no such number is issued, eleven is written as nought.
Numbers that start 999 are set aside for tests and are never given to a person.
"""

import re
from operator import mul

_SPACES = re.compile(r"[\s\-.]+")
_WEIGHTS = tuple(range(10, 1, -1))


def parse(text: str) -> str | None:
    """The ten digits, however spaced, or None when there are not ten; the check digit is not looked at."""
    digits = text if text.isdigit() else _SPACES.sub("", text)
    return digits if len(digits) == 10 and digits.isascii() and digits.isdigit() else None


def check_digit(first_nine: str) -> int | None:
    """The digit that belongs after these nine, or None when no number may start with them."""
    remainder = sum(map(mul, map(int, first_nine), _WEIGHTS)) % 11
    digit = (11 - remainder) % 11
    return None if digit == 10 else digit


def passes_check(text: str) -> bool:
    """True for ten digits with the right check digit.

    One digit ten times over also satisfies the sum; it is what people type to get past a form, so it fails.
    """
    digits = parse(text)
    if digits is None or len(set(digits)) == 1:
        return False
    return check_digit(digits[:9]) == int(digits[9])


def is_test_number(text: str) -> bool:
    """True in the range that is never given to a person."""
    digits = parse(text)
    return digits is not None and digits.startswith("999")


def tidy(text: str) -> str:
    """In threes and a four, as on letters ("999 123 4567"); text that is no number comes back trimmed."""
    digits = parse(text)
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if digits else " ".join(text.split())


def made_for_tests(serial: int) -> str:
    """The well-formed number in the test range for this serial (0 to 899,989); no two serials share one.

    Of ten numbers that differ in their ninth digit only, at most one has no check digit, so nine are always there.
    """
    if not 0 <= serial < 899_990:
        raise ValueError("the serial must be between 0 and 899,989")
    begins = f"999{serial // 9:05d}"
    allowed = [
        f"{begins}{ninth}{digit}"
        for ninth in range(10)
        if (digit := check_digit(f"{begins}{ninth}")) is not None
    ]
    return allowed[serial % 9]
