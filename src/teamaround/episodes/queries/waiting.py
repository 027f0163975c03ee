"""Whether anything of a kind may wait for a practitioner: wide nets, cast before the lists are read.

Most lists of a home page are empty on most days, and to find that out by the whole rule costs
as much as reading them. A net lets through whatever the rule would, and more: it says that a
list is worth reading, never that somebody may see what is in it. In SQL, about `me` (the
practitioner), `account`, `agency`, `today` and `at`.
"""

from __future__ import annotations

from .meetings import DAYS_OF_MINUTES

_NETS = {
    "covered": """EXISTS (SELECT 1 FROM episodes_cover c WHERE c.practitioner_id = %(me)s
        AND c.ended_at IS NULL AND c.ends_on >= %(today)s)""",
    "teams": """EXISTS (SELECT 1 FROM episodes_teammember m
        WHERE m.practitioner_id = %(me)s AND m.left_on IS NULL)""",
    "asked_to_meet": """EXISTS (SELECT 1 FROM episodes_teammember m
        JOIN episodes_invited i ON i.member_id = m.id JOIN episodes_meeting h ON h.id = i.meeting_id
        WHERE m.practitioner_id = %(me)s AND m.left_on IS NULL AND i.uninvited_at IS NULL
        AND h.starts_at >= %(at)s - interval '1 day')""",
    "minutes": """EXISTS (SELECT 1 FROM episodes_teammember m
        JOIN episodes_minutessent s ON s.member_id = m.id
        WHERE m.practitioner_id = %(me)s AND m.left_on IS NULL
        AND s.sent_at >= %(at)s - interval '1 day' * %(days_of_minutes)s)""",
}
NETS = {name: net.replace("%(days_of_minutes)s", str(DAYS_OF_MINUTES)) for name, net in _NETS.items()}
