"""Somebody without an account: asked with the family's agreement, writes their part and nothing else."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from teamaround.accounts.door import opened
from teamaround.accounts.guests import letters
from teamaround.accounts.guests import queries as guests
from teamaround.accounts.guests.models import Letter
from teamaround.accounts.guests.rules import Link
from teamaround.accounts.models import Account
from teamaround.assessments import guest_queries, queries, services
from teamaround.assessments.jobs import remind_guests
from teamaround.assessments.models import Answer, Contribution
from teamaround.assessments.rules.contributing import ContributionState
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import GuestWish, Typed, Wish
from teamaround.assessments.tests.test_services import agree, refused, write
from teamaround.assessments.tests.world import NOW, TODAY, acts
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible
from teamaround.sharing import queries as sharing
from teamaround.sharing.agreeing import withdraw_agreement

pytestmark = pytest.mark.django_db
WANTED = frozenset({"development"})
HEALTH = Box("general_health", "strengths")


def wish(**changes):
    return GuestWish(
        **{
            "name": "Rosa Finch", "email": "rosa@example.org", "organisation": "Elm Street Boxing Club",
            "called": "Asha", "wanted": WANTED, "agreed_in_words": "Her mother, on the telephone",
            "family_agrees": True, "message": "You see her every week.", "due_on": TODAY + timedelta(days=10),
        }
        | changes
    )  # fmt: skip


def ask(world, begun, by=None, **changes):
    by = by or world.asha
    with opened(by):
        return services.ask_guest(
            ref=begun.ref, wish=wish(**changes), site="https://ta.example", by=by, now=NOW
        )


@pytest.fixture
def part(world, begun):
    """Rosa is asked, with the agreement of Asha's mother."""
    agree(world, world.asha.agency_id)
    write(begun, world.asha, "The school's own words")
    return ask(world, begun)


def invitation_of(world, part):
    with opened(world.asha):
        return guest_queries.invitation_to(part)


def rosa_of(world, part):
    return guests.guest_viewer(invitation_of(world, part))


def enter(client, world, part):
    """Rosa opens her link and types the code."""
    row = invitation_of(world, part)
    body = Letter.objects.filter(invitation=row, is_code=False).latest("pk").body
    client.get(re.search(r"ta\.example(/\S+)", body)[1])
    client.post(reverse("guests:link"))
    code = re.search(r"\d{6}", Letter.objects.filter(invitation=row, is_code=True).latest("pk").body)[0]
    return client.post(reverse("guests:code"), {"code": code})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"family_agrees": False}, "not-agreed"),
        ({"agreed_in_words": " "}, "agreed-how"),
        ({"wanted": frozenset()}, "sections"),
        ({"wanted": frozenset({"actions-nobody-has"})}, "sections"),
        ({"due_on": TODAY - timedelta(days=1)}, "past"),
        ({"email": "Rosa@Example.org"}, "asked-already"),
    ],
)
def test_whom_one_may_not_ask(world, begun, part, changes, code):
    other = {"email": "ola@example.org"} | changes
    with opened(world.asha):
        ask_again = {"ref": begun.ref, "wish": wish(**other), "site": "", "by": world.asha, "now": NOW}
        assert refused(services.ask_guest, **ask_again) == code
    assert Contribution.objects.filter(guest__isnull=False).count() == 1


def test_nobody_is_asked_before_the_family_agreed_nor_by_those_who_do_not_lead(world, begun):
    asked = {"ref": begun.ref, "wish": wish(), "site": "", "now": NOW}
    with opened(world.asha):
        assert refused(services.ask_guest, by=world.asha, **asked) == "agreement"
    agree(world, world.asha.agency_id, world.cara.agency_id)
    with opened(world.cara), pytest.raises(NotVisible):
        services.ask_guest(by=world.cara, **asked)
    assert not Account.objects.filter(is_guest=True).exists()


def test_a_guest_writes_their_part_and_gives_it_under_their_name(world, begun, part):
    rosa = rosa_of(world, part)
    with opened(rosa):
        saved = services.save_section(
            ref=begun.ref, section_key="development", part_ref=part.ref, by=rosa, now=NOW,
            typed={HEALTH: Typed("Strong and kind", mark_of(0, ""))},
        )  # fmt: skip
        assert saved.is_whole
        given = services.give_by_link(by=rosa, now=NOW)
        assert given.state == ContributionState.GIVEN
    with opened(world.asha):
        voices = queries.voices(begun, queries.contributions(begun))
        assert [voice.agency_name for voice in voices][-1] == "Rosa Finch, Elm Street Boxing Club"
        assert voices[-1].sheet[HEALTH].written_by.name == "Rosa Finch, by link"
        assert queries.joined_rather_than_repeated(world.asha.authority_id) == 0
        assert guests.link_of(guest_queries.invitation_to(part), at=NOW) is Link.DONE
    assert {"assessments.guest_asked", "accounts.guest_invited", "assessments.contribution_given"} <= set(
        acts()
    )


