"""Pictures and quality reviews lie behind the family's agreement; a checklist is its writer's alone."""

from django.db import migrations

from teamaround.sharing import walls

CONTENT = ("assessments_picture", "assessments_qualityreview")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_pictures_checklists_quality_forms"), ("sharing", "0002_walls")]
    operations = [
        *[migrations.RunSQL(walls.behind_agreement(table), walls.taken_down(table)) for table in CONTENT],
        migrations.RunSQL(walls.own_rows("assessments_checklist"), walls.taken_down("assessments_checklist")),
    ]
