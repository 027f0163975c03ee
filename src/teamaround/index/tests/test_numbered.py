"""An agency's number added to a child: keys and likeness are those that would be made anew."""

import pytest

from teamaround.accounts.door import acting
from teamaround.index import keeping
from teamaround.index.models import Key, Likeness
from teamaround.index.numbered import keep_numbers
from teamaround.matching.facts import NumberAsWritten
from teamaround.people.rules import IdentifierKind
from teamaround.people.services import Addition, NewIdentifier, complete_children
from teamaround.sharing import services as sharing

from .test_hidden_keys import shield

pytestmark = pytest.mark.django_db


def kept():
    return (
        set(Key.objects.values_list("child_id", "kind", "key", "is_hidden", "is_apart")),
        {row["child_id"]: row for row in Likeness.objects.values("child_id", "version", "traits")},
    )


def number_from(world, agency, child, value):
    new = NewIdentifier(IdentifierKind.AGENCY, value, world.agency[agency].pk)
    added = [Addition(child.pk, identifiers=(new,))]
    complete_children(additions=added, by=world.viewer("index"), now=world.now, because="A file")
    keep_numbers({child.pk: NumberAsWritten(kind="agency", value=value, issuer=agency)})


@pytest.fixture
def remade(monkeypatch):
    """The children who were made anew whole."""
    seen = []

    def keep(children):
        seen.extend(children)
        keeping.keep_keys_of_changed(children)

    monkeypatch.setattr("teamaround.index.numbered.keep_keys_of_changed", keep)
    return seen


def same_as_anew(child):
    written = kept()
    keeping.keep_keys_of_changed([child.pk])
    return kept() == written


def test_it_is_added_to_what_is_there(world, remade):
    with acting(world.viewer("index"), now=world.now):
        child = world.child()
        keeping.keep_keys(child.pk)
        before = len(kept()[0])
        number_from(world, "school", child, "p 12")
        number_from(world, "helpers", child, "EH/7")
        assert len(kept()[0]) == before + 2
        assert remade == []
        assert same_as_anew(child)


def test_a_shielded_child_is_made_anew_whole(world, remade):
    with acting(world.viewer("index"), now=world.now) as by:
        child = world.child()
        keeping.keep_keys(child.pk)
        shield(world, child, by)
        number_from(world, "school", child, "p 12")
        assert remade == [child.pk]
        assert same_as_anew(child)
        assert sharing.hold_standings([child.pk])


def test_whoever_has_no_likeness_of_this_version_is_made_anew_whole(world, remade):
    with acting(world.viewer("index"), now=world.now):
        child = world.child()
        keeping.keep_keys(child.pk)
        Likeness.objects.update(version=0)
        number_from(world, "school", child, "p 12")
        assert remade == [child.pk]
        assert same_as_anew(child)


def test_a_number_that_is_known_in_another_spelling_is_made_anew_whole(world, remade):
    with acting(world.viewer("index"), now=world.now):
        child = world.child()
        keeping.keep_keys(child.pk)
        number_from(world, "school", child, "p 12")
        keep_numbers({child.pk: NumberAsWritten(kind="agency", value="P12", issuer="school")})
        assert remade == [child.pk]
        assert same_as_anew(child)
