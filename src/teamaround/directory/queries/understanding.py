"""What somebody's words mean: slips put right, and the needs that they ask for. What was changed is said."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from rapidfuzz.distance import OSA

from teamaround.kernel import tongue

from ..models import PublicService, Word
from ..rules import needs
from ..rules.needs import Asked
from ..rules.welsh import begun_like, key
from .filtering import every_word

SHORTEST, LONG = 4, 7  # letters of a word that may be put right; of one in which two slips are
CANDIDATES = 60
MOST_WORDS = 12
USUAL = frozenset(
    [
        "about",
        "after",
        "again",
        "also",
        "always",
        "another",
        "anybody",
        "anyone",
        "anything",
        "around",
        "away",
        "because",
        "been",
        "before",
        "being",
        "best",
        "child",
        "children",
        "could",
        "daughter",
        "does",
        "doing",
        "done",
        "dont",
        "down",
        "each",
        "else",
        "even",
        "every",
        "everything",
        "family",
        "feel",
        "feels",
        "find",
        "from",
        "gets",
        "getting",
        "give",
        "goes",
        "going",
        "good",
        "hard",
        "have",
        "having",
        "hello",
        "help",
        "helps",
        "here",
        "home",
        "into",
        "isnt",
        "just",
        "keep",
        "keeps",
        "kids",
        "know",
        "like",
        "little",
        "live",
        "long",
        "look",
        "looking",
        "lots",
        "made",
        "make",
        "many",
        "maybe",
        "more",
        "most",
        "much",
        "must",
        "myself",
        "near",
        "need",
        "needs",
        "never",
        "nothing",
        "often",
        "only",
        "other",
        "over",
        "people",
        "place",
        "please",
        "really",
        "right",
        "said",
        "same",
        "says",
        "school",
        "seem",
        "seems",
        "should",
        "some",
        "somebody",
        "someone",
        "something",
        "soon",
        "sort",
        "still",
        "such",
        "take",
        "tell",
        "than",
        "thank",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "think",
        "this",
        "time",
        "told",
        "took",
        "tried",
        "trying",
        "until",
        "very",
        "want",
        "wants",
        "well",
        "went",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "wont",
        "work",
        "worried",
        "would",
        "year",
        "years",
        "your",
    ]
)  # words of any sentence: none of them is a slip, whether an entry holds them or not


@dataclass(frozen=True)
class Understood:
    """Somebody's words: as typed, as they are searched, what was changed in them, what they ask for."""

    typed: str
    words: str
    changed: tuple[tuple[str, str], ...] = ()
    asked: tuple[Asked, ...] = ()


def understand(typed: str, *, as_typed: bool = False) -> Understood:
    """Read somebody's words; `as_typed` leaves slips alone."""
    words = needs.plain(typed).split()[:MOST_WORDS]
    changed = () if as_typed else tuple(_slips(words))
    right = dict(changed)
    said = " ".join(right.get(word, word) for word in words)
    return Understood(typed, said, changed, tuple(needs.asked_for(said)))


def _slips(words: list[str]) -> list[tuple[str, str]]:
    """Words that no entry holds in any form of English or Welsh, each with the known word that it was probably meant to be."""
    looked_at = [
        word
        for word in dict.fromkeys(words)
        if len(word) >= SHORTEST
        and word.isalpha()
        and word not in USUAL
        and not needs.is_known_in_welsh(word)
    ]
    known = set(Word.objects.filter(word__in=looked_at).values_list("word", flat=True))
    held = PublicService.objects.filter
    strange = [word for word in looked_at if word not in known and not held(words=every_word(word)).exists()]
    is_welsh = not tongue.is_english() or any(map(_is_welsh, words))
    found = [(word, _meant(word, is_welsh=is_welsh, is_alone=len(words) == 1)) for word in strange]
    return [(word, meant) for word, meant in found if meant]


def _is_welsh(word: str) -> bool:
    return len(word) >= SHORTEST and word not in USUAL and needs.is_known_in_welsh(word)


def _meant(word: str, *, is_welsh: bool, is_alone: bool) -> str:
    """The nearest known word: one slip away, or two in a long word; empty when there is none.

    Welsh words are thought of on a page in Welsh, beside Welsh words (there they come first of those that are as near),
    and of one word alone.
    """
    most = 1 if len(word) < LONG else 2
    ranked = [(slips, 1, each) for slips, each in _ranked(word)]
    if is_welsh or is_alone:
        ranked += [(slips, 0 if is_welsh else 2, each) for slips, each in _ranked_in_welsh(word)]
    slips, _, nearest = min(ranked, default=(most + 1, 1, ""))
    return nearest if slips <= most else ""


Ranked = list[tuple[int, str]]
"""Known words, each after how many slips away it is."""


def _ranked(word: str) -> Ranked:
    like = (
        Word.objects.filter(word__trigram_similar=word)
        .annotate(likeness=TrigramSimilarity("word", word))
        .order_by("-likeness", "word")
    )
    near = {each.word for each in like[:CANDIDATES]} | _sharing_letters(word)
    return [(OSA.distance(word, each), each) for each in near]


def _ranked_in_welsh(word: str) -> Ranked:
    """The words of the Welsh phrases, compared by their keys: each is found whatever its first letter turned into."""
    own = key(word)
    near = (
        (OSA.distance(own, known, score_cutoff=2), known, written)
        for known, written in needs.welsh_words().items()
    )
    return [
        (slips, begun_like(word, known) or written)
        for slips, known, written in near
        if slips <= 2 and len(written) >= SHORTEST
    ]


def _sharing_letters(word: str) -> set[str]:
    """Known words of about the same length that begin or end alike: what a swap of letters leaves."""
    rows = Word.objects.filter(word__startswith=word[:2]) | Word.objects.filter(word__endswith=word[-2:])
    found = rows.values_list("word", flat=True)[:2_000]
    return {each for each in found if abs(len(each) - len(word)) <= 1}
