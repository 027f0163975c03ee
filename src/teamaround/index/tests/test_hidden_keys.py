"""Keys of a shielded child: what a record does not show leads no search to it, and every import."""

from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.index import looking_up, queries
from teamaround.index.keeping import keep_keys
from teamaround.index.looking_up import Asked
from teamaround.index.models import Key
from teamaround.index.reading import salt
from teamaround.index.rules import (
    VISIBLE_WHEN_SHIELDED,
    NumberAsWritten,
    PersonAsWritten,
    Wanted,
    look_up_keys,
    standardise,
    standardise_wanted,
)
from teamaround.people import services
from teamaround.people.models import Child
from teamaround.people.rules import IdentifierKind
from teamaround.people.services import NewAddress, NewIdentifier
from teamaround.sharing.services import seal_identity

pytestmark = pytest.mark.django_db


def keys_of(child):
    return set(Key.objects.filter(child=child).values_list("kind", "key"))


def hidden_keys_of(child):
    return set(Key.objects.filter(child=child, is_hidden=True).values_list("kind", "key"))


def under(**wanted):
    return queries.under_keys(look_up_keys(Wanted(**wanted), salt=salt())).child_ids


def met_by(*standards):
    return looking_up.meet([Asked(each, look_up_keys(each, salt=salt())) for each in standards])


@pytest.fixture
def index(world):
    with acting(world.viewer("index"), now=world.now) as viewer:
        yield viewer


@pytest.fixture
def shielded(world, index):
    child = world.child()
    shield(world, child, index)
    return child


def shield(world, child, by):
    services.shield(child_id=child.pk, because="Order", review_on=date(2027, 1, 1), by=by, now=world.now)


def test_shielding_hides_keys_and_loses_none(world, index):
    child = world.child()
    before = keys_of(child)
    assert not hidden_keys_of(child)
    shield(world, child, index)
    assert keys_of(child) == before
    assert {kind for kind, _ in before - hidden_keys_of(child)} <= set(VISIBLE_WHEN_SHIELDED)
    assert {kind for kind, _ in hidden_keys_of(child)}.isdisjoint(VISIBLE_WHEN_SHIELDED)


def test_lifting_the_shield_brings_every_key_back(world, index):
    child = world.child()
    before = keys_of(child)
    shield(world, child, index)
    services.lift_shield(child_id=child.pk, because="Order ended", by=index, now=world.now)
    assert keys_of(child) == before and not hidden_keys_of(child)


@pytest.mark.parametrize(
    "wanted",
    [
        {"identifier": "999 000 0018"},
        {"postcode": "ZY1 1AA", "born_on": date(2017, 3, 27)},
        {"postcode": "ZY1 1AA", "name": "Asha"},
    ],
)
def test_no_search_follows_a_hidden_key(shielded, wanted):
    look_up = look_up_keys(Wanted(**wanted), salt=salt())
    hidden = Key.objects.filter(child=shielded, is_hidden=True)
    assert hidden.filter(key__in=[key for _, key in look_up.narrow]).exists()
    narrow = {key for kind, key in look_up.narrow if kind not in VISIBLE_WHEN_SHIELDED}
    assert queries._under(narrow).child_ids == []


def test_a_search_by_what_is_shown_still_finds(shielded):
    assert under(name="Asha Lindqvist") == [shielded.pk]


def test_an_import_follows_hidden_keys(shielded):
    person = PersonAsWritten(numbers=(NumberAsWritten(kind="nhs_number", value="9990000018"),))
    met = met_by(standardise(person))
    assert met.likely == [[shielded.pk]]
    assert list(met.under_hidden.values()) == [[shielded.pk]]


def test_keys_of_what_is_sealed_outlive_a_keeping_by_somebody_who_may_not_open_it(world, shielded):
    before, hidden = keys_of(shielded), hidden_keys_of(shielded)
    with acting(world.viewer("senco"), now=world.now):
        keep_keys(shielded.pk)
        keep_keys(shielded.pk)
    assert keys_of(shielded) == before and hidden_keys_of(shielded) == hidden


def test_a_change_by_the_index_team_makes_hidden_keys_of_the_new_address(world, index, shielded):
    before = hidden_keys_of(shielded)
    services.change_address(
        child_id=shielded.pk, new=NewAddress("9 New Road", "ZY2 2BB"), is_correction=False,
        because="moved", by=index, now=world.now,
    )  # fmt: skip
    services.record_identifier(
        child_id=shielded.pk, new=NewIdentifier(IdentifierKind.UPN, "H801200001001"),
        because="school", by=index, now=world.now,
    )  # fmt: skip
    assert before < hidden_keys_of(shielded)
    met = met_by(standardise_wanted(Wanted(postcode="ZY2 2BB", born_on=date(2017, 3, 27))))
    assert {child for children in met.under_hidden.values() for child in children} == {shielded.pk}
    assert under(postcode="ZY2 2BB", name="Zzz") == []


def is_apart(child):
    return set(Key.objects.filter(child=child).values_list("is_apart", flat=True))


def test_keys_say_whether_their_child_is_shielded_or_sealed(world, index):
    child, other = world.child(), world.child(born_on=date(2011, 5, 6))
    assert is_apart(child) == {False}
    shield(world, child, index)
    assert is_apart(child) == {True}
    services.lift_shield(child_id=child.pk, because="Order ended", by=index, now=world.now)
    assert is_apart(child) == {False}
    seal_identity(child_id=other.pk, by=index, now=world.now, because="Adopted")
    assert is_apart(other) == {True}
    keep_keys(other.pk)
    assert is_apart(other) == {True}


def test_a_key_that_leads_to_too_many_leads_to_those_kept_apart_alone(world, index, monkeypatch):
    monkeypatch.setattr(looking_up, "MOST_UNDER_A_KEY", 2)
    namesakes = [world.child(born_on=date(2010 + year, 5, 6), identifiers=()).pk for year in range(3)]
    asked = standardise_wanted(Wanted(name="Asha Lindqvist"))
    assert met_by(asked).likely == [[]]
    for child in Child.objects.filter(pk__in=namesakes[:2]):
        shield(world, child, index)
    assert set(met_by(asked).likely[0]) == set(namesakes)
