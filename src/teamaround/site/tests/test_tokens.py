"""The administrator's pages for programs: a token is made, shown once, and ended."""

import re

import pytest

from teamaround.accounts.models import Token
from teamaround.accounts.queries import account_by_email, digest_of
from teamaround.accounts.rules import Duty
from teamaround.accounts.services import count_call
from teamaround.audit.models import Entry
from teamaround.site.tests.test_accounts_admin import admin, new, when  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(admin, world):  # noqa: F811
    admin.post("/accounts/new/", new(world, kind="service", role="", name="Roll sync"))
    made = account_by_email("nora@school.example")
    duty = {"duty": Duty.IMPORT_FILES.value, **when("starts_on", 2026)}
    assert admin.post(f"/accounts/{made.ref}/duties/", duty).status_code == 302
    return made


def make(client, account, name="nightly", **changes):
    typed = {"name": name, **when("ends_on"), **changes}
    return client.post(f"/accounts/{account.ref}/tokens/", typed)


def test_a_token_is_shown_once_with_duties_agency_and_last_day(admin, program, world):  # noqa: F811
    answer = make(admin, program)
    page = answer.content.decode()
    token = re.search(r"ta_[\w-]{40,}", page)[0]
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert "Ashby Green School" in page and "1 September 2027" in page
    assert "Import their agency" in page
    assert Token.objects.get().digest == digest_of(token)
    assert count_call(token=token, now=world.now).account_id == program.pk
    for address in ("/accounts/programs/", f"/accounts/{program.ref}/"):
        page = admin.get(address).content.decode()
        assert "nightly" in page and token not in page
    entry = Entry.objects.get(act="accounts.token_made")
    assert entry.about == program.ref and entry.account_id == world.account["admin"].pk
    assert token not in str(list(Entry.objects.values()))


def test_sent_twice_one_token_is_made(admin, program):  # noqa: F811
    make(admin, program)
    again = make(admin, program)
    assert again.status_code == 422 and "token of that name" in again.content.decode()
    assert make(admin, program, name="other").status_code == 200
    assert Token.objects.count() == 2


@pytest.mark.parametrize("changes", [{"name": ""}, when("ends_on", 2020), when("ends_on", 2090)])
def test_what_cannot_be_is_said(admin, program, changes):  # noqa: F811
    answer = make(admin, program, **changes)
    assert answer.status_code == 422 and "There is a problem" in answer.content.decode()
    assert not Token.objects.exists()


def test_an_ended_token_is_unknown_from_the_next_call_on(admin, program, world):  # noqa: F811
    token = re.search(r"ta_[\w-]{40,}", make(admin, program).content.decode())[0]
    address = f"/accounts/{program.ref}/tokens/{Token.objects.get().pk}/end/"
    assert "nightly" in admin.get(address).content.decode()
    assert count_call(token=token, now=world.now) is not None
    assert admin.post(address).status_code == 302
    assert count_call(token=token, now=world.now) is None
    assert Entry.objects.filter(act="accounts.token_ended", about=program.ref, said="nightly").count() == 1
    assert admin.post(address).status_code == 404
    assert "nightly" not in admin.get("/accounts/programs/").content.decode()
    assert make(admin, program).status_code == 200  # the name is free again


def test_only_programs_have_tokens_and_only_of_ones_own_authority(admin, program, world):  # noqa: F811
    assert make(admin, world.account["gp"]).status_code == 404
    assert make(admin, world.account["neighbour"]).status_code == 404
    make(admin, program)
    other = f"/accounts/{world.account['gp'].ref}/tokens/{Token.objects.get().pk}/end/"
    assert admin.post(other).status_code == 404 and count_tokens() == 1


def count_tokens():
    return Token.objects.filter(ends_on__gte="2026-11-20").count()


def test_nobody_else_comes_in(sign_in, program):
    for who in ("senco", "governance", "data"):
        assert sign_in(who).get("/accounts/programs/").status_code == 403
        assert make(sign_in(who), program).status_code == 403
    assert not Token.objects.exists()
