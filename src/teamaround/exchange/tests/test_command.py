"""The command `import`: questions, a dry run, the report, the rows to mend."""

import json
from argparse import ArgumentParser

import pytest

from teamaround.accounts.queries import account_by_email
from teamaround.audit import queries as audit
from teamaround.exchange.commands import arguments
from teamaround.exchange.from_command_line import run
from teamaround.exchange.models import Import
from teamaround.kernel.refusal import Refusal
from teamaround.people.models import Child

from .files_made import csv_bytes
from .test_services import ASHA, BEN, HEADINGS, WRONG

pytestmark = pytest.mark.django_db


@pytest.fixture
def command(world, tmp_path, capsys):
    """Run the command on some bytes; gives the exit code, what it printed and what it said aside."""
    parser = ArgumentParser()
    arguments(parser)

    def call(content, *words, agency="school"):
        path = tmp_path / "roll.csv"
        path.write_bytes(content)
        code = run(parser.parse_args([str(path), "--agency", agency, *words]))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


ROLL = csv_bytes([HEADINGS, ASHA, BEN, WRONG])
UNSURE = b"Name of child;Birth;Phone\nOkafor, Ada;03/04/2015;01632 960001\n"


def test_counts_as_json_and_the_second_time_nothing(world, command):
    world.child()
    code, out, _ = command(ROLL, "--json")
    said = json.loads(out)
    assert code == 0
    assert {name: said[name] for name in ("rows", "matched", "new", "refused", "unchanged")} == {
        "rows": 3, "matched": 1, "new": 1, "refused": 1, "unchanged": 0,
    }  # fmt: skip
    assert said["refusals"][0]["row"] == 4
    again = json.loads(command(ROLL, "--json")[1])
    assert (again["new"], again["matched"], again["unchanged"], again["refused"]) == (0, 0, 2, 1)


def test_a_dry_run_records_nothing(command):
    code, out, _ = command(ROLL, "--dry-run")
    assert code == 0
    assert "Tried out, nothing recorded. 3 rows:" in out
    assert "Row 4, column DOB: '31/02/2015' is not a date." in out
    assert (Import.objects.count(), Child.objects.count()) == (0, 0)


def test_what_is_not_certain_is_asked_and_settled_with_options(command):
    code, out, err = command(UNSURE, "--json")
    assert code == 2
    assert json.loads(out)["questions"]
    assert "No column holds the date of birth." in err
    assert "--column FIELD=HEADING" in err
    code, _, err = command(UNSURE, "--column", "born_on=Birth")
    assert code == 2
    assert "How does the column 'Birth' write its dates" in err
    assert command(UNSURE, "--dry-run", "--column", "born_on=Birth")[0] == 2
    assert Import.objects.count() == 0
    code, out, _ = command(
        UNSURE, "--column", "born_on=Birth", "--dates", "born_on=DMY", "--leave-out", "Phone"
    )
    assert code == 0
    assert "1  new" in out
    assert command(UNSURE)[0] == 0


def test_the_rows_to_mend_are_written_to_a_file(command, tmp_path):
    command(ROLL, "--rejects", str(tmp_path / "mend.csv"))
    assert (
        (tmp_path / "mend.csv")
        .read_bytes()
        .startswith(b"Pupil ID,Surname,First name,DOB,Postcode,NHS no,Reason")
    )


def test_it_imports_as_the_agencys_own_account_or_as_a_person(world, command):
    command(ROLL)
    account = account_by_email("files@school.invalid")
    assert account.is_service_account
    assert audit.asked_for(audit.Asked(acts=("exchange.received",))).get().account_id == account.pk
    command(csv_bytes([HEADINGS, BEN]), "--as", "data@school.example")
    assert Import.objects.latest("pk").account_id == world.account["data"].pk


@pytest.mark.parametrize(
    ("words", "agency", "said"),
    [
        ((), "nobody", r"There is no agency with the code nobody\. Codes are for example: "),
        ((), "schol", "for example: school"),
        (("--as", "nobody@nowhere.example"), "school", "There is no account with the address"),
        (("--as", "senco@school.example"), "school", "do not include importing files"),
        (("--column", "shoe=Size"), "school", "does not say FIELD=HEADING"),
        (("--dates", "whenever"), "school", "is not a form of date"),
    ],
)
def test_what_cannot_be_done_is_said(command, words, agency, said):
    with pytest.raises(Refusal, match=said):
        command(ROLL, *words, agency=agency)


def test_a_file_that_is_not_there(world):
    parser = ArgumentParser()
    arguments(parser)
    with pytest.raises(Refusal, match=r"The file roll\.csv cannot be opened"):
        run(parser.parse_args(["/nowhere/roll.csv", "--agency", "school"]))
