"""Copies are made beside the pages, once, and a page tells how far they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teamaround.committees import jobs
from teamaround.committees.models import Publication, PublishedCopy, WholeCopy
from teamaround.committees.services import copies as services
from teamaround.design.pdf import NO_PANGO, NotMade

from .papers import begins, cabinet, makes_copies, publishes, signs, writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(world, keeper):
    return begins(world, keeper, cabinet(world, keeper))


@pytest.fixture
def quick(monkeypatch):
    """Copies that are made at once, and counted."""
    made = []
    for name in ("public_copy", "whole_copy"):
        monkeypatch.setattr(
            jobs, name, lambda row, form, **_: made.append(form) or f"{form} {row.pk}".encode()
        )
    return made


def test_a_published_paper_has_each_copy_made_once_and_a_page_tells_how_far_they_are(
    world, keeper, paper, client, quick
):
    signs(world, keeper, paper)
    publishes(world, keeper, paper)
    at = f"/published/{paper.ref}/{paper.version}.pdf"
    answer = client.get(at)
    assert answer["Refresh"] == "2" and "0 of 3 copies" in answer.content.decode()
    assert jobs.is_wanted() and jobs.work_once()
    assert client.get(at).content.startswith(b"pdf") and "Refresh" not in client.get(at)
    assert "1 of 3 copies" in client.get(f"{at}?letters=large").content.decode()
    makes_copies()
    assert not jobs.is_wanted() and quick == ["pdf", "docx", "large"]
    large = client.get(f"{at}?letters=large")
    assert large.content.startswith(b"large") and 'large-print.pdf"' in large["Content-Disposition"]
    word = client.get(at.replace(".pdf", ".docx"))
    assert word.content.startswith(b"docx") and word["Content-Disposition"].startswith("attachment")


def test_the_copies_of_a_draft_are_asked_for_made_and_forgotten_after_a_day(
    world, keeper, paper, sign_in, quick
):
    client, here = sign_in("data"), f"/papers/{paper.ref}/copies/"
    assert client.get(f"/papers/{paper.ref}/preview.pdf")["Location"] == here
    assert "not made yet" in client.get(here).content.decode() and not jobs.is_wanted()
    assert client.post(here, {"once": "a"}).status_code == 302
    waits = client.get(here)
    assert waits["Refresh"] == "2" and "being made" in waits.content.decode()
    makes_copies()
    ready = client.get(here)
    assert (
        "Refresh" not in ready and f"/papers/{paper.ref}/preview.pdf?letters=large" in ready.content.decode()
    )
    assert client.get(f"/papers/{paper.ref}/preview.docx").content.startswith(b"docx")
    writes(world, keeper, paper, legal="Another")
    assert client.get(f"/papers/{paper.ref}/preview.pdf")["Location"] == here
    assert sign_in("senco").get(here).status_code == 404
    assert services.forget_whole(now=world.now + timedelta(hours=2)) == 0
    assert services.forget_whole(now=world.now + timedelta(hours=25)) == 3


def test_what_was_published_before_is_made_anew_when_a_correction_is_and_nothing_old_is_kept_meanwhile(
    world, keeper, paper, quick
):
    signs(world, keeper, paper)
    first = publishes(world, keeper, paper)
    makes_copies()
    row = PublishedCopy.objects.get(publication=first, form="pdf")
    second = Publication.objects.create(paper=paper, version=first.version.__class__.objects.create(
        paper=paper, number=99, texts={}, digest="x", at=world.now), on=world.today, at=world.now)  # fmt: skip
    services.want_published(second, now=world.now + timedelta(minutes=1))
    services.keep(row, b"as it was before the correction", now=world.now)
    assert not PublishedCopy.objects.filter(content__isnull=False).exists()


def test_what_cannot_be_made_says_why_and_is_not_tried_for_ever(
    world, keeper, paper, client, sign_in, monkeypatch
):
    signs(world, keeper, paper)
    publishes(world, keeper, paper)

    def lacking(*_, **__):
        raise NotMade(NO_PANGO)

    def broken(*_, **__):
        raise ValueError("words of the paper")

    monkeypatch.setattr(jobs, "public_copy", lacking)
    monkeypatch.setattr(jobs, "whole_copy", broken)
    sign_in("data").post(f"/papers/{paper.ref}/copies/", {"once": "a"})
    makes_copies()
    assert client.get(f"/published/{paper.ref}/{paper.version}.pdf").status_code == 503
    page = sign_in("data").get(f"/papers/{paper.ref}/copies/").content.decode()
    assert "not foreseen" in page and "words of the paper" not in page and "Make the copies" in page
    row = WholeCopy.objects.first()
    WholeCopy.objects.update(failed="", tries=3)
    row.refresh_from_db()
    assert not services.begin(row) and WholeCopy.objects.get(pk=row.pk).failed


def test_the_list_of_published_papers_is_paged_and_asks_few_things_at_any_length(
    world, keeper, paper, client, monkeypatch
):
    from teamaround.committees.queries import public

    signs(world, keeper, paper)
    publishes(world, keeper, paper)
    with CaptureQueriesContext(connection) as few:
        client.get("/published/")
    for _ in range(2):
        other = begins(world, keeper, paper.item.body)
        signs(world, keeper, other)
        publishes(world, keeper, other)
    with CaptureQueriesContext(connection) as many:
        assert client.get("/published/").content.decode().count("How children are helped") == 3
    assert len(many) == len(few)
    monkeypatch.setattr(public, "A_PAGE", 2)
    first = client.get("/published/").content.decode()
    assert first.count("How children are helped") == 2 and "?page=2" in first
    second = client.get("/published/?page=2").content.decode()
    assert second.count("How children are helped") == 1 and "Page before" in second
    assert client.get("/published/?page=x").status_code == 200
