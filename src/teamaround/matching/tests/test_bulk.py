"""A decision for every record of a file, new records compared with each other before they found a child."""

import csv
from dataclasses import replace

import pytest

from teamaround.matching import release
from teamaround.matching.deciding import COLUMNS, OnThisMachine, decisions
from teamaround.matching.files import open_table
from teamaround.matching.filling import fill
from teamaround.matching.records import COLUMNS as READ
from teamaround.matching.records import read_record
from teamaround.matching.store import opened
from teamaround.matching.tests.in_memory import Index
from teamaround.matching.tests.rows import TODAY
from teamaround.site.program import main

pytest.importorskip("splink")
ANA = {"first_name": "Ana", "last_name": "Berg", "dob": "2015-04-03", "postcode": "ZX1 2AB", "sex": "F",
       "address_line": "12 High Street"}  # fmt: skip
OLU = {"first_name": "Oluwaseun", "last_name": "Quartey", "dob": "2012-05-06", "postcode": "ZX9 9ZZ", "sex": "M",
       "address_line": "3 Mill Lane"}  # fmt: skip


def decided(folder, index, incoming):
    """Every record's decision, by its number."""
    paths = []
    for name, rows in (("index", index), ("incoming", incoming)):
        paths.append(folder / f"{name}.csv")
        with paths[-1].open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, READ, restval="")
            writer.writeheader()
            writer.writerows(rows)
    with opened() as store:
        fill(store, *map(open_table, paths), on=TODAY, processes=1)
        return {each.record: each for each in decisions(release.load(), store, OnThisMachine)}


def line(number, said, **more):
    return {"record_id": number, **said, **more}


def test_new_records_of_one_file_found_one_child(tmp_path):
    found = decided(
        tmp_path,
        [line("I1", ANA)],
        [line("R1", ANA), line("R2", OLU), line("R3", OLU, phone="07700900123"), line("R4", OLU)],
    )
    assert (found["R1"].decision.outcome, found["R1"].decision.child) == ("match", "I1")
    assert [(found[each].is_new, found[each].founder) for each in ("R2", "R3", "R4")] == [(True, "R2")] * 3
    assert [found[each].decision.outcome for each in ("R2", "R3", "R4")] == ["none", "match", "match"]


def test_a_twin_in_the_same_file_is_asked_about_or_founds_a_child_of_its_own(tmp_path):
    twin = OLU | {"first_name": "Adaeze", "sex": "F"}
    found = decided(tmp_path, [line("I1", ANA)], [line("R1", OLU), line("R2", twin)])
    assert found["R1"].founder == "R1"
    assert found["R2"].founder in ("", "R2") and found["R2"].decision.outcome != "match"


def test_without_an_index_the_file_is_compared_with_itself(tmp_path):
    found = decided(tmp_path, [], [line("R1", ANA), line("R2", OLU), line("R3", ANA)])
    assert [found[each].founder for each in ("R1", "R2", "R3")] == ["R1", "R2", "R1"]


def test_records_of_nobody_found_nobody(tmp_path):
    empty = [line(f"R{at}", {"sex": "F"}) for at in range(50)]
    found = decided(tmp_path, [line("I1", ANA)], [*empty, line("R99", {"dob": "2015-04-03"})])
    assert {each.founder for each in found.values()} == {""}
    assert {each.decision.outcome for each in found.values()} == {"none"}


def test_thousands_of_identical_new_records_found_one_child(tmp_path):
    found = decided(tmp_path, [line("I1", ANA)], [line(f"R{at}", OLU) for at in range(3000)])
    assert {each.founder for each in found.values()} == {"R0"}
    assert sum(each.decision.outcome == "match" for each in found.values()) == 2999


def test_a_county_is_decided_as_one_by_one(county):
    """Records laid, asked about and new are those that asking about one record at a time gives."""
    index, incoming = (open_table(county[name]) for name in ("index", "incoming"))
    with opened() as store:
        crowded = fill(store, index, incoming, on=TODAY, processes=1).crowded
        found = {each.record: each for each in decisions(release.load(), store, OnThisMachine)}
    read = [
        [read_record(said, line=at, on=TODAY, faults=[], crowded=crowded) for at, said in table.lines()]
        for table in (index, incoming)
    ]
    alone = Index(release.load(), read[0])
    new = 0
    for record in read[1]:
        one, other = found[record.record_id], alone.decide(record)
        if one.is_new:
            new += 1
            assert other.outcome == "none"
        else:
            assert one.decision.bits == pytest.approx(other.bits, abs=1e-9)
            assert replace(one.decision, bits=0.0) == replace(other, bits=0.0)
    assert new > 20 and len(found) == 400


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_command_writes_decisions(county, tmp_path, capsys, ending):
    out = tmp_path / f"decisions.{ending}"
    words = [
        "match",
        "bulk",
        f"--index={county['index']}",
        f"--incoming={county['incoming']}",
        f"--out={out}",
    ]
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 0
    assert "founding a new child" in capsys.readouterr().out
    if ending == "csv":
        with out.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
    else:
        rows = pytest.importorskip("pyarrow.parquet").read_table(out).to_pylist()
    assert tuple(rows[0]) == COLUMNS and len(rows) == 400
    laid = [row for row in rows if row["outcome"] == "match" and not row["new_child"]]
    assert len(laid) > 250 and all(row["child"] and not row["contenders"] for row in laid)
    assert all(row["child"] == "" for row in rows if row["outcome"] != "match")
    assert {str(row["release"]) for row in rows} == {"1"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"out": "x.txt"}, "ends in .csv"),
        ({"out": "gone/x.csv"}, "no folder"),
        ({"limit": "0"}, "at least 1"),
    ],
)
def test_what_cannot_be_is_refused_in_words(county, tmp_path, capsys, wrong, words):
    chosen = {"index": county["index"], "incoming": county["incoming"], "out": "x.csv"} | wrong
    chosen["out"] = tmp_path / chosen["out"]
    with pytest.raises(SystemExit) as left:
        main(["match", "bulk", *(f"--{name}={value}" for name, value in chosen.items())])
    assert left.value.code == 1
    assert words in capsys.readouterr().err
