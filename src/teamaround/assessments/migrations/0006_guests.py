"""A part may be a guest's, who has no account and comes by a link."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

PROTECT = django.db.models.deletion.PROTECT


def _words():
    return models.TextField(blank=True, default="")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0005_assessments_that_came"), ("accounts", "0003_guests")]
    operations = [
        migrations.AlterField(
            "contribution",
            "agency",
            models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="agencies.agency"),
        ),
        migrations.AddField(
            "contribution",
            "guest",
            models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField("contribution", "guest_name", _words()),
        migrations.AddField("contribution", "organisation", _words()),
        migrations.AddField("contribution", "called", _words()),
        migrations.AddField("contribution", "agreed_in_words", _words()),
        migrations.AddField("contribution", "reminded_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "contribution",
            models.CheckConstraint(
                condition=Q(agency__isnull=False, guest__isnull=True)
                | Q(agency__isnull=True, guest__isnull=False),
                name="part_of_an_agency_or_a_guest",
            ),
        ),
    ]
