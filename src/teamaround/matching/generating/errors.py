"""What becomes of a child's facts when an agency writes them down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from teamaround.kernel.letters import in_latin
from teamaround.kernel.nicknames import forms_of
from teamaround.kernel.origins import SHORT_FORMS
from teamaround.matching.generating.agencies import Agency
from teamaround.matching.generating.children import TODAY, Child, Land

Cells = dict[str, str]
_NEXT_TO = {
    "a": "qsz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xs",
}  # fmt: skip
_SAID_ALIKE = (
    ("ph", "f"), ("ck", "k"), ("ee", "ea"), ("y", "ie"), ("c", "k"), ("th", "t"), ("ll", "l"), ("nn", "n"), ("i", "y"),
    ("ou", "u"), ("oo", "u"), ("sh", "ch"), ("gh", "g"), ("ai", "ay"), ("e", "a"), ("z", "s"), ("ah", "a"),
)  # fmt: skip
_OTHER_LETTERS = {
    "arabic": (("ou", "u"), ("ee", "i"), ("kh", "h"), ("al-", "el-"), ("y", "i"), ("q", "k"), ("aa", "a")),
    "bangladeshi": (("ee", "i"), ("oo", "u"), ("ch", "s"), ("q", "k"), ("z", "j"), ("a", "o")),
    "ukrainian": (("yi", "ii"), ("iy", "y"), ("h", "g"), ("yk", "ik"), ("ia", "ya"), ("iu", "yu"), ("y", "i")),
    "pakistani": (("ee", "i"), ("oo", "u"), ("q", "k"), ("ai", "ey"), ("ss", "s")),
    "somali": (("x", "h"), ("c", ""), ("aa", "a"), ("dh", "d")),
}  # fmt: skip
_SWAPS = {
    "chinese": 0.07,
    "nigerian": 0.025,
    "ghanaian": 0.025,
    "somali": 0.02,
    "arabic": 0.01,
    "kurdish": 0.01,
}
_CARELESS, _CARELESS_TIMES = 0.015, 6.0


def written(child: Child, agency: Agency, rng: Random, *, land: Land, dial: float) -> Cells:
    """A child's record as an agency holds it; errors come together, because some people type carelessly."""
    often = dial * agency.care * (_CARELESS_TIMES if rng.random() < _CARELESS else 1.0)
    cells = _truly(child, agency, rng)
    for change, how_often in _CHANGES:
        if rng.random() < how_often * often:
            change(cells, child, rng)
    for habit, how_usual in _HABITS:
        if rng.random() < how_usual:
            habit(cells, child, rng)
    if rng.random() < _SWAPS.get(child.group, 0.001) * dial:
        cells["first_name"], cells["last_name"] = cells["last_name"], cells["first_name"]
    _where(cells, child, agency, rng, land, dial)
    _left_out(cells, agency, rng, dial)
    return cells


def _truly(child: Child, agency: Agency, rng: Random) -> Cells:
    return {
        "agency": agency.name, "first_name": child.first,
        "middle_names": child.middle if rng.random() < agency.has_middle else "",
        "last_name": child.last, "previous_last_name": "", "known_as": child.known_as if rng.random() < 0.6 else "",
        "sex": child.sex, "dob": child.born_on.isoformat(), "postcode": child.postcode, "previous_postcode": "",
        "address_line": child.address, "nhs_number": child.nhs, "upn": child.upn,
        "phone": child.phone, "email": child.email,
    }  # fmt: skip


def _slip(text: str, rng: Random) -> str:
    """One letter mistyped, left out, doubled or changed about."""
    if len(text) < 3:
        return text
    at, kind = 1 + int(rng.random() * (len(text) - 1)), rng.random()
    letter = text[at].lower()
    if kind < 0.4 and letter in _NEXT_TO:
        return text[:at] + rng.choice(_NEXT_TO[letter]) + text[at + 1 :]
    if kind < 0.6:
        return text[:at] + text[at + 1 :]
    if kind < 0.75:
        return text[:at] + letter + text[at:]
    return text[: at - 1] + text[at] + text[at - 1].lower() + text[at + 1 :] if at > 1 else text[0] + text[2:]


