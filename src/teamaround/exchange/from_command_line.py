"""What the command `import` does: understand, ask or go on, take in or try out, report."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from teamaround.accounts import queries as accounts
from teamaround.accounts import services as account_services
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, Viewer, setting_up, why_no_access
from teamaround.agencies import queries as agencies
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from . import queries, services
from .files.opening import Settings
from .files.sources import check_size, file_hash
from .models import Import
from .rules.fields import field_named
from .rules.outcomes import Report
from .services import Reading, Said, Understood

if TYPE_CHECKING:
    from teamaround.agencies.models import Agency

ASKED = 2
SUGGESTED = 8


def run(chosen: Namespace) -> int:
    """Take in or try out a file; 0 when every row has an outcome, 2 when a person has to settle something first."""
    content = _content(Path(chosen.file))
    agency = _agency(chosen.agency)
    by = _viewer(agency, chosen.email)
    said = _said(chosen)
    if chosen.dry_run:
        return _try_out(content, agency, by, said, chosen)
    with acting(by):
        kept = queries.unfinished(agency.pk, file_hash(content))
        if kept is None:
            understood = services.understand(content, agency_id=agency.pk, said=said, today=clock.today())
            if understood.questions:
                return _ask(understood, chosen)
            kept = _receive(content, agency, by, said, understood, chosen)
    return _take_in(kept, by, chosen)


def _receive(
    content: bytes, agency: Agency, by: Viewer, said: Said, understood: Understood, chosen: Namespace
) -> Import:
    now = clock.now()
    kept = services.receive(content=content, file_name=chosen.file, agency_id=agency.pk, by=by, now=now)
    return services.settle(ref=kept.ref, said=said, by=by, now=now, understood=understood)


def _agency(code: str) -> Agency:
    """The agency with this code; who does not know the codes is told those that are like it, or some."""
    with acting(setting_up()):
        try:
            return agencies.agency_by_code(code)
        except Refusal as refusal:
            codes = [each.code for each in agencies.agencies()]
            like = get_close_matches(code.casefold(), codes, n=SUGGESTED, cutoff=0.4) or codes[:SUGGESTED]
            listed = f" Codes are for example: {', '.join(like)}." if like else ""
            raise Refusal(refusal.code, f"{refusal.sentence}{listed}", field=refusal.field) from None


def _content(path: Path) -> bytes:
    try:
        check_size(path)
        return path.read_bytes()
    except OSError:
        raise Refusal(
            "file-unreadable", f"The file {path.name} cannot be opened. Check that it is there."
        ) from None


def _said(chosen: Namespace) -> Said:
    columns = {heading: "" for heading in chosen.leave_out}
    for choice in chosen.column:
        name, mark, heading = choice.partition("=")
        field = field_named(name)
        if not mark or field is None:
            raise Refusal(
                "no-such-field", f"'{choice}' does not say FIELD=HEADING, such as born_on='Birth date'."
            )
        columns[heading] = field.value
    forms = dict(_form(choice) for choice in chosen.dates)
    settings = Settings(chosen.encoding, chosen.divider, chosen.sheet, chosen.header_row)
    return Said(settings, columns, forms, leaves_rest_out=True)


def _form(choice: str) -> tuple[str, str]:
    name, mark, form = choice.partition("=")
    return (name, form) if mark else ("", choice)


def _viewer(agency: Agency, email: str | None) -> Viewer:
    """The person named, or the agency's own account for files, which is made on first use."""
    now = clock.now()
    today = clock.day_of(now)
    address = email or f"files@{agency.code.lower()}.invalid"
    with acting(setting_up(), now=now) as by:
        if email is None and accounts.account_by_email(address) is None:
            account = account_services.create(
                email=address, name=f"Files of {agency.name}", agency_id=agency.pk, starts_on=today,
                is_service_account=True, by=by, now=now,
            )  # fmt: skip
            account_services.grant(
                account_id=account.pk, duty=Duty.IMPORT_FILES, starts_on=today, by=by, now=now
            )
        found = accounts.with_duties(today).filter(email__iexact=address).first()
        if found is None:
            raise Refusal("no-such-account", f"There is no account with the address {address}.")
        why = why_no_access(accounts.access_facts(found), today=today)
    if why:
        raise Refusal("no-access", why)
    return accounts.viewer_for(found, source="command line")


def _ask(understood: Understood, chosen: Namespace) -> int:
    """Say what has to be settled, and with which option."""
    if chosen.json:
        sys.stdout.write(json.dumps({"questions": list(understood.questions)}) + "\n")
    lines = ["Some things about this file are not certain, so nothing was taken in:"]
    lines += [f"  {question}" for question in understood.questions]
    lines += [
        "Settle them with --column FIELD=HEADING, --leave-out HEADING, --dates FORM, --encoding, --divider,",
        "--sheet or --header-row. What you settle is remembered for this agency's next file.",
    ]
    sys.stderr.write("\n".join(lines) + "\n")
    return ASKED


def _try_out(content: bytes, agency: Agency, by: Viewer, said: Said, chosen: Namespace) -> int:
    with acting(by):
        understood = services.understand(content, agency_id=agency.pk, said=said, today=clock.today())
    if understood.questions:
        return _ask(understood, chosen)
    forms = understood.check()
    reading = Reading(understood.file, understood.mapping, forms, understood.rows, agency.pk)
    report = services.try_out(
        reading,
        by=by,
        file_name=Path(chosen.file).name,
        about=understood.about_the_file,
        progress=_Bar("Trying out"),
    )
    return _say(report, chosen)


def _take_in(kept: Import, by: Viewer, chosen: Namespace) -> int:
    now = clock.now()
    with acting(by, now=now):
        kept = services.begin(ref=kept.ref, by=by, now=now)
    if kept.done:
        sys.stderr.write(f"Going on after {kept.done:,} of {kept.rows:,} rows.\n")
    kept = services.take_in(ref=kept.ref, by=by, progress=_Bar("Taking in"))
    with acting(by):
        if chosen.rejects:
            _, _, written = services.send_back(ref=kept.ref, by=by, now=clock.now())
            Path(chosen.rejects).write_bytes(written)
        report = services.report(kept)
    return _say(report, chosen)


def _say(report: Report, chosen: Namespace) -> int:
    said = json.dumps(report.as_json(), ensure_ascii=False) if chosen.json else report.as_text()
    sys.stdout.write(said + "\n")
    sys.stdout.flush()
    return 0


class _Bar:
    """How far a file has come, on the terminal's side channel; a line every few seconds where it is no terminal."""

    def __init__(self, what: str) -> None:
        self._what, self._last = what, 0.0

    def __call__(self, done: int, rows: int) -> None:
        on_terminal = sys.stderr.isatty()
        if done < rows and time.monotonic() - self._last < (0.1 if on_terminal else 5):
            return
        self._last = time.monotonic()
        line = f"{self._what}: {done:,} of {rows:,} rows"
        sys.stderr.write(f"\r{line}" + ("\n" if done >= rows else "") if on_terminal else f"{line}\n")
        sys.stderr.flush()
