"""Files taken in on a real database: outcomes, twice, half-way, hidden children, what waits."""

from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.exchange import queries, services
from teamaround.exchange.files.opening import Settings
from teamaround.exchange.models import Import, ImportRow, WaitingRow
from teamaround.exchange.rules.outcomes import Counts, RowOutcome
from teamaround.exchange.rules.progress import State
from teamaround.exchange.rules.waiting import Decision, RowSaid
from teamaround.exchange.services import Said
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import services as people
from teamaround.people.models import Child, Identifier

from .files_made import csv_bytes, workbook

pytestmark = pytest.mark.django_db

HEADINGS = ("Pupil ID", "Surname", "First name", "DOB", "Postcode", "NHS no")
ASHA = ("S1", "Lindqvist", "Asha", "27/03/2017", "ZY1 1AA", "")
BEN = ("S2", "Carver", "Ben", "13/05/2014", "ZY2 2BB", "")
CARA = ("S3", "Quist", "Cara", "14/06/2015", "ZY3 3CC", "")
WRONG = ("S4", "Dunn", "Dov", "31/02/2015", "ZY4 4DD", "")


def look(world, row, who="index", said=RowSaid.NOT_SURE, child_ref=""):
    with acting(world.viewer(who), now=world.now) as by:
        return services.look_at_row(ref=row.ref, said=said, child_ref=child_ref, by=by, now=world.now)


def no_progress(done, rows):
    """Nobody watches."""


def received(world, rows, *, who="data", agency="school", said=None, name="roll.csv"):
    content = rows if isinstance(rows, bytes) else csv_bytes([HEADINGS, *rows])
    with acting(world.viewer(who), now=world.now) as by:
        kept = services.receive(
            content=content, file_name=name, agency_id=world.agency[agency].pk, by=by, now=world.now
        )
        if kept.state == State.RECEIVED:
            services.settle(ref=kept.ref, said=said or Said(), by=by, now=world.now)
    return kept.ref


def taken_in(world, rows, **more):
    who = more.get("who", "data")
    ref = received(world, rows, **more)
    by = world.viewer(who)
    with acting(by, now=world.now):
        services.begin(ref=ref, by=by, now=world.now)
    return services.take_in(ref=ref, by=by, progress=no_progress)


def outcomes(kept):
    return [row.outcome for row in ImportRow.objects.filter(of=kept).order_by("number")]


def test_every_row_has_an_outcome_and_the_counts_add_up(world):
    child = world.child()
    kept = taken_in(world, [ASHA, BEN, WRONG])
    assert kept.state == State.DONE
    assert outcomes(kept) == ["matched", "new", "refused"]
    counts = queries.counts_of(kept)
    assert counts == Counts(rows=3, matched=1, new=1, refused=1)
    assert counts.reconciles
    report = services.report(kept)
    assert report.refusals[0].sentence.startswith("Row 4, column DOB: '31/02/2015' is not a date.")
    assert ImportRow.objects.get(of=kept, number=2).child_id == child.pk


def test_the_same_file_twice_changes_nothing(world):
    world.child()
    taken_in(world, [ASHA, BEN, WRONG])
    before = Child.objects.count(), Identifier.objects.count()
    again = taken_in(world, [ASHA, BEN, WRONG])
    assert outcomes(again) == ["unchanged", "unchanged", "refused"]
    assert (Child.objects.count(), Identifier.objects.count()) == before


def test_an_earlier_state_sent_again_is_a_change(world):
    taken_in(world, [BEN])
    moved = ("S2", "Carver", "Ben", "13/05/2014", "ZY9 9ZZ", "")
    assert outcomes(taken_in(world, [moved])) == ["matched"]
    assert outcomes(taken_in(world, [BEN])) == ["matched"]
    assert outcomes(taken_in(world, [BEN])) == ["unchanged"]


def test_a_dry_run_says_the_same_and_records_nothing(world):
    world.child()
    ref = received(world, [ASHA, BEN, WRONG])
    by = world.viewer("data")
    with acting(by, now=world.now):
        reading = services.reading_of(queries.import_of(by, ref))
    tried = services.try_out(reading, by=by, file_name="roll.csv", about=(), progress=no_progress)
    assert tried.counts == Counts(rows=3, matched=1, new=1, refused=1)
    assert Child.objects.count() == 1
    assert taken_in(world, [ASHA, BEN, WRONG]).matched == 1


def test_a_row_of_a_shielded_child_goes_to_quarantine_and_nothing_is_recorded(world):
    child = world.child()
    with acting(world.viewer("index"), now=world.now) as by:
        people.shield(
            child_id=child.pk, because="Court order", review_on=date(2027, 1, 1), by=by, now=world.now
        )
    kept = taken_in(world, [ASHA, ("S9", "Berg", "Someone", "01/01/2016", "", "999 000 0018")])
    assert outcomes(kept) == ["quarantined", "quarantined"]
    assert Child.objects.count() == 1
    assert services.report(kept).refusals == ()
    with acting(world.viewer("data"), now=world.now) as by:
        assert list(queries.waiting(by)) == []
    with acting(world.viewer("index"), now=world.now) as by:
        waiting = services.show(by, WaitingRow.objects.order_by("pk")[0].ref, at=world.now)
    assert [face.id for face in waiting.contenders] == [child.pk]
    assert b"Lindqvist" not in bytes(waiting.kept.ciphertext)


