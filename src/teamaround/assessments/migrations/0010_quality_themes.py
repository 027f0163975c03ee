"""Themes for training are counted apart from the children's records: by authority and day, and nothing else."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial"), ("assessments", "0009_checklists_forgotten")]
    operations = [
        migrations.CreateModel(
            name="QualityTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("theme", models.TextField()),
                ("ticked_on", models.DateField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.authority"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["authority", "ticked_on"], name="quality_theme_when")]},
        )
    ]
