"""Beginning an assessment, sharing it, calling it complete, opening it again, closing it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.index import services as index
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act, ReachKind
from teamaround.sharing.services import check, extend_reach

from .. import queries, releases
from ..models import Assessment
from ..rules import states
from ..rules.definition import Form
from ..rules.library import COMMON
from ..rules.starting import check_can_start
from ..rules.states import Move, State
from .checklists import throw_checklist_away
from .releasing import keep_version


@transaction.atomic
def begin(
    *,
    child_id: int,
    by: Viewer,
    now: datetime,
    because: str = "",
    form_key: str = COMMON,
    ref: str = "",
) -> Assessment:
    """Begin an assessment, unless one is there to be joined; `because` is asked for after a recent one."""
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    check_duty(by)
    on = clock.day_of(now)
    check_can_start(queries.decide_start(by, child_id, at=now), because=because)
    form = _form_to_begin(form_key, by=by, child_id=child_id, now=now)
    keep_version(form, now=now)
    try:
        with transaction.atomic():
            begun = Assessment.objects.create(
                ref=ref or new_ref("A"), child_id=child_id, agency_id=by.agency_id, form_key=form.key,
                form_version=form.version, state=State.BEGUN, begun_by_id=by.account_id, begun_on=on,
                begun_because=because.strip(),
            )  # fmt: skip
    except IntegrityError:
        raise Refusal("exists", "Somebody began one a moment ago. Look at the child's page again.") from None
    extend_reach(child_id=child_id, agency_id=by.agency_id, kind=ReachKind.CONTENT, source=begun.ref, at=now)
    record(
        "assessments.begun",
        by=by,
        at=now,
        children=[child_id],
        about=begun.ref,
        said=because.strip(),
    )
    throw_checklist_away(child_id=child_id, by=by, now=now)
    point(begun)
    return begun


def _form_to_begin(key: str, *, by: Viewer, child_id: int, now: datetime) -> Form:
    """The version in force today where the child lives."""
    facts = sharing.child_facts(by, child_id, at=now)
    offered = releases.offered(facts.authority_id, on=clock.day_of(now)) if facts else []
    chosen = next((form for form in offered if form.key == key), None)
    if chosen is None:
        words = "; ".join(form.title for form in offered) or "none at this time"
        raise Refusal("form", f"This form is not in use for this child. In use: {words}.", field="form_key")
    return chosen


@transaction.atomic
def share(*, ref: str, by: Viewer, now: datetime) -> Assessment:
    """Let the agencies that the family agreed to read it from now on (R11)."""
    found = for_change(ref, by=by, now=now)
    states.check_can_share(queries.standing_of(found))
    found.shared_at = found.shared_at or now
    _keep(found, "shared_at")
    record("assessments.shared", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


@transaction.atomic
def stop_sharing(*, child_id: int, by: Viewer, now: datetime) -> None:
    """The family withdrew: what is there is no longer shared, and is shared again only on purpose."""
    for found in Assessment.objects.select_for_update().filter(child_id=child_id, shared_at__isnull=False):
        found.shared_at = None
        _keep(found, "shared_at")
        record("assessments.sharing_stopped", by=by, at=now, children=[child_id], about=found.ref)


@transaction.atomic
def complete(*, ref: str, by: Viewer, now: datetime) -> Assessment:
    """Call it complete; blanks are no hindrance."""
    found = for_change(ref, by=by, now=now)
    found.state = states.check_can_complete(queries.standing_of(found))
    found.completed_on = clock.day_of(now)
    said = queries.heard(found)
    found.child_heard, found.parent_heard = said.child, said.parent
    _keep(found, "state", "completed_on", "child_heard", "parent_heard")
    record("assessments.completed", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


@transaction.atomic
def reopen(*, ref: str, by: Viewer, now: datetime) -> Assessment:
    """Go on from what is there, rather than asking everything again."""
    found = for_change(ref, by=by, now=now)
    on = clock.day_of(now)
    was_closed = found.state == State.CLOSED
    found.state = states.check_can_reopen(queries.standing_of(found), on=on)
    if was_closed and queries.open_one(found.child_id) is not None:
        raise Refusal("exists", "A newer assessment is open. Go on with that one.")
    found.completed_on = found.closed_on = None
    _keep(found, "state", "completed_on", "closed_on")
    record("assessments.reopened", by=by, at=now, children=[found.child_id], about=found.ref)
    point(found)
    return found


@transaction.atomic
def close(*, ref: str, because: str, by: Viewer, now: datetime) -> Assessment:
    """Close it. One that never became shared or complete is kept as not taken further."""
    found = for_change(ref, by=by, now=now)
    is_unused = found.state == State.BEGUN and found.shared_at is None
    move = Move.STOP if is_unused else Move.CLOSE
    found.state = states.check_can_move(queries.standing_of(found), move)
    if not because.strip():
        raise Refusal("reason", "Say why it is closed.", field="because")
    found.closed_on, found.closed_because = clock.day_of(now), because.strip()
    _keep(found, "state", "closed_on", "closed_because")
    record(
        "assessments.closed",
        by=by,
        at=now,
        children=[found.child_id],
        about=found.ref,
        said=because.strip(),
    )
    point(found)
    return found


def for_change(ref: str, *, by: Viewer, now: datetime) -> Assessment:
    """The assessment, locked, for somebody whose agency leads it."""
    found = queries.known(by, ref, at=now)
    found = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("agency", "begun_by")
        .get(pk=found.pk)
    )
    if by.agency_id not in queries.leading(found):
        if not queries.reads(by, found, at=now):
            raise NotVisible
        raise Refusal("not-leading", f"Only {found.agency.name} or the lead practitioner's agency does this.")
    check_duty(by)
    return found


def check_duty(by: Viewer) -> None:
    """Writing assessments is a duty."""
    if not by.can(Duty.WRITE_ASSESSMENTS):
        raise Refusal("duty", "Writing assessments is not one of your duties. Ask whoever manages accounts.")


def point(found: Assessment) -> None:
    """Keep the index's pointer to the assessment in step: that there is one, and whom to ask."""
    index.note_common_assessment(
        child_id=found.child_id, assessment_ref=found.ref, state=pointer_state(found),
        on=found.closed_on or found.begun_on, ask_agency_id=found.agency_id,
        ask_practitioner_id=found.begun_by.practitioner_id,
    )  # fmt: skip


def pointer_state(found: Assessment) -> str:
    """open, recent or closed, as the index says it."""
    if State(found.state) in states.OPEN:
        return "open"
    return "recent" if found.state == State.CLOSED else "closed"


def _keep(found: Assessment, *fields: str) -> None:
    found.version += 1
    found.save(update_fields=[*fields, "version"])
