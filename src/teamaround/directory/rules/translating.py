"""An entry in another language: which words are translated, by whom, and whether the entry has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from teamaround.kernel import ages, clock
from teamaround.kernel.refusal import Refusal
from teamaround.kernel.tongue import say

LANGUAGES = {
    "cy": "Cymraeg", "pl": "Polski", "uk": "Українська", "ro": "Română", "ar": "العربية", "ur": "اردو",
    "bn": "বাংলা", "pa": "ਪੰਜਾਬੀ", "so": "Soomaali", "pt": "Português",
}  # fmt: skip
ENGLISH_NAMES = {
    "cy": "Welsh", "pl": "Polish", "uk": "Ukrainian", "ro": "Romanian", "ar": "Arabic", "ur": "Urdu",
    "bn": "Bengali", "pa": "Punjabi", "so": "Somali", "pt": "Portuguese",
}  # fmt: skip
FROM_THE_RIGHT = frozenset({"ar", "ur"})
FIELDS = {
    "name": "name", "description": "description", "eligibility_description": "for_whom",
    "application_process": "how", "fees_description": "cost", "wait_time": "wait", "alert": "alert",
}  # fmt: skip
"""The fields of an entry that are translated, with the names under which its page shows them."""


@dataclass(frozen=True)
class Translated:
    """Words in a language, and who put them into it when."""

    language: str
    words: Mapping[str, str]
    by: str
    at: datetime


def check_translation(language: str, words: Mapping[str, str], by: str) -> None:
    """Refuse a translation that nobody answers for, or that leaves out what the service is."""
    if language not in LANGUAGES:
        raise Refusal("language", "Choose a language from the list.", field="language")
    for field in ("name", "description"):
        if not words.get(field, "").strip():
            raise Refusal(field, "Translate at least the name and what it is.", field=field)
    if not by.strip():
        raise Refusal(
            "by", "Say who translated it: a person or an office, not a machine alone.", field="translated_by"
        )


def shown_in(told: Mapping[str, object], translated: Translated) -> dict[str, object]:
    """What a page shows, in the other language where that was translated; `lang` says of which words that is so."""
    words = {FIELDS[name]: text for name, text in translated.words.items() if name in FIELDS and text}
    marks = told["lang"]
    assert isinstance(marks, dict)
    return {**told, **words, "lang": marks | dict.fromkeys(words, translated.language)}


def said_of(translated: Translated, *, modified_at: datetime) -> str:
    """Who translated it when, and that the entry has changed since."""
    told = say(
        "Put into {language} by {whom} on {day}.", language=say(ENGLISH_NAMES[translated.language]),
        whom=translated.by, day=ages.in_words(clock.day_of(translated.at)),
    )  # fmt: skip
    return f"{told} {say('The English page has changed since.')}" if modified_at > translated.at else told
