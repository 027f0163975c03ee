"""A second person looks at the writing: never a writer, never the child, and counted without names."""

from dataclasses import replace

import pytest
from django.urls import reverse

from teamaround.accounts.door import opened
from teamaround.assessments import quality_queries, services
from teamaround.assessments.models import QualityTheme
from teamaround.assessments.rules import quality
from teamaround.assessments.rules.library import COMMON, form
from teamaround.assessments.rules.quality import Remarks, areas, check_remarks, counted, themes
from teamaround.assessments.tests.test_services import agree, write
from teamaround.assessments.tests.world import NOW, TODAY, acts
from teamaround.kernel.refusal import NotVisible, Refusal

pytestmark = pytest.mark.django_db
REMARKS = Remarks(
    {"reason": "thin", "voice": "good"}, ["evidence"], "Asha's words are there", "Say how we know"
)


@pytest.fixture
def shared(world, begun):
    write(begun, world.asha, "I like the swings")
    agree(world, world.asha.agency_id, world.cara.agency_id)
    with opened(world.asha):
        services.share(ref=begun.ref, by=world.asha, now=NOW)
    return begun


def keep(shared, by, *, give=False, remarks=REMARKS, version=0):
    with opened(by):
        return services.keep_remarks(
            ref=shared.ref, remarks=remarks, version=version, by=by, now=NOW, give=give
        )


def address(shared):
    return reverse("assessments:quality", kwargs={"assessment": shared.ref})


def test_a_draft_is_the_second_readers_own_until_it_is_given(world, shared):
    kept = keep(shared, world.cara)
    with opened(world.asha):
        assert quality_queries.with_me(world.asha, shared) == []
    given = keep(shared, world.cara, give=True, version=kept.version)
    assert given.ref == kept.ref and given.given_at == NOW
    with opened(world.asha):
        assert [one.ref for one in quality_queries.with_me(world.asha, shared)] == [kept.ref]
    assert acts()[-1] == "assessments.writing_reviewed"


def test_the_writers_home_page_says_that_there_is_something_to_read(world, shared, sign_in):
    def waits(who):
        return "A colleague has looked at your writing" in sign_in(who).get("/").content.decode()

    kept = keep(shared, world.cara)
    assert not waits("senco")
    keep(shared, world.cara, give=True, version=kept.version)
    assert waits("senco") and not waits("health_visitor") and not waits("teacher")
    assert address(shared) in sign_in("senco").get("/").content.decode()
    with opened(world.asha):
        services.read_remarks(ref=shared.ref, review_ref=kept.ref, reply="", by=world.asha, now=NOW)
    assert not waits("senco")


def test_nobody_looks_at_their_own_writing(world, shared):
    with pytest.raises(Refusal, match="You wrote in this one"):
        keep(shared, world.asha)
    assert keep(shared, world.ben).version == 1


def test_only_whom_the_family_agreed_to(world, shared):
    with pytest.raises(NotVisible):
        keep(shared, world.eve)
    with pytest.raises(NotVisible):
        keep(shared, world.everything.viewer("gp"))
    with pytest.raises(Refusal, match="Only somebody whom the family agreed to"):
        keep(shared, replace(world.cara, duties=world.dev.duties))


def test_the_writer_reads_and_answers_once(world, shared):
    given = keep(shared, world.cara, give=True)
    call = lambda by: services.read_remarks(  # noqa: E731
        ref=shared.ref, review_ref=given.ref, reply="Thank you", by=by, now=NOW
    )
    with opened(world.cara), pytest.raises(NotVisible):
        call(world.cara)
    with opened(world.asha):
        assert call(world.asha).reply == "Thank you"
        with pytest.raises(Refusal, match="has answered already"):
            call(world.asha)


def test_two_windows(world, shared):
    keep(shared, world.cara)
    with pytest.raises(Refusal, match="changed in another window"):
        keep(shared, world.cara)


def test_from_page_to_page(world, shared, sign_in):
    reader = sign_in("health_visitor")
    read = reverse("assessments:read", kwargs={"assessment": shared.ref})
    assert "How well it is written" in reader.get(read).content.decode()
    shown = reader.get(address(shared)).content.decode()
    assert "It says nothing about the child" in shown and "Not there yet" in shown
    typed = {"once": "a", "version": "0", "then": "give", "reason": "thin", "themes": ["evidence"]}
    refused = reader.post(address(shared), typed | {"good": "Clear words"})
    assert refused.status_code == 422 and "Say what would make it better" in refused.content.decode()
    done = reader.post(address(shared), typed | {"once": "b", "good": "Clear words", "better": "Say how"})
    assert done.status_code == 302
    writer = sign_in("senco")
    shown = writer.get(address(shared)).content.decode()
    assert "Clear words" in shown and "Thin" in shown and "It does not say how we know" in shown
    with opened(world.asha):
        given = quality_queries.given(shared).get()
    answer = reverse("assessments:quality_answer", kwargs={"assessment": shared.ref, "review": given.ref})
    assert writer.post(answer, {"once": "c", "reply": "I will"}).status_code == 302
    assert "I will" in writer.get(address(shared)).content.decode()
    assert "Clear words" not in writer.get(read).content.decode()
    assert sign_in("neighbour").get(address(shared)).status_code == 404
    assert sign_in("gp").get(address(shared)).status_code == 404


def test_themes_are_counted_without_names_and_small_numbers_hidden(world, shared, sign_in):
    keep(shared, world.cara, give=True)
    shown = sign_in("councillor").get(reverse("assessments:themes"))
    assert "fewer than 6" in shown.content.decode() and "Asha" not in shown.content.decode()
    with opened(world.asha):
        QualityTheme.objects.bulk_create(
            QualityTheme(authority_id=world.everything.ashby, theme="evidence", ticked_on=TODAY)
            for _ in range(5)
        )
        rows = quality_queries.themes(world.everything.ashby, since=TODAY)
    assert (rows[0].words, rows[0].count) == (themes()["evidence"], 6)
    assert sign_in("senco").get(reverse("assessments:themes")).status_code == 403


def test_small_numbers_stay_small():
    assert {row.count for row in counted([("evidence", 5), ("fathers", 0)])} == {None}
    assert [row.shown for row in counted([("fathers", 1200)])][:2] == ["1,200", "fewer than 6"]


def test_areas_follow_the_common_elements_of_each_form():
    assert set(areas(form(COMMON, "2026.1"))) >= {
        "reason",
        "conclusion",
        "plan",
        "development",
        "parenting",
        "world",
    }
    young = areas(form("young_persons_own", "2026.1"))
    assert "parenting" not in young and "plan" in young and "taking_part" not in young


@pytest.mark.parametrize(
    "change",
    [
        {"depths": {"reason": "3"}},
        {"depths": {"child": "good"}},
        {"themes": ["bad_family"]},
        {"good": "x" * 5001},
    ],
)
def test_remarks_are_words_about_the_writing(change):
    with pytest.raises(Refusal):
        check_remarks(replace(REMARKS, **change), form(COMMON, "2026.1"), is_given=False)


def test_every_depth_has_its_words_and_themes_come_from_data():
    assert len(themes()) >= 10 and set(quality.DEPTH_WORDS) == set(quality.Depth)
