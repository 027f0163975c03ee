"""The forms that come with the program, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from teamaround.assessments.rules.definition import Form
from teamaround.assessments.rules.reading import FaultyForm, read_form

COMMON = "common_assessment"

COMMON = "common_assessment"


@cache
def forms() -> tuple[Form, ...]:
    """Every form in the folder `forms_as_data`."""
    folder = files("teamaround.assessments") / "forms_as_data"
    found = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
    )
    return tuple(read_form(entry.read_text("utf-8")) for entry in found)


@cache
def form(key: str, version: str) -> Form:
    """The very version that an assessment was begun with."""
    for found in forms():
        if (found.key, found.version) == (key, version):
            return found
    raise FaultyForm([f"The form {key!r} has no version {version!r} here."])
