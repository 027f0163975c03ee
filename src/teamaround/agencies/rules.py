"""Kinds of agency and of sensitive service, and how often an authority's teams look again."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

REVIEW_WEEKS = 12  # unless an authority says otherwise; nothing national sets it
LONGEST_REVIEW_WEEKS = 52


class AgencyKind(StrEnum):
    """What an agency is, as far as the rules need to know."""

    SCHOOL = "school"
    EARLY_YEARS = "early_years"
    HEALTH_VISITING = "health_visiting"
    GP_PRACTICE = "gp_practice"
    CAMHS = "camhs"
    HOSPITAL = "hospital"
    POLICE = "police"
    YOUTH_JUSTICE = "youth_justice"
    VOLUNTARY = "voluntary"
    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    EARLY_HELP = "early_help"
    DISTRICT_COUNCIL = "district_council"
    HOUSING = "housing"
    EDUCATION_WELFARE = "education_welfare"
    INDEX_TEAM = "index_team"
    COUNCIL = "council"


class Sensitive(StrEnum):
    """Services whose involvement is itself sensitive (SI 2007/2182, regulation 11(3))."""

    NO = ""
    SEXUAL_HEALTH = "sexual_health"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_MISUSE = "substance_misuse"


KIND_WORDS = {
    AgencyKind.SCHOOL: "school",
    AgencyKind.EARLY_YEARS: "early years setting",
    AgencyKind.HEALTH_VISITING: "health visiting",
    AgencyKind.GP_PRACTICE: "GP practice",
    AgencyKind.CAMHS: "children and young people's mental health service",
    AgencyKind.HOSPITAL: "hospital",
    AgencyKind.POLICE: "police",
    AgencyKind.YOUTH_JUSTICE: "youth justice service",
    AgencyKind.VOLUNTARY: "voluntary group",
    AgencyKind.CHILDRENS_SOCIAL_CARE: "children's social care",
    AgencyKind.EARLY_HELP: "early help",
    AgencyKind.DISTRICT_COUNCIL: "district council",
    AgencyKind.HOUSING: "housing",
    AgencyKind.EDUCATION_WELFARE: "education welfare",
    AgencyKind.INDEX_TEAM: "index team",
    AgencyKind.COUNCIL: "council",
}
SENSITIVE_WORDS = {
    Sensitive.NO: "not sensitive",
    Sensitive.SEXUAL_HEALTH: "sexual health",
    Sensitive.MENTAL_HEALTH: "mental health",
    Sensitive.SUBSTANCE_MISUSE: "substance misuse",
}
NEEDS_NHS_NUMBER = frozenset(
    {AgencyKind.HEALTH_VISITING, AgencyKind.GP_PRACTICE, AgencyKind.CAMHS, AgencyKind.HOSPITAL}
)
NEEDS_UPN = frozenset({AgencyKind.SCHOOL, AgencyKind.EARLY_YEARS, AgencyKind.EDUCATION_WELFARE})


def check_review_cycle(weeks: int | None, starts_on: date | None, *, today: date) -> tuple[int, date]:
    """The weeks, and the day from which they count: never one that is over, for what was on time stays so."""
    if weeks is None or not 1 <= weeks <= LONGEST_REVIEW_WEEKS:
        raise Refusal("weeks", f"Give a number of weeks from 1 to {LONGEST_REVIEW_WEEKS}.", field="weeks")
    if starts_on is None:
        raise Refusal("starts", "Say from which day this counts.", field="starts_on")
    if starts_on < today:
        raise Refusal(
            "past", "Choose today or a later day. What was on time stays on time.", field="starts_on"
        )
    return weeks, starts_on
