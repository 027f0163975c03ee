"""The command `recommendations`: what a report seems to recommend, before anybody brings it to the site."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from teamaround.kernel.commands import Commands

if TYPE_CHECKING:
    from .rules.proposing import Proposed


def register(commands: Commands) -> None:
    """Add it to the program."""
    commands.add(
        "recommendations", help="tell what an inspection report seems to recommend; nothing is kept", run=_run,
        arguments=_arguments, needs_django=False,
    )  # fmt: skip


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "report", metavar="FILE", type=Path, help="the report, as PDF, DOCX or plain text (.txt)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")


def _run(chosen: Namespace) -> int:
    from .reports.opening import opened, pasted
    from .rules.confirming import check_found
    from .rules.passages import passages
    from .rules.proposing import propose

    is_text = chosen.report.suffix.lower() == ".txt"
    content = _content(chosen.report)
    report = pasted(content.decode("utf-8", "replace")) if is_text else opened(content)
    found = propose(passages(report.lines), is_pasted=is_text)
    check_found(len(found))
    told = (
        json.dumps([asdict(each) for each in found], default=str, indent=2)
        if chosen.json
        else _in_words(found)
    )
    sys.stdout.write(f"{told}\n")
    return 0


def _content(path: Path) -> bytes:
    from teamaround.kernel.refusal import Refusal

    from .reports.opening import check_size

    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError:
        raise Refusal("file-unreadable", f"{path} cannot be opened. Check that it is there.") from None


def _in_words(found: list[Proposed]) -> str:
    return "\n\n".join(
        "\n".join(filter(None, (
            f"({each.label or 'no label'}) {each.words}",
            f"  to: {each.addressee or 'nobody is named'}; by: {each.own_day or each.band or 'no time is named'}",
            f"  on page {each.page}" if each.page else "",
        )))
        for each in found
    )  # fmt: skip
