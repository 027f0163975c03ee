"""Through one list: its pages, whether they count right, and some of its entries asked for alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from uuid import UUID

from ..rules.conformance.entries import entry_faults, link_faults
from ..rules.conformance.findings import Fault, Weight
from ..rules.conformance.pages import list_faults, page_faults, pages_to_read
from .asking import Asker
from .lists import NOT_OFFERED, List_

FEW, PER_PAGE = 5, 50
NOBODY = str(UUID(int=0xA5A5))  # an identifier that no feed has
SAME = ("name", "status", "organization_id", "last_modified")  # told by the list as by the entry itself


@dataclass
class Walked:
    """A list as it was read: how many it says it has, what its pages held, and some of its entries whole."""

    of: List_
    total: int = 0
    listed: list[Mapping[str, Any]] = field(default_factory=list)
    whole: list[Mapping[str, Any]] = field(default_factory=list)
    is_complete: bool = False


def walk(asker: Asker, of: List_, *, most_pages: int, most_entries: int) -> Walked | None:
    """Read a list; None where it is not offered, or nothing can be said of it."""
    if not of.is_required and _not_offered(asker, of):
        return None
    first = asker.json(of.weight, of.path, page=1, per_page=FEW)
    if first is None or not _is_good(asker, of, first, asked=1, per_page=FEW):
        return None
    walked = Walked(of, total=first["total_items"])
    _turn_pages(asker, walked, most_pages)
    _alone(asker, walked, most_entries)
    return walked


def _not_offered(asker: Asker, of: List_) -> bool:
    answer, shown = asker.answer(of.path)
    if answer.status in NOT_OFFERED:
        asker.add(
            of.weight, shown, "the list", "is not offered", "It may be left out. Offer it when you can.", note=True
        )  # fmt: skip
        return True
    return False


def _is_good(asker: Asker, of: List_, told: Any, *, asked: int, per_page: int) -> bool:
    faults = list(page_faults(told, asked=asked, per_page=per_page))
    asker.outcome.add(of.weight, f"{of.path}?page={asked}&per_page={per_page}", faults)
    return isinstance(told, Mapping) and isinstance(told.get("contents"), list) and "total_items" in told


def _turn_pages(asker: Asker, walked: Walked, most: int) -> None:
    """Every page, or of a long list the first ones, the middle and the last."""
    pages = max(1, -(-walked.total // PER_PAGE))
    for number in pages_to_read(pages, most=most):
        told = asker.json(walked.of.weight, walked.of.path, page=number, per_page=PER_PAGE)
        if told is None or not _is_good(asker, walked.of, told, asked=number, per_page=PER_PAGE):
            return
        walked.listed += [each for each in told["contents"] if isinstance(each, Mapping)]
        _judge_entries(asker, walked.of, told["contents"], f"page={number}&per_page={PER_PAGE}")
    walked.is_complete = pages <= most
    ids = [each.get("id") for each in walked.listed]
    faults = list_faults(ids, total_items=walked.total, is_whole=walked.is_complete)
    asker.outcome.add(walked.of.weight, walked.of.path, faults)


def _judge_entries(asker: Asker, of: List_, entries: list[Any], query: str) -> None:
    for number, each in enumerate(entries):
        at = f"contents[{number}]"
        asker.outcome.add(of.weight, f"{of.path}?{query}", entry_faults(of.shape, each, at))
        if isinstance(each, Mapping):
            asker.outcome.add(of.weight, f"{of.path}?{query}", link_faults(each, at))


def _alone(asker: Asker, walked: Walked, most: int) -> None:
    """Some entries from the whole length of the list, each by its own address; and one that nobody has."""
    step = max(1, len(walked.listed) // most)
    for listed in walked.listed[::step][:most]:
        if not isinstance(listed.get("id"), str):
            continue
        path = f"{walked.of.path}/{quote(listed['id'], safe='')}"
        told = asker.json(walked.of.weight, path)
        if isinstance(told, Mapping):
            walked.whole.append(told)
        if told is not None:
            asker.outcome.add(walked.of.weight, path, _alone_faults(walked.of, listed, told))
    if walked.total > 1:
        _nobody(asker, walked.of)


def _alone_faults(of: List_, listed: Mapping[str, Any], told: Any) -> Iterator[Fault]:
    yield from entry_faults(of.shape, told)
    if not isinstance(told, Mapping):
        return
    yield from link_faults(told)
    if told.get("id") != listed["id"]:
        yield Fault("id", "is not the one that was asked for", "Answer with the entry of that identifier.")
        return
    for name in SAME:
        if name in listed and name in told and listed[name] != told[name]:
            yield Fault(
                name, "is not what the list says", "Tell the same in the list and of the entry alone."
            )


def _nobody(asker: Asker, of: List_) -> None:
    answer, shown = asker.answer(f"{of.path}/{NOBODY}")
    if answer.status != 404:
        asker.add(
            Weight.WARNING, shown, "the answer",
            f"has status {answer.status} for an identifier that nobody has", "Answer with status 404.",
        )  # fmt: skip
