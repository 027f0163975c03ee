"""Whether anything of a kind may wait for somebody: wide nets, as in `episodes.queries.waiting`."""

from __future__ import annotations

NETS = {
    "parts": """EXISTS (SELECT 1 FROM assessments_contribution p
        WHERE p.agency_id = %(agency)s AND p.state = 'asked')""",
    "offers": """EXISTS (SELECT 1 FROM assessments_contribution p
        JOIN assessments_assessment a ON a.id = p.assessment_id
        LEFT JOIN index_pointers x ON x.child_id = p.child_id
        LEFT JOIN agencies_practitioner l ON l.id = x.lead_practitioner_id
        WHERE p.state = 'offered' AND (a.agency_id = %(agency)s OR l.agency_id = %(agency)s))""",
    "remarks": """EXISTS (SELECT 1 FROM assessments_qualityreview q
        JOIN assessments_assessment a ON a.id = q.assessment_id
        WHERE q.given_at IS NOT NULL AND q.read_at IS NULL AND (a.begun_by_id = %(account)s
        OR EXISTS (SELECT 1 FROM assessments_answer w WHERE w.assessment_id = a.id
        AND w.written_by_id = %(account)s)))""",
}
