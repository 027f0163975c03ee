"""Pages of others' lists: naming, allowing, progress, decisions side by side, a file with preview."""

from __future__ import annotations

import html
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from teamaround.directory import jobs, services
from teamaround.directory.models import PublicService, Source, Staged, Taking
from teamaround.directory.outward import Outward
from teamaround.exchange import listings
from teamaround.kernel.refusal import Refusal

from .feed_server import Feed, entry, outward, serving
from .places import key
from .taker import may_keep, whole_entry

pytestmark = pytest.mark.django_db
HERE = "/keeping/directory/sources/"
HEADINGS = "Service name,Provider,About,Tel,Venue,Street,Town,Postcode,Min age,Category,Colour\n"
ROWS = [
    "Knitting,Wool Ltd,We knit.,01632 960321,Hall,1 Low Road,Brook,ZY1 3AA,60,Sport,red\n",
    "Quilting,Wool Ltd,We quilt.,,,,,,,,\n",
    ",Wool Ltd,Nameless,,,,,,,,\n",
]


@pytest.fixture
def keeper(world, sign_in):
    may_keep(world)
    return sign_in("governance")


def shown(answer):
    assert answer.status_code == 200, answer.status_code
    return html.unescape(answer.content.decode())


def test_a_keeper_names_a_source_and_an_administrator_allows_it(world, keeper, sign_in, small):
    answer = keeper.post(
        HERE, {"name": "Fell County", "address": "https://fell.example/v3/", "licence": "OGL"}
    )
    source = Source.objects.get()
    assert answer["Location"] == f"{HERE}{source.pk}/" and source.address == "https://fell.example/v3"
    assert "Ask an administrator" in shown(keeper.get(f"{HERE}{source.pk}/"))
    keeper.post(f"{HERE}{source.pk}/", {"do": "take"})
    assert not Taking.objects.exists()
    assert keeper.get(f"{HERE}allowed/").status_code == 403
    admin = sign_in("admin")
    assert "https://fell.example/v3" in shown(admin.get(f"{HERE}allowed/"))
    admin.post(f"{HERE}allowed/", {"do": "allow", "source": source.pk, "address": source.address})
    source.refresh_from_db()
    assert source.allowed_by == world.account["admin"]
    moved = {"name": "Fell County", "address": "https://moved.example"}
    sign_in("governance").post(f"{HERE}{source.pk}/change/", moved)
    source.refresh_from_db()
    assert source.allowed_at is None and "Not allowed yet" in shown(keeper.get(HERE))
    sign_in("admin").post(f"{HERE}allowed/", {"do": "forbid", "source": source.pk})
    keeper = sign_in("governance")
    assert keeper.post(HERE, {"name": "fell county"}).status_code == 422
    assert keeper.post(HERE, {"name": "Other", "address": "ftp://x.example"}).status_code == 422


def test_progress_and_report_are_on_the_page_while_the_background_works(keeper, taker, monkeypatch):
    page = f"{HERE}{taker.source.pk}/"
    with serving(Feed([whole_entry(), entry("Chess")], size=1)) as address:
        monkeypatch.setattr("teamaround.directory.services.taking.Outward", lambda _: outward(address))
        assert keeper.post(page, {"do": "take"}).status_code == 302
        waiting = keeper.get(page)
        assert waiting["Refresh"] and "About to begin" in shown(waiting)
        assert keeper.post(page, {"do": "take"}).status_code == 302 and Taking.objects.count() == 1
        assert jobs.is_wanted() and jobs.work_once() and not jobs.work_once()
    done = shown(keeper.get(page))
    assert "Taken in" in done and "2 entries: new 2" in done and "Choir</a>" in done
    assert keeper.post(page, {"do": "all", "state": "new"}).status_code == 302
    assert "Stands as told: 2" in shown(keeper.get(page))


def test_a_failed_run_says_so_and_leaves_the_directory(keeper, taker, monkeypatch):
    monkeypatch.setattr(
        "teamaround.directory.services.taking.Outward", lambda _: Outward("http://localhost:1")
    )
    page = f"{HERE}{taker.source.pk}/"
    keeper.post(page, {"do": "take"})
    jobs.work_once()
    assert "private network" in shown(keeper.get(page)) and "The directory is as it was" in shown(
        keeper.get(page)
    )
    keeper.post(page, {"do": "take"})
    keeper.post(page, {"do": "stop"})
    assert "Stopped by somebody" in shown(keeper.get(page))
    keeper.post(page, {"do": "pause"})
    assert "It is paused" in shown(keeper.get(page))


