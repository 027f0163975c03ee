"""What a team says, decides and plans lies behind the family's agreement; who leads is known."""

from django.db import migrations

from teamaround.sharing import walls

CONTENT = (
    "episodes_goal", "episodes_earliergoal", "episodes_teammember", "episodes_meeting", "episodes_invited",
    "episodes_minute", "episodes_voice", "episodes_review",
)  # fmt: skip
KNOWN = ("episodes_episodechild", "episodes_episodemove", "episodes_cover", "episodes_protectionlead")


class Migration(migrations.Migration):
    dependencies = [("episodes", "0003_team_meetings_reviews"), ("sharing", "0002_walls")]
    operations = [
        *[migrations.RunSQL(walls.behind_agreement(table), walls.taken_down(table)) for table in CONTENT],
        *[migrations.RunSQL(walls.behind_sign_in(table), walls.taken_down(table)) for table in KNOWN],
    ]
