"""Reading the directory: for anybody through the views, and for those who keep it."""

from .answering import Answering, answering
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
    unfound,
    waiting,
)
from .public import (
    as_told,
    listed,
    nested_services,
    organisations,
    places,
    service,
    services,
    taxonomies,
    terms,
    with_terms,
)
from .telling import stream

__all__ = [
    "Answering", "answering", "as_told", "as_written", "change", "comment", "comments", "comments_waiting",
    "confidential_addresses", "covering", "entry", "find", "fitting_words", "ground_of", "hidden_count",
    "languages", "listed", "near", "nested_services", "organisations", "places", "rooms_said", "service",
    "services", "services_of", "stream", "taxonomies", "term_ids", "terms", "to_check", "told", "unfound",
    "waiting", "with_terms", "with_words_in_name", "written",
]  # fmt: skip
