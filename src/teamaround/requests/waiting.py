"""Whether requests may need somebody today: a wide net, as in `episodes.queries.waiting`."""

from __future__ import annotations

NETS = {
    "requests": """(EXISTS (SELECT 1 FROM requests_request r WHERE r.to_agency_id = %(agency)s
        AND r.state = 'asked')
        OR EXISTS (SELECT 1 FROM requests_request r WHERE r.asked_by_id = %(account)s
        AND (r.state IN ('asked', 'accepted', 'started', 'signposted')
        OR r.changed_at IS NOT NULL AND r.read_at IS NULL OR r.changed_at > r.read_at)))""",
}
