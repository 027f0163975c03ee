"""A county of the default size, looked at from all sides."""

from collections import Counter
from datetime import date, timedelta

import pytest

from teamaround.accounts.rules import Duty
from teamaround.agencies.rules import AgencyKind, Sensitive
from teamaround.assessments.rules import library
from teamaround.assessments.rules.library import COMMON
from teamaround.assessments.rules.reading import choose_form
from teamaround.episodes.rules.states import Closing
from teamaround.kernel import nhs_numbers, upns
from teamaround.people.rules import (
    ETHNICITIES,
    AttendanceKind,
    IdentifierKind,
    NameType,
    RelationshipType,
    Sex,
    check_dates,
    check_name,
)
from teamaround.site.demo.county import STORIES, plan_county
from teamaround.site.demo.county.assessing import TALES

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def county():
    return plan_county(2000, seed=7, today=TODAY)


@pytest.fixture(scope="module")
def homes(county):
    return [home for batch in county.households() for home in batch]


@pytest.fixture(scope="module")
def children(homes):
    return [child for home in homes for child in home.children]


@pytest.fixture(scope="module")
def episodes(homes):
    return [episode for home in homes for episode in home.episodes]


def test_the_same_seed_and_day_make_the_same_county(county):
    again = plan_county(2000, seed=7, today=TODAY)
    assert again.practitioners == county.practitioners
    assert list(again.households()) == list(county.households()) == list(county.households())


def test_another_seed_makes_other_families_in_the_same_places(county):
    other = plan_county(2000, seed=8, today=TODAY)
    assert other.localities == county.localities
    assert other.agencies == county.agencies
    ours, theirs = list(county.households()), list(other.households())
    assert [home.key for home in ours[0]] == [home.key for home in theirs[0]]
    assert ours[1] != theirs[1]


def test_how_many_there_are(county, children, episodes):
    assert len(children) == 2000 == len({child.key for child in children})
    assert 55 <= len(county.agencies) <= 65
    assert len(county.practitioners) == 250
    assert {agency.kind for agency in county.agencies} == {kind.value for kind in AgencyKind}
    assert {service.sensitive for service in county.services} == {kind.value for kind in Sensitive}
    assert 45 <= len(episodes) <= 85


def test_everything_that_is_referred_to_exists(county, homes):
    agencies = {agency.code for agency in county.agencies}
    services = {service.key: service.agency for service in county.services}
    people = {person.key: person.agency for person in county.practitioners}
    codes = {postcode.code: postcode.locality for postcode in county.postcodes}
    for person in county.practitioners:
        assert person.agency in agencies
        assert person.line_manager in {"", *people}
        assert person.line_manager != person.key
    for child in (child for home in homes for child in home.children):
        for each in child.involvements:
            assert people[each.practitioner] == each.agency
            assert each.service == "" or services[each.service] == each.agency
        assert {each.agency for each in child.attendances} <= agencies
        assert all(codes[each.postcode] == each.locality for each in child.addresses)


def test_words_and_codes_are_those_of_the_packages(children, homes):
    for child in children:
        check_dates(born_on=child.born_on, expected_on=child.expected_on, today=TODAY)
        assert child.sex in {sex.value for sex in Sex}
        assert child.ethnicity in ETHNICITIES
        for name in child.names:
            check_name(name.given, name.family, NameType(name.type))
        assert all(IdentifierKind(each.kind) for each in child.identifiers)
        assert all(AttendanceKind(each.kind) for each in child.attendances)
    types = {told.type for home in homes for told in home.relationships}
    assert types <= {type_.value for type_ in RelationshipType}
    assert len(types) >= 8


