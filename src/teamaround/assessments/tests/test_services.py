"""Beginning, writing, sharing, closing: on a real database, each refusal and each act."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection

from teamaround.accounts.door import opened
from teamaround.assessments import queries, services
from teamaround.assessments.models import Answer, EarlierWording
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.states import State
from teamaround.assessments.rules.writing import Sending, mark_of
from teamaround.assessments.services import Typed
from teamaround.assessments.tests.world import NOW, TODAY, acts, agreement
from teamaround.audit import services as audit
from teamaround.index import queries as index
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people
from teamaround.sharing.agreeing import record_agreement, withdraw_agreement

pytestmark = pytest.mark.django_db
SAYS, HOW = Box("child_says"), Box("child_said_how")
START = mark_of(0, "")


def refused(call, **kwargs):
    with pytest.raises(Refusal) as refusal:
        call(**kwargs)
    return refusal.value.code


def agree(world, *who, **more):
    agreed = agreement(*(who or [world.asha.agency_id]), **more)
    with opened(world.asha):
        return record_agreement(child_id=world.child_id, by=world.asha, now=NOW, **agreed)


def write(begun, by, text, *, mark=START, box=SAYS, section="own_words", at=NOW, part="", sending=Sending()):
    with opened(by):
        return services.save_section(
            ref=begun.ref, section_key=section, typed={box: Typed(text, mark)}, by=by, now=at, part_ref=part,
            sending=sending,
        )  # fmt: skip


# ---------------------------------------------------------------- beginning


def test_beginning(world, begun):
    with opened(world.asha):
        assert begun.state == State.BEGUN and begun.form_version == "2026.1"
        assert acts()[-1] == "assessments.begun"
        pointers = index.pointers(world.child_id)
        assert (pointers.assessment_ref, pointers.assessment_state) == (begun.ref, "open")
        assert pointers.ask_practitioner.name == "Sam Oyelaran"


def test_a_second_one_is_met_with_the_first(world, begun):
    with opened(world.cara):
        decision = queries.decide_start(world.cara, world.child_id, at=NOW)
        assert decision.existing.ref == begun.ref and decision.may_join
        assert "Begun by Sam Oyelaran, Ashby Green School" in decision.sentence
        assert refused(services.begin, child_id=world.child_id, by=world.cara, now=NOW) == "exists"


def test_two_who_begin_at_once_make_one(world, begun, monkeypatch):
    monkeypatch.setattr(queries, "of_child", lambda child_id: type(begun).objects.none())
    with opened(world.cara):
        assert refused(services.begin, child_id=world.child_id, by=world.cara, now=NOW) == "exists"


def test_beginning_needs_the_duty_and_the_child_in_reach(world):
    with opened(world.dev):
        assert refused(services.begin, child_id=world.child_id, by=world.dev, now=NOW) == "duty"
    with opened(world.eve), pytest.raises(NotVisible):
        services.begin(child_id=world.child_id, by=world.eve, now=NOW)


def test_if_the_act_cannot_be_recorded_nothing_is_begun(world, monkeypatch):
    def fails(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("teamaround.assessments.services.assessing.record", fails)
    with opened(world.asha):
        with pytest.raises(DatabaseError):
            services.begin(child_id=world.child_id, by=world.asha, now=NOW)
        assert queries.open_one(world.child_id) is None
        assert index.pointers(world.child_id) is None
    assert audit.record is not fails


def test_after_a_closed_one_a_reason_is_needed_and_kept(world, begun):
    with opened(world.asha):
        services.close(ref=begun.ref, because="Not wanted now", by=world.asha, now=NOW)
        again = services.begin(child_id=world.child_id, by=world.asha, now=NOW)
        services.close(ref=again.ref, because="x", by=world.asha, now=NOW)
    agree(world)
    with opened(world.asha):
        third = services.begin(child_id=world.child_id, by=world.asha, now=NOW)
        services.complete(ref=third.ref, by=world.asha, now=NOW)
        services.close(ref=third.ref, because="All done", by=world.asha, now=NOW)
        assert refused(services.begin, child_id=world.child_id, by=world.asha, now=NOW) == "reason"
        fourth = services.begin(child_id=world.child_id, by=world.asha, now=NOW, because="New home")
        assert fourth.begun_because == "New home"


# ---------------------------------------------------------------- writing


def test_what_is_typed_is_kept_and_recorded_without_its_words(world, begun):
    saved = write(begun, world.asha, "I like\r\nfootball ")
    assert saved.is_whole and saved.kept == [SAYS]
    with opened(world.asha):
        assert queries.sheet(begun)[SAYS].text == "I like\nfootball"
        assert acts()[-1] == "assessments.written"
    again = write(begun, world.asha, "I like football a lot", mark=saved.marks[SAYS])
    assert again.kept == [SAYS]


def test_a_page_whose_answer_was_lost_does_not_meet_its_own_words(world, begun):
    first, second, third = (Sending("a" * 32, turn) for turn in (1, 2, 3))
    write(begun, world.asha, "I like football", sending=second)  # the page never heard of it
    assert write(begun, world.asha, "I like football a lot", sending=third).is_whole
    late = write(begun, world.asha, "I like", sending=first)  # held up on the way
    assert late.clashes and not late.kept
    other = write(begun, world.asha, "Tablet", sending=Sending("b" * 32, 9))
    colleague = write(begun, world.ben, "His", sending=Sending("a" * 32, 9))
    assert other.clashes and colleague.clashes
    with opened(world.asha):
        assert queries.sheet(begun)[SAYS].text == "I like football a lot"


def test_ones_own_text_from_another_device_stays_in_the_history_when_it_is_put_aside(world, begun):
    write(begun, world.asha, "On the laptop")
    shown = write(begun, world.asha, "On the phone").clashes[0]
    assert write(begun, world.asha, "On the phone", mark=shown.mark).is_whole
    with opened(world.asha):
        assert [row.text for row in queries.earlier(begun)] == ["On the laptop"]


def test_nothing_typed_makes_no_act(world, begun):
    assert write(begun, world.asha, "").kept == []
    with opened(world.asha):
        assert acts()[-1] == "assessments.begun"


def test_the_second_of_two_writers_is_shown_both_texts(world, begun):
    write(begun, world.asha, "Hers")
    saved = write(begun, world.ben, "His")
    clash = saved.clashes[0]
    assert (clash.theirs, clash.mine, clash.written_by) == ("Hers", "His", "Sam Oyelaran")
    with opened(world.ben):
        assert queries.sheet(begun)[SAYS].text == "Hers"
    joined = write(begun, world.ben, "Hers and his", mark=clash.mark)
    assert joined.is_whole
    with opened(world.ben):
        kept = queries.sheet(begun)[SAYS]
        assert kept.text == "Hers and his"
        assert [row.text for row in queries.earlier(begun)] == ["Hers"]


def test_an_own_wording_of_the_same_sitting_is_not_kept_twice(world, begun):
    saved = write(begun, world.asha, "One")
    saved = write(begun, world.asha, "Two", mark=saved.marks[SAYS], at=NOW + timedelta(minutes=1))
    write(begun, world.asha, "Three", mark=saved.marks[SAYS], at=NOW + timedelta(hours=3))
    with opened(world.asha):
        assert list(EarlierWording.objects.values_list("text", flat=True)) == ["Two"]


def test_a_box_that_is_too_long_does_not_hold_up_the_others(world, begun):
    with opened(world.asha):
        saved = services.save_section(
            ref=begun.ref, section_key="own_words", by=world.asha, now=NOW,
            typed={SAYS: Typed("x" * 200_000, START), HOW: Typed("A drawing", START),
                   Box("nowhere"): Typed("?", START)},
        )  # fmt: skip
        assert list(saved.refused) == [SAYS] and saved.kept == [HOW]
        assert not saved.is_whole


def test_who_may_not_write(world, begun):
    write_as = {"ref": begun.ref, "section_key": "own_words", "typed": {}, "now": NOW}
    with opened(world.cara):
        assert refused(services.save_section, by=world.cara, **write_as) == "not-asked"
    with opened(world.dev):
        assert refused(services.save_section, by=world.dev, **write_as) == "duty"
    with opened(world.eve), pytest.raises(NotVisible):
        services.save_section(by=world.eve, **write_as)
    with opened(world.asha):
        with pytest.raises(NotVisible):
            services.save_section(by=world.asha, **write_as | {"section_key": "nowhere"})
        services.close(ref=begun.ref, because="x", by=world.asha, now=NOW)
        assert refused(services.save_section, by=world.asha, **write_as) == "not-being-written"


def test_the_wall_in_the_database_hides_what_is_written(world, begun):
    write(begun, world.asha, "Only ours")
    with opened(world.asha):
        assert Answer.objects.count() == 1
    with opened(world.cara):
        assert Answer.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teamaround.account', '', true)")
        cursor.execute("SELECT set_config('teamaround.agency', '', true)")
        cursor.execute("SELECT count(*) FROM assessments_answer")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM assessments_assessment")
        assert cursor.fetchone() == (0,)


# ---------------------------------------------------------------- sharing and closing


def test_sharing_waits_for_agreement(world, begun):
    with opened(world.asha):
        assert refused(services.share, ref=begun.ref, by=world.asha, now=NOW) == "agreement"
    agree(world, may_share=False)
    with opened(world.asha):
        assert refused(services.share, ref=begun.ref, by=world.asha, now=NOW) == "agreement-to-share"


def test_others_read_it_once_shared_and_no_longer_once_withdrawn(world, begun):
    write(begun, world.asha, "I like football")
    agreed = agree(world, world.cara.agency_id)
    with opened(world.cara):
        assert not queries.sight(world.cara, begun.ref, at=NOW).may_read
    with opened(world.asha):
        services.share(ref=begun.ref, by=world.asha, now=NOW)
        assert acts()[-1] == "assessments.shared"
    with opened(world.cara):
        assert queries.sight(world.cara, begun.ref, at=NOW).may_read
        assert queries.voices(begun, [])[0].sheet[SAYS].text == "I like football"
    with opened(world.asha):
        withdraw_agreement(ref=agreed.ref, because="Changed her mind", by=world.asha, now=NOW)
        services.stop_sharing(child_id=world.child_id, by=world.asha, now=NOW)
        assert acts()[-1] == "assessments.sharing_stopped"
    with opened(world.cara):
        assert not queries.sight(world.cara, begun.ref, at=NOW).may_read
        assert Answer.objects.count() == 0
    with opened(world.asha):
        assert queries.sight(world.asha, begun.ref, at=NOW).may_read


def test_those_who_may_not_know_of_the_child_find_nothing(world, begun):
    with opened(world.eve):
        for ref in (begun.ref, "A-NOTHERE00"):
            with pytest.raises(NotVisible):
                queries.sight(world.eve, ref, at=NOW)


def test_completing_reopening_closing(world, begun):
    with opened(world.asha):
        assert refused(services.complete, ref=begun.ref, by=world.asha, now=NOW) == "agreement"
    agree(world)
    with opened(world.asha):
        done = services.complete(ref=begun.ref, by=world.asha, now=NOW)
        assert (done.state, done.completed_on) == (State.COMPLETED, TODAY)
        again = services.reopen(ref=begun.ref, by=world.asha, now=NOW)
        assert (again.state, again.completed_on) == (State.BEGUN, None)
        services.complete(ref=begun.ref, by=world.asha, now=NOW)
        assert refused(services.close, ref=begun.ref, because=" ", by=world.asha, now=NOW) == "reason"
        closed = services.close(ref=begun.ref, because="Better", by=world.asha, now=NOW)
        assert closed.state == State.CLOSED
        assert index.pointers(world.child_id).assessment_state == "recent"
        services.reopen(ref=begun.ref, by=world.asha, now=NOW + timedelta(days=30))
        assert index.pointers(world.child_id).assessment_state == "open"
        assert acts()[-1] == "assessments.reopened"


def test_what_was_closed_is_recent_for_a_year_and_no_longer(world, begun):
    """Nobody touches the assessment again: the day alone changes what the index says of it."""
    agree(world)
    with opened(world.asha):
        services.complete(ref=begun.ref, by=world.asha, now=NOW)
        services.close(ref=begun.ref, because="Better", by=world.asha, now=NOW)
    for later, state in (("2027-11-20", "recent"), ("2027-11-21", "closed")):
        with clock.fixed(datetime.fromisoformat(f"{later}T12:00:00+00:00")), opened(world.asha):
            assert index.pointers(world.child_id).assessment_state == state
            face = people.face(world.asha, world.child_id, at=NOW)
            assert index.pointers_of([face], world.asha)[world.child_id].assessment_state == state


def test_an_old_one_is_not_reopened_over_a_newer(world, begun):
    agree(world)
    with opened(world.asha):
        services.complete(ref=begun.ref, by=world.asha, now=NOW)
        services.close(ref=begun.ref, because="Better", by=world.asha, now=NOW)
        services.begin(child_id=world.child_id, by=world.asha, now=NOW, because="All changed")
        assert refused(services.reopen, ref=begun.ref, by=world.asha, now=NOW) == "exists"


def test_one_never_shared_or_complete_is_not_taken_further(world, begun):
    with opened(world.asha):
        stopped = services.close(ref=begun.ref, because="They said no", by=world.asha, now=NOW)
        assert stopped.state == State.STOPPED
        assert index.pointers(world.child_id).assessment_state == "closed"


def test_only_those_who_lead_share_complete_and_close(world, begun):
    agree(world, world.cara.agency_id)
    with opened(world.cara), pytest.raises(NotVisible):
        services.complete(ref=begun.ref, by=world.cara, now=NOW)
    with opened(world.asha):
        services.share(ref=begun.ref, by=world.asha, now=NOW)
    with opened(world.cara):
        assert refused(services.complete, ref=begun.ref, by=world.cara, now=NOW) == "not-leading"
