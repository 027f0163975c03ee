"""A file of agencies' records taken in whole: read, matched, decided, recorded, audited."""

from __future__ import annotations

import csv
import io
import time
from argparse import ArgumentParser
from contextlib import redirect_stdout
from itertools import islice
from pathlib import Path
from typing import Any

COLUMNS = {
    "record_id": "Pupil ID", "last_name": "Surname", "first_name": "Forename", "known_as": "Preferred name",
    "dob": "DOB", "sex": "Sex", "upn": "UPN", "nhs_number": "NHS No", "address_line": "Address line 1",
    "postcode": "Postcode", "phone": "Carer phone",
}  # fmt: skip


def take_in(incoming: Path, *, many: int) -> dict[str, Any]:
    """Records a second of the whole pipeline, and what became of the rows."""
    from teamaround.exchange import from_command_line
    from teamaround.exchange.commands import arguments

    file = incoming.with_name("file.csv")
    file.write_text(_as_file(incoming, many), encoding="utf-8")
    parser = ArgumentParser()
    arguments(parser)
    chosen = parser.parse_args([str(file), "--agency", _agency(), "--dates", "YYYY-MM-DD", "--json"])
    began = time.perf_counter()
    with redirect_stdout(io.StringIO()):
        from_command_line.run(chosen)
    seconds = time.perf_counter() - began
    return {"records": many, "seconds": round(seconds, 1), "records_per_second": round(many / seconds)}


def _as_file(incoming: Path, many: int) -> str:
    kept = io.StringIO()
    lines = csv.writer(kept, lineterminator="\r\n")
    lines.writerow([*COLUMNS.values(), "Carer name", "Relationship"])
    with incoming.open(encoding="utf-8", newline="") as file:
        for said in islice(csv.DictReader(file), many):
            lines.writerow([*(said[column] for column in COLUMNS), f"Parent {said['last_name']}", "Mother"])
    return kept.getvalue()


def _agency() -> str:
    """The code of a school of the small county."""
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.agencies import queries as agencies
    from teamaround.agencies.rules import AgencyKind

    with acting(setting_up()):
        return next(agency.code for agency in agencies.agencies() if agency.kind == AgencyKind.SCHOOL)
