"""The table of counters that sign-in's lock-out keeps; the database's, so that it outlives a restart."""

from django.db import migrations

FORWARD = """
CREATE TABLE site_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX site_cache_expires ON site_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    operations = [migrations.RunSQL(FORWARD, "DROP TABLE site_cache;")]
