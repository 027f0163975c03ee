"""Words that were taken over from an earlier assessment name it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0012_sent_by")]
    operations = [
        migrations.AddField(
            model_name="answer",
            name="from_earlier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assessments.assessment",
            ),
        ),
    ]
