"""Letters without an invitation, which may carry a calendar file: a meeting that is called off.

Django would make the column's key to invitations anew to let it be empty, and the wall around
invitations lets nobody check that: so the column alone is changed.
"""

import django.db.models.deletion
from django.db import migrations, models

MAY_BE_EMPTY = "ALTER TABLE accounts_letter ALTER COLUMN invitation_id DROP NOT NULL"
IS_FULL = [
    "DELETE FROM accounts_letter WHERE invitation_id IS NULL",
    "ALTER TABLE accounts_letter ALTER COLUMN invitation_id SET NOT NULL",
]
TO_INVITATION = models.ForeignKey(
    null=True,
    on_delete=django.db.models.deletion.PROTECT,
    related_name="letters",
    to="accounts.invitation",
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_guests")]
    operations = [
        migrations.AddField("letter", "calendar", models.TextField(blank=True, default="")),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MAY_BE_EMPTY, IS_FULL)],
            state_operations=[migrations.AlterField("letter", "invitation", TO_INVITATION)],
        ),
    ]