def test_a_guest_reaches_nothing_else(world, begun, part):
    other = ask(world, begun, email="ola@example.org", name="Ola")
    rosa = rosa_of(world, part)
    typed = {HEALTH: Typed("x", mark_of(0, ""))}
    with opened(rosa):
        save = {"ref": begun.ref, "by": rosa, "now": NOW, "typed": typed}
        for part_ref in (other.ref, ""):
            with pytest.raises(NotVisible):
                services.save_section(section_key="development", part_ref=part_ref, **save)
        assert (
            refused(services.save_section, section_key="own_words", part_ref=part.ref, **save) == "not-asked"
        )
        for look in (queries.known, queries.part_of, queries.sight):
            with pytest.raises(NotVisible):
                look(rosa, part.ref if look is queries.part_of else begun.ref, at=NOW)
        assert not list(
            sharing.within_reach(Answer.objects.all(), rosa, "see-content", at=NOW, child="child_id")
        )
    with opened(world.ben), pytest.raises(NotVisible):
        guest_queries.part_by_link(world.ben)


def test_the_pages_of_a_guest(client, world, begun, part):
    assert enter(client, world, part)["Location"] == "/by-link/part/"
    page = client.get("/by-link/part/").content.decode()
    assert "what you know about Asha" in page and "Sam Oyelaran" in page and "You see her every week." in page
    for word in ("Lindqvist", "Mill Lane", "2017", world.child_ref, "own words"):
        assert word not in page
    page = client.get("/by-link/part/write/development/").content.decode()
    assert "The school" not in page and "Lindqvist" not in page and world.child_ref not in page
    assert client.get("/by-link/part/write/own_words/")["Location"] == "/by-link/part/"
    name, mark = str(HEALTH), mark_of(0, "")
    saved = client.post(
        "/by-link/part/write/development/",
        {name: "Strong", f"mark-{name}": mark},
        headers={"X-Autosave": "1"},
    )
    assert saved.status_code == 200 and "renew" in saved.json()
    late = client.post("/by-link/part/write/development/", {name: "Weak", f"mark-{name}": mark})
    assert late.status_code == 409 and "Both texts" in late.content.decode()
    too_long = client.post(
        "/by-link/part/write/development/", {name: "x" * 200_000, f"mark-{name}": mark_of(1, "Strong")}
    )
    assert too_long.status_code == 422 and "20,000 is the most" in too_long.content.decode()
    for place in ("/", f"/children/{world.child_ref}/", f"/assessments/{begun.ref}/"):
        assert client.get(place)["Location"].startswith("/sign-in/")
    assert client.post("/by-link/part/")["Location"] == "/by-link/part/thanks/"
    assert client.get("/by-link/part/").status_code == 403


def test_saying_no(client, world, begun, part):
    enter(client, world, part)
    assert client.post("/by-link/part/no/", {"because": ""}).status_code == 422
    assert client.post("/by-link/part/no/", {"because": "I hardly know her"})["Location"].endswith("/thanks/")
    part.refresh_from_db()
    assert (part.state, part.declined_because) == (ContributionState.DECLINED, "I hardly know her")


def test_withdrawal_closes_the_link_at_that_moment(client, world, begun, part):
    enter(client, world, part)
    with opened(world.asha):
        ref = sharing.agreement_in_force(world.child_id).ref
        withdraw_agreement(ref=ref, because="Enough", by=world.asha, now=NOW)
    answer = client.get("/by-link/part/")
    assert answer.status_code == 403 and "changed what may be shared" in answer.content.decode()
    name = str(HEALTH)
    saved = client.post("/by-link/part/write/development/", {name: "x", f"mark-{name}": mark_of(0, "")})
    assert saved.status_code == 403 and not Answer.objects.filter(contribution=part).exists()
    with opened(world.asha):
        assert refused(services.send_again, ref=part.ref, by=world.asha, now=NOW) == "agreement"


def test_a_closed_assessment_closes_the_link(client, world, begun, part):
    enter(client, world, part)
    with opened(world.asha):
        services.close(ref=begun.ref, because="Moved away", by=world.asha, now=NOW)
    assert "finished" in client.get("/by-link/part/").content.decode()


