"""Children who attend an agency, or are registered with it, and are helped by others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from teamaround.accounts.rules import Viewer

ATTENDED = frozenset({"school", "early_years", "gp_practice"})


@dataclass(frozen=True)
class Helped:
    """A child with an open assessment, and who leads; blank when nobody does yet."""

    child_id: int
    lead: str
    lead_agency: str


def helped_by_others(viewer: Viewer, *, today: date, most: int) -> list[Helped]:
    """Children of the viewer's school or practice with an open assessment that it has no part in recorded.

    A shielded child is not among them: where one attends lies sealed. Nobody else is asked for by
    a list, since the agency knows already that these children are its own. The newest first.
    """
    if viewer.agency_kind not in ATTENDED:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_HELPED, {"agency": viewer.agency_id, "today": today, "most": most})
        return [Helped(*row) for row in cursor.fetchall()]


_HELPED = """
SELECT found.child_id, coalesce(l.name, ''), coalesce(g.name, '') FROM (
    SELECT p.child_id, p.lead_practitioner_id, p.assessment_on
    FROM people_attendance a JOIN index_pointers p ON p.child_id = a.child_id
    WHERE a.agency_id = %(agency)s AND a.replaced_at IS NULL
    AND (a.ends_on IS NULL OR a.ends_on >= %(today)s) AND p.assessment_state = 'open'
    AND p.ask_agency_id IS DISTINCT FROM %(agency)s
    AND NOT EXISTS (SELECT 1 FROM index_involvement i WHERE i.child_id = p.child_id
        AND i.agency_id = %(agency)s AND (i.ends_on IS NULL OR i.ends_on >= %(today)s))
    AND EXISTS (SELECT 1 FROM people_child c WHERE c.id = p.child_id AND c.merged_into_id IS NULL)
    GROUP BY p.child_id ORDER BY p.assessment_on DESC, p.child_id LIMIT %(most)s
) found
LEFT JOIN agencies_practitioner l ON l.id = found.lead_practitioner_id
LEFT JOIN agencies_agency g ON g.id = l.agency_id
ORDER BY found.assessment_on DESC, found.child_id"""
"""Written out: every home page at a school asks it."""
