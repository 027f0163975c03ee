"""The second wall: row-level security that PostgreSQL enforces whatever the code forgets.

The site's role neither owns the tables nor may pass the policies, and the identity is set
for one transaction at a time: nothing set, nothing seen. The policies are coarse on
purpose; the precise rule is `rules.may`. They use equality only, so that look-ups by key
stay fast under them.
"""

from __future__ import annotations

_SOMEBODY = "(SELECT coalesce(current_setting('teamaround.account', true), '')) <> ''"
_AGENCY = "(SELECT nullif(current_setting('teamaround.agency', true), '')::bigint)"
_ACCOUNT = "(SELECT nullif(current_setting('teamaround.account', true), '')::bigint)"
_INDEX_TEAM = (
    "(SELECT position('index-team' in coalesce(current_setting('teamaround.duties', true), ''))) > 0"
)


def _policy(table: str, using: str, check: str) -> str:
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_wall ON {table} USING ({using}) WITH CHECK ({check});"
    )


def _open_override(table: str, child: str, kind: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM sharing_override o WHERE o.child_id = {table}.{child}"
        f" AND o.account_id = {_ACCOUNT} AND o.kind = '{kind}' AND o.ends_at > now())"
    )


def behind_sign_in(table: str) -> str:
    """Rows for anybody the site has named in this transaction, and for nobody else."""
    return _policy(table, _SOMEBODY, _SOMEBODY)


def open_unless(table: str, flag: str) -> str:
    """Rows for anybody, but those that are marked only for somebody whom the site has named."""
    return _policy(table, f"NOT {table}.{flag} OR {_SOMEBODY}", _SOMEBODY)


def behind_agreement(table: str, *, child: str = "child_id") -> str:
    """Rows of a child's content: the viewer's agency has content reach, or an override is open."""
    reach = (
        f"EXISTS (SELECT 1 FROM sharing_reach r WHERE r.child_id = {table}.{child}"
        f" AND r.agency_id = {_AGENCY} AND r.kind = 'content'"
        " AND (r.ends_at IS NULL OR r.ends_at > now()))"
    )
    return _policy(table, f"{reach} OR {_open_override(table, child, 'content')}", reach)


def behind_agreement_of(table: str, other: str, *, by: str) -> str:
    """Rows that hang on another row about a child: the viewer's agency has content reach to that child."""
    reach = (
        f"EXISTS (SELECT 1 FROM {other} a JOIN sharing_reach r ON r.child_id = a.child_id"
        f" WHERE a.id = {table}.{by} AND r.agency_id = {_AGENCY} AND r.kind = 'content'"
        " AND (r.ends_at IS NULL OR r.ends_at > now()))"
    )
    override = (
        f"EXISTS (SELECT 1 FROM {other} a JOIN sharing_override o ON o.child_id = a.child_id"
        f" WHERE a.id = {table}.{by} AND o.account_id = {_ACCOUNT} AND o.kind = 'content' AND o.ends_at > now())"
    )
    return _policy(table, f"{reach} OR {override}", reach)


def behind_agency_or_agreement(table: str, *, apart: str, child: str = "child_id") -> str:
    """Rows of the viewer's agency, and others' unless kept apart where content is open to the viewer."""
    own = f"{table}.agency_id = {_AGENCY}"
    reach = (
        f"EXISTS (SELECT 1 FROM sharing_reach r WHERE r.child_id = {table}.{child}"
        f" AND r.agency_id = {_AGENCY} AND r.kind = 'content'"
        " AND (r.ends_at IS NULL OR r.ends_at > now()))"
    )
    others = f"NOT {table}.{apart} AND ({reach} OR {_open_override(table, child, 'content')})"
    return _policy(table, f"{own} OR {others}", own)


def between_agencies(table: str, *, to: str, apart: str, agreement: str, child: str = "child_id") -> str:
    """Rows of the agency that asked, of the agency that was asked while the family's agreement stands,
    and of those to whom content is open unless kept apart."""
    own = f"{table}.agency_id = {_AGENCY}"
    asked = (
        f"{table}.{to} = {_AGENCY} AND EXISTS (SELECT 1 FROM sharing_agreement g"
        f" WHERE g.id = {table}.{agreement} AND g.withdrawn_at IS NULL)"
    )
    reach = (
        f"EXISTS (SELECT 1 FROM sharing_reach r WHERE r.child_id = {table}.{child}"
        f" AND r.agency_id = {_AGENCY} AND r.kind = 'content'"
        " AND (r.ends_at IS NULL OR r.ends_at > now()))"
    )
    others = f"NOT {table}.{apart} AND ({reach} OR {_open_override(table, child, 'content')})"
    return _policy(table, f"{own} OR {asked} OR {others}", f"{own} OR {asked}")


