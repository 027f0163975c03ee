import json
from dataclasses import replace

import pytest

from teamaround.matching import release
from teamaround.matching.comparisons import COMPARED
from teamaround.matching.release import Unfit, as_json, check, from_json, load


def test_every_shipped_release_is_fit_and_comes_back_the_same():
    assert release.numbers()
    for number in release.numbers():
        shipped = load(number)
        assert shipped.number == number
        assert as_json(from_json(as_json(shipped))) == as_json(shipped)
        assert len(shipped.trained_on["hash"]) == 64


def test_a_shipped_release_is_frozen():
    """A release once shipped never changes: what decisions were made with can be made again."""
    frozen = {1: "a221fb0b7f379afdafa201d017245f5c6eaf41c9e6358b7ee56aaaf712e91369"}
    assert {number: load(number).hash() for number in frozen} == frozen


def test_weights_mean_what_they_should():
    shipped = load()
    for compared in COMPARED:
        bits = shipped.default[compared.name].bits()
        assert bits[0] > 0 > bits[-1], compared.name
        assert bits[0] == max(bits) or compared.name in ("given", "family"), compared.name


def test_the_more_children_the_less_likely_a_pair():
    shipped = load()
    assert shipped.prior_bits(12_000_000) == pytest.approx(shipped.prior_bits(1_000_000) - 3.585, abs=0.01)


def test_a_rare_name_counts_for_more_and_a_new_one_as_rare():
    shipped = load()
    common = next(iter(shipped.frequencies["family"]))
    assert shipped.frequency("family", common) > shipped.frequency("family", "never-seen-before")
    assert shipped.frequency("family", None) is None


@pytest.mark.parametrize("told", ["untrained", "gone", "nought"])
def test_an_untrained_level_is_refused(told):
    said = json.loads(as_json(load()))
    levels = said["default"]["given"]
    if told == "gone":
        del levels["slip"]
    else:
        levels["slip"] = [float("nan"), 0.1] if told == "untrained" else [0.1, 0.0]
    with pytest.raises(Unfit, match="level “slip” is not trained"):
        from_json(json.dumps(said))


def test_a_release_of_another_program_is_refused():
    with pytest.raises(Unfit, match="was made for"):
        check(replace(load(), versions={"standard": 0}))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"number": "x"}', "null"])
def test_what_is_no_release_is_refused(text):
    with pytest.raises(Unfit, match="no model release"):
        from_json(text)


def test_unknown_guards_and_releases_are_refused():
    with pytest.raises(Unfit, match="guards that do not exist"):
        check(replace(load(), policy=replace(load().policy, guards=("moon",))))
    with pytest.raises(Unfit, match="There is no release 999"):
        load(999)
