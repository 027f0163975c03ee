"""Ages, expected dates of birth, and dates said in words."""

from datetime import date, timedelta

from . import tongue

TERM = timedelta(days=280)
LONGEST_OVERDUE = timedelta(days=21)
_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def age_on(born: date, on: date) -> int:
    """Age in whole years. A year is reached when the birthday begins (Family Law Reform Act 1969, section 9).

    Somebody born on 29 February reaches it on 1 March in other years. Before the birth the age is negative.
    """
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def months_on(born: date, on: date) -> int:
    """Age in whole months."""
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def age_in_words(born: date, on: date) -> str:
    """Age as people say it: days to two weeks, weeks to three months, months to two years, then years."""
    days, months = (on - born).days, months_on(born, on)
    if days < 0:
        return "not yet born"
    if days < 14:
        return _counted(days, "day")
    if months < 3:
        return _counted(days // 7, "week")
    return _counted(months, "month") if months < 24 else _counted(age_on(born, on), "year")


def is_plausible_expected_date(expected: date, on: date) -> bool:
    """True for a birth expected within the coming forty weeks, or up to three weeks overdue.

    Forty weeks is full term counted from the last period; few pregnancies pass forty-two (NICE NG207).
    """
    return -LONGEST_OVERDUE <= expected - on <= TERM


def weeks_of_pregnancy(expected: date, on: date) -> int:
    """Whole weeks of pregnancy reached, counted as midwives do."""
    return (TERM - (expected - on)).days // 7


def in_words(day: date) -> str:
    """A date as letters write it ("27 March 2017")."""
    return f"{day.day} {tongue.into(f'{day:%B}')} {day.year}"


def near_in_words(day: date, today: date) -> str:
    """A date as people say it when it is near ("tomorrow", "in three days", "two weeks ago"), or in full."""
    ahead = (day - today).days
    said = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(ahead)
    if said or abs(ahead) > 60:
        return said or in_words(day)
    size = abs(ahead)
    count = _in_small_words(size, "day") if size < 14 else _in_small_words(size // 7, "week")
    return f"in {count}" if ahead > 0 else f"{count} ago"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")


def _in_small_words(number: int, unit: str) -> str:
    said = _SMALL_NUMBERS[number] if number < len(_SMALL_NUMBERS) else str(number)
    return f"{said} {unit}" + ("" if number == 1 else "s")
