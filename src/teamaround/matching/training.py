"""Learning a release from an index and incoming records, without being told which pairs are true.

Splink learns m and u by expectation and maximisation over blocks that no name is part of, so that every
name level is learnt; each source's own m then comes of one more step over its own pairs, drawn towards the
default where it has few. What the files do not hold is taken over from the release before, and said.
"""

from __future__ import annotations

import hashlib
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from teamaround.matching.bulk import Bulk, Pair, linker
from teamaround.matching.comparisons import COMPARED, FREQUENCIES, Compared
from teamaround.matching.policy import Contender, Policy, is_somebody_else
from teamaround.matching.release import Learnt, Release, Unfit
from teamaround.matching.scoring import levels_of
from teamaround.matching.store import CHILD, RECORD, SIDES, Store

if TYPE_CHECKING:
    from splink import Linker

Counts = list[list[float]]
SEED = 11
MOST_U_PAIRS = 2e6
SHARE_KNOWN = 0.85
DRAWN_TO_DEFAULT = 150.0  # as many pairs of the default are mixed into each source's own
FEWEST_TIMES = 3  # a name that fewer children have counts as rare
MOST_NAMES = 4_000
LEAST = 2e-7
_HASHED = 'record_id, "first", family, birth, postcode, nhs_said'
FEWEST_PAIRS = 50
BLOCKS = (
    "l.nhs = r.nhs",
    "l.birth = r.birth AND l.postcode = r.postcode",
    "l.postcode = r.postcode AND l.first = r.first",
    "l.first = r.first AND l.family = r.family AND l.month = r.month",
    "l.birth = r.birth AND l.family = r.family",
)


@dataclass
class Training:
    """What is being learnt: m and u as far as known, and which levels nothing could be learnt of."""

    m: dict[str, list[float | None]]
    u: dict[str, list[float | None]]
    taken_over: list[str]


def train(store: Store, *, number: int, said: Mapping[str, Any], base: Release | None = None) -> Release:
    """A release learnt from the records in a store; `said` tells in the release what they are."""
    frequencies, rare = _frequencies(store)
    first = _first_guess(base, frequencies, rare, number)
    trained = _learn(store, base)
    release = replace(
        first,
        default={
            name: Learnt(tuple(_known(trained.m[name])), tuple(_known(trained.u[name]))) for name in trained.m
        },
        trained_on={**said, "hash": _hash(store), "taken_over": trained.taken_over},
    )
    refuse_untrained(release)
    return _by_agency(release, store)


def _known(values: list[float | None]) -> Iterator[float]:
    return (float("nan") if value is None else value for value in values)


def _first_guess(
    base: Release | None, frequencies: dict[str, dict[str, float]], rare: dict[str, float], number: int
) -> Release:
    default = base.default if base else {each.name: _guess(each) for each in COMPARED}
    return Release(
        number=number, default=default, agencies={}, frequencies=frequencies, rare=rare,
        share_known=base.share_known if base else SHARE_KNOWN,
        policy=base.policy if base else Policy(), trained_on={},
    )  # fmt: skip


def _guess(compared: Compared) -> Learnt:
    """Where learning begins: agreement usual among true pairs, and rare among strangers."""
    many = len(compared.levels)
    m = [0.9, *[0.07 / max(1, many - 1)] * (many - 1), 0.03]
    u = [0.005, *[0.02 / max(1, many - 1)] * (many - 1), 0.975]
    return Learnt(tuple(m), tuple(u))


def _frequencies(store: Store) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """The commonest names and their shares of the children who have one; and the share of a name seen hardly ever."""
    found: dict[str, dict[str, float]] = {}
    rare: dict[str, float] = {}
    for column in FREQUENCIES:
        counts: dict[str, int] = dict(
            store.ask(f'SELECT "{column}", count(*) FROM {CHILD} WHERE "{column}" IS NOT NULL GROUP BY ALL')  # type: ignore[arg-type]
        )
        every = sum(counts.values()) or 1
        common = sorted((-many, value) for value, many in counts.items() if many >= FEWEST_TIMES)[:MOST_NAMES]
        found[column] = {value: round(-many / every, 9) for many, value in common} or {"": 0.01}
        left = sum(counts.values()) + sum(many for many, _ in common)
        rare[column] = max(1.5 / every, left / every / max(1, len(counts) - len(common)))
        rare[column] = min(rare[column], 0.5)
    return found, rare


def _learn(store: Store, base: Release | None) -> Training:
    """u of random pairs, then m over each block in turn; Splink takes the mean of what the blocks say."""
    children, records = store.many[CHILD], store.many[RECORD]
    sides = linker(store.connection, None, children, ending="", with_frequencies=False)
    with sides as (model, _), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.training.estimate_u_using_random_sampling(max_pairs=MOST_U_PAIRS, seed=SEED)
        for block in BLOCKS:
            if _pairs(store, block) >= FEWEST_PAIRS:
                _maximise(model, block)
        told = model.misc.save_model_to_json()
    share_known = base.share_known if base else SHARE_KNOWN
    looked_at = _LookedAt(
        true=share_known * records,
        strangers=min(MOST_U_PAIRS, float(children) * records),
        share_true=share_known / max(children, 1),
    )
    return _told(told, looked_at, base)


def _pairs(store: Store, block: str) -> int:
    return int(store.ask(f"SELECT count(*) FROM {CHILD} l JOIN {RECORD} r ON {block}")[0][0])


