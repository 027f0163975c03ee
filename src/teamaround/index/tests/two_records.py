"""Two records of one child, with people around both, and what two people say about them."""

import json
from datetime import date
from types import SimpleNamespace

from django.apps import apps

from teamaround.accounts.door import acting
from teamaround.audit import queries as audit
from teamaround.index import linking, services
from teamaround.index.models import Key
from teamaround.index.rules import PairAnswer
from teamaround.people import sealing
from teamaround.people import services as people
from teamaround.people.rules import AttendanceKind, IdentifierKind, NameType, RelationshipType
from teamaround.people.services import (
    NewAddress,
    NewAttendance,
    NewCarer,
    NewIdentifier,
    NewName,
)

SealedDetails = apps.get_model("people", "SealedDetails")
OF_A_CHILD = (
    "people.Child", "people.Name", "people.Identifier", "people.Address", "people.Relationship",
    "people.Attendance", "people.FamilyMember", "people.Correction", "sharing.Standing",
    "sharing.Reach", "sharing.Shield", "index.Involvement", "index.Pointers",
    "index.ContactRequest", "index.SourceRecord",
)  # fmt: skip


def dump(*children):
    """Every row about these children, sealed ones opened, and the keys that lead to them."""
    found = {}
    for label in OF_A_CHILD:
        model = apps.get_model(label)
        field = "pk" if label == "people.Child" else "child_id"
        rows = model.objects.filter(**{f"{field}__in": children}).order_by("pk").values()
        found[label] = [json.dumps(row, default=str, sort_keys=True) for row in rows]
    found["sealed"] = [
        sealing.open_again(row.child_id, key_id=row.key_id, nonce=row.nonce, ciphertext=row.ciphertext)
        for row in SealedDetails.objects.filter(child_id__in=children).order_by("pk")
    ]
    found["keys"] = set(Key.objects.filter(child_id__in=children).values_list("child_id", "key", "is_hidden"))
    return found


def second_record(world, **changes):
    """The same child as somebody else wrote her down."""
    given = {
        "names": (NewName("Aisha", "Lindquist"), NewName("Ash", "", NameType.KNOWN_AS)),
        "born_on": date(2017, 3, 26),
        "addresses": (
            NewAddress("9 Old Road", "ZY3 3CC", date(2017, 1, 1), date(2018, 1, 1)),
            NewAddress("12 New Street", "ZY2 2BB", date(2020, 1, 1)),
        ),
        "identifiers": (
            NewIdentifier(IdentifierKind.NHS_NUMBER, "999 000 0018"),
            NewIdentifier(IdentifierKind.AGENCY, "A7", world.agency["visiting"].pk),
        ),
        "carers": (
            NewCarer(RelationshipType.MOTHER, "Mira", "Lindqvist"),
            NewCarer(RelationshipType.GRANDMOTHER, "Greta", "Holm", is_main_carer=True),
        ),
        "attendances": (
            NewAttendance(world.agency["practice"].pk, AttendanceKind.GP_PRACTICE, date(2018, 4, 1)),
        ),
        **changes,
    }
    return world.child(**given)


def two_records(world):
    """Two records of one child, with people around both."""
    one, other = world.child(), second_record(world)
    for child, who in ((one, "senco"), (other, "health_visitor")):
        with acting(world.viewer(who), now=world.now) as viewer:
            services.record_involvement(
                child_id=child.pk, by=viewer, now=world.now, starts_on=date(2024, 1, 1)
            )
    with acting(world.viewer("index"), now=world.now) as viewer:
        linking.keep_links(
            world.agency["visiting"].pk, {"A7": linking.Link(other.pk, "h")}, because="", by=viewer,
            now=world.now,
        )  # fmt: skip
        services.ask_for_contact(child_id=other.pk, because="To ask", by=viewer, now=world.now)
        people.name_family(name="Lindqvist", child_ids=[other.pk], carer_ids=[], by=viewer, now=world.now)
    return SimpleNamespace(one=one, other=other)


def note(world, two, who="senco", because=("same mother",)):
    with acting(world.viewer(who), now=world.now) as viewer:
        return services.note_pair(
            one_id=two.other.pk, other_id=two.one.pk, because=because, by=viewer, now=world.now
        )


def look(world, pair, who="index", said=PairAnswer.NOT_SURE):
    with acting(world.viewer(who), now=world.now) as viewer:
        return services.look_first(ref=pair.ref, said=said, by=viewer, now=world.now)


def propose(world, pair, keep, who="index", **changes):
    given = {"because": "The mother says so on the phone", "warnings_read": True, **changes}
    look(world, pair, who)
    with acting(world.viewer(who), now=world.now) as viewer:
        return services.propose_same(
            ref=pair.ref, version=given.pop("version", pair.version), kept_ref=keep.ref, by=viewer,
            now=world.now, **given,
        )  # fmt: skip


def answer(world, pair, said, who="index_two", because="Looked at both files", **changes):
    look(world, pair, who)
    with acting(world.viewer(who), now=world.now) as viewer:
        return services.answer(
            ref=pair.ref, version=changes.get("version", pair.version), answer=said,
            because=because, by=viewer, now=world.now,
        )  # fmt: skip


def join(world, two):
    pair = propose(world, note(world, two), two.one)
    return answer(world, pair, PairAnswer.SAME)


def separate(world, pair, who="index", because="They are cousins"):
    with acting(world.viewer(who), now=world.now) as viewer:
        return services.unmerge(ref=pair.ref, because=because, by=viewer, now=world.now)


def state_of(world, two):
    with acting(world.viewer("index"), now=world.now):
        return dump(two.one.pk, two.other.pk)


def shield(world, child):
    with acting(world.viewer("index"), now=world.now) as viewer:
        people.shield(
            child_id=child.pk, because="Order", review_on=date(2027, 1, 1), by=viewer, now=world.now
        )


def acts(act):
    return audit.asked_for(audit.Asked(acts=(act,)))


def open_assessment(world, child, state="open"):
    with acting(world.viewer("index"), now=world.now):
        services.note_common_assessment(
            child_id=child.pk, assessment_ref=f"A-{child.pk}", state=state, on=world.today,
            ask_agency_id=world.agency["school"].pk, ask_practitioner_id=None,
        )  # fmt: skip
