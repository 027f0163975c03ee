"""Putting an entry into another language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import NotVisible

from ..models import Translation
from ..rules import translating
from .changing import give_nothing_away, held, may_send
from .looking_up import weigh


@transaction.atomic
def translate(
    *,
    service_id: UUID,
    language: str,
    words: Mapping[str, str],
    translated_by: str,
    by: Viewer,
    now: datetime,
) -> Translation:
    """Keep an entry's words in a language, with who translated them; what stood there before is in the audit."""
    service = held(service_id)
    if not may_send(by, service):
        raise NotVisible
    kept = {name: words[name].strip() for name in translating.FIELDS if words.get(name, "").strip()}
    translating.check_translation(language, kept, translated_by)
    give_nothing_away(service, kept)
    before = Translation.objects.filter(service=service, language=language).first()
    found, _ = Translation.objects.update_or_create(
        service=service, language=language,
        defaults={"words": kept, "translated_by": translated_by.strip(), "translated_at": now},
    )  # fmt: skip
    weigh([service.pk])
    record(
        "directory.translated", by=by, at=now, about=str(service_id),
        said=f"{service.name}: {translating.ENGLISH_NAMES[language]}",
        detail={"was": before.words if before is not None else {}},
    )  # fmt: skip
    return found
