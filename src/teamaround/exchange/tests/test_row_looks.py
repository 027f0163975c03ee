"""Whom a row means from the row alone comes first; the reasons and the waterfall come after."""

import pytest

from teamaround.accounts.door import acting
from teamaround.exchange import services
from teamaround.exchange.models import RowLook, WaitingRow
from teamaround.exchange.rules.waiting import Decision, RowSaid
from teamaround.index.tests.two_records import shield
from teamaround.kernel.refusal import NotVisible, Refusal

from .test_services import look, taken_in

pytestmark = pytest.mark.django_db
TWIN = ("S9", "Lindqvist", "Abla", "27/03/2017", "ZY1 1AA", "")


@pytest.fixture
def waiting(world):
    child = world.child()
    taken_in(world, [TWIN])
    return child, WaitingRow.objects.get()


def text(answer):
    return answer.content.decode()


def test_reasons_and_waterfall_come_after_the_first_look(world, sign_in, waiting):
    child, row = waiting
    client, address = sign_in("index"), f"/files/waiting/{row.ref}/"
    before = text(client.get(address))
    assert "None of these children" in before and child.ref in before
    assert "may be a twin" not in before and "Same date of birth" not in before
    assert client.post(address, {"said": f"this:{child.ref}"}).status_code == 302
    after = text(client.get(address))
    assert "From the row alone you said: it is Asha Lindqvist" in after
    assert "may be a twin" in after and "Same date of birth" in after and "<svg" in after
    assert text(sign_in("index_two").get(address)) != after
    assert RowLook.objects.get().child_id == child.pk


def test_a_decision_that_was_not_preceded_by_a_look_is_not_taken(world, waiting):
    _, row = waiting
    with acting(world.viewer("index"), now=world.now) as by, pytest.raises(Refusal, match="row alone"):
        services.decide(
            ref=row.ref, decision=Decision.LEFT_OUT, child_ref="", because="x", by=by, now=world.now
        )


def test_a_decision_sent_from_an_old_page_meets_the_first_look(world, sign_in, waiting):
    _, row = waiting
    client = sign_in("index")
    answer = client.post(f"/files/waiting/{row.ref}/", {"decision": "left_out", "because": "x"})
    assert "None of these children" in text(answer)
    assert WaitingRow.objects.get().decision == ""


def test_what_was_said_first_stays(world, waiting):
    child, row = waiting
    look(world, row, said=RowSaid.THIS, child_ref=child.ref)
    look(world, row, said=RowSaid.NOBODY)
    assert RowLook.objects.get().said == "this"


def test_nobody_else_looks(world, waiting):
    _, row = waiting
    for who in ("data", "senco", "governance"):
        with pytest.raises(NotVisible):
            look(world, row, who)


def test_a_shielded_child_agrees_and_no_value_is_shown_as_evidence(world, sign_in):
    child = world.child()
    shield(world, child)
    taken_in(world, [("S1", "Lindqvist", "Asha", "27/03/2017", "ZY1 1AA", "")])
    row = WaitingRow.objects.get()
    look(world, row)
    with acting(world.viewer("index"), now=world.now) as by:
        shown = services.show(by, row.ref, at=world.now)
    (compared,) = shown.compared
    said = " ".join(step.words for step in compared.steps).casefold()
    assert compared.face.id == child.pk and "same date of birth" in said
    assert not any(value in said for value in ("asha", "lindqvist", "zy1", "2017", "mill"))
