"""The people around a child: a small picture, and the same as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from textwrap import wrap

from markupsafe import Markup

SHOWN = 14  # more would not be read; the list beside the picture has them all
WIDTH, CENTRE = 640, 320
STEP = 60  # from one person to the next on the same side
LINE = 18  # from one line of words to the next
REACH = 112  # from the centre to the farthest dot
NAME_WIDTH, ROLE_WIDTH = 20, 24  # letters in a line


@dataclass(frozen=True)
class Around:
    """Somebody around the child; `kind` family, agency or other decides shape and colour."""

    label: str
    role: str
    kind: str = "agency"
    is_lead: bool = False


@dataclass(frozen=True)
class Spot:
    """Where somebody is drawn; `side` is 1 to the right of the child and -1 to the left."""

    x: float
    y: float
    side: int


def spots(many: int) -> list[Spot]:
    """Places on two arcs beside the centre, first person at the top right, clockwise."""
    right = (many + 1) // 2
    height = picture_height(many)
    return _arc(right, 1, height) + list(reversed(_arc(many - right, -1, height)))


def picture_height(many: int) -> int:
    """Tall enough for the fuller side."""
    return max(200, STEP * ((many + 1) // 2) + 20)


def _arc(many: int, side: int, height: int) -> list[Spot]:
    middle = height / 2
    first = middle - STEP * (many - 1) / 2
    heights = [first + STEP * place for place in range(many)]
    return [Spot(CENTRE + side * _reach(y - middle, middle), y, side) for y in heights]


def _reach(rise: float, middle: float) -> float:
    """How far a dot stands from the centre line at that height of the ellipse."""
    return max(64.0, REACH * sqrt(max(0.0, 1 - (rise / (middle * 1.15)) ** 2)))


def picture(initials: str, people: Sequence[Around], *, ident: str = "network") -> Markup:
    """The picture as SVG without inline style; `ident` must be unique on the page."""
    shown = list(people[:SHOWN])
    if len(people) > SHOWN:
        shown = [*people[: SHOWN - 1], Around(f"and {len(people) - SHOWN + 1} more", "", "other")]
    places = spots(len(shown))
    height = picture_height(len(shown))
    lines = Markup("").join(_line(who, spot, height) for who, spot in zip(shown, places, strict=True))
    marks = Markup("").join(_person(who, spot) for who, spot in zip(shown, places, strict=True))
    return _FRAME.format(
        ident=ident,
        width=WIDTH,
        height=height,
        described=" ".join(f"{sentence(who)}." for who in shown),
        lines=lines,
        marks=marks,
        x=CENTRE,
        y=height / 2,
        initials=initials,
    )


def sentence(who: Around) -> str:
    """One person in words, as in the list."""
    lead = ", leads" if who.is_lead else ""
    return f"{who.label}{f', {who.role}' if who.role else ''}{lead}"


def listing(people: Sequence[Around]) -> list[str]:
    """Everybody around the child in words, none left out."""
    return [sentence(who) for who in people]


_FRAME = Markup(
    '<svg class="ta-network__picture" viewBox="0 0 {width} {height}" role="img"'
    ' aria-labelledby="{ident}-title {ident}-desc">'
    '<title id="{ident}-title">Who is around this child</title>'
    '<desc id="{ident}-desc">{described}</desc>'
    "{lines}"
    '<circle class="ta-network__child" cx="{x}" cy="{y}" r="44"/>'
    '<text class="ta-network__initials" x="{x}" y="{y}" dy="0.35em" text-anchor="middle">'
    "{initials}</text>"
    "{marks}</svg>"
)


def _line(who: Around, spot: Spot, height: int) -> Markup:
    lead = " ta-network__line--lead" if who.is_lead else ""
    return Markup('<line class="ta-network__line{}" x1="{}" y1="{}" x2="{:.0f}" y2="{:.0f}"/>').format(
        lead, CENTRE, height / 2, spot.x, spot.y
    )


def _person(who: Around, spot: Spot) -> Markup:
    return Markup("<g>{}{}</g>").format(_mark(who, spot), _words(who, spot))


def _mark(who: Around, spot: Spot) -> Markup:
    """A square for family, a circle for everybody else, a ring around whoever leads."""
    kind = who.kind if who.kind in ("family", "agency") else "other"
    if kind == "family":
        shape = Markup(
            '<rect class="ta-network__dot ta-network__dot--family" x="{:.0f}" y="{:.0f}"'
            ' width="20" height="20" rx="4"/>'
        ).format(spot.x - 10, spot.y - 10)
    else:
        shape = Markup(
            '<circle class="ta-network__dot ta-network__dot--{}" cx="{:.0f}" cy="{:.0f}" r="11"/>'
        ).format(kind, spot.x, spot.y)
    if not who.is_lead:
        return shape
    ring = Markup('<circle class="ta-network__ring" cx="{:.0f}" cy="{:.0f}" r="18"/>')
    return ring.format(spot.x, spot.y) + shape


def _words(who: Around, spot: Spot) -> Markup:
    names = _short(who.label, NAME_WIDTH, 2)
    role = " · ".join(filter(None, ["Leads" if who.is_lead else "", who.role]))
    lines = [("ta-network__name", text) for text in names]
    lines += [("ta-network__role", text) for text in _short(role, ROLE_WIDTH, 3 - len(names))]
    x = spot.x + spot.side * (26 if who.is_lead else 19)
    top = spot.y - LINE * (len(lines) - 1) / 2
    anchor = "start" if spot.side > 0 else "end"
    return Markup("").join(
        Markup('<text class="{}" x="{:.0f}" y="{:.0f}" dy="0.35em" text-anchor="{}">{}</text>').format(
            look, x, top + LINE * place, anchor, text
        )
        for place, (look, text) in enumerate(lines)
    )


def _short(text: str, width: int, most: int) -> list[str]:
    """At most so many lines; the end of a longer text gives way to three dots."""
    return wrap(text, width, max_lines=most, placeholder="…")
