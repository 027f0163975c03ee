"""The administrator's pages, and the commands with which an installation begins."""

import io
from argparse import ArgumentParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teamaround.accounts.models import Account, Grant
from teamaround.accounts.queries import account_by_email, viewer_by_email
from teamaround.accounts.rules import Duty
from teamaround.audit.models import Entry
from teamaround.embedded import Problem
from teamaround.kernel.refusal import Refusal
from teamaround.site.commands import account as commands

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(sign_in):
    return sign_in("admin")


def when(name, year=2027):
    return {f"{name}-day": "1", f"{name}-month": "9", f"{name}-year": str(year)}


def new(world, **changes):
    return {
        "kind": "person", "name": "Nora Quill", "email": "Nora@school.example", "role": "Teacher",
        "agency": world.agency["school"].ref, "telephone": "", "password": "a long and quiet sentence",
        **when("starts_on", 2026), **when("training_until"), **when("vetted_until"), **changes,
    }  # fmt: skip


def test_the_list_is_the_authoritys_own_and_can_be_narrowed(admin, world):
    page = admin.get("/accounts/").content.decode()
    assert "Sam Oyelaran" in page and "Nadia Frost" not in page
    page = admin.get("/accounts/?q=oyel").content.decode()
    assert "Sam Oyelaran" in page and "Ines Ito" not in page
    with CaptureQueriesContext(connection) as captured:
        assert admin.get("/accounts/?page=99999").status_code == 200
    assert len(captured) <= 25
    assert admin.get(f"/accounts/?page={10**20}").status_code == 200


def test_another_authoritys_account_is_not_there(admin, world):
    ref = world.account["neighbour"].ref
    for more in ("", "duties/", "dates/", "password/", "second-factor/", "end/"):
        assert admin.get(f"/accounts/{ref}/{more}").status_code == 404


def test_a_person_gets_an_account_and_a_post(admin, world):
    assert admin.post("/accounts/new/", new(world)).status_code == 302
    made = account_by_email("nora@school.example")
    assert made.practitioner.role == "Teacher" and made.check_password("a long and quiet sentence")
    assert Entry.objects.filter(act="accounts.created", about=made.ref).count() == 1
    again = admin.post("/accounts/new/", new(world))
    assert again.status_code == 422 and "exists" in again.content.decode()
    assert Account.objects.filter(email="nora@school.example").count() == 1


def test_a_program_gets_an_account_without_password_or_post(admin, world):
    assert admin.post("/accounts/new/", new(world, kind="service", role="")).status_code == 302
    made = account_by_email("nora@school.example")
    assert made.is_service_account and not made.has_usable_password() and made.practitioner is None


@pytest.mark.parametrize(
    "changes",
    [
        {"role": ""},
        {"password": "short"},
        {"password": "password1234"},
        {"email": "x"},
        when("vetted_until", ""),
    ],
)
def test_what_is_missing_is_said(admin, world, changes):
    answer = admin.post("/accounts/new/", new(world, **changes))
    assert answer.status_code == 422 and "There is a problem" in answer.content.decode()
    assert "quiet sentence" not in answer.content.decode()


def test_duties_are_granted_and_ended(admin, world):
    ref = world.account["governance"].ref
    duty = {"duty": Duty.FIND_CHILDREN.value, **when("starts_on", 2025)}
    assert admin.post(f"/accounts/{ref}/duties/", duty).status_code == 302
    assert world.viewer("governance").can(Duty.FIND_CHILDREN)
    assert "Find a child in the index" in admin.get(f"/accounts/{ref}/").content.decode()
    address = f"/accounts/{ref}/duties/find-children/end/"
    assert admin.get(address).status_code == 200 and admin.post(address).status_code == 302
    assert not world.viewer("governance").can(Duty.FIND_CHILDREN)
    assert admin.get(f"/accounts/{ref}/duties/nothing/end/").status_code == 404


def test_nobody_grants_duties_to_themselves_or_ends_their_own_account(admin, world):
    ref = world.account["admin"].ref
    duty = {"duty": Duty.RECEIVE_WORRIES.value, **when("starts_on", 2025)}
    assert admin.post(f"/accounts/{ref}/duties/", duty).status_code == 422
    assert admin.post(f"/accounts/{ref}/end/").status_code == 422
    assert not Grant.objects.filter(account=world.account["admin"], duty=Duty.RECEIVE_WORRIES).exists()


