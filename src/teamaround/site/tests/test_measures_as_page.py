from pathlib import Path

from teamaround.facts import register
from teamaround.site.measure_words import EVERY
from teamaround.site.measures_as_page import DOCUMENT, document

CLONE = Path(__file__).parents[4]


def test_the_document_is_what_the_register_says():
    assert (CLONE / DOCUMENT).read_text() == document(), "write it anew: ./teamaround docs"


def test_every_measure_in_words_can_be_counted_and_the_other_way_round():
    assert [each.words for each in register.measures()] == list(EVERY)
