"""The assessment as a copy for paper."""

import pytest
from django.urls import reverse
from tests import papers

from teamaround.accounts.door import opened
from teamaround.assessments import services
from teamaround.assessments.tests.test_pictures import photo
from teamaround.assessments.tests.test_services import agree, write
from teamaround.assessments.tests.world import NOW
from teamaround.audit.models import Entry
from teamaround.design import pdf
from teamaround.design.pdf import NotMade

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world, begun):
    """Asha has written what the child said, in two scripts, and a drawing is there."""
    agree(world)
    with opened(world.asha):
        write(begun, world.asha, "I like the dog 🐕\n\nأحب الكلب")
        services.add_picture(ref=begun.ref, content=photo(), caption="My dog", by=world.asha, now=NOW)
    return begun


def to(found, name="printed"):
    return reverse(f"assessments:{name}", kwargs={"assessment": found.ref})


def test_the_assessment_as_a_page_and_as_a_pdf_says_the_same(world, told, sign_in):
    client = sign_in("senco")
    assert (
        to(told) in client.get(reverse("assessments:read", kwargs={"assessment": told.ref})).content.decode()
    )
    page = client.get(to(told)).content.decode()
    assert "I like the dog" in page and '<p dir="rtl">أحب الكلب</p>' in page and 'alt="My dog"' in page
    assert "01632 960001" not in page and "Mill Lane" not in page  # where a parent lives and is rung
    answer = client.get(to(told, "printed_pdf"))
    assert answer["Content-Type"] == "application/pdf" and answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == 'inline; filename="assessment.pdf"'
    paper = papers.read(answer.content)
    assert paper.says_ua and paper.language == "en-GB" and paper.pictures == ["My dog"]
    assert "Lindqvist" not in paper.title and "Lindqvist" in paper.words
    assert paper.tags.count("H1") == 1 and {"H2", "H3", "P", "Table", "TH", "L", "Figure"} <= set(paper.tags)
    assert papers.in_order(
        paper.words, "Begun", "I like the dog", "Drawings and photos", "What was left blank"
    )


def test_large_print_is_larger_and_says_so_in_its_name(world, told, sign_in):
    client = sign_in("senco")
    large = client.get(to(told, "printed_pdf"), {"letters": "large"})
    assert 'filename="assessment-large-print.pdf"' in large["Content-Disposition"]
    assert 'class="is-large"' in client.get(to(told), {"letters": "large"}).content.decode()


@pytest.mark.parametrize("name", ["printed", "printed_pdf"])
def test_a_copy_is_a_look_like_any_other_and_not_for_everybody(world, told, sign_in, name):
    before = Entry.objects.count()
    sign_in("senco").get(to(told, name))
    entry = Entry.objects.filter(act="page.shown", about=told.ref).latest("pk")
    assert world.child_id in entry.children and "printing" in entry.said and Entry.objects.count() > before
    assert sign_in("neighbour").get(to(told, name)).status_code in (404, 302)
    far = sign_in("neighbour").get(to(told, name), follow=True)
    assert "I like the dog" not in far.content.decode(errors="replace")


def test_where_no_pdf_can_be_made_the_page_says_so_and_offers_the_page_to_print(
    world, told, sign_in, monkeypatch
):
    def lacking(*_, **__):
        raise NotMade(pdf.NO_PANGO)

    monkeypatch.setattr("teamaround.design.paper.tagged", lacking)
    answer = sign_in("senco").get(to(told, "printed_pdf"), {"letters": "large"})
    text = answer.content.decode()
    assert answer.status_code == 503 and "apt-get install libpango" in text
    assert f'href="{to(told)}?letters=large"' in text and "I like the dog" not in text
