"""Keys of facts that a shielded record does not show: followed by imports, never by a search."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("index", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="key",
            name="is_hidden",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.RemoveIndex(model_name="key", name="key_key"),
        migrations.AddIndex(
            model_name="key",
            index=models.Index(fields=["key"], include=["child", "is_hidden"], name="key_leads_to"),
        ),
    ]
