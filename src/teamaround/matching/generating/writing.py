"""Writes an index of invented children, agencies' records of some of them and of others, and the truth.

The land is made in pieces of some thousand children, each from its own seed, so that the same seed gives the
same files however many processes make them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random

from teamaround.matching.generating.agencies import INDEX, pick_agency
from teamaround.matching.generating.children import ADOPTED, TODAY, Child, Land, families, nhs_number
from teamaround.matching.generating.errors import Cells, written
from teamaround.matching.records import COLUMNS

TRUTH_COLUMNS = ("record_id", "child_id", "group", "multiple", "age")
PIECE = 10_000
UNKNOWN, TWINS_MISSED = 0.12, 1.5  # of two twins one is missed more often than a single child
_APART = 10_000_000
_HOMES = 14  # children to a postcode


@dataclass(frozen=True)
class Order:
    """What was asked for; `errors` is the dial: 0 none, 1 usual, 2 twice as many."""

    index: int
    incoming: int
    errors: float = 1.0
    seed: int = 1


@dataclass(frozen=True)
class _Piece:
    order: Order
    number: int
    index: int
    incoming: int
    first_index: int
    first_incoming: int


def generate(order: Order, folder: Path, *, processes: int = 2) -> dict[str, Path]:
    """Write index.csv, incoming.csv and truth.csv; returns where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{name}.csv" for name in ("index", "incoming", "truth")}
    headers = {"index": COLUMNS, "incoming": COLUMNS, "truth": TRUTH_COLUMNS}
    streams = {name: path.open("w", encoding="utf-8", newline="") for name, path in paths.items()}
    try:
        for name, stream in streams.items():
            stream.write(",".join(headers[name]) + "\r\n")
        for texts in _made(list(_pieces(order)), processes):
            for name, text in texts.items():
                streams[name].write(text)
    finally:
        for stream in streams.values():
            stream.close()
    return paths


def _pieces(order: Order) -> Iterator[_Piece]:
    many = max(1, -(-order.index // PIECE))
    index = incoming = 0
    for number in range(many):
        next_index = order.index * (number + 1) // many
        next_incoming = order.incoming * (number + 1) // many
        yield _Piece(order, number, next_index - index, next_incoming - incoming, index, incoming)
        index, incoming = next_index, next_incoming


def _made(pieces: list[_Piece], processes: int) -> Iterator[dict[str, str]]:
    if len(pieces) == 1 or processes == 1:
        yield from map(_piece, pieces)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_piece, pieces, chunksize=1)


def _piece(piece: _Piece) -> dict[str, str]:
    """The lines of one piece of the three files."""
    rng = Random(f"{piece.order.seed}/{piece.number}/{piece.order.index}")
    land = Land(max(60, piece.order.index // _HOMES))
    known, unknown = _population(piece, rng, land)
    rows = {name: io.StringIO() for name in ("index", "incoming", "truth")}
    writers = {name: csv.writer(stream) for name, stream in rows.items()}
    for at, child in enumerate(known):
        record_id = f"I{piece.first_index + at + 1:08d}"
        cells = written(child, INDEX, rng, land=land, dial=piece.order.errors)
        writers["index"].writerow(_line(record_id, cells))
        writers["truth"].writerow(_truth(record_id, child))
    for at, child in enumerate(_met(piece, known, unknown, rng)):
        record_id = f"R{piece.first_incoming + at + 1:08d}"
        agency = pick_agency(rng.random())
        dial = piece.order.errors * (1 + agency.drift * at / max(1, piece.incoming))
        writers["incoming"].writerow(_line(record_id, written(child, agency, rng, land=land, dial=dial)))
        writers["truth"].writerow(_truth(record_id, child))
    return {name: stream.getvalue() for name, stream in rows.items()}


def _population(piece: _Piece, rng: Random, land: Land) -> tuple[list[Child], list[Child]]:
    """Children of the index, and others of the same families and of other families who are not in it."""
    wanted = round(piece.incoming * UNKNOWN)
    share = wanted / max(1, piece.index + wanted)
    known: list[Child] = []
    unknown: list[Child] = []
    for children in families(rng, land, first=piece.number * _APART // 500 + 1):
        for child in children:
            is_absent = rng.random() < share * (TWINS_MISSED if child.is_multiple else 1.0)
            if (is_absent or len(known) >= piece.index) and len(unknown) < wanted:
                unknown.append(child)
            elif len(known) < piece.index:
                known.append(child)
        if len(known) >= piece.index and len(unknown) >= wanted:
            return known, unknown
    return known, unknown


def _met(piece: _Piece, known: list[Child], unknown: list[Child], rng: Random) -> list[Child]:
    """Whom the agencies' records are about, in no order; some were adopted since and are somebody new."""
    wanted = piece.incoming - len(unknown)
    met = rng.sample(known, min(wanted, len(known)))
    met += rng.choices(known, k=wanted - len(met)) if wanted > len(met) and known else []
    met = [_adopted(child, rng) if rng.random() < ADOPTED else child for child in met] + unknown
    rng.shuffle(met)
    return met


def _adopted(child: Child, rng: Random) -> Child:
    """A new identity, which must not lead to the old one: another number, name, home and family."""
    number = child.number + 5 * _APART
    return replace(
        child, number=number, last=child.other_last, nhs=nhs_number(number * 37 + 11), upn="", kin=number,
        postcode=child.previous_postcode, previous_postcode="", address="", phone="", email="",
        first=child.first if rng.random() < 0.6 else child.middle or child.first,
    )  # fmt: skip


def _line(record_id: str, cells: Cells) -> list[str]:
    return [record_id, *(cells[column] for column in COLUMNS[1:])]


def _truth(record_id: str, child: Child) -> list[str]:
    age = (TODAY - child.born_on) // timedelta(days=365)
    return [record_id, f"T{child.number:09d}", child.group, str(int(child.is_multiple)), str(age)]


def as_parquet(paths: dict[str, Path]) -> dict[str, Path]:
    """The same files as Parquet, in the place of the CSV ones; every column is text."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv
    from pyarrow import parquet

    written_to: dict[str, Path] = {}
    for name, path in paths.items():
        columns = TRUTH_COLUMNS if name == "truth" else COLUMNS
        options = arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=True, null_values=[""]
        )
        written_to[name] = path.with_suffix(".parquet")
        parquet.write_table(arrow_csv.read_csv(path, convert_options=options), written_to[name])
        path.unlink()
    return written_to
