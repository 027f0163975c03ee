"""Several people in the same boxes at the same moment: no acknowledged word is lost."""

import random
import threading

import pytest
import tests.world
from django.db import connections, transaction

from teamaround.accounts.door import acting, work
from teamaround.assessments import queries, services
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed
from teamaround.assessments.tests.world import NOW, team
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
            viewer=lambda: self.viewer, now=NOW, act="page.shown", serializable=True,
        )  # fmt: skip


@pytest.mark.slow
def test_no_acknowledged_word_is_lost(own_database, django_db_blocker):
    with django_db_blocker.unblock():
        with transaction.atomic(), collecting():
            world = team(tests.world.make(NOW))
            with acting(world.asha):
                begun = services.begin(child_id=world.child_id, by=world.asha, now=NOW)
        writers = [
            Writer(viewer, begun.ref, name)
            for viewer, name in ((world.asha, "a"), (world.ben, "b"), (world.asha, "c"))
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(timeout=120)
        assert [writer.failed for writer in writers] == [None, None, None]
        with acting(world.asha):
            kept = {box: row.text.split() for box, row in queries.sheet(begun).items()}
        assert all(word in kept[box] for writer in writers for box, word in writer.words)
        assert sum(len(writer.words) for writer in writers) == 3 * EDITS