def _as_heard(text: str, child: Child, rng: Random) -> str:
    """Spelt as it sounds, or as another alphabet may be spelt."""
    pairs = (*_OTHER_LETTERS.get(child.group, ()), *_SAID_ALIKE)
    small = text.lower()
    fitting = [(one, other) for one, other in pairs if one in small[1:]]
    if not fitting:
        return _slip(text, rng)
    one, other = fitting[int(rng.random() * len(fitting))]
    at = small.index(one, 1)
    return text[:at] + other + text[at + len(one) :]


def _everyday(cells: Cells, child: Child, rng: Random) -> None:
    """An everyday form in the place of the name, or beside it."""
    short = SHORT_FORMS.get(child.first)
    if short is None:
        forms = sorted(
            form for form in forms_of(child.first) if len(form) < len(child.first) and len(form) > 2
        )
        short = forms[int(rng.random() * len(forms))].title() if forms else None
    if short:
        cells["known_as" if rng.random() < 0.3 else "first_name"] = short


def _by_middle_name(cells: Cells, child: Child, _: Random) -> None:
    if child.middle:
        cells["first_name"], cells["middle_names"] = child.middle.split()[0], ""


def _no_given_name(cells: Cells, _: Child, rng: Random) -> None:
    cells["first_name"], cells["middle_names"] = rng.choice(("Baby", "Infant", "Unknown", "Baby Boy", "")), ""


def _other_family(cells: Cells, child: Child, rng: Random) -> None:
    """The other parent's name, or a new one with the old beside it."""
    if rng.random() < 0.4:
        cells["previous_last_name"] = child.last
    cells["last_name"] = child.other_last


def _half(cells: Cells, child: Child, rng: Random) -> None:
    """One half of a double name, or without its hyphen."""
    if "-" in child.last:
        halves = child.last.split("-")
        cells["last_name"] = rng.choice((halves[0], halves[-1], " ".join(halves), "".join(halves)))
    elif child.group == "somali" and child.middle:
        cells["last_name"] = child.middle.split()[-1]


def _wrong_birth(cells: Cells, child: Child, rng: Random) -> None:
    kind, day = rng.random(), child.born_on
    if kind < 0.34 and day.day <= 12:
        day = day.replace(day=day.month, month=day.day)
    elif kind < 0.60:
        day = day + timedelta(days=rng.choice((-1, 1, 10, -10, 2, 20)))
    elif kind < 0.80:
        day = _in_year(day, day.year + rng.choice((-1, 1, -1, 1, 10, -10)))
    elif kind < 0.92:
        day = day.replace(month=1 + int(rng.random() * 12), day=min(day.day, 28))
    else:
        day = day.replace(month=1, day=1)
    cells["dob"] = min(day, TODAY).isoformat()


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28))


def _wrong_postcode(cells: Cells, _: Child, rng: Random) -> None:
    code = cells["postcode"]
    if len(code) > 4:
        at = len(code) - 1 - int(rng.random() * 3)
        sign = str(int(rng.random() * 10)) if code[at].isdigit() else rng.choice("ABDEFGHJLNPQRSTUWXYZ")
        cells["postcode"] = code[:at] + sign + code[at + 1 :]


def _wrong_address(cells: Cells, _: Child, rng: Random) -> None:
    """The flat left out, the number a digit off, or the street in short."""
    text, kind = cells["address_line"], rng.random()
    if text.startswith("Flat ") and kind < 0.6:
        cells["address_line"] = text.split(", ")[1]
    elif kind < 0.5:
        cells["address_line"] = (
            text.replace(" Road", " Rd").replace(" Street", " St").replace(" Close", " Cl")
        )
    elif text:
        number, space, street = text.partition(" ")
        cells["address_line"] = f"{number}{int(rng.random() * 10)}{space}{street}"