def test_taken_back_and_asked_again(client, world, begun, part):
    enter(client, world, part)
    with opened(world.asha):
        services.take_back(ref=part.ref, by=world.asha, now=NOW)
        assert refused(services.take_back, ref=part.ref, by=world.asha, now=NOW) == "part"
    assert "taken back" in client.get("/by-link/part/").content.decode()
    with opened(world.asha):
        services.send_again(ref=part.ref, email="new@example.org", by=world.asha, now=NOW)
    assert Letter.objects.latest("pk").to == "new@example.org"
    assert enter(client, world, part).status_code == 302
    assert client.get("/by-link/part/").status_code == 200


def test_reminded_once_a_few_days_before(world, begun, part):
    def at(days):
        return NOW + timedelta(days=days)

    before = Letter.objects.count()
    for days, reminded in ((6, 0), (7, 1), (8, 0), (11, 0)):
        with clock.fixed(at(days)):
            assert remind_guests(now=at(days)) == reminded
    assert Letter.objects.count() == before + 1
    assert "assessments.guest_reminded" in acts()
    late = ask(world, begun, email="ola@example.org", due_on=TODAY + timedelta(days=2))
    assert remind_guests(now=at(1)) == 0 and late.reminded_on is None


def test_a_page_asks_and_the_link_is_looked_after(sign_in, world, begun):
    agree(world, world.asha.agency_id)
    client = sign_in("senco")
    place = f"/assessments/{begun.ref}/ask-somebody/"
    assert client.get(place).status_code == 200
    assert client.post(place, {"name": ""}).status_code == 422
    typed = {
        "name": "Rosa Finch", "email": "rosa@example.org", "organisation": "Boxing", "called": "Asha",
        "wanted": ["development"], "family_agrees": "on", "agreed_in_words": "Mother, by telephone",
    }  # fmt: skip
    link = client.post(place, typed)["Location"]
    page = client.get(link).content.decode()
    assert "Rosa Finch, Boxing" in page and "Mother, by telephone" in page and "Not opened yet" in page
    assert client.post(link, {"do": "send", "email": ""}).status_code == 422
    assert client.post(link, {"do": "send", "email": "r@example.org"})["Location"] == link
    assert client.post(link, {"do": "take-back"})["Location"] == link
    assert "Taken back" in client.get(link).content.decode()
    read = client.get(f"/assessments/{begun.ref}/").content.decode()
    assert "Rosa Finch, Boxing" in read and "Their link" in read


def test_without_mail_the_link_is_shown_once_and_the_code_is_read_out(
    sign_in, client, world, begun, settings
):
    settings.MAIL = letters.BY_HAND
    agree(world, world.asha.agency_id)
    part = ask(world, begun)
    inviter = sign_in("senco")
    place = f"/contributions/{part.ref}/link/"
    assert "E-mail is not set up here" in inviter.get(place).content.decode()
    shown = inviter.post(place, {"do": "show"})
    assert shown.status_code == 200 and "/by-link/open/" in shown.content.decode()
    assert inviter.post(place, {"do": "show"}).status_code == 422
    assert "Show the link" not in inviter.get(place).content.decode()


def test_an_agency_is_reminded_calmly_on_its_home_page(sign_in, world, begun):
    agree(world, world.asha.agency_id, world.cara.agency_id)
    with opened(world.asha):
        services.ask_for_contribution(
            ref=begun.ref, agency_id=world.cara.agency_id, by=world.asha, now=NOW,
            wish=Wish(wanted=WANTED, due_on=TODAY + timedelta(days=5), family_agrees=True),
        )  # fmt: skip
    client = sign_in("health_visitor")
    assert "Please write it soon" not in client.get("/").content.decode()
    with clock.fixed(NOW + timedelta(days=2)):
        session = client.session
        session["seen_at"] = (NOW + timedelta(days=2)).timestamp()
        session.save()
        assert "Please write it soon" in client.get("/").content.decode()


def test_the_inviter_is_told_at_home_of_a_guessed_link(sign_in, client, world, begun, part):
    row = invitation_of(world, part)
    rosa = guests.guest_viewer(row)
    with opened(rosa):
        from teamaround.accounts.guests import services as links

        links.send_code(ref=row.ref, by=rosa, now=NOW)
        body = Letter.objects.filter(is_code=True).latest("pk").body
        wrong = "000000" if "000000" not in body else "111111"
        for _ in range(5):
            links.enter(ref=row.ref, code=wrong, by=rosa, now=NOW)
    home = sign_in("senco").get("/").content.decode()
    assert "Rosa Finch" in home and "wrong code" in home
