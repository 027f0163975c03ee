"""The people whom a visitor may be: each has a post, duties, and something to try."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from teamaround.site.demo.county.bodies import code_of
from teamaround.site.demo.county.shapes import CastMember, Practitioner

WORK = ("FIND_CHILDREN", "REGISTER_CHILDREN", "RECORD_INVOLVEMENT", "WRITE_ASSESSMENTS")


@dataclass(frozen=True, slots=True)
class Part:
    """A part in the demo. `fills` is the post at the agency that this person holds."""

    key: str
    name: str
    title: str
    agency: str
    service: str
    fills: str
    duties: tuple[str, ...]
    who: str
    try_this: str


PARTS = (
    Part("senco", "Ruth Pellingham", "School SENCO", "Osierfold Primary School", "",
         "Special educational needs co-ordinator", WORK,
         "Looks after children who need something extra at a primary school of 190, and teaches Year 4 on Fridays.",
         "Find Asha Marlow-Khan, see that Denise Faraday already leads, and ask to contribute instead of starting again."),
    Part("health-visitor", "Folake Adisa", "Health visitor", "Wrenshire Community Health", "Health visiting",
         "Health visitor", WORK,
         "Visits families with babies and small children across the Vale.",
         "Open baby Teodor Ionescu, whose record was begun before he was born, and record a visit."),
    Part("coordinator", "Gwen Thackray", "Locality co-ordinator", "Vale Family Help", "Locality co-ordination",
         "Locality co-ordinator", (*WORK, "SEE_COUNTS"),
         "Keeps the agencies of eight localities talking to each other; knows who to ring.",
         "See on the home page which plans of Vale Family Help are looked at again soon, and which nobody leads yet; then open Counts, and one of its numbers down to the plans behind it."),
    Part("lead", "Denise Faraday", "Family support worker", "Vale Family Help", "Family support",
         "Senior family support worker", WORK,
         "Leads the help for a handful of families, mostly at their kitchen tables.",
         "Open Asha's assessment: answer the school that asks to join, read what a dance teacher gave by a link and what Asha's mother says, set the next review."),
    Part("duty-social-worker", "Marcus Ellwood", "Duty social worker", "Wrenshire Safeguarding Front Door",
         "Front door duty desk", "Duty social worker",
         (*WORK, "RECEIVE_WORRIES", "OVERRIDE_SHIELDS"),
         "First to hear when somebody is worried about a child.",
         "Open Worries: one came today about Kieran Doyle, another waits for your answer. Then open Isabel Fairbrother's hidden details with a reason and watch the index team be told."),
    Part("index-one", "Hazel Ibbotson", "Index officer", "Wrenshire Child Index Team", "", "Index officer",
         (*WORK, "INDEX_TEAM", "OVERRIDE_SHIELDS"),
         "Keeps the index true: pairs to review, shields, files that did not fit.",
         "Propose that the two records of Jakub Zieliński are one child; a colleague must agree."),
    Part("index-two", "Samir Rahimi", "Index officer", "Wrenshire Child Index Team", "", "Index officer",
         (*WORK, "INDEX_TEAM", "OVERRIDE_SHIELDS"),
         "The second pair of eyes that every merge needs.",
         "When Hazel has proposed a merge, decide it; see who opened a shielded child's details."),
    Part("information-governance", "Bronwen Teague", "Information governance officer", "Wrenshire County Council",
         "Information governance", "Information governance officer", ("READ_AUDIT", "FIND_CHILDREN"),
         "Answers families who ask who has looked, and asks practitioners why they did.",
         "Find Asha Marlow-Khan, saying that you answer a question about information; see who has looked, then ask the audit. Your own look is noted too."),
    Part("data-officer", "Priyanka Nair", "Data officer", "Wrenshire County Council", "Data and returns",
         "Data officer", ("IMPORT_FILES", "FIND_CHILDREN", "KEEP_DIRECTORY", "KEEP_PLANS"),
         "Loads agencies' files and sends back, politely, the rows that cannot be right. Keeps the directory of services, and the action plans that answer inspections.",
         "Make a file with `teamaround demo-file`, load it, and read why 300 rows were refused. Then open Keep the directory and see which entries nobody checked, and Action plans to ask owners and freeze the month."),
    Part("gp", "Dr Yusuf Demir", "GP", "Osierfold Surgery", "", "GP partner", WORK,
         "Has ten minutes for each patient and has known most families for years.",
         "Find a child by part of a name and date of birth, between two patients."),
    Part("camhs", "Dr Imelda Santos-Reid", "CAMHS practitioner", "Kestrel House CAMHS",
         "Community mental health team", "Clinical psychologist", WORK,
         "Sees young people who must be able to trust that not everybody will know.",
         "Open Niamh Gallagher: you see your own involvement, others are asked to ring the index team."),
    Part("police", "PC Alan Birtwhistle", "Neighbourhood police officer", "Wrenshire Police",
         "Neighbourhood policing", "Neighbourhood officer",
         ("FIND_CHILDREN", "RECORD_INVOLVEMENT", "WRITE_ASSESSMENTS"),
         "Walks the Marlgate estate and would rather bring a lad home than bring him in. Sent a worry today.",
         "Search for Isabel Fairbrother at her sister's address, and see what a shield hides."),
    Part("youth-justice", "Jermaine Osbourne", "Youth justice worker", "Wrenshire Youth Justice Service",
         "Turnaround and prevention", "Youth justice worker", WORK,
         "Works with young people on the edge of trouble, most days in a van with a pool table.",
         "Open Kieran Doyle, and see that school, youth work and family help are around him already."),
    Part("voluntary", "Moira Penhallow", "Volunteer co-ordinator", "Lantern Family Friends",
         "Home visiting by volunteers", "Volunteer co-ordinator", WORK,
         "Matches volunteers with families who could do with company and an extra pair of hands.",
         "Find a family you help and see the actions that have your name on them."),
    Part("neighbour", "Owen Castellane", "Social worker across the border", "Hernshire Children's Services",
         "Assessment team", "Social worker", WORK,
         "Works for the neighbouring council, and rings when a family moves.",
         "Look up Marek Kowalski, who moved to Wrenshire, and see what a neighbour may see."),
    Part("councillor", "Cllr Judith Aspinall", "Councillor", "Wrenshire County Council", "Members' services",
         "Lead member for children", ("SEE_COUNTS",),
         "Answers for children's services at public meetings; sees counts, never a child.",
         "Open Counts: each number says what it means, small ones are not shown, and none opens to a child. Then Action plans: what inspectors asked for, and whether it makes a difference."),
    Part("administrator", "Tobias Kell", "Administrator", "Wrenshire Child Index Team", "",
         "System administrator", ("MANAGE_ACCOUNTS",),
         "Opens and closes accounts, and chases training that has run out.",
         "End somebody's access today, and see their next click refused."),
)  # fmt: skip
OTHERS = (
    Part("leaver", "Carol Winstanley", "Family support worker", "Coast Family Help", "Family support",
         "Senior family support worker", (), "Left her post last week.", ""),
    Part("taking-over", "Nathaniel Osei", "Family support worker", "Coast Family Help", "Family support",
         "Family support worker", (), "Takes over what Carol led.", ""),
    Part("midwife", "Teresa Quennell", "Midwife", "Wrenminster General Hospital", "Midwifery", "Midwife", (),
         "Looks after mothers before and after birth.", ""),
    Part("sexual-health-nurse", "Lorna Beckwith", "Sexual health nurse", "Wrenminster General Hospital",
         "Harbour sexual health clinic for young people", "Sexual health nurse", (), "Runs the Thursday clinic.", ""),
    Part("drug-worker", "Callum Drysdale", "Project worker",
         "Stepping Stones Young People's Drug and Alcohol Service", "Drug and alcohol support", "Project worker",
         (), "Meets young people where they already are.", ""),
    Part("across-the-border", "Philippa Garrow", "Family support worker", "Hernshire Early Help", "Family support",
         "Senior family support worker", (), "Helped the Kowalski family in Hernshire.", ""),
)  # fmt: skip
"""People in the stories whom nobody signs in as."""

LEFT = frozenset({"leaver"})


def cast_from(practitioners: tuple[Practitioner, ...], *, today: date) -> tuple[CastMember, ...]:
    """The parts as people in post, in the order in which the sign-in page offers them."""
    posts = {person.key: person for person in practitioners}
    return tuple(_member(part, posts[part.key], today) for part in PARTS)


def _member(part: Part, post: Practitioner, today: date) -> CastMember:
    return CastMember(
        practitioner=part.key,
        name=part.name,
        email=post.email,
        title=part.title,
        agency=code_of(part.agency),
        who=part.who,
        try_this=part.try_this,
        duties=part.duties,
        starts_on=post.started_on,
        training_until=today + timedelta(days=270),
        vetted_until=today + timedelta(days=800),
    )
