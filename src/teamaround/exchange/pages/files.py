"""An agency's files: the list, sending one, and one file in each of its states."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries, services
from ..files.limits import MOST_BYTES
from ..forms import ColumnsForm, UploadForm, settings_in
from ..models import Import
from ..rules.outcomes import OUTCOME_SENTENCES, OUTCOME_WORDS, PREVIEW_SENTENCES, RowOutcome
from ..rules.progress import STATE_SENTENCES, State, share_done
from ..services import Said, Understood

A_PAGE = 20
SHOWN = 100
LOOK_AGAIN = "2"  # seconds, while something is being worked on
STATE_WORDS = {
    State.RECEIVED: "Columns to settle",
    State.MAPPED: "Being tried out",
    State.PREVIEWED: "Ready to take in",
    State.RUNNING: "Being taken in",
    State.STOPPED: "Stopped",
    State.DONE: "Taken in",
}
STATE_COLOURS = {
    State.DONE: "green",
    State.STOPPED: "orange",
    State.RECEIVED: "yellow",
    State.PREVIEWED: "blue",
}


@page(duty=Duty.IMPORT_FILES, writes=True)
def files(http: PageRequest) -> HttpResponse:
    """Files sent so far, and sending another."""
    chooses = http.viewer.can(Duty.INDEX_TEAM)
    form = UploadForm(http.POST or None, http.FILES or None, chooses_agency=chooses)
    if http.method == "POST" and form.is_valid():
        agency_id = int(form.cleaned_data["agency"]) if chooses else http.viewer.agency_id
        with refusals_on(form):
            kept = services.receive(
                content=_content(form.cleaned_data["file"]),
                file_name=form.cleaned_data["file"].name,
                agency_id=agency_id,
                by=http.viewer,
                now=http.now,
            )
            return redirect("exchange:show", file=kept.ref)
    number = http.GET.get("page", "1")
    first = (max(int(number), 1) - 1) * A_PAGE if number.isdecimal() and len(number) < 6 else 0
    rows = list(queries.visible_to(http.viewer)[first : first + A_PAGE + 1])
    return render(
        http, "exchange/files.html", status=422 if form.errors else 200, form=form, rows=rows[:A_PAGE],
        number=first // A_PAGE + 1, has_more=len(rows) > A_PAGE, words=STATE_WORDS, colours=STATE_COLOURS,
        waiting=sum(queries.waiting_counts(http.viewer).values()),
    )  # fmt: skip


def _content(uploaded: UploadedFile[Any]) -> bytes:
    if uploaded.size is None or uploaded.size > MOST_BYTES:
        raise Refusal(
            "file-too-large", "The file is larger than 100 MB. Divide it into several files.", field="file"
        )
    uploaded.seek(0)  # the page may be worked out again when two people meet in the database
    return bytes(uploaded.read())


@page(duty=Duty.IMPORT_FILES)
def show(http: PageRequest, file: str) -> HttpResponse:
    """One file, as far as it has come."""
    kept = _kept(http, file)
    state = State(kept.state)
    if state is State.RECEIVED and not kept.stopped_because:
        return redirect("exchange:columns", file=file)
    report = services.report(kept, most=SHOWN)
    response = render(
        http, "exchange/file.html", kept=kept, state=state, report=report, word=STATE_WORDS[state],
        sentence=STATE_SENTENCES[state], share=share_done(kept.done, kept.rows),
        share_tried=share_done(kept.preview_done, kept.rows), figures=_figures(kept, state),
        sentences=OUTCOME_SENTENCES, has_content=queries.has_content(kept),
        refused=_refused(kept, state, report), noticed=_noticed(kept, state, report),
    )  # fmt: skip
    if state in (State.MAPPED, State.RUNNING):
        response["Refresh"] = LOOK_AGAIN
    return response


def _figures(kept: Import, state: State) -> list[dict[str, Any]]:
    """Rows by outcome: of the preview until something is recorded, of the file itself afterwards."""
    is_preview = state is State.PREVIEWED and kept.preview is not None
    counts = kept.preview["counts"] if is_preview and kept.preview else queries.counts_of(kept).as_json()
    sentences = PREVIEW_SENTENCES if is_preview else OUTCOME_SENTENCES
    return [
        {"words": OUTCOME_WORDS[outcome], "rows": counts[outcome.value], "sentence": sentences[outcome]}
        for outcome in RowOutcome
    ]


def _refused(kept: Import, state: State, report: Any) -> list[str]:
    if state is State.PREVIEWED and kept.preview:
        return [fault["sentence"] for fault in kept.preview["refusals"]]
    return [fault.sentence for fault in report.refusals]


def _noticed(kept: Import, state: State, report: Any) -> list[str]:
    if state is State.PREVIEWED and kept.preview:
        return [notice["sentence"] for notice in kept.preview["notices"]]
    return [notice.sentence for notice in report.notices]


@page(duty=Duty.IMPORT_FILES, writes=True)
def columns(http: PageRequest, file: str) -> HttpResponse:
    """What the columns are. A change in how the file is read shows its new columns before anything is kept."""
    kept = _kept(http, file)
    understood, refused = _understood(http, kept)
    form = ColumnsForm(http.POST or None, understood)
    if refused is not None:
        form = ColumnsForm(None, understood)
        messages.error(http, refused.sentence)
    elif http.method == "POST" and not form.is_of_this_reading:
        form = ColumnsForm(None, understood)
    elif http.method == "POST" and form.is_valid():
        with refusals_on(form):
            said = form.said()
            again = services.understand_beginning(kept, said, now=http.now)
            services.settle(ref=file, said=said, by=http.viewer, now=http.now, understood=again)
            return redirect("exchange:show", file=file)
    return _columns(http, kept, form, status=422 if http.method == "POST" else 200)


def _understood(http: PageRequest, kept: Import) -> tuple[Understood, Refusal | None]:
    """The file read as was said; when it cannot be read so, as it was before, and why not."""
    try:
        return services.understand_beginning(kept, Said(settings=settings_in(http.POST)), now=http.now), None
    except Refusal as refusal:
        return services.understand_beginning(kept, Said(), now=http.now), refusal


def _columns(http: PageRequest, kept: Import, form: ColumnsForm, *, status: int) -> HttpResponse:
    examples = _examples(form)
    return render(
        http, "exchange/columns.html", status=status, form=form, kept=kept, examples=examples,
        missing=form.understood.mapping.missing,
    )  # fmt: skip


def _examples(form: ColumnsForm) -> list[str]:
    """The first values of each column, as they stand in the sender's own file."""
    first = [row.cells for _, row in zip(range(3), form.understood.file.rows(), strict=False)]
    return [
        ", ".join(cells[at].strip()[:40] for cells in first if cells[at].strip())
        for at in range(len(form.understood.file.headings))
    ]


