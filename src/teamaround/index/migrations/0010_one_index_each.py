"""A column has one index, not two that are the same; and keys are no longer checked against children one by one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_review_cycles"),
        ("index", "0009_apart"),
        ("people", "0003_one_index_each"),
    ]

    operations = [
        migrations.AlterField(
            model_name="involvement",
            name="agency",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AlterField(
            model_name="involvement",
            name="child",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="involvements",
                to="people.child",
            ),
        ),
        migrations.AlterField(
            model_name="key",
            name="child",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="keys",
                to="people.child",
            ),
        ),
        migrations.AlterField(
            model_name="sourcerecord",
            name="agency",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
    ]
