"""The database itself keeps the audit append-only and numbers each entry's transaction."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit can only be added to.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION audit_number_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.xid := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;

CREATE TRIGGER audit_entry_xid BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_number_transaction();
CREATE TRIGGER audit_entry_keep BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_entry_keep_all BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_keep BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_keep_all BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
BACKWARD = """
DROP TRIGGER audit_seal_keep_all ON audit_seal;
DROP TRIGGER audit_seal_keep ON audit_seal;
DROP TRIGGER audit_entry_keep_all ON audit_entry;
DROP TRIGGER audit_entry_keep ON audit_entry;
DROP TRIGGER audit_entry_xid ON audit_entry;
DROP FUNCTION audit_number_transaction();
DROP FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
