"""Words and codes that agencies write for the same few things, and what they stand for here."""

from __future__ import annotations

from typing import TypeVar

from teamaround.people.rules import ETHNICITIES, RelationshipType, Sex

from .headings import key

_Meaning = TypeVar("_Meaning")


def _all(words: str, meaning: _Meaning) -> dict[str, _Meaning]:
    return dict.fromkeys(words.split(), meaning)


SEXES = {
    **_all("f female girl woman fem 2", Sex.FEMALE),
    **_all("m male boy man 1", Sex.MALE),
    **_all("u unknown notknown notspecified i indeterminate undetermined unsure 0 9 x nk na", Sex.NOT_KNOWN),
}
GENDERS = {**_all("f girl 2", "female"), **_all("m boy 1", "male")}
NO_GENDER = frozenset(("u", "unknown", "notknown", "notspecified", "0", "9", "nk", "na"))

RELATIONSHIPS = {
    **_all("mother mum mam mom mummy birthmother m", RelationshipType.MOTHER),
    **_all("father dad daddy birthfather f", RelationshipType.FATHER),
    **_all("stepparent stepmother stepfather stepmum stepdad", RelationshipType.STEP_PARENT),
    **_all("grandmother gran nan nana granny grandma", RelationshipType.GRANDMOTHER),
    **_all("maternalgrandmother paternalgrandmother", RelationshipType.GRANDMOTHER),
    **_all("grandfather grandad granddad grandpa", RelationshipType.GRANDFATHER),
    **_all("maternalgrandfather paternalgrandfather", RelationshipType.GRANDFATHER),
    **_all("aunt auntie aunty", RelationshipType.AUNT),
    **_all("uncle", RelationshipType.UNCLE),
    **_all("sibling brother sister", RelationshipType.SIBLING),
    **_all("foster fostercarer fosterparent fostermother fosterfather", RelationshipType.FOSTER_CARER),
    **_all("adopter adoptiveparent adoptivemother adoptivefather", RelationshipType.ADOPTIVE_PARENT),
    **_all("specialguardian sgo sgocarer", RelationshipType.SPECIAL_GUARDIAN),
    **_all(
        "partnerofparent parentspartner motherspartner fatherspartner", RelationshipType.PARTNER_OF_PARENT
    ),
    **_all("mumspartner dadspartner", RelationshipType.PARTNER_OF_PARENT),
    **_all("other othercarer carer guardian legalguardian parent familyfriend", RelationshipType.OTHER_CARER),
}

_ETHNICITIES = {key(text): code for code, words in ETHNICITIES.items() for text in (code, words)}

CONSENT = "consent"
SIGNIFICANT_HARM = "significant_harm"
BASES = {
    **_all("consent consented agreement agreed consentgiven withconsent explicitconsent", CONSENT),
    **_all("significantharm harm riskofharm riskofsignificantharm safeguarding", SIGNIFICANT_HARM),
}


def sex(text: str) -> Sex | None:
    """The sex that a word or code stands for, None when it stands for none."""
    return SEXES.get(key(text))


def gender(text: str) -> str:
    """The gender as written, a bare code in words, nothing when it says that it is not known."""
    bare = key(text)
    return "" if bare in NO_GENDER else GENDERS.get(bare, text.lower() if text.isupper() else text)


def relationship(text: str) -> RelationshipType | None:
    """The relationship that a word stands for, None when it stands for none."""
    return RELATIONSHIPS.get(key(text))


def ethnicity(text: str) -> str:
    """The code of an ethnicity given as code or in words, nothing when it is neither."""
    return _ETHNICITIES.get(key(text), "")


def basis(text: str) -> str:
    """The basis for recording a sensitive service (R9), nothing when the word stands for none."""
    return BASES.get(key(text), "")
