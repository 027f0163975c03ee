"""A service account of the shared world, and its calls of the API."""

from __future__ import annotations

import itertools
import json
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client

from teamaround.accounts import services as account_services
from teamaround.accounts.rules import Duty, setting_up

DUTIES = (Duty.FIND_CHILDREN, Duty.REGISTER_CHILDREN, Duty.RECORD_INVOLVEMENT, Duty.IMPORT_FILES)
_numbers = itertools.count(1)


class Caller:
    """Calls as a school's system would make them: with a token and a purpose, and a key for each write."""

    def __init__(
        self, world: Any, *, agency: str = "school", duties: Any = DUTIES, token_ends: date = date(2099, 1, 1)
    ):
        self.world, self.client, by = world, Client(raise_request_exception=False), setting_up()
        self.account = account_services.create(
            email=f"system-{next(_numbers)}@{agency}.example", name="School records system",
            agency_id=world.agency[agency].pk, starts_on=date(2020, 1, 1), is_service_account=True,
            by=by, now=world.now,
        )  # fmt: skip
        for duty in duties:
            account_services.grant(
                account_id=self.account.pk, duty=duty, starts_on=date(2020, 1, 1), by=by, now=world.now
            )
        self.token = account_services.make_token(
            account_id=self.account.pk, name="Tests", ends_on=token_ends, by=by, now=world.now
        )

    def headers(self, **changes: str | None) -> dict[str, str]:
        """What every call carries; a header set to None is left out."""
        usual = {"Authorization": f"Bearer {self.token}", "Purpose": "help"} | changes
        return {name.replace("_", "-"): value for name, value in usual.items() if value is not None}

    def get(self, place: str, **headers: str | None) -> Any:
        """A GET under /api/v1."""
        return self.client.get(f"/api/v1{place}", headers=self.headers(**headers))

    def post(self, place: str, body: Any, *, key: str | None = "", **headers: str | None) -> Any:
        """A POST under /api/v1, with a new key unless one is given."""
        key = f"key-{next(_numbers):08}" if key == "" else key
        return self.client.post(
            f"/api/v1{place}", json.dumps(body), content_type="application/json",
            headers=self.headers(Idempotency_Key=key, **headers),
        )  # fmt: skip

    def audited(self, act: str) -> list[dict[str, Any]]:
        """What this account left in the record under an act, the newest last."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT children, purpose, about, detail, request_id, said FROM audit_entry"
                " WHERE act = %s AND account_id = %s ORDER BY id",
                [act, self.account.pk],
            )
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def refused(response: Any, status: int, code: str) -> dict[str, Any]:
    """The problem document of a refusal that is just as expected."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    said = response.json()
    assert said["code"] == code and said["status"] == status and said["detail"], said
    return said
