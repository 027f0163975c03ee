"""Agreements go with the record about which they were given when it is joined to another."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("sharing", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="agreement",
            name="came_from",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"
            ),
        ),
        migrations.RemoveConstraint(model_name="agreement", name="one_agreement_in_force"),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("child", "came_from"),
                name="one_agreement_in_force",
                nulls_distinct=False,
            ),
        ),
    ]
