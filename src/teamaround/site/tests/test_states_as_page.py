from pathlib import Path

from teamaround.site.states_as_page import DOCUMENT, TABLES, document

CLONE = Path(__file__).parents[4]


def test_the_document_is_what_the_rules_say():
    assert (CLONE / DOCUMENT).read_text() == document(), "write it anew: ./teamaround docs"


def test_every_state_is_in_words():
    for _, _, following, words in TABLES:
        assert set(following) == set(words)
