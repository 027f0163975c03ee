"""The note that says that a database holds an invented county."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("site", "0001_cache")]
    operations = [
        migrations.CreateModel(
            name="DemoCounty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("seed", models.BigIntegerField()),
                ("children", models.IntegerField()),
                ("cast", models.JSONField(default=list)),
                ("begun_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
