"""What the site does once a day by itself. A package that has something to do puts its round in this list."""

from __future__ import annotations

from teamaround.directory import jobs as directory
from teamaround.improvement import jobs as improvement
from teamaround.rounds.rules import Round

ROUNDS: tuple[Round, ...] = (directory.REMINDERS, improvement.OWNERS_ASKED)
