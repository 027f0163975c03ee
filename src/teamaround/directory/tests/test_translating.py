"""An entry in another language: with who translated it, and a word when the entry has changed since."""

import html
from datetime import timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.directory import services
from teamaround.directory.models import PublicTranslation
from teamaround.directory.rules import translating
from teamaround.directory.rules.translating import ENGLISH_NAMES, FROM_THE_RIGHT, LANGUAGES
from teamaround.directory.services import NewPlace
from teamaround.kernel.refusal import NotVisible, Refusal

from .places import SECRET_LINE, key

WORDS = {"name": "Galw heibio", "description": "Paned a sgwrs.", "wait_time": "Dim aros."}


def test_every_language_has_both_its_names():
    assert set(LANGUAGES) == set(ENGLISH_NAMES) and set(LANGUAGES) > FROM_THE_RIGHT


@pytest.mark.parametrize(
    ("language", "words", "by", "code"),
    [
        ("xx", WORDS, "Ann", "language"), ("cy", {"description": "x"}, "Ann", "name"),
        ("cy", {"name": "x"}, "Ann", "description"), ("cy", WORDS, " ", "by"),
    ],
)  # fmt: skip
def test_a_translation_says_what_it_is_and_who_made_it(language, words, by, code):
    with pytest.raises(Refusal) as no:
        translating.check_translation(language, words, by)
    assert no.value.code == code


@pytest.fixture
def drop_in(small):
    """A service of the agency where Leo Marsh works, with a place that is confidential."""
    return small.add("Drop in", "harbour", wait_time="No wait.", places=(NewPlace(key("rose")),))


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.mark.django_db
def test_everybody_reads_it_in_welsh_and_sees_who_translated_it(world, sign_in, client, drop_in):
    leo, place = sign_in("lead"), f"/directory/services/{drop_in.pk}/languages/"
    assert "Welsh" in text(leo.get(place)) and "No wait." in text(leo.get(f"{place}cy/"))
    assert leo.post(f"{place}cy/", {**WORDS, "translated_by": ""}).status_code == 422
    assert leo.post(f"{place}cy/", {**WORDS, "translated_by": "Menna Rhys"}).status_code == 302
    assert "Menna Rhys" in text(leo.get(place)) and "Galw heibio" in text(leo.get(f"{place}cy/"))
    assert leo.get(f"{place}xx/").status_code == 404
    client.logout()
    page = text(client.get(f"/directory/services/{drop_in.pk}/"))
    assert "Cymraeg" in page and "Paned" not in page
    page = text(client.get(f"/directory/services/{drop_in.pk}/?in=cy"))
    assert '<h1 lang="cy" dir="ltr">Galw heibio' in page and "Paned a sgwrs." in page and "Dim aros." in page
    assert "Put into Welsh by Menna Rhys on 20 November 2026." in page and "changed since" not in page
    assert "Paned" not in text(client.get(f"/directory/services/{drop_in.pk}/?in=pl"))


def says(world, service, *, who="lead", at=None, **changes):
    with acting(world.viewer(who), now=world.now) as by:
        return services.translate(
            service_id=service.pk, language="ar", words=WORDS | changes, translated_by="Menna Rhys", by=by,
            now=at or world.now,
        )  # fmt: skip


@pytest.mark.django_db
def test_a_translation_older_than_the_entry_says_so_and_reads_from_the_right(world, client, drop_in):
    says(world, drop_in, at=world.now - timedelta(days=3))
    page = text(client.get(f"/directory/services/{drop_in.pk}/?in=ar"))
    assert "The English page has changed since." in page and 'dir="rtl"' in page
    says(world, drop_in, name="Another")
    assert PublicTranslation.objects.get().words["name"] == "Another"


@pytest.mark.django_db
def test_only_its_own_people_translate_and_no_words_tell_a_secret_place(world, sign_in, drop_in):
    with pytest.raises(NotVisible):
        says(world, drop_in, who="senco")
    assert sign_in("senco").get(f"/directory/services/{drop_in.pk}/languages/").status_code == 404
    with pytest.raises(Refusal):
        says(world, drop_in, description=f"Come to {SECRET_LINE}")
    assert not PublicTranslation.objects.exists()
