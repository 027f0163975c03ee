"""The figures that ship with a release are told as they were measured."""

from teamaround.index.rules import release_in_force
from teamaround.index.rules.accuracy_words import measured, name_of
from teamaround.matching import accuracy


def test_the_release_in_force_ships_with_its_figures_and_they_are_of_it_as_it_stands():
    report = accuracy.load(release_in_force().number)
    assert report["release_hash"] == release_in_force().hash()


def test_figures_in_words():
    report = accuracy.load(release_in_force().number)
    told = measured(report)
    assert dict(told.overall)["Laid to a wrong child"] == "13 in 100,000 records"
    parts = dict(told.parts)
    assert [line.name for line in parts["By age"]][:3] == ["0 years", "1 year", "2 years"]
    assert {line.name for line in parts["Twins and others"]} == {"Born alone", "Twins and more"}
    least = parts["By where names come from"][0]
    assert least.name in told.gap and least.laid in told.gap
    records = sum(int(line.records.replace(",", "")) for line in parts["By agency"])
    assert records == report["records"]["incoming"]


def test_names_of_parts():
    assert name_of("by_agency", "early_years") == "Early years"
