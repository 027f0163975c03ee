"""People without an account: invitations, their letters, and accounts that never sign in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

KINDS = [("contribution", "contribution"), ("family", "family")]
ENDED = [("guessed", "guessed"), ("taken-back", "taken-back"), ("done", "done")]
PROTECT = django.db.models.deletion.PROTECT

# Whoever holds the link (its digest is set for that look alone), the guest, and the inviting
# agency's people, who have duties as guests do not.
_HOLDER = "digest = (SELECT nullif(current_setting('teamaround.link', true), ''))"
_GUEST = "guest_id = (SELECT nullif(current_setting('teamaround.account', true), '')::bigint)"
_AGENCY = (
    "(agency_id = (SELECT nullif(current_setting('teamaround.agency', true), '')::bigint)"
    " AND (SELECT coalesce(current_setting('teamaround.duties', true), '')) <> '')"
)
WALL = (
    "ALTER TABLE accounts_invitation ENABLE ROW LEVEL SECURITY;"
    "ALTER TABLE accounts_invitation FORCE ROW LEVEL SECURITY;"
    "CREATE POLICY accounts_invitation_wall ON accounts_invitation"
    f" USING ({_HOLDER} OR {_GUEST} OR {_AGENCY}) WITH CHECK ({_GUEST} OR {_AGENCY});"
)
NO_WALL = (
    "DROP POLICY accounts_invitation_wall ON accounts_invitation;"
    "ALTER TABLE accounts_invitation NO FORCE ROW LEVEL SECURITY;"
    "ALTER TABLE accounts_invitation DISABLE ROW LEVEL SECURITY;"
)


def _key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model, related_name="+", one_to_one=False):
    field = models.OneToOneField if one_to_one else models.ForeignKey
    return field(on_delete=PROTECT, related_name=related_name, to=model)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_api_calls"),
        ("agencies", "0001_initial"),
        ("people", "0002_walls"),
    ]
    operations = [
        migrations.AddField("account", "is_guest", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "account",
            models.CheckConstraint(
                condition=Q(is_guest=False)
                | Q(is_active=False, practitioner__isnull=True, is_service_account=False),
                name="guest_never_signs_in",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", _key()),
                ("ref", models.TextField(unique=True)),
                ("kind", models.TextField(choices=KINDS)),
                ("about", models.TextField()),
                ("child", _to("people.child")),
                ("invited_by", _to(settings.AUTH_USER_MODEL)),
                ("agency", _to("agencies.agency")),
                ("guest", _to(settings.AUTH_USER_MODEL, one_to_one=True)),
                ("name", models.TextField()),
                ("email", models.EmailField(max_length=254)),
                ("site", models.TextField()),
                ("digest", models.TextField(unique=True)),
                ("links_sent", models.IntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("code_digest", models.TextField(blank=True, default="")),
                ("code_sent_at", models.DateTimeField(null=True)),
                ("codes_sent", models.IntegerField(default=0)),
                ("wrong_tries", models.IntegerField(default=0)),
                ("opened_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.TextField(blank=True, choices=ENDED, default="")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["about"], name="invitation_about"),
                    models.Index(fields=["invited_by", "ended_at"], name="invitation_by"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(ended_at__isnull=True, ended_because="")
                        | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                        name="invitation_ended_for_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", _key()),
                ("invitation", _to("accounts.invitation", related_name="letters")),
                ("is_code", models.BooleanField(default=False)),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.TextField()),
                ("body", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("good_until", models.DateTimeField()),
                ("next_try_at", models.DateTimeField(null=True)),
                ("tries", models.IntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["next_try_at"], name="letter_next_try")]},
        ),
        migrations.RunSQL(WALL, NO_WALL),
    ]
