"""Registering a child, and changing what is known, keeping what was."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal
from teamaround.sharing.services import admit

from .. import numbers, rules
from ..changes import identity_changed
from ..models import Child, Correction, Identifier, Name
from ..rules import NameType, Sex
from .new import NewChild, NewIdentifier, NewName
from .rows import for_change, put_address, put_attendance, put_carer, put_identifier, put_name

PARTICULARS = (
    "born_on", "expected_on", "sex", "gender", "ethnicity", "first_language",
    "interpreter_needed", "disability", "communication_needs",
)  # fmt: skip


@transaction.atomic
def register_child(*, new: NewChild, by: Viewer, now: datetime) -> Child:
    """Register a child. Pages come through `index.services.register`, which searches first (R1)."""
    rules.check_dates(born_on=new.born_on, expected_on=new.expected_on, today=clock.day_of(now))
    for name in new.names:
        rules.check_name(name.given, name.family, name.type)
    child = Child.objects.create(
        ref=new.ref or new_ref("C"), authority_id=new.authority_id, registered_at=now,
        registered_by_id=by.account_id, **{name: getattr(new, name) for name in PARTICULARS},
    )  # fmt: skip
    admit(child_id=child.pk, authority_id=new.authority_id)
    for name in new.names:
        put_name(child, name, now=now)
    for address in new.addresses:
        put_address(child.pk, address, now=now)
    for identifier in new.identifiers:
        put_identifier(child.pk, identifier, now=now)
    for carer in new.carers:
        put_carer(child.pk, carer, now=now)
    for attendance in new.attendances:
        put_attendance(child.pk, attendance, now=now)
    record("people.child_registered", by=by, at=now, children=[child.pk], about=child.ref)
    identity_changed(child.pk)
    return child


@transaction.atomic
def change_particulars(
    *, child_id: int, version: int, changes: dict[str, Any], because: str, by: Viewer,
    now: datetime,
) -> Child:  # fmt: skip
    """Change particulars, each with what stood there before; the second writer is refused."""
    child = for_change(child_id, by=by, now=now)
    if child.version != version:
        raise Refusal(
            "changed-meanwhile",
            "Somebody changed this record while you were typing. Both texts are shown below: "
            "choose what is right and save again.",
        )
    if not because.strip():
        raise Refusal("because", "Write why you are changing this.", field="because")
    wanted = {name: changes[name] for name in PARTICULARS if name in changes}
    dates = {"born_on": child.born_on, "expected_on": child.expected_on, **wanted}
    rules.check_dates(born_on=dates["born_on"], expected_on=dates["expected_on"], today=clock.day_of(now))
    changed = [name for name, value in wanted.items() if getattr(child, name) != value]
    for name in changed:
        _keep(child, name, wanted[name], because=because, by=by, now=now)
    child.version += 1
    child.save(update_fields=[*changed, "version"])
    record(
        "people.particulars_changed", by=by, at=now, children=[child.pk], about=child.ref,
        said=because, detail={"fields": changed},
    )  # fmt: skip
    identity_changed(child.pk)
    return child


def _keep(child: Child, field: str, after: Any, *, because: str, by: Viewer, now: datetime) -> None:
    """Set a field and keep what stood there."""
    before = getattr(child, field)
    Correction.objects.create(
        child=child, field=field, before="" if before is None else str(before),
        after="" if after is None else str(after), because=because, at=now, by_id=by.account_id,
    )  # fmt: skip
    setattr(child, field, after)


@transaction.atomic
def record_birth(
    *, child_id: int, born_on: date, given: str, family: str, sex: Sex, by: Viewer, now: datetime
) -> Child:
    """An unborn child is born: the expected date stays in the history (R3)."""
    child = for_change(child_id, by=by, now=now)
    if child.expected_on is None:
        raise Refusal("born-already", "This child's birth is already recorded.")
    rules.check_birth(born_on, today=clock.day_of(now))
    rules.check_name(given, family)
    _keep(child, "expected_on", None, because="birth", by=by, now=now)
    _keep(child, "born_on", born_on, because="birth", by=by, now=now)
    _keep(child, "sex", sex, because="birth", by=by, now=now)
    child.version += 1
    child.save(update_fields=["born_on", "expected_on", "sex", "version"])
    _replace_names(child, NameType.PLACEHOLDER, because="birth", now=now)
    _replace_names(child, NameType.LEGAL, because="birth", now=now)
    put_name(child, NewName(given, family, starts_on=born_on), now=now)
    record("people.birth_recorded", by=by, at=now, children=[child.pk], about=child.ref)
    identity_changed(child.pk)
    return child


@transaction.atomic
def record_death(*, child_id: int, died_on: date, by: Viewer, now: datetime) -> Child:
    """Record a death; the record stays, so that nobody writes to the family by mistake."""
    child = for_change(child_id, by=by, now=now)
    if died_on > clock.day_of(now) or (child.born_on and died_on < child.born_on):
        raise Refusal("date", "Check the date: it is before the birth or after today.", field="died_on")
    _keep(child, "died_on", died_on, because="death", by=by, now=now)
    child.version += 1
    child.save(update_fields=["died_on", "version"])
    record("people.death_recorded", by=by, at=now, children=[child.pk], about=child.ref)
    return child


def _replace_names(child: Child, type: NameType, *, because: str, now: datetime) -> None:
    child.names.filter(type=type, replaced_at__isnull=True).update(replaced_at=now, because=because)


@transaction.atomic
def change_name(
    *, child_id: int, type: NameType, given: str, family: str, is_correction: bool, because: str,
    by: Viewer, now: datetime,
) -> Name:  # fmt: skip
    """A new name, or the right spelling of the old one; either way the old one is kept.

    A changed legal name stays findable as a former name; a misspelt one does not become a
    former name, but is still kept and still leads to the child.
    """
    child = for_change(child_id, by=by, now=now)
    rules.check_name(given, family, type)
    old = child.names.filter(type=type, replaced_at__isnull=True).first()
    if type in (NameType.LEGAL, NameType.PLACEHOLDER):
        _replace_names(child, type, because=because, now=now)
    if old is not None and type is NameType.LEGAL and not is_correction:
        former = NewName(old.given, old.family, NameType.FORMER, old.starts_on, clock.day_of(now))
        put_name(child, former, now=now)
    name = put_name(child, NewName(given, family, type), now=now)
    record("people.name_changed", by=by, at=now, children=[child.pk], about=child.ref, said=because)
    identity_changed(child.pk)
    return name


@transaction.atomic
def record_identifier(
    *, child_id: int, new: NewIdentifier, because: str, by: Viewer, now: datetime, is_written_so: bool = False
) -> Identifier:
    """Record a number; another of its kind and issuer is replaced and kept.

    One that fails its check is refused until somebody says that it is written so; then it is
    kept as evidence, and stands only where no number stands that passes.
    """
    child = for_change(child_id, by=by, now=now)
    numbers.check_looked_at(new.kind, new.value, is_written_so=is_written_so)
    standing = child.identifiers.filter(kind=new.kind, issuer_id=new.issuer_id, replaced_at__isnull=True)
    passes = numbers.passes_check(new.kind, new.value)
    if not passes and standing.filter(passes_check=True).exists():
        identifier = put_identifier(child.pk, new, now=now, replaced_at=now, because=because)
    else:
        standing.update(replaced_at=now, because=because)
        identifier = put_identifier(child.pk, new, now=now)
    record(
        "people.identifier_recorded", by=by, at=now, children=[child.pk], about=child.ref,
        said=new.kind.value,
    )  # fmt: skip
    identity_changed(child.pk)
    return identifier
