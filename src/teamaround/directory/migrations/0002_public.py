"""Views for the public, which hold nothing internal and no confidential place; a wall around those places."""

from django.db import migrations

from teamaround.sharing.walls import behind, open_unless, taken_down

OF_A_SERVICE = "JOIN directory_public_service s ON s.id = t.service_id"
OF_A_LOCATION = "JOIN directory_public_location l ON l.id = t.location_id"
VIEWS = {  # each stands on those before it
    "organisation": "",
    "identifier": "",
    "service": "WHERE NOT t.is_internal",
    "location": "WHERE NOT t.is_confidential",
    "address": OF_A_LOCATION,
    "accessibility": OF_A_LOCATION,
    "place": f"{OF_A_SERVICE} {OF_A_LOCATION}",
    "schedule": "WHERE t.service_id IN (SELECT id FROM directory_public_service)"
    " OR t.place_id IN (SELECT id FROM directory_public_place)",
    "contact": "WHERE t.is_public AND (t.organisation_id IS NOT NULL"
    " OR t.service_id IN (SELECT id FROM directory_public_service))",
    "phone": "WHERE t.organisation_id IS NOT NULL"
    " OR t.service_id IN (SELECT id FROM directory_public_service)"
    " OR t.location_id IN (SELECT id FROM directory_public_location)"
    " OR t.contact_id IN (SELECT id FROM directory_public_contact)",
    "servicearea": OF_A_SERVICE,
    "language": OF_A_SERVICE,
    "cost": OF_A_SERVICE,
    "funding": OF_A_SERVICE,
    "document": OF_A_SERVICE,
    "attribute": "WHERE t.organisation_id IS NOT NULL"
    " OR t.service_id IN (SELECT id FROM directory_public_service)"
    " OR t.location_id IN (SELECT id FROM directory_public_location)",
}
MADE = [
    f"CREATE VIEW directory_public_{name} AS SELECT t.* FROM directory_{name} t {which};"  # noqa: S608 - our own names
    for name, which in VIEWS.items()
]
GONE = [f"DROP VIEW directory_public_{name};" for name in reversed(VIEWS)]


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("sharing", "0001_initial")]
    operations = [
        migrations.RunSQL("".join(MADE), "".join(GONE)),
        migrations.RunSQL(
            open_unless("directory_location", "is_confidential"), taken_down("directory_location")
        ),
        migrations.RunSQL(
            behind("directory_address", "directory_location", by="location_id"),
            taken_down("directory_address"),
        ),
    ]
