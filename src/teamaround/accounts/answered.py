"""One form or call, one effect: the same key sent again gets the first answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare, salted_hmac

from teamaround.kernel.looks import collecting, touched
from teamaround.kernel.refusal import NotVisible, Refusal

from .models import Once
from .rules import Viewer

LONGEST_KEY = 80


def answer_once(http: HttpRequest, run: Callable[[], HttpResponse]) -> HttpResponse:
    """Run a write unless its key was answered before; then give that answer again.

    Must run inside the write's transaction: key and effect are kept or lost together.
    A form that was refused had no effect, so its key stays free.
    """
    key = str(http.POST.get("once", ""))[:LONGEST_KEY]
    if not key:
        return run()
    viewer = http.viewer  # type: ignore[attr-defined]
    row = _taken(viewer, key, http, asked="")
    if row is None:
        kept = Once.objects.get(account_id=viewer.account_id, key=key)
        return HttpResponseRedirect(kept.location)
    response = run()
    if response.status_code in (301, 302, 303):
        Once.objects.filter(pk=row).update(status=response.status_code, location=response["Location"])
    else:
        Once.objects.filter(pk=row).delete()
    return response


def answer_call_once(
    http: Any, run: Callable[[], HttpResponse], *,
    still_sees: Callable[[Viewer, Iterable[int], datetime], bool] | None,
) -> HttpResponse:  # fmt: skip
    """The same for a call of the API: its first answer again, body and all, and the look noted again.

    `http` is an ApiRequest with a key. The same key with something else in the call is
    refused; an answer about a child whom the caller may no longer know of is not there.
    """
    asked = _fingerprint(http)
    row = _taken(http.viewer, http.key, http, asked=asked)
    if row is None:
        kept = Once.objects.get(account_id=http.viewer.account_id, key=http.key)
        return _again(http, kept, asked=asked, still_sees=still_sees)
    with collecting() as looked:
        response = run()
    touched(looked)
    Once.objects.filter(pk=row).update(
        status=response.status_code, location=response.headers.get("Location", ""),
        body=response.content.decode(), children=sorted(looked),
    )  # fmt: skip
    return response


def _again(
    http: Any, kept: Once, *, asked: str,
    still_sees: Callable[[Viewer, Iterable[int], datetime], bool] | None,
) -> HttpResponse:  # fmt: skip
    if not constant_time_compare(kept.asked, asked):
        raise Refusal(
            "key-used-before",
            "This Idempotency-Key was sent before with something else. Use a new key for each thing that you do.",
            field="Idempotency-Key",
        )
    if kept.children and (still_sees is None or not still_sees(http.viewer, kept.children, http.now)):
        raise NotVisible
    touched(kept.children)
    response = HttpResponse(kept.body, status=kept.status, content_type="application/json")
    response.headers["Idempotency-Replayed"] = "true"
    if kept.location:
        response.headers["Location"] = kept.location
    return response


def _taken(viewer: Viewer, key: str, http: Any, *, asked: str) -> int | None:
    """The row of a key that is new; None when it was used before (waits for whoever is using it now)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_once (account_id, key, path, status, location, body, at, asked, children)"
            " VALUES (%s, %s, %s, 0, '', '', %s, %s, '{}') ON CONFLICT DO NOTHING RETURNING id",
            [viewer.account_id, key, http.path, http.now, asked],
        )
        row = cursor.fetchone()
    return row and int(row[0])


def _fingerprint(http: Any) -> str:
    """A keyed hash of what a call asks for; files by their content, not by how they were packed."""
    parts = hashlib.sha256(f"{http.method} {http.path}\n".encode())
    if http.FILES or http.POST:
        for name, values in sorted(http.POST.lists()):
            parts.update(repr((name, values)).encode())
        for name, file in sorted(http.FILES.items()):
            parts.update(repr((name, file.name)).encode())
            for chunk in file.chunks():
                parts.update(chunk)
            file.seek(0)
    else:
        parts.update(http.body)
    return salted_hmac("teamaround.api.asked", parts.hexdigest(), algorithm="sha256").hexdigest()
