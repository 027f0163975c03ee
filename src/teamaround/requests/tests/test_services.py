"""Asked, answered, begun and ended; who sees it and who does not; what it stands on; what stays as it was shown."""

from datetime import timedelta

import pytest
from django.db import connection

from teamaround.accounts.door import acting, opened
from teamaround.accounts.guests import queries as guests
from teamaround.accounts.guests.models import Letter
from teamaround.assessments.tests.world import acts
from teamaround.directory import services as directory
from teamaround.directory.rules.capacity import Room, Taking
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.requests import queries, services
from teamaround.requests.models import Request
from teamaround.sharing.agreeing import withdraw_agreement

pytestmark = pytest.mark.django_db
YES = {"words": "Jo rings them.", "begins_on": None}
NO = {"because": "full", "words": "Try the hub."}
CAME = {"outcome": "helped", "words": "She sleeps until six."}


def seen_by(asking, who, sent):
    with asking.as_(who) as by:
        return queries.asked(by, sent.ref, at=asking.world.now)


def test_a_request_goes_all_the_way_and_its_asker_is_told(agreed):
    sent = agreed.ask()
    assert (sent.state, sent.to_agency_id, sent.guest_id) == (
        "asked",
        agreed.world.agency["helpers"].pk,
        None,
    )
    agreed.do(services.accept, sent.ref, **YES)
    agreed.do(services.begin, sent.ref, started_on=agreed.world.today)
    ended = agreed.do(services.end, sent.ref, **CAME)
    assert (ended.state, ended.came_of_it) == ("ended", "She sleeps until six.")
    with agreed.as_("senco") as by:
        (news,) = queries.needing(by, today=agreed.world.today)
    assert news.is_news
    agreed.do(services.note_read, sent.ref, who="senco", at=agreed.world.now + timedelta(minutes=1))
    with agreed.as_("senco") as by:
        assert queries.needing(by, today=agreed.world.today) == []
    assert [act for act in acts() if act.startswith("requests.")] == [
        "requests.asked", "requests.accepted", "requests.begun", "requests.ended", "requests.answer_read",
    ]  # fmt: skip


def test_a_no_comes_back_with_its_reason(agreed):
    sent = agreed.ask()
    with agreed.as_("lead") as by:
        assert [row.ref for row in queries.to_agency(by)] == [sent.ref]
        (waits,) = queries.needing(by, today=agreed.world.today)
        assert waits.is_to_answer
    agreed.do(services.decline, sent.ref, **NO)
    told = seen_by(agreed, "senco", sent)
    assert (told.state, told.because, told.answer) == ("declined", "full", "Try the hub.")
    with pytest.raises(Refusal):
        agreed.do(services.accept, sent.ref, **YES)


def test_without_agreement_nothing_is_asked_and_the_family_can_still_be_told_of_it(asking):
    with pytest.raises(Refusal) as no:
        asking.ask()
    assert no.value.code == "agreement"
    told = _signpost(asking)
    ended = asking.do(services.end, told.ref, who="senco", outcome="not-begun", words="They had no time.")
    assert ended.outcome == "not-begun"
    assert Letter.objects.count() == 0


def _signpost(asking):
    with asking.as_("senco") as by:
        return services.signpost(
            child_id=asking.child.pk, service_id=asking.drop_in.pk, what="Sleep", by=by, now=asking.world.now
        )


def test_an_agreement_not_to_share_or_of_others_is_not_enough(asking):
    asking.agree(may_share=False)
    with pytest.raises(Refusal) as no:
        asking.ask()
    assert no.value.code == "not-shared"
    with pytest.raises(Refusal) as no:
        asking.ask(who="health_visitor")
    assert no.value.code == "not-covered"


def test_who_may_not_know_of_the_child_or_has_no_such_duty_asks_nothing(agreed):
    with pytest.raises(NotVisible):
        agreed.ask(who="neighbour")
    with pytest.raises(Refusal) as no:
        agreed.ask(who="data")
    assert no.value.code == "duty"


def test_a_service_that_is_closed_or_internal_is_not_asked(agreed):
    with pytest.raises(Refusal) as no:
        agreed.ask(agreed.small.service["Staff supervision"])
    assert no.value.code == "not-listed"


def test_the_entry_stays_as_it_was_shown_when_it_was_asked(agreed):
    with agreed.as_("lead") as by:
        directory.say_room(
            service_id=agreed.drop_in.pk, room=Room(Taking.YES, 2), by=by, now=agreed.world.now
        )
    sent = agreed.ask()
    with agreed.as_("lead") as by:
        directory.say_room(service_id=agreed.drop_in.pk, room=Room(Taking.NO), by=by, now=agreed.world.now)
    kept = seen_by(agreed, "senco", sent).shown
    assert kept["wait"] == "A week." and kept["room"]["words"] == "There is room. 2 places."


