"""Every step of the tables can be taken back, and taken again to the same place, as a new installation takes it."""

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from teamaround.site.migrating import models_drawn_alone

SHAPE = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
    "constraints": "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
    "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "policies": "SELECT tablename, policyname, qual, with_check FROM pg_policies ORDER BY 1, 2",
    "triggers": "SELECT event_object_table, trigger_name, action_timing, event_manipulation FROM information_schema.triggers ORDER BY 1, 2, 3, 4",
    "forced": "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prolang <> 13 ORDER BY 1",
}  # fmt: skip
OURS = (
    "site", "improvement", "exchange", "family", "episodes", "assessments", "requests", "directory", "localities", "committees", "facts", "index", "people",
    "sharing", "accounts", "agencies", "rounds", "audit",
)  # fmt: skip


def shape():
    found = {}
    with connections["owner"].cursor() as cursor:
        for what, question in SHAPE.items():
            cursor.execute(question)
            found[what] = [row for row in cursor.fetchall() if "django_" not in str(row[0])]
    return found


def tables():
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in cursor.fetchall()}


def test_back_to_nothing_and_forth_again(own_database):
    before = shape()
    MigrationExecutor(connections["owner"]).migrate([(package, None) for package in OURS])
    left = {name for name in tables() if name.split("_")[0] in OURS}
    assert not left
    with models_drawn_alone():
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    after = shape()
    for what in SHAPE:
        assert after[what] == before[what], what


def test_nothing_is_left_to_be_migrated(own_database):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_everything_about_a_child_stands_behind_row_security(own_database):
    """Tables that may hold a child's facts are forced, for the owner too."""
    open_on_purpose = {"sharing_standing", "sharing_reach", "sharing_override"}
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.table_name FROM information_schema.columns c JOIN pg_class p ON p.relname = c.table_name"
            " WHERE c.table_schema = 'public' AND c.column_name = 'child_id' AND NOT p.relforcerowsecurity"
        )
        bare = {name for (name,) in cursor.fetchall()}
    assert bare <= open_on_purpose | {
        "index_key",
        "index_pointers",
        "index_pairtoreview",
        "index_sourcerecord",
    }
