"""How fast the directory answers anybody, and whether a search finds the service that was meant."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from .times import spread

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ADDRESSES = 250  # that visitors come from, so that none of them asks too often
PEOPLE = 8
SHORTEST = 5  # letters of a word that a slip is made in


class Visitors:
    """People without an account, each call from another address of this machine."""

    def __init__(self, port: int) -> None:
        self.port, self.turn = port, 0

    def get(self, path: str) -> tuple[int, bytes]:
        """Open a page."""
        self.turn += 1
        link = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(f"127.0.1.{1 + self.turn % ADDRESSES}", 0)
        )
        try:
            link.request("GET", path)
            answer = link.getresponse()
            return answer.status, answer.read()
        finally:
            link.close()


def searches(port: int, wanted: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Searches with words and a place, one after the other."""
    visitors, seconds, failed = Visitors(port), [], 0
    for one in wanted:
        started = time.perf_counter()
        status, _ = visitors.get(f"/directory/?{urlencode(one)}")
        seconds.append(time.perf_counter() - started)
        failed += status != 200
    return {**spread(seconds), "failed": failed}


def pages(port: int, paths: Sequence[str], *, seconds: float) -> dict[str, Any]:
    """Pages of services for some seconds, as many as come, from several people at once."""
    until, counted = time.perf_counter() + seconds, [0] * PEOPLE
    failed = [0] * PEOPLE

    def visit(number: int) -> None:
        visitors, dice = Visitors(port), random.Random(number)  # noqa: S311
        visitors.turn = number * ADDRESSES // PEOPLE
        while time.perf_counter() < until:
            status, _ = visitors.get(dice.choice(paths))
            counted[number] += 1
            failed[number] += status != 200

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"per_second": round(sum(counted) / seconds, 1), "failed": sum(failed)}


def export(port: int, *, watched: int) -> dict[str, Any]:
    """Everything as a stream: lines, seconds, and how much the site's processes grew, in megabytes."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    before, started, lines, most = memory_of(watched), time.perf_counter(), 0, 0
    link.request("GET", "/open-referral/v3/services?format=ndjson&full=true")
    answer = link.getresponse()
    for line in answer:
        lines += 1
        if lines % 2_000 == 1:
            json.loads(line)
            most = max(most, memory_of(watched))
    seconds = time.perf_counter() - started
    link.close()
    return {"lines": lines, "seconds": round(seconds, 1), "grown_mb": round((most - before) / 1e6, 1)}


def memory_of(process: int) -> int:
    """Bytes that a process and its children hold for themselves."""
    found = sum(memory_of(child) for child in _children_of(process))
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return found
    own = [
        line.split()[1] for line in told.splitlines() if line.startswith(("Private_Clean", "Private_Dirty"))
    ]
    return found + 1024 * sum(map(int, own))


def _children_of(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            yield from map(int, task.read_text().split())
        except OSError:
            continue


def known_items(named: Sequence[tuple[str, str]], find: Callable[[str], list[str]]) -> dict[str, Any]:
    """How often the service itself comes first for its name, and for its name with one slip of the keyboard."""
    dice = random.Random(5)  # noqa: S311
    right = [find(name)[:1] == [key] for key, name in named]
    slipped = [(key, find(slip(name, dice))) for key, name in named]
    return {
        "n": len(named),
        "name_first": round(sum(right) / len(named), 4),
        "slip_first": round(sum(found[:1] == [key] for key, found in slipped) / len(named), 4),
        "slip_nothing": round(sum(not found for _, found in slipped) / len(named), 4),
    }


def slip(text: str, dice: random.Random) -> str:
    """The same words with one letter left out, doubled, changed, or swapped with the next, in one longer word."""
    words = text.split()
    long_ones = [number for number, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    if not long_ones:
        return text
    which = dice.choice(long_ones)
    word, at = words[which], dice.randrange(1, len(words[which]) - 1)
    words[which] = dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + dice.choice(LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)
