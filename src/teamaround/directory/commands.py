"""The commands of the directory: its lists of needs, reminders of what nobody checked, a feed held to the standard."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace

from teamaround.kernel.commands import Commands


def register(commands: Commands) -> None:
    """Add them to the program."""
    commands.add(
        "directory terms",
        help="bring the directory's lists of needs up to date with the program's own",
        run=_terms,
    )
    commands.add(
        "directory remind",
        help="write to organisations whose services nobody has checked for six months",
        arguments=_arguments_of_remind,
        run=_remind,
    )
    commands.add(
        "directory check",
        help="check a feed against Open Referral UK (HSDS-UK 3.0)",
        arguments=_arguments_of_check,
        run=_check,
        needs_django=False,
    )


def _terms(chosen: Namespace) -> int:
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.kernel import clock

    from . import services

    with acting(setting_up()) as by:
        count = services.settle_terms(by=by, now=clock.now())
    sys.stdout.write(f"The directory has {count} terms to sort services by.\n")
    return 0


def _arguments_of_remind(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--site", default="", help="where the site is, such as https://help.example.org (else TEAMAROUND_ADDRESS)"
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="for another program")


def _remind(chosen: Namespace) -> int:
    """What the site does by itself once a day: nobody is written to twice in two months."""
    from dataclasses import asdict

    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.kernel import clock
    from teamaround.rounds.services import site_address

    from . import services

    now = clock.now()
    with acting(setting_up(), now=now) as by:
        told = services.remind(site=chosen.site.rstrip("/") or site_address(), by=by, now=now)
    sys.stdout.write((json.dumps(asdict(told)) if chosen.json else told.in_words) + "\n")
    return 0


def _arguments_of_check(parser: ArgumentParser) -> None:
    parser.add_argument("url", help="where the feed begins, such as https://example.org/open-referral/v3")
    parser.add_argument("--json", action="store_true", help="for another program")
    parser.add_argument(
        "--this-machine", action="store_true", help="the feed may be on this machine (127.0.0.1)"
    )
    parser.add_argument(
        "--pages", type=int, default=40, help="read a list of up to so many pages whole (usually 40)"
    )
    parser.add_argument(
        "--entries", type=int, default=10, help="ask for so many entries of each list alone (usually 10)"
    )


def _check(chosen: Namespace) -> int:
    """0 when it passes, with warnings or without; 1 when it fails."""
    from teamaround.kernel import clock

    from .conformance import check, in_words
    from .outward import Outward
    from .rules.conformance.findings import Verdict
    from .rules.feeds.addresses import is_public, is_public_or_here, tidy_address

    may = is_public_or_here if chosen.this_machine else is_public
    outward = Outward(tidy_address(chosen.url), may_connect=may)
    outcome = check(
        outward, today=clock.today(), most_pages=max(3, chosen.pages), most_entries=max(1, chosen.entries)
    )
    told = json.dumps(outcome.as_data(), indent=2) + "\n" if chosen.json else in_words(outcome)
    sys.stdout.write(told)
    return 1 if outcome.verdict is Verdict.FAIL else 0
