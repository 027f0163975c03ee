"""What the site's role may do: read and write rows, delete in a few tables, never touch the record."""

from __future__ import annotations

from typing import Any

from psycopg import sql

DELETES_IN = (
    "django_session", "site_cache", "accounts_once", "accounts_grant", "index_key", "index_likeness", "index_crowded", "index_label",
    "people_address", "people_attendance", "people_sealeddetails", "mfa_authenticator",
    "account_emailaddress", "account_emailconfirmation", "exchange_filepart", "accounts_letter", "audit_gap",
    "assessments_checklist", "directory_phone", "directory_contact", "directory_schedule", "directory_place",
    "directory_address", "directory_accessibility", "directory_identifier", "directory_servicearea",
    "directory_language", "directory_cost", "directory_funding", "directory_document", "directory_attribute",
    "directory_fieldword", "directory_signup", "committees_wholecopy", "rounds_gone",
    "improvement_wantedmeasure",
)  # fmt: skip
ONLY_ADDS_TO = (
    "audit_entry", "audit_seal", "index_linkevent", "improvement_month", "improvement_update", "improvement_evidence",
    "improvement_actionversion", "improvement_planmove", "improvement_ask", "improvement_measured",
    "improvement_baseline", "improvement_reading", "improvement_beginning", "improvement_saidback",
    "committees_paperversion",
    "committees_exempttext", "committees_signoff", "committees_publication", "facts_fact",
)  # fmt: skip
ONLY_READS = ("django_migrations", "django_content_type")


def statements(role: str, tables: set[str]) -> list[sql.Composed]:
    """The grants as SQL, for those of the tables that are there. Safe to run again."""
    to = sql.Identifier(role)
    made = [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(to),
        sql.SQL("GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {}").format(to),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(to),
    ]
    for name in tables & set(DELETES_IN):
        made.append(sql.SQL("GRANT DELETE ON {} TO {}").format(sql.Identifier(name), to))
    for name in tables & set(ONLY_ADDS_TO):
        made.append(sql.SQL("REVOKE UPDATE ON {} FROM {}").format(sql.Identifier(name), to))
    for name in tables & set(ONLY_READS):
        made.append(sql.SQL("REVOKE INSERT, UPDATE ON {} FROM {}").format(sql.Identifier(name), to))
    return made


def give(connection: Any, *, role: str) -> None:
    """Give the role its rights through an owner's Django connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {row[0] for row in cursor.fetchall()}
        for statement in statements(role, tables):
            cursor.execute(statement.as_string(cursor.connection))
