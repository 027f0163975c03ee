"""The commands of files: `import`, an agency's; `directory take`, a list of services."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from teamaround.kernel.commands import Commands

from . import listings_command


def register(commands: Commands) -> None:
    """Add it to the program."""
    commands.add(
        "import",
        help="take in an agency's CSV or XLSX file of children and involvements",
        run=_run,
        arguments=arguments,
    )
    listings_command.register(commands)


def arguments(parser: ArgumentParser) -> None:
    """The file, its agency, and what has to be settled about it."""
    parser.add_argument("file", metavar="FILE", help="the CSV or XLSX file")
    parser.add_argument(
        "--agency", required=True, metavar="CODE", help="the code of the agency that the file comes from"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would become of each row; record nothing"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--column", action="append", default=[], metavar="FIELD=HEADING",
        help="say which column holds a field, such as born_on='Birth date'; repeat as needed",
    )  # fmt: skip
    parser.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar="HEADING",
        help="leave a column out; repeat as needed",
    )
    parser.add_argument(
        "--dates", action="append", default=[], metavar="[FIELD=]FORM",
        help="how dates are written, such as DD/MM/YYYY; with a field, for its column only",
    )  # fmt: skip
    parser.add_argument("--encoding", default="", help="how letters are written, such as utf-8 or cp1252")
    parser.add_argument("--divider", default="", help="what divides cells: comma, semicolon, tab or bar")
    parser.add_argument("--sheet", default="", help="the sheet of a workbook that holds the rows")
    parser.add_argument(
        "--header-row", type=int, default=0, metavar="N", help="the row that holds the headings"
    )
    parser.add_argument(
        "--rejects", metavar="PATH", help="write the refused rows, each with its reason, to this file"
    )
    parser.add_argument(
        "--as",
        dest="email",
        metavar="EMAIL",
        help="import as this person (otherwise as the agency's own file account)",
    )


def _run(chosen: Namespace) -> int:
    from .from_command_line import run

    return run(chosen)
