"""Which box of the form each text of the plan belongs to, and what a family agreed to, as facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from teamaround.assessments.rules.definition import Box, Form
from teamaround.kernel import ages
from teamaround.sharing.agreement_rules import AgreementFacts
from teamaround.sharing.agreement_rules import Standing as GivenAs

from .county.shapes import Agreement, Child, Contribution, Element, Episode, Household
from .loading_places import Places

Texts = dict[str, dict[Box, str]]  # by section

FIELD_OF = {"strength": "strengths", "need": "needs"}
VIEWS = frozenset({"child", "parent", "worker", "other_worker", "someone_else"})


def texts_of_starter(told: Episode, form: Form) -> Texts:
    """What whoever began the assessment writes, by section and box."""
    boxes = {
        Box("child_says"): told.childs_words,
        Box("people_present"): told.people_present,
        Box("what_led_here"): told.led_to_this,
        Box("needs_together"): told.conclusions,
        Box("how_we_will_know"): told.goals,
        Box("parent_comments"): told.parents_words,
        **_of_elements(told.elements),
    }
    return _by_section(boxes, form)


def texts_of_contributor(told: Contribution, form: Form) -> Texts:
    """What somebody else adds."""
    return _by_section({Box(told.element, FIELD_OF[told.kind]): told.text}, form)


def section_of(part: str, form: Form) -> str:
    """The section in which a part of the form stands."""
    return next(section.key for section in form.sections for each in section.parts if each.key == part)


def _of_elements(elements: Iterable[Element]) -> dict[Box, str]:
    """Several texts about one thing are written beneath each other."""
    lines: dict[Box, list[str]] = defaultdict(list)
    for each in elements:
        lines[Box(each.element, FIELD_OF[each.kind])].append(each.text)
        lines[Box(each.element, "evidence")].append(each.evidence)
        lines[Box(each.element, "view")].append(each.whose_view)
    return {box: _joined(box, texts) for box, texts in lines.items()}


def _joined(box: Box, texts: list[str]) -> str:
    unique = list(dict.fromkeys(text for text in texts if text))
    if box.field == "view":
        return ",".join(view for view in unique if view in VIEWS)
    return "\n\n".join(unique)


def _by_section(boxes: dict[Box, str], form: Form) -> Texts:
    found: Texts = defaultdict(dict)
    for box, text in boxes.items():
        if text:
            found[section_of(box.part, form)][box] = text
    return found


def agreed(
    told: Agreement, episode: Episode, child: Child, household: Household, places: Places
) -> AgreementFacts:
    """A family's agreement as facts; whoever is planned to take part is within it."""
    by_child = told.given_by == child.key
    age = ages.age_on(child.born_on, told.given_on) if child.born_on else None
    return AgreementFacts(
        given_on=told.given_on,
        given_by=_name_of(told.given_by, child, household),
        standing=_standing(age) if by_child else GivenAs.PARENTAL_RESPONSIBILITY,
        competence_reason=told.competence_note if by_child else "",
        age=age,
        has_parental_responsibility=_has_responsibility(told.given_by, child, household),
        may_store=told.may_store,
        may_share=told.may_share,
        agencies=frozenset(places.agencies[code] for code in _scope(told, episode, places)),
    )


def _standing(age: int | None) -> GivenAs:
    return GivenAs.YOUNG_PERSON_16 if age is not None and age >= 16 else GivenAs.YOUNG_PERSON


def _scope(told: Agreement, episode: Episode, places: Places) -> set[str]:
    people = [each.practitioner for each in episode.leads]
    people += [each.practitioner for each in episode.contributions]
    taking_part = {places.agency_codes[places.viewers[key].agency_id] for key in people}
    return (set(told.share_with) | taking_part) - set(told.not_with)


def _name_of(key: str, child: Child, household: Household) -> str:
    for carer in household.carers:
        if carer.key == key:
            return f"{carer.given} {carer.family}".strip()
    legal = child.names[0]
    return f"{legal.given} {legal.family}".strip()


def _has_responsibility(key: str, child: Child, household: Household) -> bool:
    return any(
        each.has_parental_responsibility
        for each in household.relationships
        if each.child == child.key and each.carer == key
    )
