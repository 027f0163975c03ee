"""Entries with accents, or with words in Welsh, are found by them: what a search looks through is made anew for these."""

from django.db import migrations

from teamaround.directory.rules.needs import plain
from teamaround.directory.rules.welsh import tokens

FOLDED = "translate(lower({}), 'àáâäãèéêëìíîïòóôöõùúûüẁẃŵẅỳýŷÿçñ', 'aaaaaeeeeiiiiooooouuuuwwwwyyyycn')"
SAID = (
    "concat_ws(' ', s.name, s.alternate_name)",
    "concat_ws(' ', o.name, o.alternate_name)",
    "concat_ws(' ', s.description, s.eligibility_description, s.application_process)",
)
ANEW = """
UPDATE directory_service s SET words = setweight(to_tsvector('english', {}), 'A')
    || setweight(to_tsvector('english', coalesce((
        SELECT string_agg(m.name || ' ' || m.description, ' ')
        FROM directory_attribute a JOIN directory_term m ON m.id = a.term_id WHERE a.service_id = s.id
    ), '')), 'B')
    || setweight(to_tsvector('english', {}), 'C') || setweight(to_tsvector('english', {}), 'D')
FROM directory_organisation o WHERE o.id = s.organisation_id AND concat({}, {}, {}) ~ '[À-ž]'
""".format(*map(FOLDED.format, SAID), *SAID)  # noqa: S608 - our own names
IN_WELSH = """
UPDATE directory_service SET words = words || setweight(to_tsvector('english', %s), 'A')
    || setweight(to_tsvector('english', %s), 'D') WHERE id = %s
"""


def weigh(apps, schema_editor):
    """Once, for what is there already; from now on every change does it."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(ANEW)
        model = apps.get_model("directory", "Translation")
        translations = model.objects.using(schema_editor.connection.alias).filter(language="cy")
        for key, words in translations.values_list("service_id", "words"):
            rest = " ".join(text for field, text in words.items() if field != "name")
            cursor.execute(IN_WELSH, [tokens(plain(words.get("name", ""))), tokens(plain(rest)), key])


class Migration(migrations.Migration):
    dependencies = [("directory", "0010_joining")]
    operations = [migrations.RunPython(weigh, migrations.RunPython.noop)]
