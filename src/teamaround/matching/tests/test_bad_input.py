"""Files as they should not be: a sentence or a sound result, and never a link on nothing."""

import time
from random import Random

import pytest

from teamaround.embedded import Problem
from teamaround.matching import release
from teamaround.matching.deciding import OnThisMachine, decisions
from teamaround.matching.evaluating import Task, evaluate
from teamaround.matching.files import open_table
from teamaround.matching.filling import fill
from teamaround.matching.records import COLUMNS
from teamaround.matching.store import opened
from teamaround.matching.tests.rows import TODAY
from teamaround.matching.tests.test_evaluate import GOOD, Files, write

pytest.importorskip("splink")
HEADER = ",".join(COLUMNS)
ANA = "school,Ana,,Berg,,,F,2015-04-03,ZX1 2AB,,12 High Street,,,,"


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path)


def told_of(folder, index, incoming, truth="record_id,child_id\nI1,1\nR1,1\n"):
    """What `evaluate` says of files of these very bytes."""
    paths = []
    for name, content in (("index", index), ("incoming", incoming), ("truth", truth)):
        paths.append(folder / f"{name}.csv")
        paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
    return evaluate(Task(*paths, release.load(), TODAY, processes=1), say=lambda _: None)


def test_one_line_without_an_end(tmp_path):
    told = told_of(tmp_path, f"{HEADER}\nI1,{ANA}", f"{HEADER}\nR1,{ANA}")
    assert told["auto"]["recall"] == 1.0


def test_a_file_of_a_header_without_an_end(tmp_path):
    told = told_of(tmp_path, HEADER, f"{HEADER}\nR1,{ANA}")
    assert (told["records"]["index"], told["auto"]["links"]) == (0, 0)


def test_an_empty_file_is_refused_in_words(tmp_path):
    with pytest.raises(Problem, match="no header"):
        told_of(tmp_path, "", f"{HEADER}\nR1,{ANA}")


def test_bytes_of_no_one_encoding(tmp_path):
    """Some lines in UTF-8 and some as Windows writes them: every line is read, and one child still found."""
    other = "I2,school,Zo\xeb,,M\xfcller,,,F,2014-02-03,ZX9 9ZZ,,3 Mill Lane,,,,".encode("cp1252")
    index = f"{HEADER}\nI1,{ANA}\nI3,school,Łucja,,Żak,,,F,2013-01-09,ZX1 2AD,,,,,,\n".encode() + other
    told = told_of(tmp_path, index, f"{HEADER}\nR1,{ANA}\n")
    assert told["records"]["index"] == 3
    assert (told["auto"]["recall"], told["auto"]["wrong"]) == (1.0, 0)


def test_nought_bytes_and_control_signs(tmp_path):
    spoilt = ANA.replace("Ana", "A\x00n\x07a")
    told = told_of(tmp_path, f"{HEADER}\nI1,{ANA}\n", f"{HEADER}\nR1,{spoilt}\n")
    assert told["auto"]["recall"] == 1.0
    assert "control characters" in told["warnings"]["incoming"][0]["words"]


def test_lines_of_too_few_and_too_many_cells(tmp_path):
    told = told_of(tmp_path, f"{HEADER}\nI1,{ANA},more,and more\nI2\n,\n\n", f"{HEADER}\nR1,{ANA}\n")
    assert told["records"]["index"] == 2
    assert told["auto"]["recall"] == 1.0


def test_a_quotation_mark_that_is_never_closed(tmp_path):
    told = told_of(tmp_path, f'{HEADER}\nI1,{ANA}\nI2,school,"Ana,,Berg\nI3,{ANA}\n', f"{HEADER}\nR1,{ANA}\n")
    assert told["auto"]["wrong"] == 0


@pytest.mark.parametrize("column", ["agency", "first_name", "dob", "email"])
def test_a_cell_of_ten_megabytes_in_any_column(files, column):
    huge = GOOD | {column: "9x" * 5_000_000}
    told = files.evaluated([{"record_id": "I1", **GOOD}], [{"record_id": "R1", **huge}])
    assert told["warnings"]["incoming"][0]["words"].startswith("longer than")
    assert told["auto"]["wrong"] == 0


