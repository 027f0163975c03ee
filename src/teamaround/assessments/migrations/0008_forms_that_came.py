"""A form that came with the program is kept too, for no authority, once an assessment is begun with it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0007_offers_in_their_own_words")]
    operations = [
        migrations.AlterField(
            "formrelease",
            "authority",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="agencies.authority",
            ),
        ),
        migrations.RemoveConstraint("formrelease", "form_release_once"),
        migrations.AddConstraint(
            "formrelease",
            models.UniqueConstraint(
                fields=["authority", "key", "form_version"], nulls_distinct=False, name="form_release_once"
            ),
        ),
    ]  # fmt: skip
