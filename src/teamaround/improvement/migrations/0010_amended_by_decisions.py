"""An amendment knows the decision of a body that stands behind it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("improvement", "0009_asked_by_link"), ("committees", "0003_copies")]

    operations = [
        migrations.AddField(
            "amendment",
            "decision",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="committees.decision",
            ),
        ),
    ]
