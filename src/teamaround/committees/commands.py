"""The commands `paper-template load` and `paper-template list`: a council's own parts of a paper, without code."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from teamaround.kernel.commands import Commands
from teamaround.kernel.refusal import Refusal

LONGEST = 200_000  # bytes; a template of thirty parts has some 5,000


def register(commands: Commands) -> None:
    """Add them to the program."""
    commands.add(
        "paper-template load",
        help="load a council's own template of papers for meetings from a TOML file",
        run=_load,
        arguments=_arguments,
    )
    commands.add("paper-template list", help="list the templates that come with the program", run=_list)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the template as TOML")
    parser.add_argument(
        "--authority", required=True, metavar="CODE", help="the code of the authority that will use it"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what is wrong with it; keep nothing")


def _load(chosen: Namespace) -> int:
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.kernel import clock

    from .rules.templates import FaultyTemplate
    from .services.templates import load_template

    by = setting_up()
    try:
        with acting(by):
            found = load_template(
                text=_text(Path(chosen.file)), authority_code=chosen.authority, by=by, now=clock.now(),
                dry_run=chosen.dry_run,
            )  # fmt: skip
    except FaultyTemplate as faulty:
        sys.stderr.write("".join(f"{fault}\n" for fault in faulty.faults) + "Nothing was loaded.\n")
        return 1
    verb = "can be loaded" if chosen.dry_run else "is loaded"
    sys.stdout.write(f"{found.title}, version {found.version}, {verb}: {len(found.parts)} parts.\n")
    return 0


def _text(path: Path) -> str:
    if not path.is_file():
        raise Refusal("file", f"There is no file {path.name}.")
    if path.stat().st_size > LONGEST:
        raise Refusal("file", f"{path.name} is too large for a template. Look whether it is the right file.")
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise Refusal("file", f"{path.name} is not written in UTF-8. Save it as UTF-8 text.") from None


def _list(chosen: Namespace) -> int:
    from .rules.templates import shipped

    for each in shipped():
        until = f" until {each.in_force_until}" if each.in_force_until else ""
        sys.stdout.write(
            f"{each.key} {each.version}  {each.title}, in force from {each.in_force_from}{until}\n"
        )
    return 0
