"""Three forms that look nothing alike: loaded as data, begun, written, shared, read and kept."""

from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from teamaround.accounts.door import opened
from teamaround.accounts.rules import setting_up
from teamaround.assessments import from_command_line, queries, releases, services
from teamaround.assessments.rules import library
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed
from teamaround.assessments.tests.test_services import agree
from teamaround.assessments.tests.world import NOW, TODAY, acts
from teamaround.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent / "forms"
START = mark_of(0, "")
FORMS = {
    "early_help": ("early_help_2026.toml", "family", "each_child", "What each child says"),
    "asesiad_byr": ("asesiad_byr_2026.toml", "fi", "geiriau", "Beth mae&#39;r plentyn yn ei ddweud"),
    "young_persons_own": ("", "me", "good_day", "What I want people to know about me"),
}


@pytest.fixture(autouse=True)
def read_anew():
    releases.forget_read()
    yield
    releases.forget_read()


def load(name, *, code="901", dry_run=False, change=("", "")):
    text = (FOLDER / name).read_text("utf-8")
    if change[0]:
        text = text.replace(*change)
    with opened(setting_up()):
        return services.load_form(text=text, authority_code=code, by=setting_up(), now=NOW, dry_run=dry_run)


def offered(world, on=TODAY):
    return [form.key for form in releases.offered(world.everything.ashby, on=on)]


@pytest.mark.parametrize("key", FORMS)
def test_each_form_from_loading_to_reading(world, sign_in, key):
    name, section, part, heading = FORMS[key]
    if name:
        load(name)
    client = sign_in("senco")
    start = reverse("assessments:start", kwargs={"child": world.child_ref})
    assert f'value="{key}"' in client.get(start).content.decode()
    begun = client.post(start, {"once": "one", "form_key": key})
    assert begun.status_code == 302
    with opened(world.asha):
        found = queries.open_one(world.child_id)
    assert found.form_key == key
    page = reverse("assessments:write_section", kwargs={"assessment": found.ref, "section": section})
    shown = client.get(page).content.decode()
    assert heading in shown
    box = f"{part}-answer"
    assert client.post(page, {box: "I like the swings", f"mark-{box}": START}).status_code == 302
    agree(world, world.asha.agency_id, world.cara.agency_id)
    with opened(world.asha):
        services.share(ref=found.ref, by=world.asha, now=NOW)
    read = sign_in("health_visitor").get(reverse("assessments:read", kwargs={"assessment": found.ref}))
    words = read.content.decode()
    assert heading in words and "I like the swings" in words
    assert ('lang="cy"' in words) is (key == "asesiad_byr")


def test_a_condition_is_said_in_words_and_what_was_typed_stays(world, sign_in):
    load("early_help_2026.toml")
    with opened(world.asha):
        found = services.begin(child_id=world.child_id, by=world.asha, now=NOW, form_key="early_help")
        write = lambda **texts: services.save_section(  # noqa: E731
            ref=found.ref, section_key="family", by=world.asha, now=NOW,
            typed={Box(part): Typed(text, marks.get(part, START)) for part, text in texts.items()},
        )  # fmt: skip
        marks = {}
        write(baby="yes", midwife="Jo, at the clinic")
        marks = {"baby": mark_of(1, "yes")}
    client = sign_in("senco")
    page = reverse("assessments:write_section", kwargs={"assessment": found.ref, "section": "family"})
    shown = client.get(page).content.decode()
    assert "Only if “Is somebody expecting a baby?”: Yes" in shown
    assert 'data-shown-if="baby-answer" data-shown-is="yes"' in shown
    read = reverse("assessments:read", kwargs={"assessment": found.ref})
    assert "Jo, at the clinic" in client.get(read).content.decode()
    with opened(world.asha):
        write(baby="no")
        assert queries.sheet(found)[Box("midwife")].text == "Jo, at the clinic"
    shown = client.get(read).content.decode()
    assert "Jo, at the clinic" not in shown and "Who is the midwife" not in shown
    assert "Jo, at the clinic" in client.get(page).content.decode()