def test_what_waits_is_decided_by_the_index_team_and_is_settled_for_the_next_file(world):
    child = world.child()
    twin = ("S5", "Lindqvist", "Astrid", "27/03/2017", "ZY1 1AA", "")
    kept = taken_in(world, [twin])
    assert outcomes(kept) == ["needs_person"]
    (row,) = WaitingRow.objects.all()
    assert outcomes(taken_in(world, [twin])) == ["needs_person"]
    assert WaitingRow.objects.count() == 1
    look(world, row)
    with acting(world.viewer("index"), now=world.now) as by:
        with pytest.raises(Refusal):
            services.decide(
                ref=row.ref, decision=Decision.LAID, child_ref="", because="x", by=by, now=world.now
            )
        services.decide(
            ref=row.ref, decision=Decision.REGISTERED, child_ref="", because="Twins", by=by, now=world.now
        )
    assert Child.objects.count() == 2
    assert outcomes(taken_in(world, [twin])) == ["unchanged"]
    assert child.pk != Child.objects.latest("pk").pk


def test_one_file_never_founds_a_child_twice(world):
    other = ("", "Carver", "Ben", "13/05/2014", "ZY2 2BB", "")
    rows = [BEN, BEN, ("S2", "Other", "Name", "01/01/2016", "", ""), other]
    kept = taken_in(world, rows)
    assert outcomes(kept) == ["new", "unchanged", "refused", "matched"]
    assert Child.objects.count() == 1


def test_killed_between_two_batches_it_goes_on_where_it_stopped(world, monkeypatch):
    from teamaround.exchange.rules import progress
    from teamaround.exchange.services import running

    monkeypatch.setattr(running, "batches", lambda rows: progress.batches(rows, size=2))
    rows = [
        (f"S{n}", f"Name{chr(97 + n)}", f"Given{chr(110 - n)}", f"{n + 10}/03/2015", "", "") for n in range(7)
    ]

    class Killed(BaseException):
        pass

    def die(done, total):
        if done == 4:
            raise Killed

    ref = received(world, rows)
    by = world.viewer("data")
    with acting(by, now=world.now):
        services.begin(ref=ref, by=by, now=world.now)
    with pytest.raises(Killed):
        services.take_in(ref=ref, by=by, progress=die)
    assert (Import.objects.get(ref=ref).done, Child.objects.count()) == (4, 4)
    assert received(world, rows) == ref
    kept = services.take_in(ref=ref, by=by, progress=no_progress)
    assert (kept.state, kept.new, Child.objects.count()) == (State.DONE, 7, 7)


def test_stopped_by_a_person_it_stays_stopped_until_told_to_go_on(world):
    ref = received(world, [BEN, CARA])
    by = world.viewer("data")
    with acting(by, now=world.now):
        services.begin(ref=ref, by=by, now=world.now)
        services.stop(ref=ref, by=by, now=world.now, because="Wrong file")
    assert services.take_in(ref=ref, by=by, progress=no_progress).done == 0
    with acting(by, now=world.now):
        services.begin(ref=ref, by=by, now=world.now)
    assert services.take_in(ref=ref, by=by, progress=no_progress).new == 2


def test_nothing_is_guessed_silently(world):
    content = b"Surname,First name,DOB\nCarver,Ben,03/04/2015\n"
    with pytest.raises(Refusal) as refused:
        received(world, content)
    assert refused.value.field == "dates"
    ref = received(world, content, said=Said(date_forms={"": "dmy"}))
    assert Import.objects.get(ref=ref).date_forms == {"born_on": "DD/MM/YYYY"}
    second = received(world, b"Surname,First name,DOB\nCarver,Bo,05/06/2015\n")
    assert Import.objects.get(ref=second).date_forms == {"born_on": "DD/MM/YYYY"}


def test_an_encoding_settled_once_is_remembered(world):
    content = csv_bytes([HEADINGS, ("S7", "Ibáñez", "Zoë", "13/05/2014", "", "")], encoding="cp1252")
    with pytest.raises(Refusal, match="Ibáñez"):
        received(world, content)
    received(world, content, said=Said(settings=Settings(encoding="cp1252")))
    received(world, content + b"S8,Mu\xf1oz,Ana,14/05/2014,,\r\n")


def test_the_refused_rows_go_back_and_come_again(world):
    kept = taken_in(world, workbook(("Roll", [HEADINGS, BEN, WRONG])), name="C:\\rolls\\roll <1>.xlsx")
    by = world.viewer("data")
    with acting(by, now=world.now):
        name, kind, content = services.send_back(ref=kept.ref, by=by, now=world.now)
    assert name == "roll 1 to mend.xlsx"
    assert kind.endswith("sheet")
    again = taken_in(world, content)
    assert outcomes(again) == ["refused"]
    reasons = [
        fault["remedy"] for row in queries.rows_with(again, RowOutcome.REFUSED) for fault in row.faults
    ]
    assert "Write it as" in reasons[0]


def test_files_are_their_agencys_own(world):
    ref = received(world, [BEN])
    with acting(world.viewer("senco"), now=world.now) as by:
        assert queries.import_of(by, ref) is None
        with pytest.raises(NotVisible):
            services.begin(ref=ref, by=by, now=world.now)
        with pytest.raises(Refusal, match="do not include importing"):
            services.receive(content=csv_bytes(), file_name="a", agency_id=by.agency_id, by=by, now=world.now)
    with (
        acting(world.viewer("data"), now=world.now) as by,
        pytest.raises(Refusal, match="own agency's files"),
    ):
        services.receive(
            content=csv_bytes(), file_name="a", agency_id=world.agency["minds"].pk, by=by, now=world.now
        )
