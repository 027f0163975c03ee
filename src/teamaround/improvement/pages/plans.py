"""Plans: all of them, one of them, how it moves on, and its file out and in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.guests import letters
from teamaround.accounts.rules import Duty
from teamaround.design.keeping import kept
from teamaround.design.render import render
from teamaround.design.words import plural
from teamaround.kernel.refusal import NotVisible, Refusal

from ..forms.plans import ConsultForm, MoveForm, PlanForm, ReplyForm, SheetForm, WatchForm
from ..models import Plan
from ..queries import months as month_queries
from ..queries import plans as queries
from ..queries import reviews
from ..rules import months as month_rules
from ..rules.planning import (
    ANSWER_WORDS,
    BEHIND_WORDS,
    FIELD_WORDS,
    MOVE_WORDS,
    NEXT,
    STAGE_WORDS,
    Answer,
    Behind,
    Move,
    Reply,
    Stage,
    content_from,
    differences,
    in_words,
)
from ..services import amending, asking, planning, sheets

MOST = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(duty=None)
def listing(http: PageRequest) -> HttpResponse:
    """Every plan that is there for this viewer."""
    rows = queries.counted(http.viewer, on=http.today)[:MOST]
    return render(
        http, "improvement/plans.html", plans=rows, stage_words=_stages(),
        sees_counts=http.viewer.can(Duty.SEE_COUNTS),
    )  # fmt: skip


@page(duty=None)
def show(http: PageRequest, plan: str) -> HttpResponse:
    """One plan: each recommendation with the actions that answer it."""
    found = queries.plan(http.viewer, plan, on=http.today)
    shown = queries.actions(found)
    keeps = queries.keeps(http.viewer, found)
    month = month_rules.month_of(http.today)
    lines = month_queries.lines_now(found, shown, month=month, now=http.now)
    answered = queries.answered(found, shown, on=http.today)
    moves = [(move.value, MOVE_WORDS[move]) for move in NEXT[Stage(found.stage)] if move in MOVE_WORDS]
    return render(
        http, "improvement/plan.html", plan=found, answered=answered,
        bare=[each.recommendation.label for each in answered if not each.actions], stage=STAGE_WORDS[Stage(found.stage)], keeps=keeps,
        is_draft=found.stage == Stage.DRAFT, moves=moves if keeps else [],
        history=found.moves.order_by("-at", "-pk")[:20], stage_words=_stages(),
        waiting=queries.waiting(found), month=month,
        standing={line.ref: month_rules.shown(line, month=month, on=http.today) for line in lines},
    )  # fmt: skip


def _stages() -> dict[str, str]:
    return {each.value: STAGE_WORDS[each] for each in Stage}


@page(duty=Duty.KEEP_PLANS, writes=True)
def begin(http: PageRequest, review: str) -> HttpResponse:
    """Begin the plan that answers a review."""
    found = reviews.review(http.viewer, review)
    form = PlanForm(http.POST or None, initial={"title": f"Action plan: {found.title}"})

    def do() -> str:
        made = planning.begin_plan(
            authority_id=http.viewer.authority_id, review_ref=review, by=http.viewer, now=http.now,
            **form.cleaned_data,
        )  # fmt: skip
        return address(made)

    back = reverse("improvement:review", kwargs={"review": review})
    return kept(http, form, do, title="Begin the action plan", back=back)


@page(duty=Duty.KEEP_PLANS, writes=True)
def move(http: PageRequest, plan: str, move: str) -> HttpResponse:
    """Take a plan on, saying what stands behind it."""
    found, where = _kept_plan(http, plan), Move(move)
    form = (ConsultForm if where is Move.CONSULT else MoveForm)(http.POST or None)

    def do() -> None:
        planning.move(ref=plan, move=where, by=http.viewer, now=http.now, **form.cleaned_data)
        if where is Move.AGREE and not letters.goes_by_hand():
            asking.ask_by_itself(ref=plan, wanted=True, by=http.viewer, now=http.now)

    return kept(http, form, do, title=MOVE_WORDS[where], back=address(found))


@page(duty=Duty.KEEP_PLANS, writes=True)
def watch(http: PageRequest, plan: str) -> HttpResponse:
    """Let somebody from outside read the plan."""
    found = _kept_plan(http, plan)
    form = WatchForm(http.POST or None)

    def do() -> None:
        typed = dict(form.cleaned_data)
        account = accounts.account_by_email(typed.pop("email"))
        if account is None:
            raise Refusal("no-account", "Nobody has an account with that address.", field="email")
        planning.let_watch(ref=plan, account_id=account.pk, by=http.viewer, now=http.now, **typed)

    return kept(http, form, do, title="Somebody from outside may read it", back=address(found))


@page(duty=None)
def amendments(http: PageRequest, plan: str) -> HttpResponse:
    """What was amended, what stands behind each, and what the approver said."""
    found = queries.plan(http.viewer, plan, on=http.today)
    return render(
        http, "improvement/amendments.html", plan=found, amendments=queries.amendments(found)[:MOST],
        answer_words={each.value: ANSWER_WORDS[each] for each in Answer},
        behind_words={each.value: BEHIND_WORDS[each] for each in Behind},
    )  # fmt: skip


@page(duty=None, writes=True)
def amendment(http: PageRequest, amendment: str) -> HttpResponse:
    """One amendment: before and after, and the answer to it."""
    made = queries.amendment(http.viewer, amendment, on=http.today)
    before, after = content_from(made.before), content_from(made.after)
    form = ReplyForm(http.POST or None)

    def do() -> None:
        typed = form.cleaned_data
        amending.answer(
            ref=amendment, reply=Reply(typed["reply"]), said=typed["said"], by=http.viewer, now=http.now
        )

    return kept(
        http, form, do, title="An amendment", then=http.path, template="improvement/amendment.html",
        back=reverse("improvement:amendments", kwargs={"plan": made.action.plan.ref}), made=made,
        rows=[
            {"label": FIELD_WORDS[name], "left": in_words(name, getattr(before, name)),
             "right": in_words(name, getattr(after, name)), "same": False}
            for name in differences(before, after)
        ],
        state=ANSWER_WORDS[Answer(made.state)], behind=BEHIND_WORDS[Behind(made.behind)],
        is_open=amending.is_open_to(http.viewer, made),
    )  # fmt: skip


@page(duty=None)
def sheet_out(http: PageRequest, plan: str, kind: str) -> HttpResponse:
    """The plan as a file for a spreadsheet."""
    found = queries.plan(http.viewer, plan, on=http.today)
    made = sheets.as_file(found, is_workbook=kind == "xlsx")
    answer = HttpResponse(made, content_type=XLSX if kind == "xlsx" else "text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="action-plan-{found.ref}.{kind}"'
    return answer


@page(duty=Duty.KEEP_PLANS, writes=True)
def sheet_in(http: PageRequest, plan: str) -> HttpResponse:
    """Take the file back into a draft; rows that cannot be taken are named with their reasons."""
    found = _kept_plan(http, plan)
    form = SheetForm(http.POST or None, http.FILES or None)
    if http.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        file.seek(0)  # the page may be worked out again when two people meet in the database
        taken = sheets.take_in(ref=plan, file=file.read(), by=http.viewer, now=http.now)
        if taken.refused:
            return render(http, "improvement/taken_in.html", status=422, plan=found, taken=taken)
        messages.success(
            http, f"{plural(taken.added, 'action')} new, {taken.changed} changed, {taken.same} as before."
        )
        return redirect(address(found))
    return kept(
        http, form, lambda: None, title="Take the file back in", back=address(found),
        template="improvement/sheet_in.html",
    )  # fmt: skip


def _kept_plan(http: PageRequest, ref: str) -> Plan:
    found = queries.plan(http.viewer, ref, on=http.today)
    if not queries.keeps(http.viewer, found):
        raise NotVisible
    return found


def address(plan: Plan) -> str:
    """Where a plan is."""
    return reverse("improvement:plan", kwargs={"plan": plan.ref})
