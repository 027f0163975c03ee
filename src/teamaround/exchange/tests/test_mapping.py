import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.exchange.rules import fields
from teamaround.exchange.rules.fields import REASON_COLUMN, WORDINGS, Field, field_named
from teamaround.exchange.rules.headings import find_header, key, labels, letters, meanings, sure_meaning
from teamaround.exchange.rules.mapping import (
    Certainty,
    check_ready,
    choose,
    leave_out_questions,
    propose_mapping,
)
from teamaround.kernel.refusal import Refusal

SURE = ("Surname", "First name", "DOB")


def test_no_heading_surely_means_two_fields():
    every = [synonym for wording in WORDINGS.values() for synonym in wording.surely]
    assert sorted(every) == sorted(set(every))
    assert all(synonym == key(synonym) for synonym in every)


def test_every_field_has_words_and_is_found_by_them():
    assert set(WORDINGS) == set(Field)
    for field in Field:
        assert field_named(field.value) is field
        assert field_named(fields.words(field)) is field
    assert field_named("First Name") is Field.GIVEN_NAME
    assert field_named("shoe size") is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("DOB", Field.BORN_ON),
        ("Date of Birth (dd/mm/yyyy)", Field.BORN_ON),
        ("PostCode", Field.POSTCODE),
        ("first_name", Field.GIVEN_NAME),
        ("Pupil's Legal Surname", Field.FAMILY_NAME),
        ("CHILD SURNAME", Field.FAMILY_NAME),
        ("NHS No.", Field.NHS_NUMBER),
        ("E.D.D.", Field.EXPECTED_ON),
        ("rec_id", Field.AGENCY_ID),
    ],
)
def test_headings_that_are_sure(heading, field):
    assert sure_meaning(heading) is field


@pytest.mark.parametrize(
    "heading", ["Mother's date of birth", "Name", "Start date", "Former UPN number", "Surnam", "soc_sec_id"]
)
def test_headings_that_are_asked_about(heading):
    assert meanings(heading)
    assert not any(meaning.sure for meaning in meanings(heading))


@pytest.mark.parametrize("heading", ["Shoe size", "", "%", "Favourite colour", REASON_COLUMN, "Mother's DOB"])
def test_headings_that_mean_nothing_here(heading):
    assert meanings(heading) == ()


def test_the_row_of_headings():
    assert find_header([["An invented roll"], [], list(SURE), ["A", "B", "27/03/2015"]]).row == 3
    assert find_header([["DOB"], ["27/03/2015"]]).sure
    unsure = find_header([["a title"], ["Alpha", "Beta"], ["x", "1"], ["y", "2"]])
    assert (unsure.row, unsure.sure) == (2, False)
    assert find_header([["1", "27/03/2015"]]) is None
    assert find_header([]) is None


@given(st.lists(st.text(max_size=12) | st.sampled_from(["DOB", "dob", "DOB (second)", ""]), max_size=12))
def test_labels_are_all_different(cells):
    made = labels(cells)
    assert len({label.casefold() for label in made}) == len(made) == len(cells)


