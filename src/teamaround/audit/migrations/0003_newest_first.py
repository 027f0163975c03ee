"""The newest entries first, in any stretch of time, without sorting the whole record."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.AddIndex("entry", models.Index(fields=["-at", "-id"], name="audit_entry_newest")),
    ]
