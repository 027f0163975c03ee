"""A copy of the record against its seals and anchors: every change is found, wherever it is made."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.audit import checking, export
from teamaround.audit.rules import BY_NUMBER, BY_TRANSACTION, START, SealFacts, begun, canonical, hash_of

words = st.text(max_size=12)


def entry(number, xid, said=""):
    return {
        "id": number, "xid": xid, "at": "2026-11-20T12:00:00+00:00", "account_ref": "U-1",
        "account_id": 1, "agency_id": 1, "act": "page.shown", "purpose": "help",
        "children": [number], "about": "", "said": said, "terms": None, "detail": None,
        "source": "", "request_id": "",
    }  # fmt: skip


def sealed(draft, entries):
    under = begun(draft)
    for each in entries:
        under.add(canonical(each, draft.format))
    return replace(draft, count=len(entries), hash=hash_of(draft, under))


def record_of(batches, unsealed=(), *, old=0):
    """A whole record: lists of words, one list a seal; the first `old` of the seals by transaction."""
    record, seals, previous, number = [], [], START, 0
    for at, batch in enumerate(batches, start=1):
        is_old = at <= old
        first = number + 1
        entries = [
            entry(first + place, 2 * at - 1 if is_old else 0, said) for place, said in enumerate(batch)
        ]
        number += len(batch)
        draft = (
            SealFacts(at, 2 * at - 2, 2 * at, 0, previous, "", BY_TRANSACTION)
            if is_old
            else SealFacts(at, first - 1, number, 0, previous, "", BY_NUMBER, f"{first}-{number}")
        )
        made = sealed(draft, entries)
        previous = made.hash
        seals.append(made)
        record += [made, *entries]
    record += [entry(number + place, 0, said) for place, said in enumerate(unsealed, start=1)]
    return record, seals


olds = st.integers(0, 5)
batches = st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=5)


def faults(record, anchors=None):
    return [fault.sentence for fault in checking.verify(record, anchors=anchors)]


@given(batches, st.lists(words, max_size=3), olds)
def test_a_whole_record_has_no_fault_and_is_counted(made, unsealed, old):
    record, seals = record_of(made, unsealed, old=old)
    tally = checking.Tally()
    assert list(checking.verify(record, anchors=seals, tally=tally)) == []
    assert (tally.seals, tally.unsealed) == (len(made), len(unsealed))
    assert tally.entries == sum(map(len, made)) + len(unsealed)
    assert faults([]) == [] and faults([], []) == []


def places(record):
    """Where the entries under seals stand."""
    return [at for at, piece in enumerate(record) if isinstance(piece, dict)]


@given(st.data(), batches, olds)
def test_any_change_to_any_field_of_any_entry_is_found(data, made, old):
    record, seals = record_of(made, old=old)
    at = data.draw(st.sampled_from(places(record)))
    field = data.draw(st.sampled_from(["at", "account_ref", "act", "purpose", "said", "about", "source"]))
    record[at] = {**record[at], field: record[at][field] + "x"}
    assert faults(record, seals) == [s for s in faults(record, seals) if "was changed" in s] != []


@given(st.data(), batches, olds)
def test_any_removed_entry_is_found_and_called_so(data, made, old):
    record, seals = record_of(made, old=old)
    del record[data.draw(st.sampled_from(places(record)))]
    assert ["1 entry was removed" in s for s in faults(record, seals)] == [True]


@given(st.data(), batches, olds)
def test_any_added_entry_is_found(data, made, old):
    record, seals = record_of(made, old=old)
    at = data.draw(st.sampled_from(places(record)))
    record.insert(at + 1, {**record[at], "said": "other"})
    assert any("slipped in" in s for s in faults(record, seals))


@given(st.data(), st.lists(st.lists(words, min_size=2, max_size=4), min_size=1, max_size=4), olds)
def test_any_two_entries_exchanged_are_found(data, made, old):
    record, seals = record_of(made, old=old)
    first, second = data.draw(st.lists(st.sampled_from(places(record)), min_size=2, max_size=2, unique=True))
    one, other = record[first], record[second]
    # each now claims to be the other
    record[first] = {**other, "id": one["id"], "xid": one["xid"], "children": [99]}
    record[second] = {**one, "id": other["id"], "xid": other["xid"], "children": [98]}
    assert any("exchanged" in s for s in faults(record, seals))
    record[first], record[second] = other, one
    assert faults(record, seals)


@given(batches, st.integers(1, 5))
def test_a_cut_tail_is_invisible_to_the_chain_and_named_by_the_anchors(made, cut):
    _, seals = record_of(made)
    keep = max(0, len(made) - cut)
    short, _ = record_of(made[:keep])
    assert faults(short) == []
    found = faults(short, seals)
    assert len(found) == 1 and "cut off" in found[0] and f"{keep + 1}" in found[0]


@given(st.data(), batches)
def test_a_chain_made_again_after_a_change_is_named_by_the_anchors(data, made):
    _, seals = record_of(made)
    at = data.draw(st.integers(0, len(made) - 1))
    forged, _ = record_of([*made[:at], [*made[at], "more"], *made[at + 1 :]])
    assert faults(forged) == []
    found = faults(forged, seals)
    assert len(found) == len(made) - at and all("made again" in s for s in found)


@given(st.data(), st.lists(st.lists(words, min_size=1, max_size=2), min_size=2, max_size=5), olds)
def test_a_removed_seal_is_missed(data, made, old):
    record, seals = record_of(made, old=old)
    gone = data.draw(st.sampled_from(seals[:-1]))
    record.remove(gone)
    found = faults(record, seals)
    assert any(f"Seal {gone.number} is missing" in s for s in found)


def test_an_old_copy_put_back_and_gone_on_with_is_named():
    made = [["a"], ["b"], ["c"]]
    _, seals = record_of(made)
    after, new = record_of([["a"], ["other"]])
    found = faults(after, [*seals, new[1]])
    assert any("made again" in s for s in found) and any("cut off" in s for s in found)


def test_the_last_anchor_may_lack_after_a_crash_but_not_two_and_none_in_between():
    record, seals = record_of([["a"], ["b"], ["c"]])
    assert faults(record, seals[:2]) == []
    assert "ends before" in faults(record, seals[:1])[0]
    assert "is not in the anchor file" in faults(record, [seals[0], seals[2]])[0]
    assert faults(record, [seals[0], seals[1], seals[1], seals[2]]) == []


def test_entries_under_no_seal_are_named():
    record, seals = record_of([["a"], ["b"]])
    at = record.index(seals[1])
    record.insert(at, entry(7, 0))
    assert any("under no seal" in s for s in faults(record, seals))


def test_a_seal_that_does_not_follow_is_named():
    record, seals = record_of([["a"], ["b"]])
    record[record.index(seals[1])] = replace(seals[1], previous=START)
    assert any("does not follow" in s for s in faults(record, seals))


@given(batches, st.lists(words, max_size=2))
def test_an_export_reads_back_as_it_was(made, unsealed):
    record, _ = record_of(made, unsealed)
    out = io.StringIO()
    assert export.write(record, out) == len(record)
    out.seek(0)
    assert list(export.read(out)) == record


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"seal": {"number": 1}}', '{"entry": {}}', "not JSON", '{"seal"']
)
def test_a_line_that_is_neither_is_named(line):
    with pytest.raises(export.Unreadable) as fault:
        list(export.read([line]))
    assert fault.value.line == 1
