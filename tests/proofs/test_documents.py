"""Documents told from the rules say what the rules say, and the page says the same."""

import pytest

from teamaround.accounts.rules import DUTY_WORDS, Duty
from teamaround.sharing.rules import ACT_WORDS, PERMISSIONS, Act
from teamaround.site import duties
from teamaround.site.commands.docs import CLONE


def test_the_document_of_duties_is_up_to_date():
    written = (CLONE / duties.DOCUMENT).read_text(encoding="utf-8")
    assert written == duties.document(), "run: ./teamaround docs"


def test_every_act_and_every_duty_has_its_words():
    assert set(ACT_WORDS) == set(PERMISSIONS) == set(Act)
    assert set(DUTY_WORDS) == set(Duty)


@pytest.mark.django_db
def test_the_page_tells_every_clause_to_anybody_signed_in(sign_in):
    import html

    page = html.unescape(sign_in("councillor").get("/sharing/duties/").content.decode())
    for clauses in PERMISSIONS.values():
        for clause in clauses:
            assert clause.words in page
    for words in DUTY_WORDS.values():
        assert words in page
