"""Writing papers: beginning, saving with others at work, withholding a part, filling one from live data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import figures, live
from ..models import ExemptText, Office, Paper, PaperVersion, PlannedItem, Post
from ..queries import papers as queries
from ..queries.templates import offered
from ..rules.assembling import facts_in, numbered_in, replaced
from ..rules.exempt import Withheld, check_withheld
from ..rules.merging import Clash, differing, digest, merge, tidy
from ..rules.papers import Move, Stage, after, check_writable
from ..rules.templates import Kind


@dataclass(frozen=True)
class _Said:
    """What a version is to say, with what is withheld still in it."""

    texts: Mapping[str, str]
    withheld: Mapping[str, Withheld]
    made: Mapping[str, Any]


@transaction.atomic
def begin_paper(
    *, item_ref: str, template_key: str, by: Viewer, now: datetime, texts: Mapping[str, str] | None = None,
    note: str = "",
) -> Paper:  # fmt: skip
    """Begin the paper for an item of the forward plan, with the template in force at its meeting."""
    item = _item(item_ref, by=by)
    on = item.meeting_on or clock.day_of(now)
    chosen = next((each for each in offered(by.authority_id, on=on) if each.key == template_key), None)
    if chosen is None:
        raise Refusal(
            "template", "That template is not in force on the day of the meeting.", field="template"
        )
    if Paper.objects.filter(item=item).exists():
        raise Refusal("begun", "There is a paper for this item already.")
    paper = Paper.objects.create(
        ref=new_ref("PA"), authority_id=by.authority_id, item=item, template_key=chosen.key,
        template_version=chosen.version, version=0, note=note,
    )  # fmt: skip
    _keep(paper, _Said({"title": item.title} | tidy(texts or {}), {}, {}), by=by, now=now)
    record("committees.paper_begun", by=by, at=now, about=paper.ref, said=item.title)
    return paper


def _item(ref: str, *, by: Viewer) -> PlannedItem:
    found = PlannedItem.objects.select_for_update().filter(ref=ref, authority_id=by.authority_id).first()
    if found is None or not by.can(Duty.KEEP_PLANS):
        raise NotVisible
    return found


@transaction.atomic
def write(*, ref: str, version: int, texts: Mapping[str, str], by: Viewer, now: datetime) -> Paper:
    """Change parts of a paper, beginning from the version that one has seen.

    What others changed meanwhile is kept; where both changed the same part to something else,
    nothing is saved and Clash brings their text, to be shown beside one's own.
    """
    paper = locked(ref, by=by)
    _check_parts(paper, texts)
    now_there = queries.whole(paper)
    base = now_there if version == paper.version else queries.whole(paper, version)
    together, clashing = merge(base.texts, now_there.texts, {**base.texts, **texts})
    if clashing:
        raise Clash(clashing, now_there.texts, together, paper.version)
    if not differing(now_there.texts, together):
        return paper
    gone = {part: mark for part, mark in now_there.withheld.items() if part in together}
    _keep(paper, _Said(together, gone, now_there.row.made), by=by, now=now)
    record("committees.paper_written", by=by, at=now, about=ref, said=", ".join(sorted(texts)))
    return paper


def _check_parts(paper: Paper, texts: Mapping[str, str]) -> None:
    template = queries.template_of(paper)
    unknown = [key for key in texts if template.part(key) is None]
    if unknown:
        raise Refusal("part", f"The template has no part {', '.join(unknown)}.")


@transaction.atomic
def withhold(*, ref: str, part: str, paragraph: int, because: str, by: Viewer, now: datetime) -> Paper:
    """Keep a part from the public under a paragraph of the Schedule; its words move to where no public page reads."""
    paper = locked(ref, by=by)
    named, told = queries.template_of(paper).part(part), queries.whole(paper)
    if named is None or not named.may_be_exempt:
        raise Refusal("part", "What a paper is about and what it asks for is always public.")
    if not told.texts.get(part):
        raise Refusal("empty", "Nothing stands in this part yet.")
    mark = Withheld(paragraph, because)
    check_withheld(mark)
    _keep(paper, _Said(told.texts, {**told.withheld, part: mark}, told.row.made), by=by, now=now)
    record("committees.part_withheld", by=by, at=now, about=ref, said=f"{part}: {paragraph}")
    return paper


@transaction.atomic
def let_be_read(*, ref: str, part: str, by: Viewer, now: datetime) -> Paper:
    """Let a part be public after all."""
    paper = locked(ref, by=by)
    told = queries.whole(paper)
    if part not in told.withheld:
        raise Refusal("part", "This part is public already.")
    rest = {key: mark for key, mark in told.withheld.items() if key != part}
    _keep(paper, _Said(told.texts, rest, told.row.made), by=by, now=now)
    record("committees.part_made_public", by=by, at=now, about=ref, said=part)
    return paper


@transaction.atomic
def fill(
    *, ref: str, part: str, live_key: str, subject: str, as_at: datetime, by: Viewer, now: datetime
) -> Paper:
    """Fill a part from live data as it was known at a moment; its text stands with this version from now on."""
    paper = locked(ref, by=by)
    maker, told = live.part(live_key), queries.whole(paper)
    if maker is None or subject not in dict(maker.subjects(by, now)):
        raise Refusal("subject", "Choose what it is to be made from.", field="subject")
    if as_at > now:
        raise Refusal("as-at", "That moment is still to come.", field="as_at")
    named = queries.template_of(paper).part(part)
    if named is None or named.kind is not Kind.WORDS:
        raise Refusal("part", "Only running words can be made from live data.")
    words = maker.make(by, subject, as_at).strip()
    made = {"of": live_key, "subject": subject, "as_at": as_at.isoformat(), "digest": digest(words)}
    _keep(
        paper,
        _Said({**told.texts, part: words}, told.withheld, {**told.row.made, part: made}),
        by=by,
        now=now,
    )
    record("committees.part_filled", by=by, at=now, about=ref, said=f"{part}: {live_key}")
    return paper


@transaction.atomic
def take_facts_anew(*, ref: str, by: Viewer, now: datetime) -> int:
    """Count every fact of a paper again as at today; those that come out otherwise take the place of the old ones.

    Returns how many did. What stands about them is not touched, so a comparison shows the numbers alone.
    """
    paper, today = locked(ref, by=by), clock.day_of(now)
    told = queries.whole(paper)
    renewed = figures.taken_anew(
        facts_in(told.texts), authority_id=paper.authority_id, as_at=today, by=by, now=now
    )
    if renewed:
        texts = {part: replaced(words, renewed) for part, words in told.texts.items()}
        _keep(paper, _Said(texts, told.withheld, told.row.made), by=by, now=now)
    record("committees.facts_renewed", by=by, at=now, about=ref, said=str(len(renewed)))
    return len(renewed)


@transaction.atomic
def name_office(*, ref: str, office: str, post_id: int, by: Viewer, now: datetime) -> None:
    """Say which post signs the paper off for an office."""
    paper = locked(ref, by=by)
    if office not in {each.key for each in queries.template_of(paper).offices}:
        raise Refusal("office", "The template has no such office.")
    if not Post.objects.filter(pk=post_id, authority_id=paper.authority_id).exists():
        raise Refusal("post", "Choose the post.", field="post")
    Office.objects.update_or_create(paper=paper, office=office, defaults={"post_id": post_id})
    record("committees.office_named", by=by, at=now, about=ref, said=office)


@transaction.atomic
def begin_correction(*, ref: str, by: Viewer, now: datetime) -> None:
    """Write anew what is published; the published version stays as it is until the correction is."""
    paper = locked(ref, by=by)
    paper.stage = after(Stage(paper.stage), Move.CORRECT)
    paper.save(update_fields=["stage"])
    record("committees.correction_begun", by=by, at=now, about=ref)


def _keep(paper: Paper, said: _Said, *, by: Viewer, now: datetime) -> None:
    """Keep a new version. What is withheld goes to a table of its own, with its figures."""
    check_writable(Stage(paper.stage))
    public = {key: words for key, words in said.texts.items() if key not in said.withheld}
    secret = {key: said.texts[key] for key in said.withheld if key in said.texts}
    marks = {
        key: asdict(Withheld(mark.paragraph, mark.because, numbered_in(secret.get(key, ""))))
        for key, mark in said.withheld.items()
    }
    paper.version += 1
    row = PaperVersion.objects.create(
        paper=paper, number=paper.version, texts=public, withheld=marks, figures=_figures(paper, public), made=dict(said.made),
        digest=digest(public, secret, marks), by_id=by.account_id or None, by_name=by.name, at=now,
    )  # fmt: skip
    ExemptText.objects.bulk_create(
        ExemptText(version=row, part=key, words=words, figures=_figures(paper, {key: words}))
        for key, words in secret.items()
    )
    paper.save(update_fields=["version"])


def _figures(paper: Paper, texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found = figures.find(facts_in(texts), authority_id=paper.authority_id)
    return {ref: figure.as_json() for ref, figure in found.items()}


def locked(ref: str, *, by: Viewer) -> Paper:
    """The paper for change by whoever keeps it; others who write it wait."""
    rows = Paper.objects.select_for_update(of=("self",)).select_related("item__body")
    row = rows.filter(ref=ref, authority_id=by.authority_id).first()
    if row is None or not by.can(Duty.KEEP_PLANS):
        raise NotVisible
    return row


def day_of(paper: Paper, now: datetime) -> date:
    """The day of its meeting, or today while it has none."""
    return paper.item.meeting_on or clock.day_of(now)
