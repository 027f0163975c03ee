"""Several people in the same boxes at the same moment: no acknowledged word is lost."""

import random
import threading
import time

import pytest
import tests.world
from django.conf import settings
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from teamaround.accounts import door
from teamaround.accounts.door import acting, work
from teamaround.assessments import queries, services
from teamaround.assessments.models import Assessment
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed
from teamaround.assessments.tests.world import NOW, team
from teamaround.kernel import clock
from teamaround.kernel.looks import collecting

BOXES = (Box("child_says"), Box("child_said_how"))
EDITS = 12


class Writer(threading.Thread):
    """Somebody who adds one word at a time, and joins both texts when they meet another's."""

    def __init__(self, viewer, ref, name):
        super().__init__()
        self.viewer, self.ref, self.name_ = viewer, ref, name
        self.before = {box: "" for box in BOXES}
        self.marks = {box: mark_of(0, "") for box in BOXES}
        self.words, self.clashes, self.failed = [], 0, None

    def run(self):
        try:
            for number in range(EDITS):
                self.add(random.choice(BOXES), f"{self.name_}{number}")
        except BaseException as failure:
            self.failed = failure
        finally:
            connections.close_all()

    def add(self, box, word):
        text = f"{self.before[box]} {word}".strip()
        while True:
            saved = self.save(box, text)
            if saved.is_whole:
                break
            self.clashes += 1
            clash = saved.clashes[0]
            missing = [one for one in clash.theirs.split() if one not in text.split()]
            text = " ".join([*text.split(), *missing])
            self.marks[box] = clash.mark
        self.before[box], self.marks[box] = text, saved.marks[box]
        self.words.append((box, word))

    def save(self, box, text):
        return work(
            lambda: services.save_section(
                ref=self.ref, section_key="own_words", typed={box: Typed(text, self.marks[box])},
                by=self.viewer, now=NOW,
            ),
            viewer=lambda: self.viewer, now=NOW, act="page.shown",
        )  # fmt: skip


@pytest.mark.slow
def test_no_acknowledged_word_is_lost(own_database, django_db_blocker):
    with django_db_blocker.unblock():
        world, begun = begun_by_asha()
        writers = [
            Writer(viewer, begun.ref, name)
            for viewer, name in ((world.asha, "a"), (world.ben, "b"), (world.asha, "c"))
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(timeout=120)
        assert [writer.failed for writer in writers] == [None, None, None]
        kept = {box: text.split() for box, text in texts(world, begun).items()}
        assert all(word in kept[box] for writer in writers for box, word in writer.words)
        assert sum(len(writer.words) for writer in writers) == 3 * EDITS


def texts(world, begun):
    with acting(world.asha):
        return {box: row.text for box, row in queries.sheet(begun).items()}


class Page(threading.Thread):
    """A page that saves by itself, once."""

    def __init__(self, account, path, typed):
        super().__init__()
        self.account, self.path, self.typed, self.answer = account, path, typed, None

    def run(self):
        try:
            client = Client(raise_request_exception=False)
            client.force_login(self.account, settings.AUTHENTICATION_BACKENDS[0])
            self.answer = client.post(self.path, self.typed, headers={"X-Autosave": "1"})
        finally:
            connections.close_all()


def begun_by_asha():
    with transaction.atomic(), collecting():
        world = team(tests.world.make(NOW))
        with acting(world.asha):
            return world, services.begin(child_id=world.child_id, by=world.asha, now=NOW)


def test_two_pages_that_save_at_the_same_moment_are_both_kept(own_database, django_db_blocker, monkeypatch):
    """Neither is sent away: the second waits for the first. In the same box, both texts are shown."""
    monkeypatch.setattr(door, "TRIES", 1)
    with django_db_blocker.unblock(), clock.fixed(NOW):
        world, begun = begun_by_asha()
        path = reverse("assessments:write_section", args=[begun.ref, "own_words"])
        start = {f"mark-{box}": mark_of(0, "") for box in map(str, BOXES)}
        asha, ben = world.account["senco"], world.account["teacher"]
        apart = [
            Page(asha, path, {str(BOXES[0]): "hers"} | start), Page(ben, path, {str(BOXES[1]): "his"} | start),
        ]  # fmt: skip
        at_once(world, begun, apart)
        assert [page.answer.status_code for page in apart] == [200, 200]
        assert texts(world, begun) == {BOXES[0]: "hers", BOXES[1]: "his"}
        marks = {f"mark-{BOXES[0]}": apart[0].answer.json()["renew"][f"mark-{BOXES[0]}"]}
        same = [Page(who, path, {str(BOXES[0]): text} | marks) for who, text in ((asha, "A"), (ben, "B"))]
        at_once(world, begun, same)
        kept = texts(world, begun)[BOXES[0]]
        assert sorted(page.answer.status_code for page in same) == [200, 409] and kept in ("A", "B")
        second = next(page for page in same if page.answer.status_code == 409)
        assert second.answer.json()["clashes"] == [str(BOXES[0])]
        with acting(world.asha):
            assert {row.text for row in queries.earlier(begun)} <= {"hers"}


def at_once(world, begun, pages):
    """Start them while somebody else holds the assessment, so that they meet; then let go."""
    with acting(world.asha):
        Assessment.objects.select_for_update().get(pk=begun.pk)
        for page in pages:
            page.start()
        until = time.monotonic() + 20
        while waiting() < len(pages) and time.monotonic() < until:
            time.sleep(0.02)
        assert waiting() == len(pages)
    for page in pages:
        page.join(timeout=30)


def waiting():
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]
