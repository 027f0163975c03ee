"""Whether families may have said something to somebody: a wide net, as in `episodes.queries.waiting`."""

from __future__ import annotations

NETS = {
    "said": """EXISTS (SELECT 1 FROM family_familycomment f JOIN family_familyview v ON v.id = f.view_id
        WHERE f.read_at IS NULL AND (v.made_by_id = %(account)s
        OR EXISTS (SELECT 1 FROM episodes_lead l WHERE l.episode_id = v.episode_id
        AND (l.practitioner_id = %(me)s OR EXISTS (SELECT 1 FROM episodes_cover c
        WHERE c.lead_id = l.id AND c.practitioner_id = %(me)s)))))""",
}
