"""Learning a release, and the public sets that others publish figures for."""

import csv
from pathlib import Path

import pytest

from teamaround.matching import release
from teamaround.matching.evaluating import BEST, Task, evaluate
from teamaround.matching.files import open_table
from teamaround.matching.filling import fill
from teamaround.matching.release import Unfit
from teamaround.matching.store import opened
from teamaround.matching.tests.rows import TODAY
from teamaround.site.program import main

pytest.importorskip("splink")
PUBLIC = Path(__file__).parents[5] / "shared" / "data" / "linkage"
needs_public = pytest.mark.skipif(
    not PUBLIC.is_dir(), reason="the public linkage sets are not beside the clone"
)


def test_too_little_to_learn_from_is_refused_by_the_levels_it_lacks(county):
    from teamaround.matching.training import train

    index, incoming = (open_table(county[name], limit=200) for name in ("index", "incoming"))
    with opened() as store:
        fill(store, index, incoming, on=TODAY, processes=1)
        with pytest.raises(Unfit, match=r"nothing was learnt of them: .*given: "):
            train(store, number=9, said={})


def test_with_a_release_to_start_from_what_lacks_is_taken_over_and_said(county, tmp_path, capsys):
    out = tmp_path / "9.json"
    words = [
        "match",
        "train",
        f"--index={county['index']}",
        f"--incoming={county['incoming']}",
        f"--out={out}",
        "--number=9",
        "--base=1",
        "--say=a test",
    ]
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 0, capsys.readouterr().err
    learnt = release.read(out)
    assert (learnt.number, learnt.trained_on["what"]) == (9, "a test")
    assert learnt.trained_on["taken_over"]
    assert {"police", "school"} <= set(learnt.agencies)
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 1 and "frozen" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["match", "release", str(out)])
    assert "Learnt from: a test" in capsys.readouterr().out


def test_releases_are_listed(capsys):
    with pytest.raises(SystemExit):
        main(["match", "release"])
    assert capsys.readouterr().out.startswith("1  ")


@needs_public
@pytest.mark.slow
def test_febrl4(tmp_path):
    """Published best F1: Splink .9996, recordlinkage .9997."""
    task = Task(*_febrl4(tmp_path), release.load(), TODAY, is_trained_first=True, policy=BEST)
    told = evaluate(task, say=lambda _: None)
    assert told["pairs"]["best_f1"] >= 0.9998
    assert told["auto"]["wrong"] == 0


@needs_public
def test_fake_1000(tmp_path):
    """Each person's first record is the index, the others are incoming. Published best F1: Splink .7565."""
    with (PUBLIC / "fake_1000.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    header, met = ("record_id", "first_name", "last_name", "dob", "email"), set()
    files = {"index": [header], "incoming": [header], "truth": [("record_id", "child_id")]}
    for row in rows:
        name = "incoming" if row["cluster"] in met else "index"
        met.add(row["cluster"])
        files[name].append((row["unique_id"], row["first_name"], row["surname"], row["dob"], row["email"]))
        files["truth"].append((row["unique_id"], row["cluster"]))
    paths = [_written(tmp_path / f"{name}.csv", lines) for name, lines in files.items()]
    told = evaluate(Task(*paths, release.load(), TODAY, policy=BEST), say=lambda _: None)
    assert told["pairs"]["best_f1"] > 0.87
    assert told["auto"]["wrong"] == 0


def _febrl4(folder):
    truth = [("record_id", "child_id")]
    paths = []
    for name, letter in (("index", "a"), ("incoming", "b")):
        with (PUBLIC / f"febrl4{letter}.csv").open(newline="") as stream:
            rows = list(csv.DictReader(stream, skipinitialspace=True))
        lines = [("record_id", "first_name", "last_name", "dob", "postcode", "address_line", "nhs_number")]
        for row in rows:
            said = {key.strip(): (value or "").strip() for key, value in row.items()}
            day = said["date_of_birth"]
            home = f"{said['street_number']} {said['address_1']} {said['suburb']}"
            lines.append((said["rec_id"], said["given_name"], said["surname"], f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else "",
                          said["postcode"], home, said["soc_sec_id"]))  # fmt: skip
            truth.append((said["rec_id"], said["rec_id"].split("-")[1]))
        paths.append(_written(folder / f"{name}.csv", lines))
    return (*paths, _written(folder / "truth.csv", truth))


def _written(path, lines):
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows(lines)
    return path
