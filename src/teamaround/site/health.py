"""Is the site well? For load balancers and people on duty."""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse
from psycopg_pool import PoolTimeout

from teamaround.accounts.door import public

from .migrating import steps_written


@public
def health(http: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """200 with the state of the database and its tables; 503 when it is away or behind."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version')")
            version = str(cursor.fetchone()[0])
            cursor.execute("SELECT app, name FROM django_migrations")
            missing = steps_written() - set(cursor.fetchall())
    except (DatabaseError, InterfaceError, PoolTimeout):
        answer = {"status": "away", "database": "away", "migrations": "unknown"}
        return JsonResponse(answer, status=503)
    state = "behind" if missing else "current"
    body = {
        "status": "behind" if missing else "ok",
        "database": f"PostgreSQL {version}",
        "migrations": state,
    }
    return JsonResponse(body, status=503 if missing else 200)
