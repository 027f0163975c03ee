"""The state tables of the rules, written as one page for people: docs/reference/states.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from teamaround.assessments.rules import contributing
from teamaround.assessments.rules import states as assessing
from teamaround.committees.rules import papers
from teamaround.directory.rules import joining
from teamaround.directory.rules.feeds import progress as taking
from teamaround.directory.rules.feeds import standing as telling
from teamaround.episodes.rules import leading, meetings, stages, worries
from teamaround.episodes.rules import states as planning
from teamaround.improvement.rules import months as improving_months
from teamaround.improvement.rules import planning as improving
from teamaround.requests.rules import states as requesting

DOCUMENT = "docs/reference/states.md"
TABLES: tuple[tuple[str, str, Mapping[Any, Mapping[Any, Any]], Mapping[Any, str]], ...] = (
    ("A common assessment", "assessments/rules/states.py", assessing.NEXT, assessing.WORDS),
    ("An agency's part in it", "assessments/rules/contributing.py", contributing.NEXT, contributing.WORDS),
    ("Where we are, from agreeing to finishing", "episodes/rules/stages.py", stages.NEXT, stages.WORDS),
    ("An episode, with its plan", "episodes/rules/states.py", planning.NEXT, planning.WORDS),
    ("Naming a lead practitioner", "episodes/rules/leading.py", leading.NEXT, leading.WORDS),
    ("A meeting of the team", "episodes/rules/meetings.py", meetings.NEXT, meetings.WORDS),
    ("A service that is asked to help", "requests/rules/states.py", requesting.NEXT, requesting.WORDS),
    ("A worry", "episodes/rules/worries.py", worries.NEXT, worries.WORDS),
    ("An action plan", "improvement/rules/planning.py", improving.NEXT, improving.STAGE_WORDS),
    ("An amendment of it", "improvement/rules/planning.py", improving.ANSWERS, improving.ANSWER_WORDS),
    (
        "An action of it",
        "improvement/rules/months.py",
        improving_months.NEXT,
        improving_months.PROGRESS_WORDS,
    ),
    ("A paper for a meeting", "committees/rules/papers.py", papers.NEXT, papers.STAGE_WORDS),
    (
        "An organisation that wants to be in the directory",
        "directory/rules/joining.py",
        joining.NEXT,
        joining.WORDS,
    ),
    ("Taking in another's list", "directory/rules/feeds/progress.py", taking.NEXT, taking.WORDS),
    ("What another's list tells", "directory/rules/feeds/standing.py", telling.NEXT, telling.WORDS),
)


def document() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# States"
    yield ""
    yield "Made from the tables in the rules; a test holds it to them. Each move needs more than"
    yield "a state (a duty, the family's agreement, a reason): the rules beside the table say what."
    for title, source, following, words in TABLES:
        yield from _table(title, source, following, words)


def _table(
    title: str, source: str, following: Mapping[Any, Mapping[Any, Any]], words: Mapping[Any, str]
) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"From `{source}`.", "")
    yield from ("| Stands at | In the interface | Can move to |", "|---|---|---|")
    for state, moves in following.items():
        yield f"| `{state.value}` | {words[state]} | {_moves(moves)} |"
    yield from _diagram(following, words)


def _diagram(following: Mapping[Any, Mapping[Any, Any]], words: Mapping[Any, str]) -> Iterator[str]:
    """The same as a picture, for readers that draw Mermaid."""
    yield from ("", "```mermaid", "stateDiagram-v2")
    for state in following:
        yield f'    state "{words[state]}" as {state.value}'
    yield f"    [*] --> {next(iter(following)).value}"
    for state, moves in following.items():
        for move, after in moves.items():
            yield f"    {state.value} --> {after.value}: {move.value.replace('_', ' ')}"
    yield "```"


def _moves(moves: Mapping[StrEnum, StrEnum]) -> str:
    said = (f"`{after.value}` by *{move.value.replace('_', ' ')}*" for move, after in moves.items())
    return ", ".join(said) or "nothing: it ends here"