@page(duty=Duty.IMPORT_FILES, writes=True)
def begin(http: PageRequest, file: str) -> HttpResponse:
    """Take the file in, or go on where it stopped."""
    _kept(http, file)
    if http.method == "POST":
        services.begin(ref=file, by=http.viewer, now=http.now)
    return redirect("exchange:show", file=file)


@page(duty=Duty.IMPORT_FILES, writes=True)
def stop(http: PageRequest, file: str) -> HttpResponse:
    """Stop taking the file in; what is recorded stays."""
    _kept(http, file)
    if http.method == "POST":
        services.stop(ref=file, by=http.viewer, now=http.now, because=f"{http.viewer.name} stopped it")
        messages.success(http, "Stopped. What was recorded stays.")
    return redirect("exchange:show", file=file)


@page(duty=Duty.IMPORT_FILES)
def send_back(http: PageRequest, file: str, which: str) -> HttpResponse:
    """The refused rows, or the whole file, with a reason beside each row."""
    if which not in ("refused", "whole"):
        raise NotVisible
    name, kind, content = services.send_back(
        ref=file, by=http.viewer, now=http.now, every_row=which == "whole"
    )
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _kept(http: PageRequest, ref: str) -> Import:
    kept = queries.import_of(http.viewer, ref)
    if kept is None:
        raise NotVisible
    return kept
