"""From the Parameters of a $match to a person as written.

What cannot be used (an unknown kind of number, half a date) is passed over and said in the answer;
what is wrong (a date that is none, no Patient at all) is refused with the place where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from teamaround.kernel.refusal import Refusal

from ..rules import AddressAsWritten, NameAsWritten, NameKind, NumberAsWritten, PersonAsWritten

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
UPN = "urn:teamaround:upn"
AGENCY = "urn:teamaround:agency:"
"""Followed by an agency's code: that agency's own number for the child."""

NAME_KINDS = {
    "nickname": NameKind.KNOWN_AS, "old": NameKind.FORMER, "maiden": NameKind.FORMER,
    "temp": NameKind.PLACEHOLDER, "anonymous": NameKind.PLACEHOLDER,
}  # fmt: skip
SEXES = {"female": "female", "male": "male"}
MOST, MOST_OF_ONE, LONGEST = 20, 10, 200
WHOLE_DAY, PART_OF_DAY = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}(-\d{2})?")


@dataclass(frozen=True)
class Asked:
    """What a $match asks for: the person, how many answers at most, and whether only a certain one."""

    person: PersonAsWritten
    only_certain: bool = False
    most: int = MOST
    passed_over: tuple[str, ...] = ()


@dataclass
class _Reader:
    """A Patient that is being read, and what of it could not be used."""

    patient: dict[str, Any]
    passed_over: list[str] = field(default_factory=list)

    def each(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The items of a repeating element, each with its place."""
        rows = self.patient.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _wrong(f"Patient.{name}", "must be a list of objects")
        if len(rows) > MOST_OF_ONE:
            raise _wrong(f"Patient.{name}", f"may have at most {MOST_OF_ONE} items")
        for number, row in enumerate(rows):
            yield f"Patient.{name}[{number}]", row

    def skip(self, place: str, why: str) -> None:
        self.passed_over.append(f"{place} was passed over: {why}.")


def asked(body: Any) -> Asked:
    """What was asked; Refusal with the FHIRPath of whatever is wrong."""
    if not isinstance(body, dict) or body.get("resourceType") not in ("Parameters", "Patient"):
        raise _wrong("Parameters", "send a Parameters resource with a Patient in its parameter “resource”")
    given = {"resource": body} if body["resourceType"] == "Patient" else _parameters(body)
    patient = given.get("resource")
    if not isinstance(patient, dict) or patient.get("resourceType") != "Patient":
        raise _wrong("Parameters.parameter", "the parameter “resource” must hold a Patient")
    reader = _Reader(patient)
    person = PersonAsWritten(
        names=tuple(_names(reader)), born_on=_born_on(reader), sex=_sex(reader),
        addresses=tuple(_addresses(reader)), numbers=tuple(_numbers(reader)),
        telephones=tuple(_telecom(reader, "phone")), emails=tuple(_telecom(reader, "email")),
    )  # fmt: skip
    if not (person.names or person.numbers or (person.born_on and person.addresses)):
        raise Refusal(
            "too-little",
            "Say more of the child: a name, a number, or a date of birth with a postcode. "
            + " ".join(reader.passed_over),
            field="Patient",
        )
    return Asked(person, _only_certain(given), _most(given), tuple(reader.passed_over))


def _parameters(body: dict[str, Any]) -> dict[str, Any]:
    """The values of the parameters that $match has, by name; others are not ours to judge."""
    rows = body.get("parameter")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong("Parameters.parameter", "must be a list of objects")
    values = ("resource", "valueBoolean", "valueInteger")
    return {str(row.get("name")): next((row[kind] for kind in values if kind in row), None) for row in rows}


def _only_certain(given: dict[str, Any]) -> bool:
    value = given.get("onlyCertainMatches", False)
    if not isinstance(value, bool):
        raise _wrong("Parameters.parameter", "“onlyCertainMatches” must be true or false")
    return value


def _most(given: dict[str, Any]) -> int:
    value = given.get("count", MOST)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise _wrong("Parameters.parameter", "“count” must be a whole number from 1")
    return min(value, MOST)


def _names(reader: _Reader) -> Iterator[NameAsWritten]:
    for place, row in reader.each("name"):
        name = NameAsWritten(
            given=" ".join(_texts(row, "given", place)),
            family=_text(row.get("family", ""), f"{place}.family"),
            kind=NAME_KINDS.get(_text(row.get("use", ""), f"{place}.use"), NameKind.LEGAL),
        )
        if name.given or name.family:
            yield name
        else:
            reader.skip(place, "it has neither given nor family")


def _texts(row: dict[str, Any], element: str, place: str) -> list[str]:
    said = row.get(element, [])
    if not isinstance(said, list):
        raise _wrong(f"{place}.{element}", "must be a list of texts")
    return [_text(each, f"{place}.{element}") for each in said]


def _born_on(reader: _Reader) -> date | None:
    written = _text(reader.patient.get("birthDate", ""), "Patient.birthDate")
    if not written:
        return None
    if PART_OF_DAY.fullmatch(written):
        reader.skip("Patient.birthDate", "it is not a whole day")
        return None
    try:
        return date.fromisoformat(written if WHOLE_DAY.fullmatch(written) else "")
    except ValueError:
        raise _wrong("Patient.birthDate", "must be a day such as 2017-03-27") from None


def _sex(reader: _Reader) -> str:
    """The administrative gender where it is a sex; other and unknown say nothing about one."""
    return SEXES.get(_text(reader.patient.get("gender", ""), "Patient.gender"), "")


def _addresses(reader: _Reader) -> Iterator[AddressAsWritten]:
    """The present places first, as matching wants them."""
    rows = sorted(reader.each("address"), key=lambda each: each[1].get("use") == "old")
    for place, row in rows:
        address = AddressAsWritten(
            lines="\n".join(_texts(row, "line", place)),
            postcode=_text(row.get("postalCode", ""), f"{place}.postalCode"),
        )
        if address.lines or address.postcode:
            yield address
        else:
            reader.skip(place, "it has neither line nor postalCode")


def _numbers(reader: _Reader) -> Iterator[NumberAsWritten]:
    for place, row in reader.each("identifier"):
        system = _text(row.get("system", ""), f"{place}.system")
        value = _text(row.get("value", ""), f"{place}.value")
        if not value:
            reader.skip(place, "it has no value")
        elif system == NHS_NUMBER:
            yield NumberAsWritten(kind="nhs_number", value=value)
        elif system == UPN:
            yield NumberAsWritten(kind="upn", value=value)
        elif system.startswith(AGENCY):
            yield NumberAsWritten(kind="agency", value=value, issuer=system.removeprefix(AGENCY))
        else:
            reader.skip(place, "numbers of this system are not kept here")


def _telecom(reader: _Reader, system: str) -> Iterator[str]:
    for place, row in reader.each("telecom"):
        if row.get("system") == system and (value := _text(row.get("value", ""), f"{place}.value")):
            yield value


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise _wrong(place, "must be a text")
    if len(value) > LONGEST:
        raise _wrong(place, f"may have at most {LONGEST} letters")
    return "".join(letter for letter in value if letter.isprintable()).strip()


def _wrong(place: str, sentence: str) -> Refusal:
    return Refusal("not-as-described", f"{place}: {sentence}.", field=place)
