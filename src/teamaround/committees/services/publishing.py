"""Signing a paper off for an office, and publishing it or its correction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Paper, Publication, SignOff
from ..queries import papers as queries
from ..rules.papers import Ready, Stage, check_publishing, check_signing
from .copies import want_published
from .papers import locked


@transaction.atomic
def sign_off(*, ref: str, office: str, by: Viewer, now: datetime, said: str = "") -> SignOff:
    """Sign the text off as it is now: for one's own post, or noting what its holder wrote elsewhere."""
    today = clock.day_of(now)
    found = queries.paper(by, ref, on=today)
    paper = Paper.objects.select_for_update(of=("self",)).select_related("item__body").get(pk=found.pk)
    wanted = next((each for each in queries.template_of(paper).offices if each.key == office), None)
    if wanted is None:
        raise NotVisible
    post = queries.posts_of_offices(paper, on=today).get(office)
    is_own = post is not None and post.post.pk in queries.posts_held(by, on=today)
    if not is_own and not queries.keeps(by, paper):
        raise Refusal("post", "Another post signs off for this office.")
    told = queries.whole(paper)
    check_signing(
        queries.document(paper, told, on=today).faults,
        stage=Stage(paper.stage),
        for_oneself=is_own,
        said=said,
    )
    if any(each.office.key == office and each.signed for each in queries.standing(paper, told.row)):
        raise Refusal("signed", "It is signed off for this office as it is now.")
    made = SignOff.objects.create(
        paper=paper, office=office, version=told.number, digest=told.row.digest,
        title=post.title if post else wanted.words, said=said, by_id=by.account_id or None,
        by_name=by.name if is_own or post is None or post.holder is None else post.holder.name, at=now,
    )  # fmt: skip
    record("committees.signed_off", by=by, at=now, about=ref, said=office)
    return made


@transaction.atomic
def publish(*, ref: str, by: Viewer, now: datetime, reason: str = "") -> Publication:
    """Publish the version that is there now. From then on it stays as it is; a correction stands beside it."""
    paper, today = locked(ref, by=by), clock.day_of(now)
    told = queries.whole(paper)
    unsigned = [each.office.words for each in queries.standing(paper, told.row) if each.signed is None]
    faults = queries.document(paper, told, on=today).faults
    ready = Ready(
        Stage(paper.stage), tuple(faults), tuple(unsigned), queries.open_comments(paper), today,
        paper.item.meeting_on, reason,
    )  # fmt: skip
    paper.stage = check_publishing(ready)
    paper.save(update_fields=["stage"])
    made = Publication.objects.create(
        paper=paper, version=told.row, on=today, reason=reason if ready.stage is Stage.CORRECTING else "",
        by_id=by.account_id or None, at=now,
    )  # fmt: skip
    want_published(made, now=now)
    record("committees.paper_published", by=by, at=now, about=ref, said=f"version {told.number}")
    return made
