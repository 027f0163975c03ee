"""What was decided on a paper, entering it, and the standing list of what is to be carried out."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.keeping import kept
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from .. import onward
from ..forms.decisions import CarriedOutForm, DecideForm
from ..queries import bodies, papers
from ..queries import decisions as queries
from ..rules.decisions import Outcome, Resolved
from ..services import deciding

MOST = 200


@page(duty=None)
def of_paper(http: PageRequest, paper: str) -> HttpResponse:
    """What a paper asked for and what was decided, beside each other."""
    found = papers.paper(http.viewer, paper, on=http.today)
    decided = {each.row.label: each for each in queries.of_paper(found)}
    gone = onward.gone(http.viewer, [each.row.pk for each in decided.values()], http.now)
    meeting_on = found.item.meeting_on
    return render(
        http, "committees/decided.html", paper=found, asked=queries.asked_of(found), decided=decided, became=gone.became,
        offers={each.row.pk: gone.offers(http.viewer, each.row) for each in decided.values()},
        may_decide=deciding.may_decide(http.viewer, found) and meeting_on is not None and meeting_on <= http.today,
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def decide(http: PageRequest, paper: str, label: str) -> HttpResponse:
    """Enter what was decided on one recommendation."""
    found = papers.paper(http.viewer, paper, on=http.today)
    asked = queries.asked_of(found).get(label)
    if asked is None:
        raise NotVisible
    here = http.viewer.authority_id
    form = DecideForm(
        http.POST or None,
        bodies=[
            (each.ref, each.name) for each in bodies.bodies(here, on=http.today) if not each.body.ends_on
        ],
        posts=[
            (str(each.post.pk), each.title)
            for each in bodies.posts(here, on=http.today)
            if not each.post.ends_on
        ],
    )

    def do() -> None:
        typed = dict(form.cleaned_data)
        post = typed.pop("post")
        resolved = Resolved(
            label, Outcome(typed.pop("outcome")), post_id=int(post) if post else None, **typed
        )
        deciding.decide(ref=paper, typed=resolved, by=http.viewer, now=http.now)

    return kept(
        http, form, do, title=f"What was decided on ({label})", back=reverse("committees:decided", args=[paper]),
        template="committees/decide.html", asked=asked,
    )  # fmt: skip


@page(duty=None)
def standing(http: PageRequest) -> HttpResponse:
    """Every decision that somebody carries out: what is open, and what came of the others."""
    rows = list(queries.standing(http.viewer)[:MOST])
    mine = set(papers.posts_held(http.viewer, on=http.today))
    gone = onward.gone(http.viewer, [row.pk for row in rows], http.now)
    return render(
        http, "committees/decisions.html", rows=queries.shown(rows), today=http.today, mine=mine,
        keeps=http.viewer.can(Duty.KEEP_PLANS), became=gone.became,
        offers={row.pk: gone.offers(http.viewer, row) for row in rows},
    )  # fmt: skip


@page(duty=None, writes=True)
def carry_out(http: PageRequest, decision: str) -> HttpResponse:
    """Note that a decision was carried out."""
    row = queries.decision(http.viewer, decision, on=http.today)
    form = CarriedOutForm(http.POST or None)

    def do() -> None:
        deciding.carry_out(ref=decision, by=http.viewer, now=http.now, **form.cleaned_data)

    return kept(
        http, form, do, title="It was carried out", back=reverse("committees:decisions"),
        template="committees/carried_out.html", shown=queries.shown([row])[0],
    )  # fmt: skip
