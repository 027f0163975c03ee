import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory

from teamaround.design import showcase
from teamaround.design.render import render

FOLDERS = settings.TEMPLATES[0]["DIRS"]
PAGES = sorted(page for folder in FOLDERS for page in folder.rglob("*.html"))


def named(page):
    folder = next(folder for folder in FOLDERS if page.is_relative_to(folder))
    return str(page.relative_to(folder))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_template_compiles(page):
    engines["jinja2"].get_template(named(page))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_template_holds_script_or_style_of_its_own(page):
    text = Path(page).read_text()
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_form_that_posts_is_protected(page):
    for form in re.findall(r"<form\b.*?</form>", Path(page).read_text(), re.DOTALL):
        if "data-autosave" in form:  # sent again and again as somebody types: each box has its own mark
            assert "csrf_input" in form or "once()" in form
        elif 'method="post"' in form:
            assert "once()" in form


@pytest.mark.parametrize("name", ["refused", "not_found", "away", "failed", "signed_out"])
def test_pages_for_trouble_need_nothing_but_the_request(http, name):
    response = render(http, f"design/{name}.html", status=418, sentence="Ask first.")
    assert response.status_code == 418
    assert "<h1>" in response.content.decode()


def test_the_away_page_does_not_carry_off_somebody_who_was_sending():
    read = render(RequestFactory().get("/a/"), "design/away.html").content.decode()
    sent = render(RequestFactory().post("/a/"), "design/away.html").content.decode()
    assert "away.js" in read
    assert "away.js" not in sent
    assert "refresh" not in sent
    assert "what you typed is still there" in sent


def test_the_living_style_page_shows_without_scripts_of_its_own(http):
    http.viewer = None
    page = showcase.components(http).content.decode()
    assert page.count("<script") == page.count("<script src=") + page.count('<script type="module" src=')
    assert " style=" not in page
    assert "<title>Error: Parts of pages – Teamaround</title>" in page


def test_no_two_things_on_the_living_style_page_share_an_id(http):
    ids = re.findall(r'\sid="([^"]*)"', showcase.components(http).content.decode())
    assert len(ids) == len(set(ids))


def test_a_name_that_is_not_given_is_an_error_and_not_a_blank(drawn):
    with pytest.raises(Exception, match="who"):
        drawn("{{ who }}")


def test_what_people_type_is_escaped(drawn):
    assert drawn("{{ who }}", who="<b>") == "&lt;b&gt;"
    assert "<b>" not in drawn("{{ button(who) }}{{ tag(who) }}", who="<b>")
    assert "<b>" not in drawn("{{ govuk.inset_text(text=who) }}", who="<b>")


def test_every_form_carries_its_own_key(drawn):
    first, second = drawn("{{ once() }}|{{ once() }}").split("|")
    assert 'name="csrfmiddlewaretoken"' in first
    assert 'name="once"' in first
    assert first != second
