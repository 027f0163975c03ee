"""A family's no is kept, behind the agency that heard it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from teamaround.sharing import walls

INSTEAD = ("signposted", "own-service", "no-names", "safeguarding", "nothing")


def to(model: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("agencies", "0001_initial"),
        ("people", "0001_initial"),
        ("sharing", "0003_agreements_that_came"),
    ]
    operations = [
        migrations.CreateModel(
            name="Declined",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said_by", models.TextField()),
                ("said_on", models.DateField()),
                ("instead", models.TextField(choices=[(one, one) for one in INSTEAD])),
                ("note", models.TextField(blank=True, default="")),
                ("recorded_at", models.DateTimeField()),
                ("agency", to("agencies.agency")),
                ("child", to("people.child")),
                ("recorded_by", to(settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.RunSQL(walls.behind_agency("sharing_declined"), walls.taken_down("sharing_declined")),
    ]
