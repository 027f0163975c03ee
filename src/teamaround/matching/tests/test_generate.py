import csv
from collections import Counter

import pytest

from teamaround.kernel import nhs_numbers, upns
from teamaround.matching.generating.writing import Order, as_parquet, generate
from teamaround.matching.records import COLUMNS


def read(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def files(county):
    return {name: read(path) for name, path in county.items()}


def test_as_many_as_were_asked_for(files):
    assert (len(files["index"]), len(files["incoming"]), len(files["truth"])) == (1500, 400, 1900)
    assert tuple(files["index"][0]) == tuple(files["incoming"][0]) == COLUMNS


def test_the_same_seed_gives_the_same_files_with_any_number_of_processes(tmp_path, monkeypatch):
    monkeypatch.setattr("teamaround.matching.generating.writing.PIECE", 200)
    order = Order(index=600, incoming=60, seed=3)
    one = generate(order, tmp_path / "one", processes=1)
    two = generate(order, tmp_path / "two", processes=1)
    other = generate(Order(index=600, incoming=60, seed=4), tmp_path / "other", processes=1)
    assert one["incoming"].read_bytes() == two["incoming"].read_bytes()
    assert one["incoming"].read_bytes() != other["incoming"].read_bytes()
    assert len({row["record_id"] for row in read(one["index"])}) == 600


def test_some_of_the_incoming_are_not_in_the_index(files):
    child_of = {row["record_id"]: row["child_id"] for row in files["truth"]}
    known = {child_of[row["record_id"]] for row in files["index"]}
    unknown = sum(child_of[row["record_id"]] not in known for row in files["incoming"])
    assert 0.09 < unknown / 400 < 0.16


def test_truth_tells_groups_and_multiples(files):
    groups = Counter(row["group"] for row in files["truth"])
    assert len(groups) > 12
    assert 0.01 < sum(row["multiple"] == "1" for row in files["truth"]) / 1900 < 0.06


def test_numbers_are_well_formed_and_given_once(files):
    numbers = Counter(row["nhs_number"] for row in files["index"] if row["nhs_number"])
    assert max(numbers.values()) <= 2
    assert 0.97 < sum(map(nhs_numbers.passes_check, numbers)) / len(numbers) < 1
    pupils = [row["upn"] for row in files["index"] if row["upn"]]
    assert sum(map(upns.passes_check, pupils)) / len(pupils) > 0.97


def test_without_errors_a_record_says_what_the_index_says(tmp_path):
    files = generate(Order(index=300, incoming=100, errors=0), tmp_path, processes=1)
    child_of = {row["record_id"]: row["child_id"] for row in read(files["truth"])}
    index = {child_of[row["record_id"]]: row for row in read(files["index"])}
    met = [
        (row, index[child_of[row["record_id"]]])
        for row in read(files["incoming"])
        if child_of[row["record_id"]] in index
    ]
    assert len(met) > 80
    assert sum(one["dob"] == other["dob"] for one, other in met) >= len(met) - 1


def test_more_errors_make_more_differences(files, tmp_path):
    clean = generate(Order(index=1500, incoming=400, errors=0.2, seed=5), tmp_path, processes=1)
    assert _differing(clean) < 0.5 * _differing_of(files)


def _differing(paths):
    return _differing_of({name: read(path) for name, path in paths.items()})


def _differing_of(files):
    child_of = {row["record_id"]: row["child_id"] for row in files["truth"]}
    index = {child_of[row["record_id"]]: row for row in files["index"]}
    met = [
        (row, index[child_of[row["record_id"]]])
        for row in files["incoming"]
        if child_of[row["record_id"]] in index
    ]
    return sum(one["dob"] != other["dob"] for one, other in met) / len(met)


def test_parquet(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    paths = as_parquet(generate(Order(index=50, incoming=20), tmp_path, processes=1))
    table = parquet.read_table(paths["incoming"])
    assert (table.num_rows, tuple(table.column_names)) == (20, COLUMNS)
    assert not list(tmp_path.glob("*.csv"))
