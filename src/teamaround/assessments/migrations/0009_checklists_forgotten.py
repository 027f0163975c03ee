"""The background's tidying may forget checklists whose day is over, and sees no others."""

from django.db import migrations

OVER = "coalesce(current_setting('teamaround.forgetting', true), '') = 'on' AND forget_on < CURRENT_DATE"


class Migration(migrations.Migration):
    dependencies = [("assessments", "0008_forms_that_came")]
    operations = [
        migrations.RunSQL(
            f"CREATE POLICY assessments_checklist_over ON assessments_checklist FOR SELECT USING ({OVER});"
            f"CREATE POLICY assessments_checklist_forgotten ON assessments_checklist FOR DELETE USING ({OVER});",
            "DROP POLICY assessments_checklist_over ON assessments_checklist;"
            "DROP POLICY assessments_checklist_forgotten ON assessments_checklist;",
        )
    ]
