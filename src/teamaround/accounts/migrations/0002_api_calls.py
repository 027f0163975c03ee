"""What was asked and whom the answer shows, beside each kept answer; calls counted under their token."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.AddField("once", "asked", models.TextField(default="")),
        migrations.AddField("once", "children", ArrayField(models.BigIntegerField(), default=list)),
        migrations.AddField("token", "calls", models.IntegerField(default=0)),
        migrations.AddField("token", "minute", models.BigIntegerField(default=0)),
        migrations.AddIndex("once", models.Index(fields=["at"], name="once_at")),
    ]
