"""What people answer of records becomes labels: beside the bits, without a child, the last answer counts."""

import json
from argparse import Namespace

import pytest

from teamaround.accounts.door import acting
from teamaround.exchange import services
from teamaround.exchange.models import SampledLink, WaitingRow
from teamaround.exchange.rules import sampling
from teamaround.exchange.rules.sampling import SampleAnswer
from teamaround.exchange.rules.waiting import Decision
from teamaround.index import quality
from teamaround.index.commands import tell_labels
from teamaround.index.models import Label, LinkEvent
from teamaround.index.tests.two_records import join, separate, two_records

from .test_moving_records import ROW, put_back, sent, taken_off
from .test_row_looks import TWIN
from .test_samples import answer
from .test_services import ASHA, look, taken_in

pytestmark = pytest.mark.django_db


def labels():
    return [(label.of, label.is_same) for label in Label.objects.order_by("pk")]


def decided(world, decision, child_ref=""):
    row = WaitingRow.objects.get()
    look(world, row)
    with acting(world.viewer("index"), now=world.now) as by:
        services.decide(
            ref=row.ref, decision=decision, child_ref=child_ref, because="The school says so", by=by,
            now=world.now,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "kept"),
    [(Decision.LAID, [True]), (Decision.REGISTERED, [False]), (Decision.LEFT_OUT, [])],
)
def test_a_row_that_waited_says_who_it_is_and_who_it_is_not(world, decision, kept):
    child = world.child()
    taken_in(world, [TWIN])
    decided(world, decision, child.ref if decision is Decision.LAID else "")
    assert labels() == [("row", is_same) for is_same in kept]
    for label in Label.objects.all():
        assert label.release == 1 and label.agency_id == world.agency["school"].pk
        assert label.bits == pytest.approx(sum(bits for _, bits in label.steps), abs=0.1)
        said = json.dumps(label.steps).casefold()
        assert not any(value in said for value in ("lindqvist", "asha", "abla", "2017", "zy1"))


@pytest.mark.parametrize(
    ("said", "kept"),
    [(SampleAnswer.SAME, [True]), (SampleAnswer.NOT_SAME, [False]), (SampleAnswer.NOT_SURE, [])],
)
def test_a_link_that_was_checked_stands_beside_the_evidence_on_which_it_was_laid(
    world, monkeypatch, said, kept
):
    monkeypatch.setattr(sampling, "ONE_IN", 1)
    world.child()
    taken_in(world, [ASHA])
    laid = LinkEvent.objects.get(how="matched")
    answer(world, SampledLink.objects.get(), said)
    assert labels() == [("sample", is_same) for is_same in kept]
    assert all(label.bits == laid.bits and label.steps == laid.steps for label in Label.objects.all())


def test_the_last_answer_about_a_pair_counts(world):
    two = two_records(world)
    pair = join(world, two)
    assert labels() == [("pair", True)]
    separate(world, pair)
    assert labels() == [("pair", False)]


def test_a_record_taken_off_was_not_the_same_until_it_is_put_back(world):
    child = world.child()
    sent(world, ROW)
    event = taken_off(world, child)
    assert labels() == [("record", False)]
    put_back(world, event, child)
    assert labels() == []


def test_the_page_and_the_command_tell_them(world, sign_in, capsys, monkeypatch):
    join(world, two_records(world))
    page = sign_in("index").get("/matching/").content.decode()
    assert "What people answered, and what the bits had said" in page and "too few to say" in page
    monkeypatch.setattr(quality, "FEWEST", 1)
    assert "100 %" in sign_in("councillor").get("/matching/").content.decode()
    assert tell_labels(Namespace(release=None, json=True)) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line).keys() == {"of", "on", "release", "bits", "is_same", "steps"}
    assert tell_labels(Namespace(release=7, json=False)) == 0
    assert "0 answers" in capsys.readouterr().err
