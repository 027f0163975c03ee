"""What a search asks of an entry stands in one row: its terms, whose ground it is for, where it is given.

All of it comes from the public views, so a confidential place is in none of it; when a location moves or becomes
confidential, the database itself puts it right. Places are points on a ball of radius one (x, y, z in a row), because
how near two of these are is told without a sine.
"""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.search
from django.db import migrations, models

COLUMNS = """
ALTER TABLE directory_service
    ADD COLUMN sought_terms uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN sought_covers text[] NOT NULL DEFAULT '{}',
    ADD COLUMN sought_spots double precision[] NOT NULL DEFAULT '{}';
"""
FUNCTIONS = """
CREATE FUNCTION directory_terms_of(service uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(t.term_id ORDER BY t.term_id), '{}') FROM directory_attribute t WHERE t.service_id = service
$$;
CREATE FUNCTION directory_covers_of(service uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT t.covers ORDER BY t.covers), '{}') FROM directory_servicearea t
    WHERE t.service_id = service AND t.covers <> ''
$$;
CREATE FUNCTION directory_spots_of(service uuid) RETURNS double precision[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(n ORDER BY p.id, which), '{}')
    FROM directory_place p JOIN directory_public_location l ON l.id = p.location_id,
        LATERAL (VALUES (1, cos(radians(l.latitude)) * cos(radians(l.longitude))),
            (2, cos(radians(l.latitude)) * sin(radians(l.longitude))), (3, sin(radians(l.latitude)))) AS point (which, n)
    WHERE p.service_id = service AND l.latitude IS NOT NULL AND l.longitude IS NOT NULL
$$;
CREATE FUNCTION directory_location_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE directory_service SET sought_spots = directory_spots_of(id)
    WHERE id IN (SELECT service_id FROM directory_place WHERE location_id = NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER directory_location_moved AFTER UPDATE ON directory_location FOR EACH ROW
    WHEN ((OLD.latitude, OLD.longitude, OLD.is_confidential)
        IS DISTINCT FROM (NEW.latitude, NEW.longitude, NEW.is_confidential))
    EXECUTE FUNCTION directory_location_moved();
"""
VIEW = """
CREATE VIEW directory_public_sought AS
    SELECT t.id, t.organisation_id, t.name, t.status, t.is_free, t.minimum_age, t.maximum_age, t.assured_on,
        t.modified_at, t.words, t.sought_terms AS terms, t.sought_covers AS covers, t.sought_spots AS spots
    FROM directory_service t WHERE NOT t.is_internal;
"""
FILLED = """
UPDATE directory_service SET sought_terms = directory_terms_of(id), sought_covers = directory_covers_of(id),
    sought_spots = directory_spots_of(id);
"""
INDEX = "CREATE INDEX directory_service_terms ON directory_service USING gin (sought_terms);"
GONE = """
DROP VIEW directory_public_sought;
DROP TRIGGER directory_location_moved ON directory_location;
DROP FUNCTION directory_location_moved();
DROP FUNCTION directory_spots_of(uuid);
DROP FUNCTION directory_covers_of(uuid);
DROP FUNCTION directory_terms_of(uuid);
ALTER TABLE directory_service DROP COLUMN sought_terms, DROP COLUMN sought_covers, DROP COLUMN sought_spots;
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0012_attributes_by_each")]
    operations = [
        migrations.RunSQL(COLUMNS + FUNCTIONS + FILLED, GONE),
        migrations.RunSQL(INDEX + VIEW, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="PublicSought",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("organisation_id", models.UUIDField()),
                ("name", models.TextField()),
                ("status", models.TextField()),
                ("is_free", models.BooleanField(null=True)),
                ("minimum_age", models.FloatField(null=True)),
                ("maximum_age", models.FloatField(null=True)),
                ("assured_on", models.DateField()),
                ("modified_at", models.DateTimeField()),
                ("words", django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                (
                    "terms",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                (
                    "covers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                (
                    "spots",
                    django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=None),
                ),
            ],
            options={"db_table": "directory_public_sought", "managed": False},
        ),
    ]