def _maximise(model: Linker, block: str) -> None:
    from splink.internals.exceptions import EMTrainingException

    try:
        model.training.estimate_parameters_using_expectation_maximisation(block)
    except EMTrainingException:
        return


@dataclass(frozen=True)
class _LookedAt:
    """How many pairs there were to learn from: expected true ones, and random ones, of which a share is true."""

    true: float
    strangers: float
    share_true: float

    def m(self, value: float | None) -> float | None:
        """A level never met among a thousand true pairs is as rare as half a pair of them."""
        if value is None:
            return 0.5 / self.true if self.true >= 1000 else None
        return min(max(value, 0.5 / self.true), 1 - LEAST)

    def u(self, value: float | None, m: float | None) -> float:
        """Random pairs hold a few true ones, which are taken out again; never met is half a pair."""
        strangers = ((value or 0.0) - self.share_true * (m or 0.0)) / (1 - self.share_true)
        return min(max(strangers, 0.5 / self.strangers), 1 - LEAST)


def _told(said: Mapping[str, Any], looked_at: _LookedAt, base: Release | None) -> Training:
    """m and u out of Splink's model; from the release before where these files say nothing of a level."""
    training = Training({}, {}, [])
    for compared, model in zip(COMPARED, said["comparisons"], strict=True):
        levels = model["comparison_levels"][1:]
        met_m = [_number(level.get("m_probability")) for level in levels]
        met_u = [_number(level.get("u_probability")) for level in levels]
        m, u = _learnt(met_m, met_u, looked_at)
        untrained = [
            at for at, (one, other) in enumerate(zip(m, u, strict=True)) if one is None or other is None
        ]
        for at in untrained if base else ():
            assert base is not None
            m[at], u[at] = base.default[compared.name].m[at], base.default[compared.name].u[at]
            training.taken_over.append(f"{compared.name}: {compared.level_names[at]}")
        training.m[compared.name], training.u[compared.name] = m, u
    return training


def _learnt(
    met_m: list[float | None], met_u: list[float | None], looked_at: _LookedAt
) -> tuple[list[float | None], list[float | None]]:
    """A level met on neither side was not learnt, nor one of a thing that the files do not hold."""
    if all(value is None for value in met_m):
        return list(met_m), [None for _ in met_u]
    m = [
        None if one is None and other is None else looked_at.m(one)
        for one, other in zip(met_m, met_u, strict=True)
    ]
    u = [None if one is None else looked_at.u(other, one) for one, other in zip(m, met_u, strict=True)]
    return m, u


def _number(value: object) -> float | None:
    """A share that was learnt; of a level it never met Splink tells a sentence."""
    return float(value) if isinstance(value, int | float) else None


def _by_agency(release: Release, store: Store) -> Release:
    """m of each source, and of all, as each record and its likeliest child agree; drawn towards what is known."""
    counts: defaultdict[str, Counts] = defaultdict(_no_counts)
    for answer in Bulk.of(release, store).answers():
        likeliest = next(iter(answer.pairs), None)
        if likeliest is None or is_somebody_else(
            Contender(likeliest.child, likeliest.bits, levels_of(likeliest.places))
        ):
            continue
        for agency in {"", answer.agency}:
            _count(counts[agency], likeliest)
    default = _learnt_from(counts.pop("", _no_counts()), release.default)
    return replace(
        release,
        default=default,
        agencies={agency: _learnt_from(table, default) for agency, table in sorted(counts.items())},
    )


def _no_counts() -> Counts:
    return [[0.0] * (len(each.levels) + 1) for each in COMPARED]


def _count(counts: Counts, pair: Pair) -> None:
    chance = 1.0 / (1.0 + 2.0 ** -max(min(pair.bits, 60.0), -60.0))
    for row, place in zip(counts, pair.places, strict=True):
        if place >= 0:
            row[place] += chance


def _learnt_from(counts: Counts, known: Mapping[str, Learnt]) -> dict[str, Learnt]:
    return {each.name: _drawn(known[each.name], row) for each, row in zip(COMPARED, counts, strict=True)}


def _drawn(default: Learnt, counts: list[float]) -> Learnt:
    every = sum(counts) + DRAWN_TO_DEFAULT
    total = sum(default.m)
    m = (
        (many + DRAWN_TO_DEFAULT * share / total) / every
        for many, share in zip(counts, default.m, strict=True)
    )
    return Learnt(tuple(min(max(each, LEAST), 1 - LEAST) for each in m), default.u)


def _hash(store: Store) -> str:
    """The same for the same records in the same order."""
    digest = hashlib.sha256()
    for side in SIDES:
        found = store.connection.execute(f"SELECT {_HASHED} FROM {side} ORDER BY nth")
        while rows := found.fetchmany(10_000):
            digest.update("\x1e".join("\x1f".join(map(str, row)) for row in rows).encode())
    return digest.hexdigest()


def refuse_untrained(release: Release) -> None:
    """Unfit when a level was neither learnt nor taken over; named, so that better data can be found."""
    untrained = [
        f"{compared.name}: {level}"
        for compared in COMPARED
        for level, m, u in zip(
            compared.level_names,
            release.default[compared.name].m,
            release.default[compared.name].u,
            strict=True,
        )
        if not (0 < m < 1 and 0 < u < 1)
    ]
    if untrained:
        raise Unfit(
            f"These levels were never met in the data, so nothing was learnt of them: {', '.join(untrained)}."
        )
