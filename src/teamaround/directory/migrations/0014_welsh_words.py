"""The Welsh words of entries are known, so that a slip can be put right to one of them."""

from django.db import migrations

from teamaround.directory.rules.needs import plain

KNOW = "INSERT INTO directory_word (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"


def know(apps, schema_editor):
    """Once, for what is there already; from now on every change does it."""
    model = apps.get_model("directory", "Translation")
    told = (
        model.objects.using(schema_editor.connection.alias)
        .filter(language="cy")
        .values_list("words", flat=True)
    )
    words = {word for each in told for text in each.values() for word in plain(text).split()}
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(KNOW, [sorted(word for word in words if len(word) > 3 and word.isalpha())])


class Migration(migrations.Migration):
    dependencies = [("directory", "0013_sought")]
    operations = [migrations.RunPython(know, migrations.RunPython.noop)]
