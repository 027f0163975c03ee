"""Links that were made by themselves: drawn so that nobody can choose, checked by people, counted, let go."""

from datetime import date, timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.exchange import services
from teamaround.exchange.models import SampledLink, WaitingRow
from teamaround.exchange.rules import sampling
from teamaround.exchange.rules.sampling import KEPT_FOR, ONE_IN, SampleAnswer, is_drawn
from teamaround.index.models import LinkCount
from teamaround.index.tests.two_records import shield
from teamaround.kernel.refusal import NotVisible, Refusal

from .test_services import ASHA, BEN, outcomes, taken_in

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


@pytest.fixture
def drawn(world, monkeypatch):
    """One link that was drawn."""
    monkeypatch.setattr(sampling, "ONE_IN", 1)
    child = world.child()
    taken_in(world, [ASHA, BEN])
    return child, SampledLink.objects.get()


def answer(world, kept, said, who="index"):
    with acting(world.viewer(who), now=world.now) as by:
        return services.answer_sample(ref=kept.ref, said=said, by=by, now=world.now)


def counted():
    return {row.how: row.records for row in LinkCount.objects.all()}


def test_one_in_two_hundred_is_drawn_and_only_the_installation_knows_which():
    keys = [f"child number {number}" for number in range(40_000)]
    mine = {key for key in keys if is_drawn(key, agency="school", on=MONDAY, secret=b"mine")}
    assert abs(len(mine) - len(keys) / ONE_IN) < 60
    other = {key for key in keys if is_drawn(key, agency="school", on=MONDAY, secret=b"other")}
    assert len(mine & other) < 10
    sunday = {
        key for key in keys if is_drawn(key, agency="school", on=MONDAY + timedelta(days=6), secret=b"mine")
    }
    assert sunday == mine


def test_only_links_made_by_themselves_are_drawn_and_the_row_is_sealed(world, drawn):
    child, kept = drawn
    assert (kept.child_id, kept.release) == (child.pk, 1)
    assert b"Lindqvist" not in bytes(kept.ciphertext)
    taken_in(world, [ASHA, BEN])
    assert SampledLink.objects.count() == 1


def test_the_row_is_shown_beside_the_child_without_reasons(world, sign_in, drawn):
    child, kept = drawn
    client = sign_in("index")
    assert kept.ref in client.get("/files/checked/").content.decode()
    shown = client.get(f"/files/checked/{kept.ref}/").content.decode()
    assert "Asha Lindqvist" in shown and child.ref in shown
    assert "bits" not in shown and "Differs" not in shown
    assert client.post(f"/files/checked/{kept.ref}/", {"said": "x"}).status_code == 422
    assert client.post(f"/files/checked/{kept.ref}/", {"said": "same"}).status_code == 302
    assert client.get(f"/files/checked/{kept.ref}/").status_code == 404


def test_an_answer_is_counted_and_the_row_let_go(world, drawn):
    _, kept = drawn
    answer(world, kept, SampleAnswer.SAME)
    kept.refresh_from_db()
    assert (kept.answer, bytes(kept.ciphertext)) == ("same", b"")
    assert counted()["checked_same"] == 1
    with pytest.raises(NotVisible):
        answer(world, kept, SampleAnswer.NOT_SAME)


def test_not_the_same_puts_the_row_before_the_team(world, drawn):
    _, kept = drawn
    answer(world, kept, SampleAnswer.NOT_SAME)
    row = WaitingRow.objects.get()
    with acting(world.viewer("index"), now=world.now) as by:
        shown = services.show(by, row.ref, at=world.now)
    assert shown.row.family == "Lindqvist"
    assert shown.reasons == (
        "somebody who checked the link that was made by itself found that they are not one child",
    )
    assert shown.lies_with.id == kept.child_id
    assert outcomes(taken_in(world, [ASHA])) == ["unchanged"]


def test_nobody_else_checks(world, drawn):
    _, kept = drawn
    for who in ("data", "senco", "governance", "neighbour"):
        with pytest.raises(NotVisible):
            answer(world, kept, SampleAnswer.SAME, who)


def test_a_child_who_was_shielded_since_is_seen_by_their_own_team_alone(world, sign_in, drawn):
    child, kept = drawn
    shield(world, child)
    assert sign_in("index").get(f"/files/checked/{kept.ref}/").status_code == 200
    assert sign_in("senco").get(f"/files/checked/{kept.ref}/").status_code in (403, 404)


def test_what_is_not_checked_in_time_is_let_go_with_its_row(world, drawn):
    _, kept = drawn
    assert services.let_samples_go(now=world.now + KEPT_FOR) == 0
    assert services.let_samples_go(now=world.now + KEPT_FOR + timedelta(hours=1)) == 1
    kept.refresh_from_db()
    assert kept.let_go_at and bytes(kept.ciphertext) == b"" and kept.answer == ""
    with pytest.raises((NotVisible, Refusal)):
        answer(world, kept, SampleAnswer.SAME)


def test_the_page_tells_the_release_and_counts_with_small_numbers_hidden(world, sign_in, drawn):
    _, kept = drawn
    answer(world, kept, SampleAnswer.SAME)
    for who in ("index", "governance", "councillor"):
        shown = sign_in(who).get("/matching/").content.decode()
        assert "The model release in force: 1" in shown and "Ashby Green School" in shown
        assert "fewer than 5" in shown and "too few to say" in shown
        assert "Lindqvist" not in shown
    assert sign_in("senco").get("/matching/").status_code == 404


def test_a_share_is_told_from_five_answers(world, sign_in):
    with acting(world.viewer("index")):
        for how, records in (("checked_same", 8), ("checked_not_same", 2), ("matched", 1234)):
            LinkCount.objects.create(
                agency=world.agency["school"], month=date(2026, 11, 1), release=1, how=how, records=records
            )
    shown = sign_in("governance").get("/matching/").content.decode()
    assert "80.0 %" in shown and "1,234" in shown
    assert "Other months" not in shown
