"""Writing a section: saved as it is typed, works without JavaScript, both texts shown on a clash."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.on_device import key_for
from teamaround.accounts.rules import Duty
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries, services
from ..carrying import EarlierWords, earlier_words
from ..forms import MARK, SectionForm, as_initial
from ..models import Assessment, Contribution
from ..queries import Sheet
from ..releases import with_form
from ..rules.definition import Box, Question, Section, SectionKind
from ..rules.writing import Sending, fullness, mark_of, were_both_shown
from ..services import Saved
from .frames import around, framed, guest_frame
from .known import Sources, known


@page(duty=Duty.WRITE_ASSESSMENTS)
def write(http: PageRequest, assessment: str) -> HttpResponse:
    """Go to the first section that may be written in."""
    found = queries.known(http.viewer, assessment, at=http.now)
    sections = queries.sections_to_write(http.viewer, found)
    if not sections:
        return redirect("assessments:read", assessment=assessment)
    return redirect("assessments:write_section", assessment=assessment, section=sections[0].key)


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True, takes_turns=True)
def write_section(http: PageRequest, assessment: str, section: str) -> HttpResponse:
    """One section for those who lead the writing."""
    if _saves_by_itself(http):
        return _by_itself(http, with_form(assessment), None, section)
    found = queries.known(http.viewer, assessment, at=http.now)
    if http.viewer.agency_id not in queries.leading(found):
        return redirect("assessments:read", assessment=assessment)
    return page_of_section(http, found, None, section)


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True, takes_turns=True)
def part_section(http: PageRequest, part: str, section: str) -> HttpResponse:
    """One section of a contribution, for those who give it."""
    own = queries.part_of(http.viewer, part, at=http.now)
    if own.agency_id != http.viewer.agency_id:
        raise NotVisible
    return page_of_section(http, own.assessment, own, section)


def page_of_section(
    http: PageRequest, found: Assessment, part: Contribution | None, key: str
) -> HttpResponse:
    """A section to write in: of those who lead, of an agency's part, or of a guest's."""
    section = queries.form_of(found).section(key)
    if section is None or section.kind is SectionKind.ACTIONS:
        raise NotVisible
    if _saves_by_itself(http):
        return _by_itself(http, found, part, key)
    boxes = list(queries.form_of(found).boxes_of(section))
    frame = _frame(http, found, part, section)
    if http.method != "POST":
        sheet = queries.sheet(found, part)
        texts = {box: row.text for box, row in sheet.items()}
        form = SectionForm(boxes=boxes, initial=as_initial(dict(boxes), texts))
        marks = {box: mark_of(row.version, row.text) for box, row in sheet.items()}
        return _shown(http, found, part, section, form, marks=marks, frame=frame, sheet=sheet)
    sent, taken = _with_earlier(http, found, part, section, _with_both(http, found, part, boxes))
    form = SectionForm(sent, boxes=boxes)
    try:
        saved = _save(http, found, part, section, form, taken=taken)
    except Refusal as refusal:
        return _refused(http, refusal, (found, part, section), form, frame)
    if saved.is_whole:
        stay = "".join(f"#id_{box}" for box in taken)
        return redirect(http.path + stay if taken else _next(http, found, part, section))
    for box, sentence in saved.refused.items():
        form.add_error(str(box), sentence)
    marks = {box: typed.mark for box, typed in form.typed().items()} | saved.marks
    marks |= {clash.box: clash.mark for clash in saved.clashes}
    return _shown(http, found, part, section, form, marks=marks, frame=frame, saved=saved)


def _frame(
    http: PageRequest, found: Assessment, part: Contribution | None, section: Section
) -> dict[str, Any]:
    """Whose page it is, and what is known already."""
    sources = Sources(http, found)
    if part is None:
        return framed(http, sources.portrait.face) | {"known": known(sources, section.known)}
    frame = guest_frame(part) if http.viewer.by_link else around(http, found.child_id)
    return frame | {"known": []}


def _saves_by_itself(http: PageRequest) -> bool:
    return http.method == "POST" and bool(http.headers.get("X-Autosave"))


def _by_itself(http: PageRequest, found: Assessment, part: Contribution | None, key: str) -> HttpResponse:
    """The page saves as somebody types: nothing is shown, so nothing is read for showing.

    Of the assessment only its form need be known here: whether somebody may write in it, the
    service decides.
    """
    section = queries.form_of(found).section(key)
    if section is None:
        raise NotVisible
    form = SectionForm(http.POST, boxes=list(queries.form_of(found).boxes_of(section)))
    try:
        return _told(_save(http, found, part, section, form))
    except Refusal as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=422)


def _with_both(
    http: PageRequest, found: Assessment, part: Contribution | None, boxes: list[tuple[Box, Question]]
) -> QueryDict:
    """What was sent, with both texts in the box whose button says so.

    The page never held the joined text, so nothing goes on from this sending; and of any other
    box with two texts it has not been said yet what becomes of them: they are shown again.
    """
    box = next((box for box, _ in boxes if str(box) == http.POST.get("keep_both")), None)
    theirs = queries.sheet(found, part).get(box) if box is not None else None
    if theirs is None:
        return http.POST
    sent = http.POST.copy()
    sent.pop("sent_by", None)
    for name in [name for name in sent if name.startswith(MARK) and were_both_shown(str(sent[name]))]:
        sent[name] = ""
    sent[str(box)] = f"{theirs.text}\n\n{sent.get(str(box), '')}"
    sent[f"{MARK}{box}"] = mark_of(theirs.version, theirs.text)
    return sent


def _with_earlier(
    http: PageRequest, found: Assessment, part: Contribution | None, section: Section, sent: QueryDict
) -> tuple[QueryDict, dict[Box, int]]:
    """What was sent, with the earlier words in the box whose button takes them over; it is still empty."""
    wanted = sent.get("take_over", "")
    words = _earlier(http, found, part, section, queries.sheet(found, part)) if wanted else {}
    box = next((box for box in words if str(box) == wanted), None)
    if box is None or sent.get(str(box), "").strip():
        return sent, {}
    filled = sent.copy()
    filled[str(box)] = words[box].text
    return filled, {box: words[box].assessment_id}


def _earlier(
    http: PageRequest, found: Assessment, part: Contribution | None, section: Section, sheet: Sheet
) -> dict[Box, EarlierWords]:
    """Words of an earlier assessment for the boxes that are still empty, for those who lead the writing."""
    if part is not None:
        return {}
    boxes = queries.form_of(found).boxes_of(section)
    empty = [box for box, _ in boxes if box not in sheet or not sheet[box].text]
    return earlier_words(http.viewer, found, section, empty=empty, at=http.now)


def _save(
    http: PageRequest, found: Assessment, part: Contribution | None, section: Section, form: SectionForm,
    *, taken: dict[Box, int] | None = None,
) -> Saved:  # fmt: skip
    return services.save_section(
        ref=found.ref, section_key=section.key, typed=form.typed(), by=http.viewer, now=http.now,
        part_ref=part.ref if part else "", sending=Sending.read(str(form.data.get("sent_by", ""))),
        taken=taken,
    )  # fmt: skip


def _told(saved: Saved) -> HttpResponse:
    """What became of it, for the script that saves as somebody types."""
    renew = {f"{MARK}{box}": mark for box, mark in saved.marks.items()}
    if saved.clashes:
        return JsonResponse(
            {"renew": renew, "clashes": [str(clash.box) for clash in saved.clashes]}, status=409
        )
    if saved.refused:
        sentence = " ".join(saved.refused.values())
        return JsonResponse({"renew": renew, "sentence": sentence}, status=422)
    return JsonResponse({"renew": renew})


def _refused(
    http: PageRequest, refusal: Refusal, place: tuple[Assessment, Contribution | None, Section],
    form: SectionForm, frame: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """Not to be written now: what was typed stays on the page."""
    form.add_error(None, refusal.sentence)
    marks = {box: typed.mark for box, typed in form.typed().items()}
    return _shown(http, *place, form, marks=marks, frame=frame)


def _next(http: PageRequest, found: Assessment, part: Contribution | None, section: Section) -> str:
    """The section after this one, or the end."""
    keys = [one.key for one in queries.sections_to_write(http.viewer, found, part)]
    after = keys[keys.index(section.key) + 1 :] if section.key in keys else []
    stays = http.POST.get("then") == "stop" or not after
    return _end(http, found, part) if stays else _address(http, found, part, after[0])


def _end(http: PageRequest, found: Assessment, part: Contribution | None) -> str:
    """Where one comes from and goes back to."""
    if http.viewer.by_link:
        return reverse("assessments:by_link")
    if part is not None:
        return reverse("assessments:part", kwargs={"part": part.ref})
    return reverse("assessments:read", kwargs={"assessment": found.ref})


def _address(http: PageRequest, found: Assessment, part: Contribution | None, section: str) -> str:
    """Where a section is written."""
    if http.viewer.by_link:
        return reverse("assessments:by_link_section", kwargs={"section": section})
    if part is not None:
        return reverse("assessments:part_section", kwargs={"part": part.ref, "section": section})
    return reverse("assessments:write_section", kwargs={"assessment": found.ref, "section": section})


def _shown(
    http: PageRequest, found: Assessment, part: Contribution | None, section: Section, form: SectionForm,
    *, marks: dict[Box, str], frame: dict[str, Any], saved: Saved | None = None, sheet: Sheet | None = None,
) -> HttpResponse:  # fmt: skip
    clashes = {str(clash.box): clash for clash in saved.clashes} if saved else {}
    status = 409 if clashes else 422 if form.errors else 200
    sheet = queries.sheet(found, part) if sheet is None else sheet
    written = {box for box, row in sheet.items() if row.text}
    definition = queries.form_of(found)
    start = mark_of(0, "")
    earlier = {str(box): words for box, words in _earlier(http, found, part, section, sheet).items()}
    return render(
        http, "assessments/write.html", status=status, form=form, assessment=found, part=part,
        definition=definition, section=section, groups=_groups(section, form, written, {**clashes, **earlier}),
        statement=definition.statement, MARK=MARK, clashes=clashes, **frame,
        marks={str(box): marks.get(box, start) for box, _ in form.boxes},
        steps=_steps(http, found, part, section, sheet), back=_end(http, found, part),
        earlier=earlier,
        keep_for=http.viewer.account_ref, keep_key=key_for(http.viewer),
    )  # fmt: skip


def _groups(
    section: Section, form: SectionForm, written: set[Box], clashes: dict[str, Any]
) -> list[dict[str, Any]]:
    """Each part of the section with the names of its fields, and whether it is to be shown open."""
    names: dict[str, list[str]] = {}
    for box, _ in form.boxes:
        names.setdefault(box.part, []).append(str(box))
    has_text = {box.part for box in written}
    return [
        {
            "part": part,
            "fields": names[part.key],
            "is_written": part.key in has_text,
            "is_open": part.key in has_text or any(n in clashes or n in form.errors for n in names[part.key]),
        }
        for part in section.parts
    ]


def _steps(
    http: PageRequest, found: Assessment, part: Contribution | None, current: Section, sheet: Sheet
) -> list[dict[str, Any]]:
    """The sections as a list of places to go, with how full each is, in words."""
    definition = queries.form_of(found)
    written = {box for box, row in sheet.items() if row.text}
    unasked = definition.unasked({box: row.text for box, row in sheet.items()})
    return [
        {
            "title": section.title,
            "href": _address(http, found, part, section.key),
            "current": section.key == current.key,
            "words": fullness(definition, written - unasked, [section], unasked=unasked).words,
        }
        for section in queries.sections_to_write(http.viewer, found, part)
    ]
