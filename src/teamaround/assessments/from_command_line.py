"""What the commands about forms do: load one, or say which there are."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from teamaround.accounts.door import acting
from teamaround.accounts.rules import setting_up
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from . import releases, services
from .rules import library
from .rules.definition import Form
from .rules.elements import DOMAINS, ELEMENTS
from .rules.reading import FaultyForm

LONGEST = 1_000_000  # bytes; a form of three hundred questions has some 60,000


def load(chosen: Namespace) -> int:
    """Load a form or try it out; 1 with every fault in a sentence."""
    by = setting_up()
    try:
        with acting(by):
            done = services.load_form(
                text=_text(Path(chosen.file)), authority_code=chosen.authority, by=by, now=clock.now(),
                dry_run=chosen.dry_run,
            )  # fmt: skip
    except FaultyForm as faulty:
        for fault in faulty.faults:
            sys.stderr.write(f"{fault}\n")
        sys.stderr.write(f"Nothing was loaded: {_counted(len(faulty.faults))} to put right.\n")
        return 1
    sys.stdout.write(_told(done, is_tried_out=chosen.dry_run))
    return 0


def _text(path: Path) -> str:
    if not path.is_file():
        raise Refusal("file", f"There is no file {path.name}.")
    if path.stat().st_size > LONGEST:
        raise Refusal("file", f"{path.name} is too large for a form. Look whether it is the right file.")
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise Refusal("file", f"{path.name} is not written in UTF-8. Save it as UTF-8 text.") from None


def _counted(faults: int) -> str:
    return "one thing" if faults == 1 else f"{faults} things"


def _told(done: services.Loaded, *, is_tried_out: bool) -> str:
    if is_tried_out:
        verb = "can be loaded for" if done.is_new else "is there already and would get these dates for"
    else:
        verb = "is loaded for" if done.is_new else "has new dates for"
    return f"{done.form.title}, version {done.form.version}, {verb} {done.authority_name}: {_dates(done.form)}.\n"


def _dates(form: Form) -> str:
    first = f"in force from {form.in_force_from:%-d %B %Y}"
    return f"{first} until {form.in_force_until:%-d %B %Y}" if form.in_force_until else first


def show() -> int:
    """Every form with its version and dates, and the common elements."""
    with acting(setting_up()):
        rows = [("everywhere", form) for form in library.forms()]
        rows += [(row.authority.name, releases.as_form(row)) for row in releases.loaded() if row.authority]
    for where, form in rows:
        sys.stdout.write(
            f"{form.key} {form.version}  {form.title} ({form.language}), {where}, {_dates(form)}\n"
        )
    sys.stdout.write("\nCommon elements for maps_to:\n")
    for key, element in ELEMENTS.items():
        sys.stdout.write(f"  {key:<22} {DOMAINS[element.domain]}: {element.words}\n")
    return 0
