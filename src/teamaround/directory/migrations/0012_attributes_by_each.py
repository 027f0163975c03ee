"""The public view of attributes asks for each owner apart, so that the database finds them by their indexes.

The same rows as before: an attribute hangs on one owner alone.
"""

from django.db import migrations

NAME = "directory_public_attribute"
BY_EACH = f"""CREATE OR REPLACE VIEW {NAME} AS
    SELECT t.* FROM directory_attribute t WHERE t.organisation_id IS NOT NULL
    UNION ALL SELECT t.* FROM directory_attribute t JOIN directory_public_service s ON s.id = t.service_id
    UNION ALL SELECT t.* FROM directory_attribute t JOIN directory_public_location l ON l.id = t.location_id;"""  # noqa: S608 - our own names
AT_ONCE = f"""CREATE OR REPLACE VIEW {NAME} AS SELECT t.* FROM directory_attribute t
    WHERE EXISTS (SELECT 1 FROM directory_public_service o WHERE o.id = t.service_id)
    OR EXISTS (SELECT 1 FROM directory_public_location o WHERE o.id = t.location_id)
    OR t.organisation_id IS NOT NULL;"""  # noqa: S608 - our own names


class Migration(migrations.Migration):
    dependencies = [("directory", "0011_accents")]
    operations = [migrations.RunSQL(BY_EACH, AT_ONCE)]
