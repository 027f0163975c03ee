"""A column has one index, not two that are the same."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_walls"),
    ]

    operations = [
        migrations.AlterField(
            model_name="address",
            name="child",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="addresses",
                to="people.child",
            ),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="child",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendances",
                to="people.child",
            ),
        ),
        migrations.AlterField(
            model_name="identifier",
            name="child",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="identifiers",
                to="people.child",
            ),
        ),
        migrations.AlterField(
            model_name="name",
            name="child",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="names",
                to="people.child",
            ),
        ),
        migrations.AlterField(
            model_name="relationship",
            name="child",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="relationships",
                to="people.child",
            ),
        ),
    ]
