"""Letters without an invitation, which may carry a calendar file: a meeting that is called off."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_guests")]
    operations = [
        migrations.AddField("letter", "calendar", models.TextField(blank=True, default="")),
        migrations.AlterField(
            "letter",
            "invitation",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="accounts.invitation",
            ),
        ),
    ]
