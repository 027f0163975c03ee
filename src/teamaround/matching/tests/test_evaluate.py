"""`match evaluate` on files good and bad: figures, warnings, and nothing laid on nothing."""

import csv
import json

import pytest

from teamaround.embedded import Problem
from teamaround.matching import release
from teamaround.matching.evaluating import Task, evaluate
from teamaround.matching.records import COLUMNS
from teamaround.matching.tests.rows import TODAY
from teamaround.site.program import main

pytest.importorskip("splink")
GOOD = {"first_name": "Ana", "last_name": "Berg", "dob": "2015-04-03", "postcode": "ZX1 2AB", "sex": "F"}


def write(path, rows, columns=COLUMNS, encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="", errors="surrogateescape") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


class Files:
    """An index, incoming records and a truth in a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.said = []

    def evaluated(self, index, incoming, *, truth=None, columns=COLUMNS, encoding="utf-8", **options):
        """What `evaluate` says of these rows; record I1 is child 1, and R1 too."""
        paths = [
            write(self.folder / f"{name}.csv", rows, columns, encoding)
            for name, rows in (("index", index), ("incoming", incoming))
        ]
        meant = truth or {
            row["record_id"]: row["record_id"][1:] for row in (*index, *incoming) if row.get("record_id")
        }
        told = write(
            self.folder / "truth.csv",
            [{"record_id": record, "child_id": child} for record, child in meant.items()],
            ("record_id", "child_id"),
        )
        task = Task(*paths, told, release.load(), TODAY, processes=1, **options)
        return evaluate(task, say=self.said.append)


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path)


def test_a_county(county):
    said = []
    task = Task(
        county["index"],
        county["incoming"],
        county["truth"],
        release.load(),
        TODAY,
        processes=1,
        explained=("R00000001",),
    )
    told = evaluate(task, say=said.append)
    assert told["auto"]["precision"] > 0.97 and told["auto"]["recall"] > 0.9
    assert told["found"]["recall"] > 0.97 and told["blocking"]["recall"] > 0.98
    assert 0 < told["review"]["share"] < 0.1
    assert set(told["by_agency"]) >= {"school", "health", "police"} and len(told["by_group"]) > 8
    assert sum(each["records"] for each in told["by_group"].values()) == 400
    assert {"0", "1"} == set(told["by_multiple"]) and len(told["by_age"]) > 10
    assert "in all, by release" in json.dumps(told["reasons"])
    for name in ("pairs", "auto"):
        assert {"precision", "recall", "f1"} <= set(told[name])
    assert {"wrong_per_100k"} <= set(told["auto"])
    assert told["seconds"] > 0 and told["records_per_second"] > 0


def test_one_child_met_again(files):
    told = files.evaluated([{"record_id": "I1", **GOOD}], [{"record_id": "R1", **GOOD}])
    assert told["auto"]["recall"] == told["pairs"]["f1"] == told["blocking"]["recall"] == 1.0


def test_unknown_columns_are_named_and_ignored(files):
    rows = [{"record_id": "I1", "shoe_size": "3", **GOOD}]
    told = files.evaluated(rows, [{"record_id": "R1", **GOOD}], columns=(*COLUMNS, "shoe_size"))
    assert told["warnings"]["ignored_columns"]["index.csv"] == ["shoe_size"]
    assert any("shoe_size" in sentence for sentence in files.said)


def test_a_file_of_its_header_only(files):
    told = files.evaluated([], [{"record_id": "R1", **GOOD}])
    assert (told["review"]["share"], told["auto"]["links"], told["auto"]["recall"]) == (0.0, 0, None)
    assert files.evaluated([{"record_id": "I1", **GOOD}], [])["records"]["incoming"] == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no header"),
        ("name,dob\nAna,2015-04-03\n", "no column record_id"),
        ("record_id,record_id\n1,2\n", "names a column twice"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(tmp_path, text, words):
    bad = tmp_path / "bad.csv"
    bad.write_text(text)
    with pytest.raises(Problem, match=words):
        evaluate(Task(bad, bad, bad, release.load(), TODAY), say=lambda _: None)


def test_a_file_of_bytes_without_sense_is_refused_in_words(tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(Problem, match=r"no column record_id|cannot be read as CSV"):
        evaluate(Task(bad, bad, bad, release.load(), TODAY), say=lambda _: None)


def test_a_broken_parquet_file_is_refused_in_words(tmp_path):
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"PAR1 and then nonsense")
    with pytest.raises(Problem, match="broken Parquet"):
        evaluate(Task(bad, bad, bad, release.load(), TODAY), say=lambda _: None)


def test_a_missing_file_and_a_truth_that_lacks_records(files, tmp_path):
    with pytest.raises(Problem, match="There is no file"):
        evaluate(Task(tmp_path / "none.csv", tmp_path, tmp_path, release.load(), TODAY), say=lambda _: None)
    with pytest.raises(Problem, match="no child_id for 1 of the incoming"):
        files.evaluated([{"record_id": "I1", **GOOD}], [{"record_id": "R1", **GOOD}], truth={"I1": "1"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_of_any_usual_encoding(files, encoding):
    zoe = GOOD | {"first_name": "Zoë", "last_name": "Müller"}
    told = files.evaluated([{"record_id": "I1", **zoe}], [{"record_id": "R1", **zoe}], encoding=encoding)
    assert told["auto"]["recall"] == 1.0


def test_a_cell_of_ten_megabytes(files):
    huge = GOOD | {"address_line": "x" * 10_000_000}
    told = files.evaluated([{"record_id": "I1", **huge}], [{"record_id": "R1", **GOOD}])
    assert told["warnings"]["index"][0]["words"].startswith("longer than")
    assert told["auto"]["wrong"] == 0


def test_thousands_of_identical_rows_lead_to_nobody(files):
    index = [{"record_id": f"I{number}", **GOOD} for number in range(2000)]
    incoming = [{"record_id": f"R{number}", **GOOD} for number in range(2000)]
    told = files.evaluated(index, incoming)
    assert told["auto"]["links"] == 0
    assert told["blocking"]["pairs"] == 0


def test_a_record_id_given_twice_counts_once(files):
    told = files.evaluated([{"record_id": "I1", **GOOD}] * 3, [{"record_id": "R1", **GOOD}])
    assert told["records"]["index"] == 1 and told["auto"]["recall"] == 1.0
    assert told["warnings"]["index"][0]["lines"] == 2


def test_three_hundred_children_at_one_address(files):
    home = {"postcode": "ZX1 2AB", "address_line": "1 Oak House", "phone": "07700900123"}
    index = [
        {"record_id": f"I{at}", **home, "first_name": f"Name{at:c>3}".replace("c", "abc"[at % 3]), "dob": "2012-05-06",
         "last_name": f"{chr(65 + at % 26)}{chr(97 + at // 26)}son"}
        for at in range(300)
    ]  # fmt: skip
    stranger = {
        "record_id": "R900",
        **home,
        "first_name": "Oluwaseun",
        "last_name": "Quartey",
        "dob": "2012-05-06",
    }
    again = {**index[7], "record_id": "R7"}
    told = files.evaluated(index, [stranger, again])
    assert told["auto"]["wrong"] == 0
    assert told["found"]["recall"] == 1.0


@pytest.mark.parametrize(
    "empty",
    [
        {},
        {"first_name": "J"},
        {"last_name": "X"},
        {"dob": "2015-04-03"},
        {"sex": "F", "postcode": "ZX1 2AB"},
        {"first_name": "Baby", "last_name": "Berg"},
    ],
)
def test_next_to_nothing_is_never_laid_to_anybody(files, empty):
    told = files.evaluated(
        [{"record_id": "I1", **GOOD}, {"record_id": "I2", **empty}], [{"record_id": "R2", **empty}]
    )
    assert told["auto"]["links"] == 0


@pytest.mark.parametrize("name", ["小龙", "نور", "Ó", "X"])
def test_names_of_any_script(files, name):
    child = GOOD | {"first_name": name, "last_name": "李"}
    told = files.evaluated([{"record_id": "I1", **child}], [{"record_id": "R1", **child}])
    assert told["auto"]["wrong"] == 0 and told["found"]["recall"] == 1.0


def test_dates_that_cannot_be_lay_nothing(files):
    child = GOOD | {"dob": "2999-01-01"}
    told = files.evaluated([{"record_id": "I1", **child}], [{"record_id": "R1", **child, "postcode": ""}])
    assert told["auto"]["links"] == 0
    assert told["warnings"]["incoming"][0]["column"] == "dob"


def test_best_counts_the_likeliest_child(files):
    weak = GOOD | {"dob": "2015-04-30", "postcode": ""}
    told = files.evaluated([{"record_id": "I1", **GOOD}], [{"record_id": "R1", **weak}], policy="best")
    assert told["policy"] == "best" and told["pairs"]["best_f1"] == 1.0
    assert told["auto"]["links"] == 0


def test_the_command_writes_json_and_complains_in_a_sentence(county, capsys):
    files = [f"--{name}={county[name]}" for name in ("index", "incoming", "truth")]
    with pytest.raises(SystemExit) as left:
        main(["match", "evaluate", *files, "--limit", "50", "--json"])
    assert left.value.code == 0
    assert json.loads(capsys.readouterr().out)["records"]["incoming"] == 50
    with pytest.raises(SystemExit) as left:
        main(["match", "evaluate", *files, "--release", "999"])
    assert left.value.code == 1
    assert "There is no release 999" in capsys.readouterr().err