def test_those_who_may_read_the_plan_see_it_and_others_do_not(agreed):
    sent = agreed.ask()
    assert seen_by(agreed, "health_visitor", sent).ref == sent.ref
    for who, refusal in (("gp", Exception), ("neighbour", NotVisible)):
        with pytest.raises(refusal):
            seen_by(agreed, who, sent)
    with pytest.raises(Refusal):
        agreed.do(services.take_back, sent.ref, who="health_visitor")
    with agreed.as_("gp") as by:
        assert not queries.of_child(by, agreed.child.pk, at=agreed.world.now).exists()


def test_a_sensitive_service_is_seen_by_the_asker_and_the_service_alone(agreed):
    apart = agreed.small.add("Clean and calm", "harbour", terms=(("needs", "drink-and-drugs"),))
    sent = agreed.ask(apart)
    assert sent.kept_apart
    with pytest.raises(NotVisible):
        seen_by(agreed, "health_visitor", sent)
    with agreed.as_("health_visitor") as by:
        assert not queries.of_child(by, agreed.child.pk, at=agreed.world.now).exists()
    with opened(agreed.world.viewer("health_visitor")):
        assert not Request.objects.filter(ref=sent.ref).exists()
    with agreed.as_("lead") as by:
        assert queries.to_service(by, sent.ref).ref == sent.ref


def test_withdrawn_agreement_closes_it_to_the_service_at_that_moment_in_the_database_too(agreed):
    sent = agreed.ask()
    with agreed.as_("senco") as by:
        withdraw_agreement(
            ref=sent.agreement.ref, because="They changed their mind", by=by, now=agreed.world.now
        )
    with pytest.raises(NotVisible):
        agreed.do(services.accept, sent.ref, **YES)
    with opened(agreed.world.viewer("lead")):
        assert not Request.objects.filter(ref=sent.ref).exists()
    assert agreed.do(services.take_back, sent.ref, who="senco").state == "taken-back"


def test_without_anybody_named_no_row_is_seen(agreed):
    agreed.ask()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('teamaround.agency', '', true), set_config('teamaround.account', '', true)"
        )
    assert not Request.objects.exists()


def by_its_link(agreed, sent):
    with agreed.as_("senco"):
        return guests.about([sent.ref])[sent.ref]


def test_a_service_without_accounts_answers_by_a_link(agreed):
    with pytest.raises(Refusal) as no:
        agreed.ask(agreed.sail)
    assert no.value.code == "nobody-answers"
    sent = agreed.ask(agreed.sail, email="young@sail.example")
    invitation = by_its_link(agreed, sent)
    letter = Letter.objects.get(invitation=invitation)
    assert "Asha" not in letter.body and "sleep" not in letter.body and "Lindqvist" not in letter.body
    with acting(guests.guest_viewer(invitation), now=agreed.world.now) as by:
        services.accept(ref=sent.ref, by=by, now=agreed.world.now, **YES)
        services.end(ref=sent.ref, outcome="not-begun", words="They moved", by=by, now=agreed.world.now)
    assert by_its_link(agreed, sent).ended_because == "done"
    assert seen_by(agreed, "senco", sent).state == "ended"


def test_a_link_is_sent_again_and_closes_when_taken_back(agreed):
    sent = agreed.ask(agreed.sail, email="wrong@sail.example")
    agreed.do(services.send_link_again, sent.ref, who="senco", email="young@sail.example")
    assert by_its_link(agreed, sent).email == "young@sail.example"
    agreed.do(services.take_back, sent.ref, who="senco")
    assert by_its_link(agreed, sent).ended_because == "taken-back"
    with pytest.raises(Refusal):
        agreed.do(services.send_link_again, sent.ref, who="senco", email="young@sail.example")
    own = agreed.ask()
    with pytest.raises(NotVisible):
        agreed.do(services.send_link_again, own.ref, who="senco", email="young@sail.example")


def test_a_guest_sees_no_other_request(agreed):
    other = agreed.ask()
    sent = agreed.ask(agreed.sail, email="young@sail.example")
    with acting(guests.guest_viewer(by_its_link(agreed, sent)), now=agreed.world.now) as by:
        assert services.decline(ref=other.ref, by=by, now=agreed.world.now, **NO).ref == sent.ref


def test_a_shielded_childs_agency_is_not_named_to_the_service(agreed):
    sent = agreed.ask()
    assert queries.asker_of(sent) == "Sam Oyelaran at Ashby Green School"
    agreed.hide()
    assert queries.asker_of(sent) == "Sam Oyelaran"
