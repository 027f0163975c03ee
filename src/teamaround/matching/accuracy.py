"""What was measured of a release, frozen beside it: made once from `match evaluate --json`, and shown as it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from teamaround.embedded import Problem
from teamaround.matching.release import FOLDER, Release

OVERALL = ("pairs", "auto", "review", "found", "blocking")
PARTS = ("by_agency", "by_group", "by_age", "by_multiple")
ENDING = ".accuracy.json"


def frozen(told: Mapping[str, Any], *, release: Release, say: str, on: date) -> dict[str, Any]:
    """The report of one evaluation; Problem when it is not of this release as it stands."""
    try:
        about, records = told["release"], told["records"]
        report = {
            "release": release.number,
            "release_hash": release.hash(),
            "say": say,
            "on": on.isoformat(),
            "learnt_from": release.trained_on.get("what", ""),
            "records": {"index": records["index"], "incoming": records["incoming"]},
            **{name: told[name] for name in (*OVERALL, *PARTS, "gap_between_groups", "guards")},
        }
    except (KeyError, TypeError) as fault:
        raise Problem("This is not what `match evaluate --json` writes.") from fault
    if about["hash"] != release.hash() or about["trained_first"]:
        raise Problem(
            f"These figures are not of release {release.number} as it stands. Evaluate it, and freeze that."
        )
    if told["policy"] != "auto":
        raise Problem(
            "These figures are of each record's best child. Evaluate with --policy auto, and freeze that."
        )
    return report


def as_text(report: Mapping[str, Any]) -> str:
    """The report as the text of its file."""
    return json.dumps(report, indent=1, ensure_ascii=False) + "\n"


def path_of(number: int) -> Path:
    """Where the report of a shipped release stands."""
    return FOLDER / f"{number}{ENDING}"


def load(number: int) -> dict[str, Any] | None:
    """What was measured of a shipped release; None of one that was shipped without."""
    path = path_of(number)
    if not path.is_file():
        return None
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report
