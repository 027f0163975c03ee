"""The note in the database that its people are invented."""

from __future__ import annotations

from django.db import models


class DemoCounty(models.Model):
    """One row in a demo's database, and none in any other; half made until `made_at` is set.

    `cast` lists who may be picked at sign-in: email, account, name, title, agency, who, try_this.
    """

    name = models.TextField()
    seed = models.BigIntegerField()
    children = models.IntegerField()
    cast = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "name", "seed", "children", "cast", "begun_at", "made_at"}
