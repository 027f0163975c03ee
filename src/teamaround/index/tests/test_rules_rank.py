from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from teamaround.index.rules import Wanted, rank, standardise_wanted, traits_of, weigh
from teamaround.index.tests.written import BORN, as_shielded, candidate, people, person

TODAY = date(2024, 6, 1)
WORLD = [
    candidate(1, person("Elizabeth", "Smith", BORN, postcode="ZX1 2AB", nhs="943 476 5919")),
    candidate(2, person("Thomas", "Smith", date(2012, 9, 7), postcode="ZX1 2AB")),
    candidate(3, person("Elizabeth", "Smith", date(2009, 1, 9), postcode="ZX9 7QQ")),
    candidate(4, person("Siobhán", "O'Brien", BORN, postcode="ZX9 7QQ"), is_shielded=True),
    candidate(5, person("Elizabeth", "Smith", BORN), is_sealed=True),
]
wanted = st.builds(
    Wanted,
    name=st.sampled_from(["", "Lizzie Smith", "smith", "Aisha", "Anna van der Berg", "Zoë O'Brien"]),
    born_on=st.none() | st.just(BORN),
    age=st.none() | st.integers(0, 18),
    on=st.just(TODAY),
    postcode=st.sampled_from(["", "ZX1 2AB", "nonsense"]),
    identifier=st.sampled_from(["", "943 476 5919", "17"]),
    issuer=st.sampled_from(["", "SCH1"]),
)


def ids(query):
    return [each.child_id for each in rank(query, WORLD)]


def test_a_name_in_any_order():
    assert ids(Wanted(name="smith lizzie")) == [1, 3]


def test_a_name_and_an_age():
    found = rank(Wanted(name="Lizzie Smith", age=9, on=TODAY), WORLD)
    assert found[0].child_id == 1
    assert found[0].reasons == (
        "same family name", "the age fits", "one given name is a form of the other",
    )  # fmt: skip


def test_a_family_name_alone():
    found = rank(Wanted(name="Smith"), WORLD)
    assert [each.child_id for each in found] == [1, 2, 3]
    assert found[0].reasons == ("same family name",)


def test_a_child_without_a_given_name_is_found_by_the_family_name():
    unborn = candidate(7, person("Baby", "Wojnarowska"))
    assert [each.child_id for each in rank(Wanted(name="wojnarowska"), [unborn])] == [7]


def test_a_postcode_alone():
    assert ids(Wanted(postcode="zx12ab")) == [1, 2]


def test_a_number_alone():
    found = rank(Wanted(identifier="943 476 5919"), WORLD)
    assert [(each.child_id, each.reasons) for each in found] == [(1, ("same NHS number",))]


def test_a_neighbour_of_another_name_is_not_shown():
    assert ids(Wanted(name="Elizabeth Smith", postcode="ZX1 2AB"))[0] == 1
    assert 2 not in ids(Wanted(name="Grace Patel", postcode="ZX1 2AB"))


def test_a_shielded_child_is_found_by_visible_fields_alone():
    found = rank(Wanted(name="Shevaun OBrien", born_on=BORN, postcode="ZX9 7QQ"), WORLD)
    assert found[0].child_id == 4
    assert "same postcode" not in found[0].reasons
    assert 4 not in ids(Wanted(postcode="ZX9 7QQ"))


def test_a_sealed_record_never_appears():
    assert 5 not in ids(Wanted(name="Elizabeth Smith", born_on=BORN))


def test_nothing_asked_finds_nobody():
    assert ids(Wanted()) == []


@given(
    wanted,
    st.lists(
        st.builds(candidate, child_id=st.integers(1, 99), standard=people, is_shielded=st.booleans()),
        max_size=6,
        unique_by=lambda each: each.child_id,
    ),
    st.randoms(),
)
def test_the_order_they_came_in_does_not_matter(query, candidates, random):
    before = rank(query, candidates)
    random.shuffle(candidates)
    assert rank(query, candidates) == before
    assert [each.score for each in before] == sorted((each.score for each in before), reverse=True)
    assert all(each.reasons for each in before)


@given(wanted, people)
def test_what_a_shielded_record_hides_has_no_effect(query, standard):
    hidden = rank(query, [candidate(1, standard, is_shielded=True)])
    assert hidden == rank(query, [candidate(1, as_shielded(standard))])


def test_a_slip_of_the_pen_is_borne():
    query = standardise_wanted(Wanted(name="Elizabteh Smith"))
    assert weigh(traits_of(query), WORLD[:1])[0].levels["given"] == "slip"
