"""Which open page sent what is kept: a page that did not hear so goes on from its own words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0011_voices_counted")]
    operations = [
        migrations.AddField("answer", "sent_by", models.TextField(blank=True, default="")),
    ]
