"""Making keys, and what comparing asks of children, anew: when a version changed, or what is crowded is counted again."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, OuterRef

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.sweeping import nothing_swept
from teamaround.people import sources

from ..crowding import forget_what_is_not
from ..keeping import keep_keys_of_changed
from ..models import Likeness
from ..rules import TRAITS_VERSION

AT_ONCE = 500
Progress = Callable[[int], None]


def keeper() -> Viewer:
    """The program itself, which may open what lies sealed to key it."""
    return Viewer(
        account_id=0, account_ref="U-KEYS", name="Keeping of keys", practitioner_id=None, agency_id=0,
        agency_name="This installation", agency_kind="", authority_id=0,
        duties=frozenset({Duty.INDEX_TEAM}), source="command line",
    )  # fmt: skip


def begin_anew() -> None:
    """Mark every child as not yet made anew, and let go of what is crowded no more."""
    now = clock.now()
    with acting(keeper(), now=now) as by:
        Likeness.objects.update(version=0)
        forget_what_is_not()
        record("index.rekeying_begun", by=by, at=now)


def rekey(*, progress: Progress) -> int:
    """Make anew what is not of this version, some hundred children at a time; returns how many.

    Stopped at any moment it goes on, when called again, with those who are left.
    """
    done = 0
    while children := _rekey_some():
        done += children
        progress(done)
    return done


def _rekey_some() -> int:
    now = clock.now()
    with nothing_swept(), acting(keeper(), now=now) as by:
        of_now = Likeness.objects.filter(child_id=OuterRef("pk"), version=TRAITS_VERSION)
        left = sources.all_children().filter(~Exists(of_now)).order_by("pk")[:AT_ONCE]
        children = list(left)
        if children:
            keep_keys_of_changed(children)
            record("index.rekeyed", by=by, at=now, children=children)
    return len(children)
