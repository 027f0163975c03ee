"""An agency's file for trying out imports: good rows, with a known number of faulty ones among them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from teamaround.kernel import nhs_numbers, upns
from teamaround.kernel.letters import in_latin
from teamaround.site.demo.county.bodies import mobile
from teamaround.site.demo.county.geography import land
from teamaround.site.demo.county.kin import pick, pick_origin
from teamaround.site.demo.county.places import postcodes

HEADINGS = (
    "Pupil ID", "Surname", "Forename", "Preferred name", "DOB", "Expected date of birth", "Sex", "UPN", "NHS No",
    "Address line 1", "Town", "Postcode", "Carer name", "Relationship", "Carer phone", "Bus pass colour",
    "Locker",
)  # fmt: skip
"""The last two mean nothing to anybody else."""

ID, FAMILY, GIVEN, BORN, EXPECTED, SEX, UPN, NHS = 0, 1, 2, 4, 5, 6, 7, 8
NUMBERS = (ID, UPN, NHS)
FILE_AUTHORITY, FILE_SCHOOL = 987, 3100
FIRST_SERIAL = 720_000
MOST_ROWS = 100_000
UNBORN_ROWS = 0.01
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")

Spoil = Callable[[list[str]], int]
"""Spoils a row and says in which column."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault put in on purpose. `row` counts as in the file: the headings are row 1."""

    row: int
    kind: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What an import should say: every row is refused, or taken; some of the taken have a remark."""

    rows: int
    refused: int
    taken: int
    noticed: int
    repeated: int
    by_kind: dict[str, int]


@dataclass(frozen=True, slots=True)
class FaultyFile:
    """The rows, what was done to them, and the file in whatever form it is wanted."""

    rows: tuple[tuple[str, ...], ...]
    planted: tuple[Planted, ...]
    expected: Expected

    def as_csv(self, encoding: str = "utf-8-sig") -> bytes:
        """The file as bytes; letters that the encoding lacks lose their accents."""
        kept = io.StringIO()
        lines = ([_in(encoding, cell) for cell in row] for row in self.rows)
        csv.writer(kept, lineterminator="\r\n").writerows([HEADINGS, *lines])
        return kept.getvalue().encode(encoding)

    def as_xlsx(self) -> bytes:
        """The file as a spreadsheet of text cells. Spreadsheets carry the time of writing."""
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet("Children")
        sheet.append(HEADINGS)
        for row in self.rows:
            sheet.append(row)
        kept = io.BytesIO()
        book.save(kept)
        return kept.getvalue()


def faulty_file(rows: int = 10_000, faults: int = 300, seed: int = 1, *, today: date) -> FaultyFile:
    """A file of so many rows of which so many must be refused; besides those, a tenth as many have a
    number that fails its check (kept, with a remark) and as many again say the same as a row before.
    """
    if not 0 <= faults * 1.2 <= rows <= MOST_ROWS:
        raise ValueError(f"there can be up to {MOST_ROWS} rows, and at most four in five faulty")
    rng = Random(f"file {seed}")
    made = _clean_rows(rows, rng, today)
    extra = faults // 10
    places = rng.sample(range(1, rows), faults + 2 * extra)
    spoilt, odd, again = places[:faults], places[faults : faults + extra], places[faults + extra :]
    planted = [*_plant(made, spoilt, _refused(today)), *_plant(made, odd, NOTICED)]
    planted += [_repeat(made, at, taken=set(places)) for at in again]
    planted.sort(key=lambda each: each.row)
    counts = Counter(each.kind for each in planted)
    expected = Expected(
        rows, faults, rows - faults, extra, extra, {kind: counts[kind] for kind in sorted(counts)}
    )
    return FaultyFile(tuple(tuple(row) for row in made), tuple(planted), expected)


def _clean_rows(rows: int, rng: Random, today: date) -> list[list[str]]:
    homes = postcodes(land(), children=2000)
    towns = {place.code: place.name for place in land().localities}
    made = []
    for number in range(rows):
        where = homes[rng.randrange(len(homes))]
        home = [f"{rng.randrange(1, 120)} {where.street}", towns[where.locality], where.code]
        made.append([*_child(number, rng, today), *home, *_carer(rng), pick(("red", "green", ""), rng), ""])
        made[-1][12] = f"{made[-1][12]} {made[-1][FAMILY]}"
    return made


def _child(number: int, rng: Random, today: date) -> list[str]:
    origin = pick_origin(rng)
    is_girl = rng.random() < 0.49
    given = pick(origin.girls if is_girl else origin.boys, rng)
    family = pick(origin.families_girls if is_girl else origin.families, rng)
    if rng.random() < UNBORN_ROWS:
        expected_on = today + timedelta(days=rng.randrange(10, 200))
        return [f"F{number:06d}", family, "", "", "", _day(expected_on), "not known", "", ""]
    born_on = today - timedelta(days=rng.randrange(30, 6500))
    year = born_on.year + 4
    upn = ""
    if (today - born_on).days > 5 * 365:
        school = FILE_SCHOOL + number // 1000
        upn = upns.made_for(authority=FILE_AUTHORITY, school=school, year=year, serial=number % 1000)
    nhs = nhs_numbers.tidy(nhs_numbers.made_for_tests(FIRST_SERIAL + number))
    sex = ("F", "M")[not is_girl]
    return [f"F{number:06d}", family, given, "", _day(born_on), "", sex, upn, nhs]


def _carer(rng: Random) -> list[str]:
    origin = pick_origin(rng)
    return [pick(origin.women, rng), "mother", mobile(rng.randrange(1000))]


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _plant(made: list[list[str]], places: list[int], spoils: dict[str, Spoil]) -> list[Planted]:
    """Spoil the rows at these places, each kind in turn."""
    planted = []
    for turn, at in enumerate(places):
        kind = list(spoils)[turn % len(spoils)]
        column = spoils[kind](made[at])
        planted.append(Planted(at + 2, kind, HEADINGS[column], made[at][column]))
    return planted


def _repeat(made: list[list[str]], at: int, *, taken: set[int]) -> Planted:
    """Say the same as the nearest earlier row that nothing was done to."""
    earlier = next(other for other in range(at - 1, -1, -1) if other not in taken)
    made[at] = list(made[earlier])
    return Planted(at + 2, "same_row", HEADINGS[ID], made[at][ID])


def _set(row: list[str], column: int, value: str) -> int:
    row[column] = value
    return column


def _birth(row: list[str], value: str) -> int:
    _set(row, EXPECTED, "")
    return _set(row, BORN, value)


def _nameless(row: list[str]) -> int:
    for column in (*NUMBERS, GIVEN):
        row[column] = ""
    return _set(row, FAMILY, "")


def _undated(row: list[str]) -> int:
    for column in (*NUMBERS, EXPECTED):
        row[column] = ""
    return _set(row, BORN, "")


def _both_dates(row: list[str], today: date) -> int:
    row[BORN] = _day(today - timedelta(days=900))
    return _set(row, EXPECTED, _day(today + timedelta(days=60)))


def _wrong_nhs(row: list[str]) -> int:
    nine = "999800000"
    digit = nhs_numbers.check_digit(nine)
    return _set(row, NHS, f"{nine}{(int(digit or 0) + 3) % 10}")


def _wrong_upn(row: list[str]) -> int:
    twelve = f"{FILE_AUTHORITY}{FILE_SCHOOL}20001"
    right = upns.check_letter(twelve)
    letter = next(letter for letter in upns.LETTERS if letter != right)
    return _set(row, UPN, letter + twelve)


def _refused(today: date) -> dict[str, Spoil]:
    """Faults for which a row must be refused."""
    later = _day(today + timedelta(days=400))
    return {
        "impossible_date": lambda row: _birth(row, "31/02/2016"),
        "not_a_date": lambda row: _birth(row, "last spring"),
        "born_in_future": lambda row: _birth(row, later),
        "too_old": lambda row: _birth(row, "12/12/1979"),
        "no_name": _nameless,
        "no_date": _undated,
        "both_dates": lambda row: _both_dates(row, today),
        "not_a_sex": lambda row: _set(row, SEX, "Q"),
    }


NOTICED: dict[str, Spoil] = {"wrong_nhs_number": _wrong_nhs, "wrong_upn": _wrong_upn}


def _in(encoding: str, cell: str) -> str:
    """The cell in letters that the encoding has."""
    try:
        cell.encode(encoding)
    except UnicodeEncodeError:
        return " ".join(word.capitalize() for word in in_latin(cell).split())
    return cell
