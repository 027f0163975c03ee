"""What another release would decide otherwise, told by numbers and levels and never by a name."""

import json
from dataclasses import replace

import pytest

from teamaround.matching import release
from teamaround.matching.comparing import ANOTHER, NAMES, compare
from teamaround.matching.files import open_table
from teamaround.matching.filling import fill
from teamaround.matching.release import Learnt
from teamaround.matching.store import opened
from teamaround.matching.tests.rows import TODAY
from teamaround.site.program import main

pytest.importorskip("splink")


@pytest.fixture(scope="module")
def store(county):
    with opened() as kept:
        fill(kept, *(open_table(county[name]) for name in ("index", "incoming")), on=TODAY, processes=1)
        yield kept


def test_a_release_changes_nothing_against_itself(store):
    told = compare(release.load(1), release.load(1), store, shown=5)
    assert (told["changed"], told["share"], told["first"], told["by_evidence"]) == (0, 0.0, [], {})
    assert sum(told["by_outcome"].values()) == 400
    assert sum(each["records"] for each in told["by_agency"].values()) == 400


def test_a_higher_threshold_turns_matches_into_questions(store):
    old = release.load(1)
    told = compare(old, replace(old, policy=replace(old.policy, automatic_from=35.0)), store, shown=3)
    assert told["by_outcome"]["match -> potential"] == told["changed"] > 50
    assert len(told["first"]) == 3 and all(each["levels"] == [] for each in told["first"])
    assert told["first"][0]["old"]["outcome"] == "match"


def test_a_level_of_another_weight_is_named_with_both_weights(store):
    old = release.load(1)
    birth = old.default["birth"]
    heavy = Learnt((birth.m[0] / 1e9, *birth.m[1:]), birth.u)
    new = replace(old, number=2, default={**old.default, "birth": heavy}, agencies={})
    told = compare(old, new, store, shown=400)
    assert told["changed"] > 20
    assert max(told["by_evidence"], key=told["by_evidence"].get) == "same date of birth"
    assert set(told["by_evidence"]) - {"same date of birth", ANOTHER, NAMES}
    named = next(each for each in told["first"] if each["levels"])
    assert named["levels"][0]["what"] == "same date of birth"
    assert named["levels"][0]["old"] > named["levels"][0]["new"] + 25


def test_the_command_tells_it_and_names_nobody(county, tmp_path, capsys):
    old = release.load(1)
    strict = tmp_path / "strict.json"
    strict.write_text(
        release.as_json(replace(old, number=7, policy=replace(old.policy, automatic_from=30.0))),
        encoding="utf-8",
    )
    words = [
        "match",
        "compare",
        "1",
        str(strict),
        f"--index={county['index']}",
        f"--incoming={county['incoming']}",
    ]
    with pytest.raises(SystemExit) as left:
        main([*words, "--json"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    told = json.loads(text)
    assert told["new"]["number"] == 7 and told["changed"] > 0 and len(told["first"]) == 20
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 0
    text += capsys.readouterr().out
    assert "From release 1 to 7:" in text and "match -> potential" in text
    names = {line.split(",")[4] for line in county["index"].read_text(encoding="utf-8").splitlines()[1:]}
    assert not [name for name in names if len(name) > 5 and name in text]


@pytest.mark.parametrize("wrong", [["--limit", "0"], ["--show", "-1"]])
def test_numbers_that_cannot_be_are_refused(county, capsys, wrong):
    with pytest.raises(SystemExit) as left:
        main(
            [
                "match",
                "compare",
                "1",
                "1",
                f"--index={county['index']}",
                f"--incoming={county['incoming']}",
                *wrong,
            ]
        )
    assert left.value.code == 1
    assert "--limit wants" in capsys.readouterr().err
