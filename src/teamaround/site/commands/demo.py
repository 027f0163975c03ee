"""`teamaround demo`: an invented county, made on first use and kept."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from teamaround.embedded import DEMO, Problem

from . import up

if TYPE_CHECKING:
    from teamaround.embedded.running import Running

CHILDREN, SEED = 2000, 2026
NOTE = "county.json"
GREETING = """
The demo county is ready: {url}

Everybody in it is invented. On the sign-in page pick a person: start as the school's
SENCO, find a child, see who is already helping, and join the assessment that exists.
Ctrl-C stops it; ./teamaround demo --fresh makes the county anew.
"""


def arguments(parser: ArgumentParser) -> None:
    """How large, which one, where."""
    up.arguments(parser)
    parser.add_argument("--children", type=int, help=f"how many children ({CHILDREN})")
    parser.add_argument("--seed", type=int, help="another number makes another county")
    parser.add_argument("--fresh", action="store_true", help="delete the county and make it anew")


def run(chosen: Namespace) -> int:
    """Make the county if it is not there, and serve it until stopped."""
    from teamaround.embedded import running, serving, state_base, state_folder
    from teamaround.site.serve import Place, serve

    place = Place(DEMO, chosen.host, chosen.port, logs_access=False)
    state = state_folder(DEMO)
    if chosen.fresh or _is_half_made(state):
        if serving.who(state):
            raise Problem("The demo county is being served. Stop it first: ./teamaround stop")
        running.discard(state_base() / DEMO)
    return serve(
        place,
        prepare=lambda database: prepare(database, children=chosen.children, seed=chosen.seed),
        greeting=GREETING.format(url=place.url),
    )


def prepare(database: Running, *, children: int | None, seed: int | None) -> None:
    """Make the county once; a county that is there must be the one that was asked for."""
    from teamaround.site import children as processes

    note = database.state / NOTE
    there = read_note(note)
    if there.get("made"):
        _refuse_other(there, children=children, seed=seed)
        return
    wanted = {"children": children or CHILDREN, "seed": SEED if seed is None else seed}
    note.write_text(json.dumps({**wanted, "made": False}))
    if not processes.run_to_end(lambda: _make(wanted)):
        raise Problem("The demo county could not be made. See the lines above.")
    note.write_text(json.dumps({**wanted, "made": True}))


def _make(wanted: dict[str, int]) -> None:
    from teamaround.site import demo
    from teamaround.site.saying import Progress

    demo.make(children=wanted["children"], seed=wanted["seed"], progress=Progress())


def read_note(note: Path) -> dict[str, int]:
    """What is known of the county that is there; nothing when there is none."""
    try:
        found: dict[str, int] = json.loads(note.read_text())
    except (OSError, ValueError):
        return {}
    return found


def _is_half_made(state: Path) -> bool:
    note = read_note(state / NOTE)
    return bool(note) and not note["made"]


def _refuse_other(there: dict[str, int], *, children: int | None, seed: int | None) -> None:
    asked = {"children": children, "seed": seed}
    if any(value is not None and there[name] != value for name, value in asked.items()):
        raise Problem(
            f"The demo county that is there has {there['children']:,} children and seed "
            f"{there['seed']}. Add --fresh to delete it and make the one you asked for."
        )
