"""What ships beside a release says what was measured of that very release."""

import json

import pytest

from teamaround.matching import accuracy, release
from teamaround.site.program import main


@pytest.mark.parametrize("number", release.numbers())
def test_every_shipped_report_is_of_its_release(number):
    report = accuracy.load(number)
    if report is None:
        pytest.skip("this release ships without a report")
    assert (report["release"], report["release_hash"]) == (number, release.load(number).hash())
    assert len(report["say"]) > 40 and report["records"]["incoming"] >= 10_000
    for part in accuracy.PARTS:
        assert sum(each["records"] for each in report[part].values()) == report["records"]["incoming"]
        assert {"auto", "review", "found"} <= set(next(iter(report[part].values())))
    assert 0.9 < report["auto"]["recall"] <= 1 and report["auto"]["wrong_per_100k"] < 50


def test_a_release_without_a_report_has_none():
    assert accuracy.load(999) is None


def figures(**more):
    model = release.load()
    parts = {name: {} for name in (*accuracy.OVERALL, *accuracy.PARTS)}
    return {
        "release": {"number": model.number, "hash": model.hash(), "trained_first": False}, "policy": "auto",
        "records": {"index": 1, "incoming": 1, "widened": 0}, "gap_between_groups": None, "guards": {}, **parts, **more,
    }  # fmt: skip


def said(folder, told, capsys):
    """How the command ends, and what it says."""
    (folder / "figures.json").write_text(json.dumps(told), encoding="utf-8")
    out = folder / "report.json"
    with pytest.raises(SystemExit) as left:
        main(["match", "accuracy", str(folder / "figures.json"), "--say=tried on nothing", f"--out={out}"])
    written = capsys.readouterr()
    return left.value.code, written.out + written.err, out


def test_the_command_freezes_and_never_writes_over(tmp_path, capsys):
    code, _, out = said(tmp_path, figures(), capsys)
    assert code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["say"] == "tried on nothing"
    code, words, _ = said(tmp_path, figures(), capsys)
    assert code == 1 and "frozen" in words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (figures(release={"number": 1, "hash": "other", "trained_first": False}), "not of release"),
        (figures(policy="best"), "--policy auto"),
        ([], "not what"),
        ({"release": {}}, "not what"),
    ],
)
def test_figures_of_something_else_are_refused(tmp_path, capsys, told, words):
    code, text, out = said(tmp_path, told, capsys)
    assert code == 1 and words in text and not out.exists()
