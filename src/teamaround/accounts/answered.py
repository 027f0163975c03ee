"""One form, one effect: the same key posted again gets the first answer."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from .models import Once

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
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_once (account_id, key, path, status, location, body, at)"
            " VALUES (%s, %s, %s, 0, '', '', %s) ON CONFLICT DO NOTHING RETURNING id",
            [viewer.account_id, key, http.path, http.now],  # type: ignore[attr-defined]
        )
        row = cursor.fetchone()
    if row is None:
        kept = Once.objects.get(account_id=viewer.account_id, key=key)
        return HttpResponseRedirect(kept.location)
    response = run()
    if response.status_code in (301, 302, 303):
        Once.objects.filter(pk=row[0]).update(
            status=response.status_code, location=response["Location"]
        )
    else:
        Once.objects.filter(pk=row[0]).delete()
    return response
