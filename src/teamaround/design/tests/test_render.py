from types import SimpleNamespace

import pytest

from teamaround.design.render import OF_THE_FRAME, page_context, render

TWO = [{"text": "Home", "href": "/", "current": True}, {"text": "Find", "href": "/find/", "current": False}]


def two_items(http):
    return TWO


def failing(http):
    raise RuntimeError("the database is away")


def test_the_menu_comes_from_the_function_that_the_settings_name(http, settings):
    settings.NAVIGATION = f"{__name__}.two_items"
    assert list(page_context(http)["navigation"]) == TWO


def test_the_banner_is_shown_in_a_demo_only(http, settings):
    settings.NAVIGATION = ""
    said = b"Everybody here is invented."
    settings.DEMO = True
    page = {"sentence": "Ask first."}
    assert said in render(http, "design/refused.html", **page).content
    settings.DEMO = False
    assert said not in render(http, "design/refused.html", **page).content


def test_pages_for_trouble_never_ask_for_the_menu(http, settings):
    settings.NAVIGATION = f"{__name__}.failing"
    http.viewer = SimpleNamespace(name="Joanna Reid", agency_name="Oakfield Primary School")
    assert render(http, "design/away.html", status=503).status_code == 503
    assert render(http, "design/failed.html", status=500).status_code == 500


def test_a_page_gives_no_other_meaning_to_what_the_frame_has(http, settings):
    settings.NAVIGATION = ""
    assert page_context(http).keys() == OF_THE_FRAME
    with pytest.raises(ValueError, match="notices"):
        render(http, "design/refused.html", sentence="Ask first.", notices=["Saved"])
