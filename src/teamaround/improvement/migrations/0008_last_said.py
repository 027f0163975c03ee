"""The last word on an action is found at once, however long ago the first was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("improvement", "0007_from_decisions")]

    operations = [
        migrations.RemoveIndex(model_name="update", name="update_latest"),
        migrations.AddIndex(
            model_name="update",
            index=models.Index(fields=["action", "-month", "-at", "-id"], name="update_last_said"),
        ),
    ]
