"""What somebody wrote when they offered to contribute stands apart from what whoever asks writes to them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0006_guests")]
    operations = [
        migrations.AddField("contribution", "offered_words", models.TextField(blank=True, default="")),
        migrations.RunSQL(
            "UPDATE assessments_contribution SET offered_words = message, message = '' WHERE state = 'offered'",
            "UPDATE assessments_contribution SET message = offered_words WHERE message = ''",
        ),
    ]
