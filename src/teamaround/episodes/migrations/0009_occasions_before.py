"""Meetings and reviews that were held before they were counted."""

from django.db import migrations

WALLED = ("episodes_meeting", "episodes_review", "episodes_voice")
_HEARD = """EXISTS (SELECT 1 FROM episodes_voice v WHERE v.{at}_id = o.id AND v.child_id = o.child_id
    AND v.whose = '{whose}' AND v.heard <> 'not_heard')"""
_NOBODY_UNHEARD = """NOT EXISTS (SELECT 1 FROM episodes_voice v WHERE v.{at}_id = o.id
    AND v.whose = '{whose}' AND v.heard = 'not_heard')"""
_ALL_HEARD = f"{_HEARD} AND {_NOBODY_UNHEARD}"
MEETINGS = f"""INSERT INTO episodes_occasion
    (episode_id, child_id, kind, meeting_id, held_on, child_heard, parent_heard, ends_work)
    SELECT o.episode_id, o.child_id, 'meeting', o.id, (o.starts_at AT TIME ZONE 'Europe/London')::date,
        {_HEARD.format(at="meeting", whose="child")}, {_HEARD.format(at="meeting", whose="parent")}, false
    FROM episodes_meeting o WHERE o.state = 'held'"""  # noqa: S608 - made of our own constants
REVIEWS = f"""INSERT INTO episodes_occasion
    (episode_id, child_id, kind, review_id, held_on, due_on, child_heard, parent_heard, ends_work)
    SELECT o.episode_id, o.child_id, 'review', o.id, o.held_on, coalesce(o.due_on, 84 + greatest(e.opened_on,
        (SELECT max(r.held_on) FROM episodes_review r WHERE r.episode_id = o.episode_id AND r.id < o.id))),
        {_ALL_HEARD.format(at="review", whose="child")}, {_ALL_HEARD.format(at="review", whose="parent")},
        o.closes_for <> ''
    FROM episodes_review o JOIN episodes_episode e ON e.id = o.episode_id"""  # noqa: S608
SEEN = "SELECT set_config('teamaround.account', '0', true)"
STEPS = [
    SEEN,
    *(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in WALLED),
    MEETINGS,
    REVIEWS,
    *(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in WALLED),
]


class Migration(migrations.Migration):
    dependencies = [("episodes", "0008_occasions")]
    operations = [migrations.RunSQL(STEPS, [SEEN, "DELETE FROM episodes_occasion"])]
