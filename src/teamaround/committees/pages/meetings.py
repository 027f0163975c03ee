"""The forward plan: what comes before which body, and beginning the paper for it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.keeping import kept
from teamaround.design.render import render

from ..forms.papers import BeginForm, ItemForm, MeetingForm
from ..queries import bodies, meetings
from ..queries.templates import offered
from ..services import meetings as services
from ..services import papers

MOST = 200


@page(duty=None)
def plan(http: PageRequest) -> HttpResponse:
    """What is to come, body by body and day by day."""
    rows = list(meetings.planned(http.viewer, on=http.today)[:MOST])
    named = bodies.bodies_by_id({row.body_id for row in rows}, on=http.today)
    return render(
        http, "committees/plan.html", rows=[(row, named[row.body_id].name) for row in rows],
        may_keep=http.viewer.can(Duty.KEEP_PLANS),
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def add(http: PageRequest) -> HttpResponse:
    """Put something on a body's forward plan."""
    listed = bodies.bodies(http.viewer.authority_id, on=http.today)
    form = ItemForm(
        http.POST or None, bodies=[(each.ref, each.name) for each in listed if not each.body.ends_on]
    )

    def do() -> None:
        typed = form.cleaned_data
        services.plan_item(
            body_ref=typed["body"], title=typed["title"], meeting_on=typed["meeting_on"], by=http.viewer,
            now=http.now,
        )  # fmt: skip

    return kept(http, form, do, title="Put something on the forward plan", back=reverse("committees:plan"))


@page(duty=Duty.KEEP_PLANS, writes=True)
def day(http: PageRequest, item: str) -> HttpResponse:
    """Say at which meeting an item is put."""
    found = meetings.item(http.viewer, item)
    form = MeetingForm(http.POST or None, initial={"meeting_on": found.meeting_on})

    def do() -> None:
        services.set_meeting(ref=item, by=http.viewer, now=http.now, **form.cleaned_data)

    return kept(http, form, do, title=f"Meeting: {found.title}", back=reverse("committees:plan"))


@page(duty=Duty.KEEP_PLANS, writes=True)
def begin(http: PageRequest, item: str) -> HttpResponse:
    """Begin the paper for an item."""
    found = meetings.item(http.viewer, item)
    templates = offered(http.viewer.authority_id, on=found.meeting_on or http.today)
    form = BeginForm(
        http.POST or None, templates=[(each.key, f"{each.title}, {each.version}") for each in templates],
        initial={"template": templates[0].key if templates else ""},
    )  # fmt: skip

    def do() -> str:
        made = papers.begin_paper(
            item_ref=item, template_key=form.cleaned_data["template"], by=http.viewer, now=http.now
        )
        return reverse("committees:paper", kwargs={"paper": made.ref})

    return kept(http, form, do, title=f"Begin the paper: {found.title}", back=reverse("committees:plan"))