def test_a_number_of_ten_megabytes_is_a_number_cut_short(files):
    told = files.evaluated(
        [{"record_id": "I1", **GOOD}],
        [{"record_id": "R" * 10_000_000, **GOOD}],
        truth={"I1": "1", "R" * 200: "1"},
    )
    assert told["records"]["incoming"] == 1 and told["auto"]["recall"] == 1.0


def test_an_index_of_identical_rows_leads_nowhere_and_takes_no_time(files):
    """The cap on hot keys holds: a key of so many children leads to none of them."""
    begun = time.process_time()
    index = [{"record_id": f"I{at}", **GOOD} for at in range(5_000)]
    told = files.evaluated(index, [{"record_id": f"R{at}", **GOOD} for at in range(5_000)])
    assert (told["auto"]["links"], told["review"]["records"], told["blocking"]["pairs"]) == (0, 0, 0)
    assert time.process_time() - begun < 120


def test_records_identical_to_one_child_are_compared_once(files):
    incoming = [{"record_id": f"R{at}", **GOOD} for at in range(5_000)]
    meant = {"I1": "1", **{each["record_id"]: "1" for each in incoming}}
    told = files.evaluated([{"record_id": "I1", **GOOD}], incoming, truth=meant)
    assert (told["auto"]["links"], told["auto"]["wrong"], told["blocking"]["pairs"]) == (5_000, 0, 5_000)


def test_identical_rows_that_say_nothing_are_nobody(files):
    index = [{"record_id": f"I{at}"} for at in range(1_000)]
    told = files.evaluated(index, [{"record_id": f"R{at}"} for at in range(1_000)])
    assert (told["auto"]["links"], told["review"]["records"]) == (0, 0)


def _word(rng):
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(4)).title()


def test_three_hundred_new_children_of_one_address_found_three_hundred(tmp_path):
    """Different children at one home, with and without an index that knows it, are not laid to each other."""
    home = {"postcode": "ZX1 2AB", "address_line": "1 Oak House", "phone": "07700900123"}
    rng = Random(5)
    children = [
        {"record_id": f"R{at}", **home, "first_name": _word(rng), "last_name": _word(rng),
         "dob": f"{rng.randrange(2009, 2020)}-{rng.randrange(1, 13):02}-{rng.randrange(2, 29):02}"}
        for at in range(300)
    ]  # fmt: skip
    paths = [write(tmp_path / "index.csv", []), write(tmp_path / "incoming.csv", children)]
    with opened() as store:
        fill(store, *map(open_table, paths), on=TODAY, processes=1)
        found = list(decisions(release.load(), store, OnThisMachine))
    assert len(found) == 300
    assert not [each for each in found if each.decision.outcome == "match"]


@pytest.mark.parametrize(
    ("first", "last"),
    [("小龙", "李"), ("نور", "الحسن"), ("\u202eנועה\u202c", "כהן"), ("J", "K"), ("", "李"), ("Ó", "")],
)
def test_names_of_any_script_and_length_come_out_soundly(files, first, last):
    child = GOOD | {"first_name": first, "last_name": last}
    stranger = child | {"dob": "2009-11-30", "postcode": "ZX9 9ZZ", "sex": "M"}
    told = files.evaluated(
        [{"record_id": "I1", **child}], [{"record_id": "R1", **child}, {"record_id": "R2", **stranger}]
    )
    assert told["auto"]["wrong"] == 0
    assert told["found"]["recall"] == 1.0


@pytest.mark.parametrize("dob", ["1850-04-03", "2031-01-01", "0000-00-00", "2015-02-30", "9999-12-31", "١٢"])
def test_dates_that_cannot_be_are_told_and_count_as_not_said(files, dob):
    child = {"record_id": "I1", **GOOD, "dob": dob}
    told = files.evaluated([child], [{"record_id": "R1", **GOOD, "dob": dob, "postcode": ""}])
    assert told["warnings"]["incoming"][0]["column"] == "dob"
    assert told["auto"]["links"] == 0
