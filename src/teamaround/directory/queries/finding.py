"""Entries found by words and by what they must have, in an order that can be told; and somebody's ground."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from teamaround.kernel import postcodes
from teamaround.kernel.refusal import Refusal
from teamaround.localities import queries as localities

from ..models import PublicLanguage, PublicService, PublicSought
from ..rules.asking import Ground, Wanted
from ..rules.freshness import hidden_before
from ..rules.listing import LISTED
from .filtering import any_word_of, covers, every_word, fitting, has_bounds, keys_of
from .seeking import ON_A_PAGE, Said, Seeking, seek
from .showing import cards_of_keys
from .understanding import Understood, understand


@dataclass(frozen=True)
class Found:
    """A page of what a search came to: how many in all, how the words were read, whether one word was enough.

    Each entry is a card with its terms, and carries `about` (3 its name, 2 its kind or need, 1 its
    description) where there were words, and with a ground `covers_it` and `metres`.
    """

    rows: list[Any]
    total: int
    page: int = 1
    understood: Understood | None = None
    any_word: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // ON_A_PAGE))


def find(wanted: Wanted, *, on: date, page: int = 1, as_typed: bool = False) -> Found:
    """Search the directory: every word, or a need that the words ask for; then with slips put right; then any word.

    A page beyond the last is the last. Each way of reading the words asks once.
    """
    rows = fitting(_listed(on), wanted)
    if not wanted.words.strip():
        return _shown(Seeking(rows, on, wanted.ground, wanted.metres), page)

    def seek(those: QuerySet[PublicSought], understood: Understood) -> Found:
        said = Said(understood.words, keys_of((each.taxonomy, each.term.code) for each in understood.asked))
        return _shown(Seeking(those, on, wanted.ground, wanted.metres, said), page)

    understood = understand(wanted.words, as_typed=True)
    found = seek(_hits(rows, understood), understood)
    if not as_typed and not found.total:
        understood = understand(wanted.words)
        if understood.changed:
            found = seek(_hits(rows, understood), understood)
    any_word = not found.total
    if any_word:
        found = seek(rows.filter(words=any_word_of(understood.words)), understood)
    return replace(found, understood=understood, any_word=any_word)


def _listed(on: date) -> QuerySet[PublicSought]:
    """The same entries as `public.listed`, as a search goes through them."""
    return PublicSought.objects.filter(status__in=LISTED, assured_on__gte=hidden_before(on))


def _hits(rows: QuerySet[PublicSought], understood: Understood) -> QuerySet[PublicSought]:
    """Entries with every word, or about something that the words ask for: each found by its own index."""
    hit = Q(words=every_word(understood.words))
    asked = keys_of((each.taxonomy, each.term.code) for each in understood.asked)
    return rows.filter(hit | Q(terms__overlap=asked) if asked else hit)


def _shown(seeking: Seeking, page: int) -> Found:
    """One page of what was found, each entry as a card with its marks."""
    some, total, page = seek(seeking, page)
    cards = cards_of_keys(each["pk"] for each in some)
    for each in some:
        vars(cards[each["pk"]]).update(each)
    return Found([cards[each["pk"]] for each in some], total, page)


def fitting_words(rows: QuerySet[PublicService], wanted: Wanted) -> QuerySet[PublicService]:
    """Those of these entries that fit everything, all of the words included; in the order they came."""
    found = fitting(rows, wanted)
    return found.filter(words=every_word(wanted.words)) if wanted.words else found


def covering(rows: QuerySet[PublicService], ground: Ground | None) -> QuerySet[PublicService]:
    """Entries for people who live there: bound to ground that holds it, or bound to none."""
    if ground is None:
        return rows.none()
    return rows.filter(Q(covers(ground)) | ~Q(has_bounds()))


def with_words_in_name(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Rows whose name or description holds each of these words."""
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(description__icontains=word))
    return rows


def languages() -> list[str]:
    """The languages in which something is given."""
    return list(PublicLanguage.objects.order_by("name").values_list("name", flat=True).distinct())


def ground_asked(typed: str) -> Ground | None:
    """Where a postcode lies that somebody typed; None when they typed nothing. Refuses what leads nowhere."""
    if not typed.strip():
        return None
    if not postcodes.is_valid_shape(typed):
        raise Refusal("postcode", "Enter a whole postcode, such as ZY1 1AA, or leave it empty.")
    ground = ground_of(typed)
    if ground is None:
        raise Refusal("postcode", "This directory does not know that postcode. Try one close by.")
    return ground


def ground_of(postcode: str) -> Ground | None:
    """Where a postcode lies, and on whose ground; None when nobody knows."""
    found = localities.point_of(postcode)
    if found is None:
        return None
    place = found.locality
    return Ground(
        found.longitude, found.latitude, name=found.code,
        covers=(
            f"locality:{place.code}", f"area:{place.area.code}", f"authority:{place.area.authority.code}",
        ),
    )  # fmt: skip
