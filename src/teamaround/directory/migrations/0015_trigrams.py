"""How many trigrams a name has, so that it need not be compared with words that are far longer or shorter."""

from django.db import migrations, models

SOUGHT = """
CREATE OR REPLACE VIEW directory_public_sought AS
    SELECT t.id, t.organisation_id, t.name, t.status, t.is_free, t.minimum_age, t.maximum_age, t.assured_on,
        t.modified_at, t.words, t.sought_terms AS terms, t.sought_covers AS covers, t.sought_spots AS spots{more}
    FROM directory_service t WHERE NOT t.is_internal;
"""
COUNTED = """
ALTER TABLE directory_service ADD COLUMN sought_trigrams integer
    GENERATED ALWAYS AS (cardinality(show_trgm(name))) STORED;
""" + SOUGHT.format(more=", t.sought_trigrams AS trigrams")
GONE = f"""
DROP VIEW directory_public_sought;
{SOUGHT.format(more="")}
ALTER TABLE directory_service DROP COLUMN sought_trigrams;
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0014_welsh_words")]
    operations = [
        migrations.RunSQL(
            COUNTED,
            GONE,
            state_operations=[
                migrations.AddField(
                    "publicsought", "trigrams", models.IntegerField(default=0), preserve_default=False
                )
            ],
        ),
    ]