def test_columns_are_lettered_as_in_a_spreadsheet():
    assert [letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_what_is_sure_is_taken_and_the_rest_asked_or_ignored():
    mapping = propose_mapping([*SURE, "Phone", "Shoe size", REASON_COLUMN])
    assert mapping.places == {Field.FAMILY_NAME: 0, Field.GIVEN_NAME: 1, Field.BORN_ON: 2}
    (question,) = mapping.questions
    assert "column 'Phone' 'Carer's telephone'" in question.question
    assert [column.heading for column in mapping.ignored] == ["Shoe size", REASON_COLUMN]
    with pytest.raises(Refusal) as refused:
        check_ready(mapping)
    assert refused.value.code == "columns-to-decide"
    check_ready(leave_out_questions(mapping))


def test_two_columns_for_one_field_are_both_asked_about():
    mapping = propose_mapping(["Surname", "Family name", "DOB"])
    assert {column.heading for column in mapping.questions} == {"Surname", "Family name"}
    chosen = choose(mapping, {"Surname": "family_name"})
    assert chosen.places[Field.FAMILY_NAME] == 0
    assert chosen.questions == ()


def test_a_full_name_gives_way_to_its_two_halves():
    mapping = propose_mapping(["Full name", *SURE])
    assert Field.FULL_NAME not in mapping.places
    assert "columns of their own" in mapping.ignored[0].because
    assert Field.FULL_NAME in propose_mapping(["Full name", "DOB"]).places


def test_a_question_with_only_taken_answers_is_dropped():
    mapping = propose_mapping(["rec_id", "soc_sec_id", *SURE])
    assert mapping.questions == ()
    assert "another column gives" in mapping.ignored[0].because


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["Postcode", "DOB"], "No column holds the child's name."),
        (["Surname"], "No column holds the date of birth."),
        (["Surname", "DOB", "Service"], "none says when the involvement started"),
    ],
)
def test_what_is_missing_is_named_with_a_remedy(headings, said):
    with pytest.raises(Refusal) as refused:
        check_ready(propose_mapping(headings))
    assert said in refused.value.sentence
    assert f"Its columns are: {', '.join(headings)}." in refused.value.sentence


def test_children_known_by_number_need_neither_name_nor_date():
    check_ready(propose_mapping(["Pupil ID", "Service", "Involved from"]))


def test_what_was_settled_is_remembered():
    mapping = leave_out_questions(
        choose(propose_mapping([*SURE, "Phone", "Team"]), {"Phone": "carer_telephone"})
    )
    again = propose_mapping([*SURE, "Phone", "Team", "Contact"], mapping.to_remember())
    assert again.places == mapping.places
    assert [column.heading for column in again.questions] == ["Contact"]
    assert {column.certainty for column in again.columns[:5]} == {Certainty.REMEMBERED}


def test_a_remembered_field_that_is_no_more_is_forgotten():
    assert propose_mapping(["Shoe size"], {"Shoe size": "shoe_size"}).ignored[0].certainty is Certainty.SURE


def test_a_new_column_gives_way_to_the_remembered_one():
    mapping = propose_mapping(["Last", "Surname"], {"Last": "family_name"})
    assert mapping.places == {Field.FAMILY_NAME: 0}
    assert mapping.questions == ()


def test_choices_that_cannot_be():
    mapping = propose_mapping(["Alpha", "Beta", *SURE])
    for choices, code in (
        ({"Gamma": "upn"}, "no-such-column"),
        ({"Alpha": "shoe size"}, "no-such-field"),
        ({"Alpha": "upn", "Beta": "upn"}, "field-twice"),
    ):
        with pytest.raises(Refusal) as refused:
            choose(mapping, choices)
        assert refused.value.code == code


def test_a_choice_takes_the_field_from_the_column_that_had_it():
    mapping = choose(propose_mapping(["Legal", *SURE]), {"legal": "Family name", "dob": ""})
    assert mapping.places == {Field.FAMILY_NAME: 0, Field.GIVEN_NAME: 2}
    assert mapping.heading(Field.FAMILY_NAME) == "Legal"
    assert mapping.heading(Field.UPN) == "UPN"


heading = st.sampled_from(
    [synonym for wording in WORDINGS.values() for synonym in (*wording.surely, *wording.perhaps)]
)
some_headings = st.lists(heading | st.text(max_size=10), max_size=15)
remembered = st.dictionaries(heading, st.sampled_from(["", "nonsense", *Field]), max_size=8)


@given(some_headings, remembered)
def test_no_field_is_ever_given_by_two_columns_and_every_column_is_accounted_for(cells, kept):
    headings = labels(cells)
    mapping = propose_mapping(headings, kept)
    given_fields = [column.field for column in mapping.columns if column.field]
    assert len(given_fields) == len(set(given_fields))
    assert len(mapping.columns) == len(headings)
    assert len(given_fields) + len(mapping.questions) + len(mapping.ignored) == len(headings)
    assert not any(column.certainty is Certainty.ASK for column in leave_out_questions(mapping).columns)
    again = propose_mapping(headings, leave_out_questions(mapping).to_remember())
    assert again.places == mapping.places