def test_an_assessment_keeps_its_version_when_the_file_goes(world, begun, monkeypatch):
    monkeypatch.setattr(library, "has", lambda key, version: False)
    with opened(world.asha):
        kept = queries.form_of(begun)
    assert kept == library.form(begun.form_key, begun.form_version)


def test_dates_are_each_authoritys_own(world):
    load("early_help_2026.toml")
    assert offered(world) == ["common_assessment", "young_persons_own", "early_help"]
    assert "early_help" not in offered(world, on=date(2026, 3, 31))
    assert "early_help" not in [f.key for f in releases.offered(world.everything.brindle, on=TODAY)]
    again = load("early_help_2026.toml", change=("2028-03-31", "2026-10-31"))
    assert not again.is_new and "early_help" not in offered(world)


def test_an_authority_ends_a_form_that_came_with_the_program(world, begun):
    text = (Path(library.__file__).parent.parent / "forms_as_data/young_persons_own_2026.toml").read_text(
        "utf-8"
    )
    ended = text.replace(
        "in_force_from = 2026-01-01", "in_force_from = 2026-01-01\nin_force_until = 2026-06-30"
    )
    with opened(setting_up()):
        services.load_form(text=ended, authority_code="901", by=setting_up(), now=NOW)
    assert offered(world) == ["common_assessment"]


def test_a_version_that_says_something_else_is_refused(world):
    load("early_help_2026.toml")
    for code in ("901", "902"):
        with pytest.raises(Refusal, match="Give the new one a version of its own"):
            load("early_help_2026.toml", code=code, change=("What works", "What is good"))
    with pytest.raises(Refusal, match="no authority with the code 999"):
        load("early_help_2026.toml", code="999")


def test_trying_out_keeps_nothing(world):
    before = len(acts())
    assert load("early_help_2026.toml", dry_run=True).is_new
    assert "early_help" not in offered(world) and len(acts()) == before
    load("early_help_2026.toml")
    assert acts()[-1] == "assessments.form_loaded"


def test_a_form_that_is_not_in_use_cannot_be_begun(world):
    with (
        opened(world.asha),
        pytest.raises(Refusal, match="not in use for this child"),
    ):
        services.begin(child_id=world.child_id, by=world.asha, now=NOW, form_key="early_help")


def test_from_the_command_line(world, tmp_path, capsys):
    file = FOLDER / "early_help_2026.toml"
    chosen = Namespace(file=str(file), authority="901", dry_run=True)
    assert from_command_line.load(chosen) == 0
    assert (
        "can be loaded for Ashby: in force from 1 April 2026 until 31 March 2028." in capsys.readouterr().out
    )
    chosen.dry_run = False
    assert from_command_line.load(chosen) == 0
    assert from_command_line.show() == 0
    told = capsys.readouterr().out
    assert "early_help ashby.2  Early help assessment for the whole family (en-GB), Ashby" in told
    assert "child_says" in told
    faulty = tmp_path / "faulty.toml"
    faulty.write_text(file.read_text("utf-8").replace('maps_to = "warmth"', "score = 3"))
    assert from_command_line.load(Namespace(file=str(faulty), authority="901", dry_run=False)) == 1
    said = capsys.readouterr().err
    assert "'score', which is not known" in said and "Nothing was loaded: 2 things to put right." in said
    faulty.write_bytes(b"\xff\xfe")
    for name, words in ((faulty, "not written in UTF-8"), (tmp_path / "none.toml", "There is no file")):
        with pytest.raises(Refusal, match=words):
            from_command_line.load(Namespace(file=str(name), authority="901", dry_run=False))


def test_the_database_holds_one_of_each_version(world, begun):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM assessments_formrelease WHERE authority_id IS NULL")
        assert cursor.fetchone()[0] == 1