def test_two_administrators_at_once_see_both_texts(admin, world):
    account = world.account["gp"]
    address = f"/accounts/{account.ref}/dates/"
    first = {"version": account.version, **when("training_until", 2030), **when("vetted_until", 2030)}
    second = {"version": account.version, **when("training_until", 2031), **when("vetted_until", 2031)}
    assert admin.post(address, first).status_code == 302
    answer = admin.post(address, second)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1 September 2030" in page and 'value="2031"' in page
    assert f'name="version" value="{account.version + 1}"' in page
    assert admin.post(address, {**second, "version": account.version + 1}).status_code == 302
    account.refresh_from_db()
    assert account.training_until.year == 2031


def test_a_first_password_an_app_removed_and_an_account_ended(admin, world):
    account = world.account["gp"]
    assert admin.post(f"/accounts/{account.ref}/password/", {"password": "tiny"}).status_code == 422
    good = {"password": "a long and quiet sentence"}
    assert admin.post(f"/accounts/{account.ref}/password/", good).status_code == 302
    assert admin.post(f"/accounts/{account.ref}/second-factor/").status_code == 302
    assert admin.post(f"/accounts/{account.ref}/end/").status_code == 302
    account.refresh_from_db()
    assert account.check_password(good["password"]) and not account.is_active
    acts = set(Entry.objects.filter(about=account.ref).values_list("act", flat=True))
    assert {"accounts.password_set", "accounts.second_factor_removed", "accounts.ended"} <= acts
    assert "No access" in admin.get(f"/accounts/{account.ref}/").content.decode()


def test_nobody_else_comes_in(sign_in, world):
    for who in ("senco", "index", "governance"):
        assert sign_in(who).get("/accounts/").status_code == 403
        assert sign_in(who).post("/accounts/new/", new(world)).status_code == 403


def run(command, arguments, *words):
    parser = ArgumentParser()
    arguments(parser)
    return command(parser.parse_args(words))


def create(*words):
    return run(commands.create, commands.create_arguments, "--password-stdin", *words)


@pytest.fixture
def typed(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("a long and quiet sentence\n"))


FIRST = ("--email", "first@council.example", "--name", "Fay First")
PLACES = ("--authority", "901", "--authority-name", "Ashby", "--agency-name", "Ashby Council")


def test_the_first_administrator_of_a_fresh_installation(db, noon, typed, capsys):
    assert create(*FIRST, *PLACES) == 0
    viewer = viewer_by_email("first@council.example", today=noon.date())
    assert viewer.duties == {Duty.MANAGE_ACCOUNTS} and viewer.agency_name == "Ashby Council"
    assert "quiet" not in "".join(capsys.readouterr())
    assert Entry.objects.filter(act="accounts.created").count() == 1


def test_without_an_authority_it_says_what_to_add(db, noon, typed):
    with pytest.raises(Problem, match="--authority"):
        create(*FIRST)
    with pytest.raises(Problem, match="manage-accounts"):
        create(*FIRST, "--duty", "everything")
    assert not Account.objects.exists()


def test_a_weak_password_is_refused(db, noon, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    with pytest.raises(Problem, match="at least 12"):
        create(*FIRST, *PLACES)


def test_a_service_account_and_its_token(world, capsys):
    words = ("--email", "sync@school.example", "--name", "School system", "--service", "--agency", "school")
    assert create(*words, "--duty", "find-children", "--duty", "import-files") == 0
    capsys.readouterr()
    make = ("--account", "sync@school.example", "--name", "nightly")
    assert run(commands.token, commands.token_arguments, *make) == 0
    assert capsys.readouterr().out.startswith("ta_")
    with pytest.raises(Refusal):
        run(commands.token, commands.token_arguments, "--account", "senco@school.example", "--name", "x")
    with pytest.raises(Problem):
        run(commands.token, commands.token_arguments, "--account", "nobody@x.example", "--name", "x")
