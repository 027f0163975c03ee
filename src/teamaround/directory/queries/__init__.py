"""Reading the directory: for anybody through the views, and for those who keep it."""

from .filtering import near
from .finding import covering, find, fitting_words, ground_of, languages, with_words_in_name
from .own import confidential_addresses, term_ids
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
    "confidential_addresses", "covering", "find", "fitting_words", "ground_of", "languages", "listed", "near",
    "nested_organisations", "nested_places", "nested_services", "organisations", "places", "service", "services",
    "taxonomies", "term_ids", "terms", "with_terms", "with_words_in_name",
]  # fmt: skip
