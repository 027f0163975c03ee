"""Counting a number again from the command line."""

from argparse import Namespace

import pytest

from teamaround.facts import commands

from .conftest import among
from .test_services import takes

pytestmark = pytest.mark.django_db


def test_a_number_is_counted_again_and_the_exit_code_says_whether_it_is_the_same(
    world, keeper, flock, capsys
):
    fact = takes(world, keeper)
    assert commands._again(Namespace(fact=fact.ref)) == 0
    said = capsys.readouterr().out
    assert "Sheep that were counted, The whole area, as at 2026-10-31" in said and "The same." in said
    flock.answers[""] = among(31, 40)
    assert commands._again(Namespace(fact=fact.ref)) == 1
    said = capsys.readouterr().out
    assert (
        "taken: 75% (30 of 40 sheep)" in said and "again: 78% (31 of 40 sheep)" in said and "differs" in said
    )


def test_what_can_be_counted_is_listed(db, capsys):
    assert commands._measures(Namespace()) == 0
    said = capsys.readouterr().out
    assert "joined: Assessments joined rather than begun anew." in said and said.count("\n") >= 12
