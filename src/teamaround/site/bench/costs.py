"""What the audit adds, and how many queries a page makes; measured in this process."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial
from typing import Any

from .county import Sample, finders, numbers_of

PAIRS = 300


def audit_cost(sample: Sample) -> dict[str, Any]:
    """The same look with and without its audit row, in turn, each committed."""
    from teamaround.accounts.door import opened, work
    from teamaround.kernel.looks import collecting
    from teamaround.people import portraits

    viewer = finders()[0]
    ids = list(numbers_of({ref for ref, _ in sample.children}).values())
    with_row, without = [], []
    for turn in range(PAIRS):
        child, now = ids[turn % len(ids)], datetime.now(UTC)
        started = time.perf_counter()
        work(
            partial(portraits.portrait, viewer, child, at=now),
            viewer=lambda: viewer, now=now, act="page.shown", said="bench",
        )  # fmt: skip
        middle = time.perf_counter()
        with collecting(), opened(viewer):
            portraits.portrait(viewer, child, at=now)
        ended = time.perf_counter()
        with_row.append(middle - started)
        without.append(ended - middle)
    return {
        "look_with_row_p95_ms": _p95(with_row), "look_without_row_p95_ms": _p95(without),
        "added_p95_ms": round(_p95(with_row) - _p95(without), 2),
        "added_p50_ms": round(_p50(with_row) - _p50(without), 2),
    }  # fmt: skip


def _p95(seconds: list[float]) -> float:
    return round(1000 * sorted(seconds)[int(0.95 * (len(seconds) - 1))], 2)


def _p50(seconds: list[float]) -> float:
    return round(1000 * sorted(seconds)[len(seconds) // 2], 2)


def query_counts(sample: Sample) -> dict[str, int]:
    """Queries of each page for one signed-in person, the sign-in check included."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from teamaround.accounts import queries as accounts

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    account = accounts.account(finders()[0].account_ref)
    assert account is not None
    client = Client()
    client.force_login(account, settings.AUTHENTICATION_BACKENDS[0])
    ref, name = sample.children[0]
    counts: dict[str, int] = {}

    def counted(label: str, ask: Any) -> Any:
        with CaptureQueriesContext(connection) as caught:
            answer = ask()
        counts[label] = len([row for row in caught.captured_queries if not _is_frame(row["sql"])])
        return answer

    asked = counted("search", lambda: client.post("/find/", {"name": name, "purpose": "help"}))
    counted("found", lambda: client.get(asked["Location"]))
    counted("child", lambda: client.get(f"/children/{ref}/"))
    counted("home", lambda: client.get("/"))
    return counts


def _is_frame(sql: str) -> bool:
    """Transaction marks are not queries."""
    return sql.split(" ")[0] in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"}
