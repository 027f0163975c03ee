"""A file sent by a program: certain or not, previewed, taken in, reported; and what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.callers import Caller, refused

from teamaround.accounts.rules import Duty
from teamaround.audit.models import Entry
from teamaround.exchange import jobs, queries
from teamaround.exchange.models import Import

from .files_made import csv_bytes

pytestmark = pytest.mark.django_db
HEADINGS = ("Pupil ID", "Surname", "First name", "DOB", "Postcode")
ASHA = ("S1", "Lindqvist", "Asha", "27/03/2017", "ZY1 1AA")
BEN = ("S2", "Carver", "Ben", "13/05/2014", "ZY2 2BB")
WRONG = ("S4", "Dunn", "Dov", "31/02/2015", "ZY4 4DD")


@pytest.fixture
def caller(world):
    return Caller(world, duties=(Duty.IMPORT_FILES, Duty.FIND_CHILDREN))


def send(caller, *rows, content=None, key="key-of-the-file", name="roll.csv"):
    content = csv_bytes([HEADINGS, *rows]) if content is None else content
    return caller.client.post(
        "/api/v1/imports", {"file": SimpleUploadedFile(name, content)},
        headers=caller.headers(Idempotency_Key=key),
    )  # fmt: skip


def test_a_file_is_previewed_and_then_taken_in(caller, world):
    world.child()
    response = send(caller, ASHA, BEN, WRONG)
    assert response.status_code == 201, response.content
    sent = response.json()
    place = f"/imports/{sent['ref']}"
    assert response["Location"] == f"/api/v1{place}"
    assert sent["state"] == "mapped" and "questions" not in sent and sent["counts"] is None

    assert jobs.work_once()
    seen = caller.get(place).json()
    assert seen["state"] == "previewed" and seen["done"] == 0
    assert seen["counts"]["matched"] == 1 and seen["counts"]["new"] == 1 and seen["counts"]["refused"] == 1
    assert seen["refusals"][0]["row"] == 4 and "not a date" in seen["refusals"][0]["says"]

    assert caller.post(f"{place}/take-in", {}).json()["state"] == "running"
    assert jobs.work_once()
    done = caller.get(place).json()
    assert done["state"] == "done" and done["counts"]["rows"] == done["done"] == 3
    assert done["refusals"] == seen["refusals"]
    refused(caller.post(f"{place}/take-in", {}), 409, "import-done")


def test_the_refused_rows_come_back_as_a_file_with_reasons(caller, world):
    place = f"/imports/{send(caller, BEN, WRONG).json()['ref']}"
    assert jobs.work_once()
    caller.post(f"{place}/take-in", {})
    assert jobs.work_once()
    answer = caller.get(f"{place}/refused")
    assert answer.status_code == 200 and answer["Content-Type"] == "text/csv"
    assert answer["Content-Disposition"] == 'attachment; filename="roll to mend.csv"'
    text = answer.content.decode("utf-8-sig")
    assert "Dunn" in text and "not a date" in text and "Carver" not in text
    entry = Entry.objects.get(act="exchange.sent_back")
    assert entry.about == place.rpartition("/")[2] and entry.purpose == "help"
    refused(Caller(world, agency="practice").get(f"{place}/refused"), 404, "not-found")
    other = Caller(world, duties=(Duty.FIND_CHILDREN,))
    refused(other.get(f"{place}/refused"), 403, "import-files")


def test_what_is_not_certain_is_asked_and_settled(caller):
    content = csv_bytes(
        [("Surname", "First name", "Birth", "Colour"), ("Carver", "Ben", "04/05/2014", "red")]
    )
    sent = send(caller, content=content).json()
    assert sent["state"] == "received" and sent["questions"]
    place = f"/imports/{sent['ref']}"
    refused(caller.post(f"{place}/take-in", {}), 422, "import-not-mapped")
    refused(caller.post(f"{place}/columns", {"columns": {"Birth": "nonsense"}}), 422, "no-such-field")
    settled = caller.post(
        f"{place}/columns",
        {"columns": {"Birth": "born_on"}, "date_forms": {"": "DD/MM/YYYY"}, "leave_rest_out": True},
    )
    assert settled.status_code == 200, settled.content
    assert settled.json()["state"] == "mapped" and settled.json()["rows"] == 1


def test_the_same_upload_again_is_one_import_however_it_is_packed(caller):
    first, again = send(caller, ASHA), send(caller, ASHA)
    assert first.content == again.content and again["Idempotency-Replayed"] == "true"
    assert Import.objects.count() == 1
    refused(send(caller, BEN), 422, "key-used-before")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused_and_not_kept(caller, content):
    response = send(caller, content=content)
    assert response.status_code == 422 and response["Content-Type"] == "application/problem+json"
    assert not Import.objects.exists()


def test_a_file_is_sent_as_a_file(caller):
    response = caller.post("/imports", {"file": "roll.csv"})
    assert response.status_code == 422


def test_the_duty_is_needed(world):
    refused(send(Caller(world, duties=(Duty.FIND_CHILDREN,)), ASHA), 403, "import-files")


def test_another_agencys_file_is_not_there(caller, world):
    ref = send(caller, ASHA).json()["ref"]
    other = Caller(world, agency="practice")
    answers = [other.get(f"/imports/{wanted}") for wanted in (ref, "I-000000000", "x")]
    for answer in answers:
        refused(answer, 404, "not-found")
    assert len({answer.content for answer in answers}) == 1
    assert queries.import_of(world.viewer("data"), ref) is not None
