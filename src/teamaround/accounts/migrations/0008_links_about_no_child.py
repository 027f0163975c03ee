"""A link may be about no child: an owner's monthly word on the actions of a plan.

The column alone is changed, as in 0004: the wall around invitations lets nobody check its key anew.
"""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("contribution", "contribution"),
    ("family", "family"),
    ("request", "request"),
    ("update", "update"),
]
MAY_BE_EMPTY = "ALTER TABLE accounts_invitation ALTER COLUMN child_id DROP NOT NULL"
IS_FULL = [
    "ALTER TABLE accounts_invitation NO FORCE ROW LEVEL SECURITY",
    "DELETE FROM accounts_letter WHERE invitation_id IN (SELECT id FROM accounts_invitation WHERE child_id IS NULL)",
    "DELETE FROM accounts_invitation WHERE child_id IS NULL",
    "SET CONSTRAINTS ALL IMMEDIATE",
    "ALTER TABLE accounts_invitation ALTER COLUMN child_id SET NOT NULL",
    "ALTER TABLE accounts_invitation FORCE ROW LEVEL SECURITY",
]
TO_CHILD = models.ForeignKey(
    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_requests_by_link"), ("people", "0002_walls")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MAY_BE_EMPTY, IS_FULL)],
            state_operations=[migrations.AlterField("invitation", "child", TO_CHILD)],
        ),
        migrations.AlterField("invitation", "kind", models.TextField(choices=KINDS)),
    ]
