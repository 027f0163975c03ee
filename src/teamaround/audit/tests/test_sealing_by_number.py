"""Whatever commits when: nothing waits, nothing is sealed twice, left out, or slipped in unseen."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from teamaround.audit import checking, spans
from teamaround.audit.rules import BY_NUMBER, START, Hashing, SealFacts, canonical, gaps_after, hash_of, holds
from teamaround.audit.tests.test_checking import entry, faults

rising = st.lists(st.integers(1, 60), unique=True).map(sorted)


def spans_of(numbers):
    made = []
    for number in numbers:
        spans.add(made, number)
    return made


@given(rising, rising)
def test_spans_are_sets_of_numbers(some, others):
    one, other = spans_of(some), spans_of(others)
    assert list(spans.numbers(one)) == some and spans.count(one) == len(some)
    assert spans.read(spans.written(one)) == one
    assert list(spans.numbers(spans.without(one, other))) == sorted(set(some) - set(others))
    assert [number for number in range(62) if spans.has(one, number)] == some


def test_what_is_not_in_order_is_no_span():
    for text in ("5-1", "3,2", "1-5,5", "x", "1,", "-"):
        try:
            spans.read(text)
        except ValueError:
            continue
        raise AssertionError(text)


class Server:
    """A database in which transactions take a number, and come to something or nothing, in any order."""

    def __init__(self):
        self.numbers, self.transactions = 0, 0
        self.running = {}  # transaction -> number of its entry
        self.there, self.gaps, self.seals, self.sealed = [], [], [], []

    def begin(self):
        self.numbers, self.transactions = self.numbers + 1, self.transactions + 1
        self.running[self.transactions] = self.numbers

    def end(self, which, *, commits):
        if self.running:
            transaction = sorted(self.running)[which % len(self.running)]
            number = self.running.pop(transaction)
            if commits:
                self.there.append(number)

    def seal(self):
        oldest = min(self.running, default=self.transactions + 1)
        since = self.seals[-1].upto if self.seals else 0
        late = [n for n in self.there if any(gap.first <= n <= gap.last for gap in self.gaps)]
        found = sorted(late) + sorted(n for n in self.there if n > since)
        if not found:
            return
        self.gaps, never = gaps_after(
            self.gaps, held=spans_of(found), since=since, upto=max(since, found[-1]),
            oldest=oldest, horizon=self.transactions + 1,
        )  # fmt: skip
        seal = SealFacts(
            len(self.seals) + 1, since, max(since, found[-1]), len(found),
            self.seals[-1].hash if self.seals else START, "", BY_NUMBER,
            spans.written(spans_of(found)), spans.written(never),
        )  # fmt: skip
        entries = Hashing()
        for number in found:
            entries.add(canonical(entry(number, 0, str(number))))
        self.seals.append(replace(seal, hash=hash_of(seal, entries)))
        self.sealed += found

    def record(self):
        made = []
        for seal in self.seals:
            made += [seal, *(entry(n, 0, str(n)) for n in spans.numbers(holds(seal)))]
        rest = sorted(set(self.there) - set(self.sealed))
        return made + [entry(n, 0, str(n)) for n in rest]


steps = st.lists(
    st.one_of(
        st.just("begin"), st.just("seal"), st.tuples(st.just("commit"), st.integers(0, 9)),
        st.tuples(st.just("roll back"), st.integers(0, 9)),
    ),
    max_size=60,
)  # fmt: skip


def played(made):
    server = Server()
    for step in made:
        if step == "begin":
            server.begin()
        elif step == "seal":
            server.seal()
        else:
            server.end(step[1], commits=step[0] == "commit")
    return server


@given(steps)
def test_in_any_order_of_events_every_entry_is_sealed_once_and_the_record_is_whole(made):
    server = played(made)
    assert faults(server.record(), server.seals) == []
    while server.running:
        server.end(0, commits=True)
    server.seal()
    assert sorted(server.sealed) == sorted(server.there) == sorted(set(server.there))
    assert faults(server.record(), server.seals) == []


@given(steps)
def test_the_sealer_waits_for_nobody(made):
    server = played(["begin", *(step for step in made if not isinstance(step, tuple) or step[1])])
    server.seal()
    assert set(server.there) <= set(server.sealed)


@given(steps, st.integers(1, 40))
def test_an_entry_under_a_number_that_was_settled_is_named(made, number):
    server = played([*made, "begin", ("commit", 0), "seal"])
    open_still = {n for gap in server.gaps for n in range(gap.first, gap.last + 1)}
    if number in server.there or number in open_still or number > server.seals[-1].upto:
        return
    found = faults([*server.record(), entry(number, 0, "late")], server.seals)
    assert [s for s in found if f"Entry {number} was slipped in" in s]


@given(steps)
def test_a_removed_entry_is_named_by_its_number(made):
    server = played([*made, "begin", ("commit", 0), "seal"])
    for number in server.sealed:
        left = [piece for piece in server.record() if piece != entry(number, 0, str(number))]
        found = faults(left, server.seals)
        assert len(found) == 1 and f"1 entry was removed from under it ({number})" in found[0]


def test_a_seal_that_holds_what_was_settled_is_named():
    server = played(["begin", "begin", ("commit", 1), "seal", ("roll back", 0)])
    server.begin(), server.end(0, commits=True), server.seal()
    forged = played([])
    forged.seals, forged.there, forged.sealed = list(server.seals), [2, 3, 1], [2, 3, 1]
    forged.numbers, forged.gaps = 3, []
    last = SealFacts(3, 3, 3, 1, server.seals[-1].hash, "", BY_NUMBER, "1")
    entries = Hashing()
    entries.add(canonical(entry(1, 0, "1")))
    forged.seals.append(replace(last, hash=hash_of(last, entries)))
    assert any("settled before it" in s for s in faults(forged.record()))
    assert "3" in forged.seals[1].holds and "1" in forged.seals[1].empty


def test_a_seal_with_nonsense_over_its_entries_is_a_fault_and_no_crash():
    server = played(["begin", ("commit", 0), "seal"])
    server.seals[0] = replace(server.seals[0], holds="1-x", empty="?")
    assert faults([server.seals[0], entry(1, 0, "1")])
    assert list(checking.verify([])) == []