def behind_seal(table: str, *, child: str = "child_id") -> str:
    """Sealed details: the index team, or whoever holds an open override for that child."""
    using = f"{_INDEX_TEAM} OR {_open_override(table, child, 'hidden-details')}"
    return _policy(table, using, _SOMEBODY)


def behind_shield(table: str, *, child: str = "child_id", agency: str = "agency_id") -> str:
    """Rows that say where a child is known: open, unless a shield is up and the row is another's."""
    shielded = (
        f"EXISTS (SELECT 1 FROM sharing_standing s WHERE s.child_id = {table}.{child} AND s.is_shielded)"
    )
    using = (
        f"{_SOMEBODY} AND (NOT {shielded} OR {table}.{agency} = {_AGENCY} OR {_INDEX_TEAM}"
        f" OR {_open_override(table, child, 'hidden-details')})"
    )
    return _policy(table, using, _SOMEBODY)


def own_rows(table: str, *, account: str = "account_id") -> str:
    """Rows of the account itself."""
    own = f"{table}.{account} = {_ACCOUNT}"
    return _policy(table, own, own)


def behind_agency(table: str, *, agency: str = "agency_id") -> str:
    """Rows of the viewer's agency; the index team sees those of all."""
    using = f"{table}.{agency} = {_AGENCY} OR {_INDEX_TEAM}"
    return _policy(table, using, using)


def behind_agency_of(table: str, other: str, *, by: str) -> str:
    """Rows that hang on another row of the viewer's agency."""
    using = f"EXISTS (SELECT 1 FROM {other} o WHERE o.id = {table}.{by} AND o.agency_id = {_AGENCY})"
    return _policy(table, using, using)


def behind(table: str, other: str, *, by: str) -> str:
    """Rows whose row in another table the viewer sees."""
    using = f"EXISTS (SELECT 1 FROM {other} o WHERE o.id = {table}.{by})"
    return _policy(table, using, using)


def behind_duty(table: str, duty: str, *, account: str = "account_id") -> str:
    """Rows for their sender and for those who hold a duty today."""
    holds = f"(SELECT position('{duty}' in coalesce(current_setting('teamaround.duties', true), ''))) > 0"
    using = f"{table}.{account} = {_ACCOUNT} OR {holds}"
    return _policy(table, using, using)


def follows_joining(table: str, *, child: str = "child_id") -> str:
    """Rows that go with their child when two people joined its two records, or separated them again.

    Only the index team, only the two records of one pair, only while that pair stands as
    decided by two people, and only in a transaction that says which pair it joins. Beside
    another wall: each is a way in.
    """
    joining = "(SELECT nullif(current_setting('teamaround.joining', true), ''))"
    using = (
        f"{joining} IS NOT NULL AND {_INDEX_TEAM} AND EXISTS (SELECT 1 FROM index_pairtoreview p"
        f" WHERE p.ref = {joining} AND p.state = 'same' AND p.proposed_by_id <> p.decided_by_id"
        f" AND {table}.{child} IN (p.one_id, p.other_id))"
    )
    return (
        f"CREATE POLICY {table}_joining_seen ON {table} FOR SELECT USING ({using});"
        f"CREATE POLICY {table}_joining_moved ON {table} FOR UPDATE USING ({using}) WITH CHECK ({using});"
    )


def no_longer_follows(table: str) -> str:
    """The reverse of `follows_joining`."""
    return f"DROP POLICY {table}_joining_seen ON {table};DROP POLICY {table}_joining_moved ON {table};"


def lets_itself_be_counted(table: str) -> str:
    """Rows to be added up for whoever asks (`sharing.counting`); none of them is handed out. Beside another wall."""
    counting = "(SELECT coalesce(current_setting('teamaround.counting', true), '')) = 'yes'"
    return f"CREATE POLICY {table}_counted ON {table} FOR SELECT USING ({counting});"


def no_longer_counted(table: str) -> str:
    """The reverse of `lets_itself_be_counted`."""
    return f"DROP POLICY {table}_counted ON {table};"


def taken_down(table: str) -> str:
    """The reverse of any of them."""
    return (
        f"DROP POLICY {table}_wall ON {table};"
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    )
