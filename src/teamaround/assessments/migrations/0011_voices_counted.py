"""Whether both voices are kept in an assessment that is complete, for counting; read once from what is there."""

from django.db import migrations, models

CHILDS = "'child_says', 'child_comments', 'good_day', 'my_view'"  # in the forms that came with the program
PARENTS = "'parent_comments'"


def _kept(parts: str, whose: str) -> str:
    return f"""EXISTS (SELECT 1 FROM assessments_answer w WHERE w.assessment_id = a.id AND w.text <> ''
        AND (w.part IN ({parts}) OR w.field = 'view' AND '{whose}' = ANY(string_to_array(w.text, ','))))"""  # noqa: S608


READ_ONCE = f"""
    SELECT set_config('teamaround.account', '0', true);
    ALTER TABLE assessments_answer NO FORCE ROW LEVEL SECURITY;
    UPDATE assessments_assessment a
        SET child_heard = {_kept(CHILDS, "child")}, parent_heard = {_kept(PARENTS, "parent")}
        WHERE a.completed_on IS NOT NULL;
    ALTER TABLE assessments_answer FORCE ROW LEVEL SECURITY;
"""  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("assessments", "0010_quality_themes")]
    operations = [
        migrations.AddField(
            model_name="assessment", name="child_heard", field=models.BooleanField(null=True)
        ),
        migrations.AddField(
            model_name="assessment", name="parent_heard", field=models.BooleanField(null=True)
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["completed_on"], name="assessment_completed_on"),
        ),
        migrations.AddIndex(
            model_name="assessment", index=models.Index(fields=["begun_on"], name="assessment_begun_on")
        ),
        migrations.AddIndex(
            model_name="contribution", index=models.Index(fields=["given_at"], name="contribution_given_at")
        ),
        migrations.RunSQL(READ_ONCE, migrations.RunSQL.noop),
    ]
