"""Files through the real pages: sent, settled, previewed, taken in, sent back, decided."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from teamaround.accounts.door import acting
from teamaround.audit import queries as audit
from teamaround.exchange import jobs
from teamaround.exchange.models import Import, WaitingRow
from teamaround.exchange.rules.progress import State

from .files_made import csv_bytes, workbook
from .test_services import ASHA, BEN, HEADINGS, WRONG

pytestmark = pytest.mark.django_db
TWIN = ("S5", "Lindqvist", "Astrid", "27/03/2017", "ZY1 1AA", "")


@pytest.fixture
def data(world, sign_in):
    return sign_in("data")


def send(client, content, name="roll.csv", **more):
    return client.post("/files/", {"file": SimpleUploadedFile(name, content), **more})


def sent(client, rows):
    content = rows if isinstance(rows, bytes) else csv_bytes([HEADINGS, *rows])
    response = send(client, content)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def answers(page):
    """What a form is filled with already, as a browser would send it."""
    html = page.content.decode()
    found = dict(re.findall(r'<input type="hidden" name="(headings)" value="([^"]*)"', html))
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return found


def text(response):
    return response.content.decode()


def settle(client, place, **changes):
    page = client.get(f"{place}columns/")
    return client.post(f"{place}columns/", {**answers(page), **changes})


def ready(client, rows):
    """A file whose columns are settled and that was tried out."""
    place = sent(client, rows)
    assert settle(client, place).status_code == 302
    assert jobs.work_once()
    return place


def test_from_the_file_to_the_report(world, data):
    world.child()
    place = sent(data, [ASHA, BEN, WRONG])
    assert data.get(place)["Location"] == f"{place}columns/"
    columns = data.get(f"{place}columns/")
    assert "Dates in “DOB”" in text(columns)
    assert "Lindqvist" in text(columns)
    assert settle(data, place)["Location"] == place
    waiting = data.get(place)
    assert "0 of 3 rows looked at" in text(waiting)
    assert waiting["Refresh"] == "2"
    assert jobs.work_once()
    preview = data.get(place)
    assert "Rows that would be refused" in text(preview)
    assert "31/02/2015" in text(preview)
    assert "Refresh" not in preview.headers
    assert data.post(f"{place}begin/").status_code == 302
    assert "0 of 3 rows" in text(data.get(place))
    assert jobs.work_once()
    report = data.get(place)
    assert "What became of the rows" in text(report)
    assert "The refused rows with a reason beside each" in text(report)
    back = data.get(f"{place}back/refused/")
    assert back["Content-Disposition"] == 'attachment; filename="roll to mend.csv"'
    assert b"Reason not taken" in back.content and b"Dunn" in back.content
    assert data.get(f"{place}back/whole/").content.count(b"\n") == 4
    assert data.get(f"{place}back/other/").status_code == 404
    acts = [entry.act for entry in audit.asked_for(audit.Asked())]
    assert {"exchange.received", "exchange.mapped", "exchange.begun", "exchange.sent_back"} <= set(acts)


def test_what_is_no_table_is_refused_beside_the_field(data):
    page = send(data, b"%PDF-1.7", "roll.csv")
    assert page.status_code == 422
    assert "This file is a PDF document, whatever its name says." in text(page)
    assert "Choose the file" in text(data.post("/files/", {"once": "1"}))


def test_an_uncertain_date_has_to_be_answered(data):
    place = sent(data, b"Surname,First name,DOB\nCarver,Ben,03/04/2015\n")
    page = settle(data, place)
    assert page.status_code == 422
    assert "How does the column &#39;DOB&#39; write its dates" in text(page)
    assert settle(data, place, **{"dates-born_on": "DD/MM/YYYY"}).status_code == 302


def test_an_uncertain_column_has_to_be_answered(data):
    place = sent(data, b"Surname,DOB,Phone\nCarver,13/04/2015,01632 960001\n")
    page = settle(data, place)
    assert "Say what “Phone” is, or leave it out" in text(page)
    assert settle(data, place, **{"column-2": ""}).status_code == 302


def test_another_encoding_shows_the_file_again_before_anything_is_kept(data):
    content = csv_bytes([("Surname", "Vornamé", "DOB"), ("Ibáñez", "Zoë", "13/04/2015")], encoding="cp1252")
    place = sent(data, content)
    page = data.get(f"{place}columns/")
    assert "Vornamé" in text(page)
    again = data.post(f"{place}columns/", {**answers(page), "encoding": "mac_roman"})
    assert again.status_code == 422
    assert "Vornamé" not in text(again)
    assert answers(again)["encoding"] == "mac_roman"
    wrong = data.post(f"{place}columns/", {**answers(again), "encoding": "utf-8"})
    assert "The file is not written in utf-8." in text(wrong)
    back = data.post(f"{place}columns/", {**answers(again), "encoding": "cp1252"})
    assert "Vornamé" in text(back)
    assert data.post(f"{place}columns/", answers(back)).status_code == 302


def test_a_workbook_with_two_sheets_asks_which(data):
    place = sent(data, workbook(("Old", [HEADINGS, BEN]), ("New", [HEADINGS, ASHA, BEN])))
    page = data.get(f"{place}columns/")
    assert "Which sheet holds the rows?" in text(page)
    assert settle(data, place, sheet="New").status_code == 302
    assert Import.objects.get().rows == 2


def test_stopped_and_gone_on_with(data):
    place = ready(data, [BEN])
    data.post(f"{place}begin/")
    data.post(f"{place}stop/")
    page = text(data.get(place))
    assert "Dot Vale stopped it" in page and "Go on" in page
    data.post(f"{place}begin/")
    assert jobs.work_once()
    assert Import.objects.get().state == State.DONE
    assert data.post(f"{place}begin/").status_code == 422
    assert not jobs.work_once()


def test_whoever_may_no_longer_import_stops_it(world, data):
    from teamaround.accounts import services as accounts
    from teamaround.accounts.rules import Duty, setting_up

    place = ready(data, [BEN])
    data.post(f"{place}begin/")
    with acting(setting_up(), now=world.now) as by:
        accounts.end_duty(
            account_id=world.account["data"].pk, duty=Duty.IMPORT_FILES, on=world.today, by=by, now=world.now
        )
    assert jobs.work_once()
    kept = Import.objects.get()
    assert (kept.state, kept.done) == (State.STOPPED, 0)
    assert "may no longer import files" in kept.stopped_because


def test_work_that_fails_is_given_up_with_a_sentence(data, monkeypatch):
    place = ready(data, [BEN])
    data.post(f"{place}begin/")

    def fail(**_):
        raise ZeroDivisionError

    monkeypatch.setattr(jobs.services, "take_in", fail)
    assert jobs.work_once()
    assert "Something went wrong that was not foreseen" in text(data.get(place))
    assert not jobs.work_once()


def test_a_file_lost_by_its_worker_is_taken_up_again(world, data):
    from datetime import timedelta

    from teamaround.kernel import clock

    place = ready(data, [BEN])
    data.post(f"{place}begin/")
    assert jobs.is_wanted()
    Import.objects.update(beat_at=world.now)
    assert not jobs.is_wanted()
    assert not jobs.work_once()
    with clock.fixed(world.now + timedelta(seconds=30)):
        assert jobs.work_once()
    assert Import.objects.get().state == State.DONE


def test_files_are_forgotten_after_a_month_and_the_report_stays(world, data):
    from datetime import timedelta

    from teamaround.kernel import clock

    place = ready(data, [BEN, WRONG])
    data.post(f"{place}begin/")
    jobs.work_once()
    with clock.fixed(world.now + timedelta(days=31)):
        assert jobs.forget_old_files() == 1
        assert jobs.forget_old_files() == 0
    page = text(data.get(place))
    assert "31/02/2015" in page
    assert "The refused rows with a reason" not in page
    assert data.get(f"{place}back/refused/").status_code == 422


def test_nobody_else_sees_a_file(world, sign_in):
    place = sent(sign_in("data"), [BEN])
    client = sign_in("senco")
    assert client.get(place).status_code == 403
    assert client.get("/files/").status_code == 403
    assert sign_in("data").get("/files/I-000000000/").status_code == 404


def test_a_row_that_waits_is_decided(world, sign_in):
    child = world.child()
    data = sign_in("data")
    place = ready(data, [TWIN])
    data.post(f"{place}begin/")
    jobs.work_once()
    report = text(data.get(place))
    assert "Astrid" not in report
    index = sign_in("index", purpose="")
    assert "Who is it?" in text(index.get("/files/waiting/"))
    ref = WaitingRow.objects.get().ref
    page = text(index.get(f"/files/waiting/{ref}/"))
    assert "Astrid Lindqvist" in page and f"this:{child.ref}" in page
    index.post(f"/files/waiting/{ref}/", {"said": "not_sure"})
    assert f"laid:{child.ref}" in text(index.get(f"/files/waiting/{ref}/"))
    assert index.post(f"/files/waiting/{ref}/", {"decision": "left_out"}).status_code == 422
    done = index.post(
        f"/files/waiting/{ref}/",
        {"decision": f"laid:{child.ref}", "because": "Her mother says so"},
        follow=True,
    )
    assert "The row was laid to a child." in text(done)
    assert index.get(f"/files/waiting/{ref}/").status_code == 404
    assert sign_in("data").get("/files/waiting/").status_code == 403
    assert audit.asked_for(audit.Asked(acts=("exchange.row_decided",))).get().children == [child.pk]


def test_no_name_is_in_an_address_or_a_file_name(data):
    place = ready(data, [BEN])
    assert re.fullmatch(r"/files/I-[0-9A-Z]{9}/", place)


def test_a_file_sent_in_many_pieces_reads_the_same(data):
    rows = [(f"S{n}", f"Name{n:04d}x", "Given", "13/05/2014", "", "") for n in range(30_000)]
    content = csv_bytes([HEADINGS, *rows])
    assert len(content) > 1024 * 1024
    place = sent(data, content)
    from teamaround.exchange import queries

    assert queries.content_of(Import.objects.get()) == content
    assert io.BytesIO(content).read(3) == b"Pup"
    assert data.get(f"{place}columns/").status_code == 200
