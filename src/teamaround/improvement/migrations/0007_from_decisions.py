"""An action may come from a decision of a body."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("committees", "0002_papers"),
        ("improvement", "0006_proposals"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="decision",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="committees.decision",
            ),
        ),
    ]
