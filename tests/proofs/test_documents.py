"""Documents told from the rules say what the rules say, and the page says the same."""

import re

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


def test_every_rule_on_the_page_of_rules_has_the_tests_that_it_names():
    page = (CLONE / "docs/reference/rules.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| R") and "Proved by" not in line]
    assert len(rows) > 15
    for row in rows:
        named = re.findall(r"`([^`:]+\.py)::(test_\w+)`", row)
        assert named, row
        for file, test in named:
            assert f"def {test}(" in (CLONE / file).read_text(encoding="utf-8"), f"{file}::{test}"
        for file in re.findall(r"`(src/teamaround/[^`:]+\.py)`", row):
            assert (CLONE / file).exists(), file
