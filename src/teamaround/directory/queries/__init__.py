"""Reading the directory: for anybody through the views, and for those who keep it."""

from .answering import Answering, answering
from .feeds import (
    entries,
    every_confidential_address,
    index_of_entries,
    is_told,
    source,
    source_named,
    sources,
    staged,
    staged_counts,
    staged_of,
    takings,
    takings_to_do,
    words_of,
)
from .filtering import near
from .finding import covering, find, fitting_words, ground_of, languages, with_words_in_name
from .local_offer import (
    as_written,
    comment,
    comments,
    comments_waiting,
    services_of,
    written,
)
from .own import (
    change,
    confidential_addresses,
    entry,
    hidden_count,
    rooms_said,
    term_ids,
    to_check,
    told,
    translations,
    unfound,
    waiting,
)
from .public import (
    as_told,
    listed,
    organisations,
    places,
    services,
    taxonomies,
    terms,
)
from .reminding import entries_of, reminded_on, reminder, to_remind
from .showing import cards_of_keys, service, services_of_keys
from .telling import stream
from .told_form import told_form

__all__ = [
    "Answering", "answering", "as_told", "as_written", "cards_of_keys", "change", "comment", "comments",
    "comments_waiting", "confidential_addresses", "covering", "entries", "entries_of", "entry",
    "every_confidential_address", "find", "fitting_words", "ground_of", "hidden_count",
    "index_of_entries", "is_told", "languages", "listed", "near", "organisations",
    "places", "reminded_on", "reminder", "rooms_said", "service", "services", "services_of", "services_of_keys", "source", "source_named", "sources",
    "staged", "staged_counts", "staged_of", "stream", "takings", "takings_to_do", "taxonomies",
    "term_ids", "terms", "to_check", "to_remind", "told", "told_form", "translations", "unfound", "waiting",
    "with_words_in_name", "words_of", "written",
]  # fmt: skip
