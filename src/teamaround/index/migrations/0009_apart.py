"""Keys say whether their child is shielded or sealed, so that such children are met at once under any key."""

from django.db import migrations, models

FOLLOWS = """
UPDATE index_key k SET is_apart = true FROM sharing_standing s
    WHERE s.child_id = k.child_id AND (s.is_shielded OR s.is_sealed);
CREATE FUNCTION index_key_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE index_key SET is_apart = (NEW.is_shielded OR NEW.is_sealed) WHERE child_id = NEW.child_id;
    RETURN NULL;
END $$;
CREATE TRIGGER index_key_apart AFTER UPDATE OF is_shielded, is_sealed ON sharing_standing
    FOR EACH ROW EXECUTE FUNCTION index_key_apart();
"""
NO_LONGER = """
DROP TRIGGER index_key_apart ON sharing_standing;
DROP FUNCTION index_key_apart();
"""


class Migration(migrations.Migration):
    dependencies = [("index", "0008_ledger"), ("sharing", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="key",
            name="is_apart",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.AddIndex(
            model_name="key",
            index=models.Index(
                fields=["key"],
                include=["child", "is_hidden"],
                condition=models.Q(is_apart=True),
                name="key_apart",
            ),
        ),
        migrations.RunSQL(FOLLOWS, NO_LONGER),
    ]