def _wrong_number(column: str) -> Callable[[Cells, Child, Random], None]:
    def change(cells: Cells, _: Child, rng: Random) -> None:
        value = cells[column]
        if value:
            at = 1 + int(rng.random() * (len(value) - 1))
            cells[column] = value[:at] + str(int(rng.random() * 10)) + value[at + 1 :]

    return change


def _new_telephone(cells: Cells, _: Child, rng: Random) -> None:
    cells["phone"] = f"079{int(rng.random() * 10**8):08d}"


def _set(column: str, change: Callable[[str, Child, Random], str]) -> Callable[[Cells, Child, Random], None]:
    def changing(cells: Cells, child: Child, rng: Random) -> None:
        cells[column] = change(cells[column], child, rng)

    return changing


def _alias(cells: Cells, child: Child, rng: Random) -> None:
    """Somebody who means not to be known: another family name, a date a little off, no numbers."""
    if child.is_alias and cells["agency"] != "index":
        cells["last_name"] = child.other_last
        cells["dob"] = (child.born_on - timedelta(days=int(rng.random() * 400))).isoformat()
        cells["nhs_number"] = cells["upn"] = ""


_CHANGES: tuple[tuple[Callable[[Cells, Child, Random], None], float], ...] = (
    (_set("first_name", lambda text, _, rng: _slip(text, rng)), 0.010),
    (_set("first_name", _as_heard), 0.008),
    (_set("last_name", lambda text, _, rng: _slip(text, rng)), 0.012),
    (_set("last_name", _as_heard), 0.009),
    (_by_middle_name, 0.006),
    (_no_given_name, 0.0015),
    (_set("first_name", lambda text, *_: text[:1]), 0.001),
    (_other_family, 0.012),
    (_wrong_birth, 0.008),
    (_wrong_postcode, 0.008),
    (_wrong_address, 0.03),
    (_wrong_number("nhs_number"), 0.003),
    (_wrong_number("upn"), 0.003),
    (_set("sex", lambda text, *_: "M" if text == "F" else "F"), 0.0012),
    (_new_telephone, 0.12),
)
_HABITS: tuple[tuple[Callable[[Cells, Child, Random], None], float], ...] = (
    (_set("first_name", lambda text, *_: in_latin(text).title() if not text.isascii() else text), 0.5),
    (_set("last_name", lambda text, *_: in_latin(text).title() if not text.isascii() else text), 0.5),
    (_set("last_name", lambda text, *_: text.upper()), 0.12),
    (_set("postcode", lambda text, *_: text.replace(" ", "").lower()), 0.05),
    (_half, 0.18),
    (_everyday, 0.03),
    (_alias, 0.5),
)  # fmt: skip


def _where(cells: Cells, child: Child, agency: Agency, rng: Random, land: Land, dial: float) -> None:
    """Families move: some records still hold the last address, some already hold the next."""
    draw = rng.random()
    if agency.name == "index":
        if draw < 0.35:
            cells["previous_postcode"] = child.previous_postcode
    elif draw < 0.05 * dial:
        cells["postcode"], cells["address_line"] = child.previous_postcode, ""
    elif draw < 0.09 * dial:
        cells["postcode"], cells["address_line"] = land.home(rng)
        cells["previous_postcode"] = child.postcode if rng.random() < 0.35 else ""
    newborn = (TODAY - child.born_on).days < 90
    if newborn and rng.random() < 0.15 * dial:
        _no_given_name(cells, child, rng)


def _left_out(cells: Cells, agency: Agency, rng: Random, dial: float) -> None:
    for column, share in (
        ("nhs_number", agency.no_nhs), ("upn", agency.no_upn), ("sex", agency.no_sex * dial),
        ("postcode", agency.no_postcode * dial), ("address_line", agency.no_address * dial),
        ("dob", agency.no_birth * dial), ("phone", 1 - agency.has_phone), ("email", 1 - agency.has_email),
    ):  # fmt: skip
        if cells[column] and rng.random() < share:
            cells[column] = ""
