"""What an earlier assessment in another form already says, offered box by box and never taken silently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .definition import Box, Form, Kind, Question, Section, SectionKind

WORDS = frozenset({Kind.TEXT, Kind.LONG})  # what was chosen from a list is asked anew


def offered(form: Form, section: Section, earlier: Form, texts: Mapping[Box, str]) -> dict[Box, str]:
    """For each box of a section the words that an earlier form holds about the same common element.

    Where both ask with the same question about an element, that answer; where only one of them
    asks with several questions, all of its words go to the one box, or to the first of several.
    """
    found: dict[Box, str] = {}
    for part in section.parts:
        if not part.element:
            continue
        said = _said_about(part.element, earlier, texts)
        for box, words in _placed(form, section, part, said):
            if words:
                found[box] = words
    return found


def _said_about(element: str, earlier: Form, texts: Mapping[Box, str]) -> dict[str, tuple[str, str]]:
    """What the earlier form says about an element: key of the question to its heading and the words."""
    said: dict[str, tuple[str, str]] = {}
    for section in earlier.sections:
        for part in (one for one in section.parts if one.element == element):
            for box, question in _boxes(earlier, section, part):
                text = texts.get(box, "").strip()
                if question.kind in WORDS and text:
                    key = question.key if section.kind is SectionKind.ELEMENTS else ""
                    said[key] = (
                        question.heading,
                        "\n\n".join(filter(None, [said.get(key, ("", ""))[1], text])),
                    )
    return said


def _placed(
    form: Form, section: Section, part: Question, said: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[Box, str]]:
    boxes = [(box, asked) for box, asked in _boxes(form, section, part) if asked.kind in WORDS]
    own = {asked.key for _, asked in boxes} if section.kind is SectionKind.ELEMENTS else {""}
    for box, asked in boxes:
        key = asked.key if section.kind is SectionKind.ELEMENTS else ""
        if key in said:
            yield box, said[key][1]
    rest = [(heading, words) for key, (heading, words) in said.items() if key not in own]
    taken = {asked.key if section.kind is SectionKind.ELEMENTS else "" for _, asked in boxes} & said.keys()
    if boxes and rest and not taken:
        yield (
            boxes[0][0],
            "\n\n".join(f"{heading}: {words}" if len(rest) > 1 else words for heading, words in rest),
        )


def _boxes(form: Form, section: Section, part: Question) -> Iterator[tuple[Box, Question]]:
    if section.kind is SectionKind.ACTIONS:
        return
    for box, asked in form.boxes_of(section):
        if box.part == part.key:
            yield box, asked
