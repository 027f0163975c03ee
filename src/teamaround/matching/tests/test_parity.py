"""Asking about one record and matching a whole file are one and the same: candidates, bits and decisions."""

from dataclasses import replace

import pytest

from teamaround.matching import release
from teamaround.matching.files import open_table
from teamaround.matching.filling import fill
from teamaround.matching.policy import decide
from teamaround.matching.reasons import as_text, waterfall
from teamaround.matching.records import read_record
from teamaround.matching.store import opened
from teamaround.matching.tests.in_memory import Index
from teamaround.matching.tests.rows import TODAY

pytest.importorskip("splink")


def read(table, crowded):
    return [
        read_record(said, line=line, on=TODAY, faults=[], crowded=crowded) for line, said in table.lines()
    ]


@pytest.fixture(scope="module")
def both(county):
    """Every pair that a whole file compares, and the index to ask one by one."""
    from teamaround.matching.bulk import Bulk

    model = release.load(1)
    index, incoming = (open_table(county[name]) for name in ("index", "incoming"))
    with opened() as store:
        crowded = fill(store, index, incoming, on=TODAY, processes=1).crowded
        bulk = Bulk.of(model, store)
        pairs = {record: answer.pairs for answer in bulk.answers() for record in answer.records}
    return pairs, Index(model, read(index, crowded)), read(incoming, crowded), bulk.widened


def test_the_same_candidates_and_bits_on_every_pair(both):
    pairs, index, records, widened = both
    assert widened > 10
    compared = 0
    for record in records:
        whole = {pair.child: pair for pair in pairs[record.record_id]}
        met = {each.child: each.score for each in index.compared(record)}
        assert set(met) == set(whole)
        for child, score in met.items():
            assert score.places == whole[child].places
            assert score.bits == pytest.approx(whole[child].bits, abs=1e-9)
            compared += 1
    assert compared > 1000


def test_the_same_decisions(both):
    from teamaround.matching.evaluating import contenders_of

    pairs, index, records, _ = both
    for record in records:
        whole = decide(contenders_of(pairs[record.record_id]), index.release.policy)
        alone = index.decide(record)
        assert alone.release == index.release.number
        assert (alone.outcome, alone.child, alone.guards, alone.contenders) == (
            whole.outcome, whole.child, whole.guards, whole.contenders,
        )  # fmt: skip


def test_without_weights_of_their_own_agencies_have_splinks_own(county):
    from teamaround.matching.bulk import Bulk

    model = replace(release.load(1), agencies={})
    index, incoming = (open_table(county[name], limit=300) for name in ("index", "incoming"))
    with opened() as store:
        crowded = fill(store, index, incoming, on=TODAY, processes=1).crowded
        bits = {
            (answer.records[0], pair.child): pair.bits
            for answer in Bulk.of(model, store).answers()
            for pair in answer.pairs
        }
    alone = Index(model, read(index, crowded))
    met = {
        (record.record_id, each.child): each.score.bits
        for record in read(incoming, crowded)
        for each in alone.compared(record)
    }
    assert met == pytest.approx(bits, abs=1e-9)
    assert len(met) > 300


def test_reasons_add_up_and_name_no_value(both):
    _, index, records, _ = both
    told = 0
    for record in records[:60]:
        for each in index.compared(record)[:2]:
            steps = waterfall(each.score)
            assert steps[-1].total == pytest.approx(each.score.bits, abs=1e-9)
            text = as_text(each.score, release=1)
            for value in (record.row.postcode, record.row.birth, record.row.nhs, record.row.family):
                assert not value or value not in text.casefold()
            told += 1
    assert told > 50
