"""The public views ask about each row what it hangs on, instead of first listing everything public."""

from django.db import migrations

OF = "EXISTS (SELECT 1 FROM directory_public_{0} o WHERE o.id = t.{0}_id)"
LISTED = "t.{0}_id IN (SELECT id FROM directory_public_{0})"
VIEWS = {
    "schedule": ("service", "place"),
    "contact": ("service",),
    "phone": ("service", "location", "contact"),
    "attribute": ("service", "location"),
}
OF_ORGANISATIONS = ("contact", "phone", "attribute")


def made(how):
    """The views, with what hangs on something public told in this way."""
    for name, owners in VIEWS.items():
        which = [how.format(owner) for owner in owners]
        if name in OF_ORGANISATIONS:
            which.append("t.organisation_id IS NOT NULL")
        public = "t.is_public AND " if name == "contact" else ""
        yield (
            f"CREATE OR REPLACE VIEW directory_public_{name} AS "  # noqa: S608 - our own names
            f"SELECT t.* FROM directory_{name} t WHERE {public}({' OR '.join(which)});"
        )


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_keeping")]
    operations = [migrations.RunSQL("".join(made(OF)), "".join(made(LISTED)))]