def test_who_may_no_longer_keep_the_directory_takes_nothing_in(taker, world):
    with taker.as_keeper() as by:
        begun = services.begin(source_id=taker.source.pk, by=by, now=world.now)
    Taking.objects.update(begun_by=world.account["senco"])
    assert jobs.work_once()
    begun.refresh_from_db()
    assert begun.state == "failed" and "no longer keep" in begun.because


def test_two_that_may_be_one_stand_side_by_side(keeper, taker, client):
    sailors = {"name": "Young sailors", "organization": {"name": "Ashby Sail Trust"}, "wait_time": "Ages."}
    taker.take(Feed([entry("one", **sailors, interpretation_services="By telephone.")]))
    at = f"/keeping/directory/told/{taker.staged('Young sailors').pk}/"
    page = shown(keeper.get(at))
    assert "The names are the same" in page and "No wait." in page and "Ages." in page
    keeper.post(at, {"do": "same", "service": key("Staff supervision")})
    assert taker.states() == {"Young sailors": "doubt"}
    keeper.post(at, {"do": "same", "service": key("Young sailors")})
    keeper.post(at, {"do": "stand"})
    page = shown(keeper.get(at))
    assert "Stands as told" in page and "Let the source say: How long the wait is" in page
    keeper.post(at, {"do": "let_go", "field": "wait_time"})
    public = shown(client.get(f"/directory/services/{key('Young sailors')}/"))
    assert "Ages." in public and "By telephone." in public and "Told by Brook County" in public
    assert keeper.post(at, {"do": "nonsense"}).status_code == 404


def test_pages_of_a_source_ask_few_queries(keeper, taker, django_assert_max_num_queries):
    taker.take(Feed([entry(f"Club {number}") for number in range(60)], size=60))
    with django_assert_max_num_queries(24):
        page = shown(keeper.get(f"{HERE}{taker.source.pk}/"))
    assert "Next page" in page
    with django_assert_max_num_queries(16):
        shown(keeper.get(HERE))
    shown(keeper.get(f"{HERE}{taker.source.pk}/?state=new&page=2"))


def test_a_csv_file_is_looked_through_before_it_stands(keeper, taker):
    file = SimpleUploadedFile(
        "list.csv", ("Our list,,,,,,,,,,\n" + HEADINGS + "".join(ROWS)).encode("cp1252")
    )
    answer = keeper.post(f"{HERE}{taker.source.pk}/file/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    page = shown(keeper.get(f"{HERE}{taker.source.pk}/"))
    assert "New: 2" in page and "Cannot be used: 1" in page and "left out: Colour" in page
    assert not PublicService.objects.filter(name="Knitting").exists()
    taker.all_stand()
    knitting = PublicService.objects.get(name="Knitting")
    assert (
        knitting.minimum_age == 60 and knitting.places.get().location.addresses.get().postal_code == "ZY1 3AA"
    )
    again = SimpleUploadedFile("list.csv", (HEADINGS + "".join(ROWS[:1])).encode())
    keeper.post(f"{HERE}{taker.source.pk}/file/", {"file": again})
    states = dict(Staged.objects.values_list("name", "state"))
    assert states["Knitting"] == "taken" and states["Quilting"] == "gone"


def workbook(*sheets):
    book = Workbook()
    book.remove(book.active)
    for name in sheets:
        sheet = book.create_sheet(name)
        for line in (HEADINGS, *ROWS):
            sheet.append(line.strip().split(","))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_an_xlsx_file_is_read_the_same_and_asks_which_sheet():
    assert len(listings.read(workbook("Services")).entries) == 3
    with pytest.raises(Refusal, match="Services, More"):
        listings.read(workbook("Services", "More"))
    assert len(listings.read(workbook("Services", "More"), sheet="More").entries) == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"), (b"%PDF-1.7", "file-pdf"), (b"<html>", "file-html"), (b'{"a": 1}', "file-json"),
        (b"Colour,Size\nred,2\nblue,3\n", "file-no-headings"), (b"Name,Town,Postcode\na,b,c\n", "file-columns"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_services_is_refused_with_its_reason(content, code):
    with pytest.raises(Refusal) as refused:
        listings.read(content)
    assert refused.value.code == code


def test_the_command_takes_a_file_in(taker, tmp_path, capsys):
    from argparse import Namespace

    from teamaround.exchange.listings_command import _run

    path = tmp_path / "list.csv"
    path.write_text(HEADINGS + "".join(ROWS))
    chosen = Namespace(source="brook county", file=str(path), sheet="", json=False)
    assert _run(chosen) == 0
    assert "done, 3 entries (new 2, faulty 1)" in capsys.readouterr().out
    with pytest.raises(Refusal, match="It knows: Brook County"):
        _run(Namespace(source="Nobody", file=None, sheet="", json=True))
