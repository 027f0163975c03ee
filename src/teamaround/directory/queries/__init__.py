"""Reading the directory: for anybody through the views, and for those who keep it."""

from .filtering import near
from .finding import covering, find, fitting_words, ground_of, languages, with_words_in_name
from .own import (
    change,
    confidential_addresses,
    entry,
    hidden_count,
    term_ids,
    to_check,
    told,
    unfound,
    waiting,
)
from .public import (
    listed,
    nested_organisations,
    nested_places,
    nested_services,
    organisations,
    places,
    service,
    services,
    taxonomies,
    terms,
    with_terms,
)

__all__ = [
    "change", "confidential_addresses", "covering", "entry", "find", "fitting_words", "ground_of", "hidden_count",
    "languages", "listed", "near", "nested_organisations", "nested_places", "nested_services", "organisations",
    "places", "service", "services", "taxonomies", "term_ids", "terms", "to_check", "told", "unfound", "waiting",
    "with_terms", "with_words_in_name",
]  # fmt: skip
