"""Texts, days and numbers as the API takes them: strictly, so that a slip is refused and not read otherwise."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"


def _written_day(value: Any) -> Any:
    """Only 2017-03-27; never a number of seconds, nor a day with a time."""
    if value is None or (isinstance(value, str) and len(value) == 10 and value.isascii()):
        return value
    raise ValueError("write the day as 2017-03-27")


Day = Annotated[date, BeforeValidator(_written_day)]
Line = Annotated[str, StringConstraints(max_length=200, pattern=PRINTABLE)]
Lines = Annotated[str, StringConstraints(max_length=2_000, pattern=PRINTABLE)]
Years = Annotated[int, Field(strict=True, ge=0, le=25)]
Version = Annotated[int, Field(strict=True, ge=1, le=2_000_000_000)]
Yes = Annotated[bool, Field(strict=True)]


class Given(BaseModel):
    """What a caller sends: a field that we do not know is refused, never passed over."""

    model_config = ConfigDict(extra="forbid")


def _without_defaults(schema: dict[str, Any]) -> None:
    for described in schema["properties"].values():
        described.pop("default", None)


class Shown(BaseModel):
    """What a caller gets. A fact that is hidden from them is absent; one that is not recorded is null.

    A default only marks a field that may be absent: it is never sent.
    """

    model_config = ConfigDict(json_schema_extra=_without_defaults)