def test_children_are_of_every_age_and_many_origins(children):
    ages = Counter((TODAY - child.born_on).days // 365 for child in children if child.born_on)
    assert set(range(18)) <= set(ages)
    assert max(ages) <= 18
    assert len({child.ethnicity for child in children}) >= 15
    letters = {sign for child in children for name in child.names for sign in name.given + name.family}
    assert {"-", "'", "ł", "ë"} <= letters


def test_numbers_pass_their_checks_come_once_and_are_nobodys(children):
    seen = Counter()
    for child in children:
        for each in child.identifiers:
            seen[(each.kind, each.issuer, each.value)] += 1
            if each.kind == "nhs_number":
                assert nhs_numbers.passes_check(each.value)
                assert nhs_numbers.is_test_number(each.value)
            if each.kind == "upn":
                assert upns.passes_check(each.value)
                assert each.value[1:4] in {"988", "989"}
    assert max(seen.values()) == 1


def test_nothing_that_has_happened_lies_ahead(homes, episodes):
    for home in homes:
        for child in home.children:
            for each in (*child.addresses, *child.attendances, *child.involvements, *child.names):
                assert each.starts_on is None or each.starts_on <= TODAY
                assert each.ends_on is None or each.ends_on <= TODAY
                assert each.ends_on is None or each.starts_on is None or each.starts_on <= each.ends_on
            assert child.died_on is None or child.died_on <= TODAY
        assert all(told.starts_on is None or told.starts_on <= TODAY for told in home.relationships)
    for episode in episodes:
        days = [episode.started_on, episode.completed_on, episode.closed_on]
        days += [each.held_on for each in episode.reviews]
        days += [each.done_on for each in episode.actions]
        days += [day for each in episode.contributions for day in (each.asked_on, each.given_on)]
        days += [day for each in episode.leads for day in (each.asked_on, each.accepted_on, each.ended_on)]
        assert all(day <= TODAY for day in days if day is not None)


def test_a_child_has_one_home_one_school_and_one_practice_at_a_time(children):
    for child in children:
        open_addresses = [each for each in child.addresses if each.ends_on is None]
        assert len(open_addresses) == (0 if child.is_sealed else 1)
        for kind in ("school", "gp_practice"):
            at = [each for each in child.attendances if each.kind == kind and each.ends_on is None]
            assert len(at) <= 1


def test_an_eighth_have_additional_help_and_sensitive_help_has_a_basis(county, children):
    sensitive = {service.key for service in county.services if service.sensitive}
    universal = {"Health visiting", "Nursery place", "Midwifery"}
    helped = [c for c in children if any(i.reason not in universal for i in c.involvements)]
    assert 0.09 < len(helped) / len(children) < 0.2
    every = [each for child in children for each in child.involvements]
    for each in every:
        assert bool(each.sensitive_basis) == (each.service in sensitive)
    assert {each.sensitive_basis for each in every} == {"", "consent", "significant_harm"}
    assert any(each.ends_on for each in every)


def test_the_cast_can_be_told_apart_and_have_duties(county):
    assert len(county.cast) == 17
    assert len({member.email for member in county.cast}) == 17
    assert len({person.email for person in county.practitioners}) == 250
    for member in county.cast:
        assert member.duties
        assert all(name in Duty.__members__ for name in member.duties)
        assert member.try_this.endswith((".", "!"))
        assert member.email.endswith(".example")
    assert sum("INDEX_TEAM" in member.duties for member in county.cast) == 2


def test_telephones_are_those_kept_for_drama(county, homes):
    numbers = [each.telephone for each in (*county.agencies, *county.practitioners, *county.services)]
    numbers += [carer.telephone for home in homes for carer in home.carers]
    assert all(number.startswith(("01632 960", "07700 900")) and len(number) == 12 for number in numbers)


def test_stories_name_children_and_people_who_are_there(county, children):
    known = {child.key: child for child in children}
    cast = {member.practitioner for member in county.cast}
    for story in STORIES.values():
        assert set(story.children) <= set(known)
        assert set(story.sign_in_as) <= cast
        assert len(story.names) == len(story.children)
        for key, told in zip(story.children, story.names, strict=True):
            assert known[key].names[0].family in told
    assert any(known[key].shield for key in STORIES["twins"].children)
    assert known["dylan-dylan"].is_sealed
    assert known["kasia-baby"].expected_on > TODAY


def test_assessments_fit_the_form_and_the_people_may_take_part(county, homes, episodes):
    form = choose_form(library.forms(), key=COMMON, on=TODAY)
    elements = {part.key for section in form.sections for part in section.parts}
    people = {person.key: person for person in county.practitioners}
    writers = {member.practitioner: "WRITE_ASSESSMENTS" in member.duties for member in county.cast}
    responsible = {
        (told.child, told.carer)
        for home in homes
        for told in home.relationships
        if told.has_parental_responsibility
    }
    for episode in episodes:
        taking_part = [episode.started_by, *(lead.practitioner for lead in episode.leads)]
        taking_part += [each.practitioner for each in episode.contributions]
        assert all(writers.get(key, True) for key in taking_part)
        assert {each.element for each in (*episode.elements, *episode.contributions)} <= elements
        assert (episode.child, episode.agreement.given_by) in responsible
        assert all(people[key].agency in episode.agreement.share_with for key in taking_part)
        assert bool(episode.closure_reason) == (episode.closed_on is not None)
        assert not episode.closure_reason or Closing(episode.closure_reason)
        assert "{" not in repr(episode)


def test_a_recent_one_ended_within_half_a_year_and_a_closed_one_earlier(episodes):
    half = TODAY - timedelta(days=183)
    for episode in episodes:
        if episode.state == "open":
            assert episode.closed_on is None
        else:
            assert (episode.closed_on >= half) == (episode.state == "recent")


def test_tales_are_many_and_each_has_the_childs_own_words():
    assert len(TALES) >= 12
    assert all(tale.child and tale.parent and tale.promises and tale.said for tale in TALES.values())


def test_a_county_too_small_for_its_stories_is_refused():
    with pytest.raises(ValueError, match="at least"):
        plan_county(10, today=TODAY)


def test_a_county_of_true_size_has_true_numbers_of_schools_and_comes_in_batches():
    county = plan_county(150_000, seed=1, today=TODAY)
    assert 350 <= sum(agency.kind == "school" for agency in county.agencies) <= 450
    assert len(county.practitioners) > 1500
    batches = county.households()
    first, second = next(batches), next(batches)
    assert all(home.story for home in first)
    assert 200 <= len(second) <= 260


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 9, 1), date(2027, 7, 22), date(2026, 1, 1)])
def test_any_day_will_do(day):
    county = plan_county(300, seed=2, today=day)
    for batch in county.households():
        for child in (child for home in batch for child in home.children):
            assert all(each.starts_on <= day for each in (*child.attendances, *child.involvements))
