"""A child's page: who they are, who is around them, what is agreed, what is next, on one screen."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page, state_purpose
from teamaround.accounts.front_door import front_door
from teamaround.accounts.rules import PURPOSE_WORDS, Duty
from teamaround.agencies import queries as agencies
from teamaround.assessments import queries as assessments
from teamaround.design import network
from teamaround.design.render import render
from teamaround.episodes import queries as episodes
from teamaround.index import queries as index
from teamaround.index.queries import InvolvementSeen
from teamaround.people import portraits
from teamaround.people import queries as people
from teamaround.people.frame import frame
from teamaround.people.portraits import Portrait
from teamaround.people.rules import ETHNICITIES, NameType
from teamaround.requests import queries as requests
from teamaround.requests.pages.following import in_words
from teamaround.sharing import queries as sharing

from ..forms import PurposeForm

NOT_YET_ASKED = "NOBT"  # in the codes of ethnicity: not obtained yet


@page(duty=Duty.FIND_CHILDREN)
def show(http: PageRequest, child: str) -> HttpResponse:
    """The index entry, and with the family's agreement what is agreed and next."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    portrait = portraits.portrait(http.viewer, child_id, at=http.now)
    involved = index.involvements(http.viewer, child_id, at=http.now, is_hidden=portrait.hidden)
    pointers = index.pointers(child_id, is_hidden=portrait.hidden)
    current = [row for row in involved if row.ends_on is None or row.ends_on >= http.today]
    lead = pointers.lead_practitioner if pointers else None
    return render(
        http, "site/child.html", **frame(portrait.face, today=http.today, current="child"),
        portrait=portrait, facts=_facts(portrait), family=_family(portrait), pointers=pointers, lead=lead,
        around=_around(portrait, current, lead.name if lead else ""),
        next=episodes.next_for(http.viewer, child_id, today=http.today, at=http.now),
        open_assessment=_readable(http, pointers.assessment_ref if pointers else ""),
        household=people.faces(
            http.viewer,
            [] if portrait.hidden else people.children_at_same_address(child_id, at=http.now),
            at=http.now,
        ).values(),
        overrides=sharing.open_overrides(http.viewer.account_id, at=http.now).filter(child_id=child_id)
        if portrait.face.is_shielded and not portrait.hidden
        else [],
        index_team=agencies.index_team(portrait.face.authority_id, on=http.today) if portrait.hidden else None,
        asked_of=[in_words(row, today=http.today) for row in requests.of_child(http.viewer, child_id, at=http.now)[:3]],
        may_override=portrait.hidden and http.viewer.can(Duty.OVERRIDE_SHIELDS),
    )  # fmt: skip


def _facts(portrait: Portrait) -> list[dict[str, Any]]:
    """Who the child is, as rows, without what the strip and the picture say; what is hidden has no row."""
    child = portrait.child
    rows = [
        ("Also known as", ", ".join(_other_names(portrait))),
        ("First language", child.first_language + (" (interpreter needed)" if child.interpreter_needed else "")),
        ("Gender", child.gender),
        ("Ethnicity", ETHNICITIES.get(child.ethnicity, "") if child.ethnicity != NOT_YET_ASKED else ""),
        ("Disability", child.disability),
        ("Communication", child.communication_needs),
        *((_number_words(row.kind, row.passes_check), row.value) for row in portrait.identifiers),
    ]  # fmt: skip
    if not portrait.hidden:
        place = portrait.address
        rows.insert(
            0,
            (
                "Address",
                ", ".join(filter(None, [*place.lines.splitlines(), place.postcode])) if place else "",
            ),
        )
    return [{"label": label, "value": value} for label, value in rows if value or label == "Address"]


def _other_names(portrait: Portrait) -> list[str]:
    """Names that do not stand at the top of the page already."""
    face = portrait.face
    told = {face.name, face.known_as, f"{face.known_as} {face.family}"}
    names = [f"{row.given} {row.family}".strip() for row in portrait.names if row.type != NameType.LEGAL]
    return [name for name in names if name not in told]


def _number_words(kind: str, passes_check: bool) -> str:
    words = {"nhs_number": "NHS number", "upn": "Pupil number"}.get(kind, "Your own number")
    return words if passes_check else f"{words} (fails its check)"


def _family(portrait: Portrait) -> list[dict[str, Any]]:
    """Parents and carers in a line or two each."""
    return [
        {
            "name": row.name, "telephone": row.telephone,
            "role": ", ".join(
                filter(None, [
                    row.words.capitalize(),
                    "parental responsibility" if row.has_parental_responsibility else "",
                    "main carer" if row.is_main_carer else "",
                    "" if row.lives_with_child or portrait.hidden else "lives elsewhere",
                ])
            ),
        }
        for row in portrait.carers
    ]  # fmt: skip


def _readable(http: PageRequest, ref: str) -> bool:
    """Whether the viewer may read the assessment that the index points to."""
    if not ref:
        return False
    found = assessments.assessment(ref)
    return found is not None and assessments.reads(http.viewer, found, at=http.now)


def _around(portrait: Portrait, involved: list[InvolvementSeen], lead: str) -> list[network.Around]:
    """Family first, then everybody who helps, as the picture shows them."""
    family = [network.Around(row.name, row.words, "family") for row in portrait.carers]
    if portrait.school:
        family.append(network.Around(portrait.school.agency.name, "school", "agency"))
    if portrait.gp_practice:
        family.append(network.Around(portrait.gp_practice.agency.name, "GP practice", "agency"))
    shown = {who.label for who in family}
    helpers = [
        network.Around(
            row.practitioner or row.agency, row.agency if row.practitioner else row.reason,
            "agency", is_lead=bool(lead) and row.practitioner == lead,
        )
        for row in involved
        if row.practitioner or row.agency not in shown
    ]  # fmt: skip
    if lead and not any(who.is_lead for who in helpers):
        helpers.insert(0, network.Around(lead, "lead practitioner", "agency", is_lead=True))
    return family + helpers


@page(duty=Duty.FIND_CHILDREN, writes=True)
def why(http: PageRequest, child: str) -> HttpResponse:
    """Ask why somebody looks at a child to whom nothing ties them yet (R5)."""
    form = PurposeForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        state_purpose(http, form.cleaned_data["purpose"])
        return redirect(http.session.pop("going_to", "") or reverse("child", kwargs={"child": child}))
    return render(
        http, "site/why.html", status=422 if form.errors else 200, form=form, words=PURPOSE_WORDS,
        worried_url=reverse("worries:new", kwargs={"child": child}),
        front_door=front_door(http.viewer.authority_id, today=http.today),
    )  # fmt: skip
