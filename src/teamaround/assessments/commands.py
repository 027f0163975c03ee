"""The commands `form load` and `form list`: a partnership's own form, without code."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from teamaround.kernel.commands import Commands


def register(commands: Commands) -> None:
    """Add them to the program."""
    commands.add(
        "form load",
        help="load a partnership's own version of a form from a TOML file",
        run=_load,
        arguments=_arguments,
    )
    commands.add("form list", help="list the forms, and the common elements that parts map to", run=_list)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the form as TOML")
    parser.add_argument(
        "--authority", required=True, metavar="CODE", help="the code of the authority that will use it"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what is wrong with it; keep nothing")


def _load(chosen: Namespace) -> int:
    from .from_command_line import load

    return load(chosen)


def _list(chosen: Namespace) -> int:
    from .from_command_line import show

    return show()
