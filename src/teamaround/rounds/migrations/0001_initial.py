"""The rounds that were gone: one row for each on each day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Gone",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("name", models.TextField()),
                ("on", models.DateField()),
                ("tries", models.SmallIntegerField(default=0)),
                ("begun_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("failed", models.BooleanField(default=False)),
                ("said", models.TextField(blank=True, default="")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("name", "on"), name="rounds_gone_once_a_day")
                ],
            },
        ),
    ]
