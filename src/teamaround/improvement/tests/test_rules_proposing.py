"""What is recognised in a report: as much as its own words say, and never a word that is not in it."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from teamaround.improvement.rules.confirming import check_answered, check_found, free_label
from teamaround.improvement.rules.passages import Line, Mark, check_readable, marked, passages, tidy
from teamaround.improvement.rules.proposing import asked_in, day_in, propose, time_in
from teamaround.improvement.rules.regimes import bands
from teamaround.kernel.refusal import Refusal

from .reports import TEXT


def read(text, *, is_pasted=False, pages=False):
    lines = [Line(tidy(line), 1 if pages else 0) for line in text.splitlines()]
    return propose(passages(lines), is_pasted=is_pasted)


def test_lists_beneath_openings_and_headings_know_whom_they_ask_and_by_when():
    found = read(TEXT)
    assert [each.words for each in found] == [
        "tell children and young people what was found",
        "train its members.",
        "agree who is in it, subject to (b) below",
        "review its policies by 31 March 2027:",
        "those for schools",
        "those for health.",
    ]
    assert [each.label for each in found] == ["", "", "a", "b", "b(i)", "b(ii)"]
    assert [each.band for each in found[:3]] == ["immediate", "immediate", "six-months"]
    assert found[0].addressee == "The local partnership" and found[2].addressee == "The Safeguarding Board"
    assert found[2].subject_to == "b" and found[3].own_day == date(2027, 3, 31) and found[3].band == ""
    assert found[4].within == "b"
    assert found[0].context == "For Immediate Action\nThe local partnership should:"


def test_a_paragraph_after_a_list_is_not_beneath_the_opening_of_the_list():
    found = read(
        "Recommendations\n\nWithin six months the Board should:\n\n(a) meet;\n\n(b) report.\n\n"
        "It should also be said who pays.\n\nSchools should listen."
    )
    assert [(each.addressee, each.band) for each in found] == [("the Board", "six-months")] * 2 + [
        ("", ""),
        ("Schools", ""),
    ]
    assert [each.context for each in found] == ["Within six months the Board should:"] * 2 + ["", ""]
    found = read(
        "Recommendations\n\nThe Board should ensure that:\n\nEach child should be told.\n\nParents should be told."
    )
    assert [each.context for each in found] == ["The Board should ensure that:"] * 2


def test_a_report_without_a_heading_proposes_what_should_be_done_and_nothing_else():
    found = read(
        "Schools did well.\n\nThe council should tell parents within three months. It was slow.\n\n(a) a list"
    )
    assert [(each.words, each.addressee, each.band) for each in found] == [
        ("The council should tell parents within three months.", "The council", "three-months")
    ]
    assert [each.words for each in read("(a) note the report;\n(b) agree the plan.", is_pasted=True)] == [
        "note the report",
        "agree the plan.",
    ]


def test_numbered_recommendations_keep_the_points_beneath_them():
    found = read(
        "Recommendation 1\n\nThe council should plan.\n\nRecommendation 2: Partners should:\n\n• say who;\n\n• say when.\n\nR3. Schools should listen."
    )
    assert [(each.label, each.words) for each in found] == [
        ("1", "The council should plan."),
        ("2", "Partners should:\nsay who\nsay when."),
        ("3", "Schools should listen."),
    ]


def test_a_summary_that_says_it_all_again_is_proposed_once():
    again = "Key recommendations\n\n1. Tell children.\n\nBackground\n\nLong ago.\n\nRecommendations\n\n1. Tell children."
    assert [each.words for each in read(again)] == ["Tell children."]


def test_lines_broken_to_fit_a_page_are_whole_again_and_what_stands_on_every_page_is_gone():
    line = "The local partnership should make sure that every child who waits for help is told"
    pages = [
        Line(tidy(text), page)
        for page in (1, 2, 3, 4)
        for text in ("Ashby inspection report", *(["Recommendations", f"1. {line}", "by whom and how long, and sub-"] if page == 1 else ["sequently why."] if page == 2 else ["Annex 1"]), f"Page {page} of 4")
    ]  # fmt: skip
    (found,) = propose(passages(pages))
    assert found.words == f"{line} by whom and how long, and sub-sequently why." and found.page == 1


@pytest.mark.parametrize(
    ("text", "mark", "label"),
    [
        ("(a) note", Mark.LETTER, "a"),
        ("B) note", Mark.LETTER, "b"),
        ("3.1 The council", Mark.NUMBER, "3.1"),
        ("12. Note", Mark.NUMBER, "12"),
        ("(ii) to", Mark.ROMAN, "ii"),
        ("\uf0b7 to", Mark.POINT, ""),
        ("Recommendation 4", Mark.NAMED, "4"),
        ("(b) above, let him", Mark.NONE, ""),
        ("2008 was a year", Mark.NONE, ""),
    ],
)
def test_what_stands_before_a_passage_is_its_label_or_is_not(text, mark, label):
    assert marked(text)[:2] == (mark, label)


def test_whom_a_sentence_asks_and_by_when_only_where_it_says_so():
    assert asked_in("Within six months, the Board must meet.") == "the Board"
    assert asked_in("Over the next six months the Board must meet.") == "the Board"
    assert asked_in("It is recommended that the council should plan.") == "the council"
    assert asked_in("They should plan.") == "" == asked_in("Policies should be kept.")
    assert time_in("over the next twelve months", is_heading=False) == "twelve-months"
    assert time_in("It was not immediately clear.", is_heading=False) == ""
    assert day_in("by the end of February 2028") == date(2028, 2, 29)
    assert day_in("by 31 February 2028") is None is day_in("by March 2028")
    known = {band.key for band in bands()}
    assert {"immediate", "three-months", "six-months", "twelve-months"} <= known


def test_what_cannot_be_read_says_what_to_do():
    for lines, pages, said in (
        ([Line("")], 0, "no text"),
        ([Line("page 1")], 30, "was scanned"),
        ([Line("توصيات لمجلس المدينة بشأن الأطفال والشباب")], 0, "right to left"),
    ):
        with pytest.raises(Refusal, match=said):
            check_readable(lines, pages=pages)
    for found, said in ((0, "No recommendation"), (151, "151 passages")):
        with pytest.raises(Refusal, match=said):
            check_found(found)
    with pytest.raises(Refusal, match="1 of them waits"):
        check_answered(1)
    assert free_label({"1", "2", "a"}) == "3"


def test_signs_that_cannot_be_seen_are_gone_and_joined_letters_are_two():
    assert tidy("\u202eEﬀort\u00ad\x00 of\t all\ufeff") == "Effort of all"


STARTS = ["", "1. ", "2. ", "(a) ", "(b) ", "(i) ", "(ii) ", "• ", "Recommendation 3: ", "3.2 ", "- "]
BODIES = [
    "The council should plan within six months", "ask the Director:", "note the report", "RECOMMENDATIONS", "For the Board",
    "It is recommended that:", "subject to (b) above, agree it", "by 31 March 2027 partners must meet", "Annex", "ﬁnish it",
    "Recommendations", "For immediate action", "They should rest. We must go on", "chil-", "KEITH",
]  # fmt: skip
ENDS = ["", ".", ";", "; and", ":", " and"]
LINES = st.builds("".join, st.tuples(st.sampled_from(STARTS), st.sampled_from(BODIES), st.sampled_from(ENDS)))
ANYTHING = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
TEXTS = st.lists(st.one_of(LINES, ANYTHING, st.just("")), max_size=25)


def tokens(text):
    return re.findall(r"\w+", text)


def is_run(part, whole):
    """Whether words stand in a text, one after the other."""
    part, whole = tokens(part), tokens(whole)
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def is_in_order(part, whole):
    """Whether words stand in a text in their order."""
    left = iter(tokens(whole))
    return all(token in left for token in tokens(part))


@example([" ", *["Annex 1. x"] * 3, "1. The council should", "plan."], False, True)
@given(TEXTS, st.booleans(), st.booleans())
def test_every_proposed_word_stands_in_the_report(lines, is_pasted, pages):
    source = "\n".join(tidy(line) for text in lines for line in text.splitlines())
    for each in read("\n".join(lines), is_pasted=is_pasted, pages=pages):
        beside = f"{each.context}\n{each.passage}"
        assert all(is_run(line, each.passage) for line in each.words.splitlines())
        stands = is_in_order if pages else is_run  # what stands on every page may be gone from between
        assert all(stands(line, source) for line in beside.splitlines())
        assert is_run(each.addressee, each.words) or is_run(each.addressee, beside)
        assert set(tokens(each.label)) <= set(tokens(source.lower()))
        assert each.own_day is None or str(each.own_day.year) in each.words
        assert not each.band or time_in(beside, is_heading=True) or time_in(each.words, is_heading=False)
