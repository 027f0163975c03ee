from pathlib import Path

from teamaround.site.states_as_page import TABLES, page

WRITTEN = Path(__file__).parents[4] / "docs" / "reference" / "states.md"


def test_the_page_in_the_reference_is_what_the_rules_say():
    assert WRITTEN.read_text() == page() + "\n", "write it anew: python -m teamaround.site.states_as_page > docs/reference/states.md"


def test_every_state_is_in_words():
    for _, _, following, words in TABLES:
        assert set(following) == set(words)
