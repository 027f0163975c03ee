"""The forms that come with the program, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from teamaround.assessments.rules.definition import Form
from teamaround.assessments.rules.reading import FaultyForm, read_form

COMMON = "common_assessment"


@cache
def forms() -> tuple[Form, ...]:
    """Every form in the folder `forms_as_data`."""
    return tuple(read_form(text) for text in _texts())


def _texts() -> list[str]:
    folder = files("teamaround.assessments") / "forms_as_data"
    found = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
    )
    return [entry.read_text("utf-8") for entry in found]


@cache
def form(key: str, version: str) -> Form:
    """The very version that an assessment was begun with."""
    for found in forms():
        if (found.key, found.version) == (key, version):
            return found
    raise FaultyForm([f"The form {key!r} has no version {version!r} here."])


def has(key: str, version: str) -> bool:
    """Whether this version comes with the program."""
    return any((found.key, found.version) == (key, version) for found in forms())


@cache
def data() -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """The forms as they are written down, by key and version."""
    written = (tomllib.loads(text) for text in _texts())
    return {(one["key"], one["version"]): one for one in written}
