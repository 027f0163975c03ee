"""What a paper is made of: markup, numbers and letters, references, templates, merging and what is exempt."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.committees.rules.assembling import Meeting, assemble, facts_in, recommended, subject_to
from teamaround.committees.rules.document import Figure, as_text
from teamaround.committees.rules.exempt import PARAGRAPHS, Withheld, check_withheld
from teamaround.committees.rules.markup import (
    Bullets,
    Paragraph,
    Subheading,
    Table,
    asked_in,
    blocks,
    letter,
    numbers_typed,
    plain,
    runs_of,
)
from teamaround.committees.rules.merging import compared, merge
from teamaround.committees.rules.structure import IN_ALL_FIVE, PARTS, parts_in
from teamaround.committees.rules.templates import FaultyTemplate, Kind, Need, read_template, shipped
from teamaround.kernel.refusal import Refusal

from .papers import TEXTS

TEMPLATE = shipped()[-1]
MEETING = Meeting("Cabinet", "8 December 2026")
words = st.text("ab #-|[]()\n0123 paragraph recommendation fact annex", max_size=120)


def made(texts=TEXTS, **more):
    return assemble(TEMPLATE, MEETING, texts, **more)


def section(document, key):
    return next(each for each in document.sections if each.key == key)


def test_the_shipped_template_has_all_that_papers_have():
    keys = [part.key for part in TEMPLATE.parts]
    assert (
        keys.index("introduction")
        < keys.index("findings")
        < keys.index("recommendations")
        < keys.index("dated")
    )
    assert {each.key for each in TEMPLATE.offices} == {"finance", "legal", "monitoring", "director"}
    assert (
        TEMPLATE.part("background_papers").need is Need.STATED and TEMPLATE.of_kind(Kind.TITLE).key == "title"
    )


def test_a_faulty_template_names_all_that_is_wrong_with_it():
    with pytest.raises(FaultyTemplate) as wrong:
        read_template(
            'key = "x"\nasks = "do"\n[[part]]\nkey = "a"\nheading = "A"\nkind = "poem"\nneed = "filled"\n'
        )
    said = str(wrong.value)
    assert (
        "no version" in said and "in_force_from" in said and "{body}" in said and "'a' is of a kind" in said
    )
    assert "one part of kind 'title'" in said
    with pytest.raises(FaultyTemplate, match="TOML"):
        read_template("key = ")


def test_markup_is_read_into_blocks_and_nothing_is_taken_for_html():
    found = blocks(
        "One\ngoes on\n\n# Two\n- a\n- b\n| H | I |\n|---|---|\n| 1 | [annex 1] |\n| 2 |\n<b>bold</b>"
    )
    assert [type(each) for each in found] == [Paragraph, Subheading, Bullets, Table, Paragraph]
    assert plain(found[0].runs) == "One goes on" and found[3].head == ("H", "I")
    assert [plain(cell) for cell in found[3].rows[1]] == ["2", ""] and plain(found[4].runs) == "<b>bold</b>"


@given(words)
def test_no_text_is_too_odd_to_be_put_together(text):
    assert "".join(run.words for run in runs_of(text)) == text
    made({**TEXTS, "introduction": text, "recommendations": text})


def test_references_are_read_however_they_are_typed():
    told = [
        run.to
        for run in runs_of("[Recommendation (b)(ii)] [recommendation B] [fact f-7k2mq9xdt] [annex 2]")
        if run.kind
    ]
    assert told == ["b(ii)", "b", "F-7K2MQ9XDT", "2"]
    assert [letter(n) for n in (0, 25, 26)] == ["a", "z", "aa"]


def test_paragraphs_are_numbered_through_and_recommendations_lettered():
    document = made()
    numbers = [block.number for each in document.sections for block in each.blocks if block.number]
    assert numbers == list(range(1, 8)) and not document.faults
    asks, listed = section(document, "recommendations").blocks
    assert asks.pieces[0].words == "The Cabinet is RECOMMENDED to:"
    assert [item.label for item in listed.items] == ["(a)", "(b)", "(c)"]
    assert [clause.label for clause in listed.items[1].clauses] == ["(i)", "(ii)"]
    text = as_text(document)
    assert "ITEM CA7" in text and "CABINET – 8 DECEMBER 2026" in text and "Division(s): None" in text
    assert (
        "Report by the Director" in text
        and "subject to (b), let" in text
        and "Annex 1 Waiting by area" in text
    )
    assert {(each.says, each.words) for each in document.leads} >= {
        ("paragraph 1", "This tells how children are helped.")
    }


def test_where_a_reference_leads_is_told_with_its_numbers_and_cut_between_words():
    figures = {"FA-1": Figure("FA-1", "Reviews on time", "94%", "1 November 2026")}
    opening = "On time were [fact FA-1] ([recommendation b]), which is told here so that nobody needs to guess at it."
    document = made({**TEXTS, "introduction": opening, "legal": "See [paragraph 1]."}, figures=figures)
    assert [each.words for each in document.leads if each.says == "paragraph 1"] == [
        "On time were 94% ((b)), which is told here so that nobody needs to…"
    ]


def test_one_recommendation_alone_needs_no_letter():
    (only,) = section(made({**TEXTS, "recommendations": "note the report"}), "recommendations").blocks
    assert plain_of(only) == "The Cabinet is RECOMMENDED to note the report"


def plain_of(block):
    return "".join(piece.words for piece in block.pieces)


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("introduction", "See [paragraph 99].", "Introduction, paragraph 1: [paragraph 99] leads nowhere"),
        ("legal", "See [recommendation z].", "Legal implications, paragraph 5: [recommendation z] leads nowhere"),
        ("recommendations", "do\nsubject to [recommendation d], do", "Recommendation (b): [recommendation d] leads nowhere"),
        ("recommendations", "do [recommendation a]\ndo", "Recommendation (a): [recommendation a] is this recommendation itself"),
        ("recommendations", "subject to [recommendation b], do\nsubject to [recommendation a], do", "Recommendation (a): it waits"),
        ("financial", "It costs [fact F-000000000].", "Financial implications, paragraph 4: [fact F-000000000] leads nowhere"),
        ("legal", "| A | B |\n| a | b | lost |", "“lost” stands in a cell of a table that has no head above it"),
        ("annexes", "", "Equality implications, paragraph 6: [annex 1] leads nowhere"),
        ("consultation", "", "Consultation: this part is required and empty"),
    ],
)  # fmt: skip
def test_r32_a_reference_to_nothing_is_named_with_its_place(part, text, said):
    assert any(said in str(fault) for fault in made({**TEXTS, part: text}).faults)


def test_what_a_recommendation_is_subject_to_is_known():
    asked = recommended(TEMPLATE, TEXTS)
    assert [subject_to(each) for each in asked] == ["", "", "b"]
    assert asked[1].words == "ask the Director; (b(i)) to work with partners; (b(ii)) to report to the Board"
    assert asked_in("- a\n- b")[0].clauses[0][0] == "a(i)"


def test_numbers_and_letters_typed_by_hand_are_pointed_out_not_forbidden():
    document = made(
        {**TEXTS, "financial": "It costs £12,000 more in 2026/27, from 1 April 2026. See (b) above."}
    )
    said = [str(each) for each in document.remarks]
    assert any("typed by hand, not from a fact: £12,000." in each for each in said)
    assert any("write [recommendation b]" in each for each in said) and not document.faults
    assert numbers_typed("61 % of 40 in 2026, [paragraph 7], 14-19") == ["61 %", "40"]
    assert not [each for each in made({**TEXTS, "introduction": "40 came."}).remarks]


def test_a_number_comes_from_its_fact_and_is_told_at_the_end():
    figure = Figure("F-7K2MQ9XDT", "Children waiting", "41", "30 November 2026", "ab12")
    texts = {**TEXTS, "findings": "There were [fact F-7K2MQ9XDT] waiting; [fact F-7K2MQ9XDT] again."}
    document = made(texts, figures={figure.ref: figure})
    assert facts_in(texts) == ["F-7K2MQ9XDT"] and document.figures == [figure] and not document.faults
    assert "There were 41 waiting; 41 again." in as_text(document) and not document.remarks


def test_a_withheld_part_leaves_a_line_and_all_others_their_numbers():
    texts = {**TEXTS, "exempt": "One.\n\nTwo.", "conclusion": "See [paragraph 7] and [paragraph 9]."}
    mark = Withheld(3, "The price is being agreed", 2)
    whole = made(texts, withheld={"exempt": mark})
    public = made({key: said for key, said in texts.items() if key != "exempt"}, withheld={"exempt": mark})
    assert "Two." in as_text(whole) and "Two." not in as_text(public)
    assert "paragraph 3 of Part 1 of Schedule 12A" in as_text(public)
    assert section(public, "conclusion") == section(whole, "conclusion") and not public.faults
    assert set(PARAGRAPHS) == set(range(1, 8))
    with pytest.raises(Refusal, match="seven"):
        check_withheld(Withheld(8, "because"))
    with pytest.raises(Refusal, match="serves the public"):
        check_withheld(Withheld(1, " "))


def test_changes_of_two_go_together_unless_they_are_of_one_part():
    base = {"a": "1", "b": "1", "c": "1"}
    together, clashing = merge(base, base | {"a": "2", "c": "9"}, base | {"b": "3", "c": "8"})
    assert together == {"a": "2", "b": "3", "c": "8"} and clashing == ("c",)
    assert merge(base, {"a": "1", "b": "1"}, base) == ({"a": "1", "b": "1"}, ())


@given(words, words)
def test_a_comparison_holds_both_texts(before, after):
    found = compared(before, after)
    assert "".join(each.words for each in found if each.how != "came") == before
    assert "".join(each.words for each in found if each.how != "went") == after


def test_a_template_is_in_force_between_its_days():
    assert TEMPLATE.in_force_on(date(2026, 5, 28)) and not TEMPLATE.in_force_on(date(2011, 12, 31))


def test_the_parts_of_a_paper_are_told_from_its_text():
    text = as_text(made())
    found = set(parts_in(text))
    assert set(IN_ALL_FIVE) <= found and "references between recommendations" in found
    assert not {"divisions affected", "telephone of the contact", "action plan"} & set(
        parts_in("Introduction\n\n1. Nothing.")
    )
    assert len(PARTS) == 28


def monthly(*values):
    rows = "\n".join(f"| Month {nth} | {value} |" for nth, value in enumerate(values, start=1))
    return {**TEXTS, "findings": f"As told:\n\n~ Reviews on time\n| Month | Share |\n{rows}"}


def test_a_table_that_asks_for_it_is_a_chart_with_limits_and_words():
    document = made(monthly(*["50%", "52%"] * 6, "90%", "not told"))
    block = section(document, "findings").blocks[1]
    assert block.chart.points[-1] == ("Month 14", None) and block.chart.unit == "%"
    assert block.chart.low < 50 < block.chart.high < 90 and "outside it: Month 13" in block.chart.described
    assert "Reviews on time: From 50% in Month 1 to 90% in Month 13" in as_text(document)
    few = section(made(monthly("3", "£1,200")), "findings").blocks[1].chart
    assert few.low is None and "too few months" in few.described and few.heights[-1][0] >= 1200
    assert any("needs at least two numbers" in str(each) for each in made(monthly("none")).faults)
