"""The team, the voices and the calendar file: who may join, what is heard, what a telephone is told."""

from dataclasses import replace
from datetime import UTC, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.episodes.rules import team, voices
from teamaround.episodes.rules.calendar import SEE_PAGE, Entry, calendar_file, place_to_tell
from teamaround.episodes.rules.meetings import Kind
from teamaround.episodes.rules.team import Joining, Standing
from teamaround.episodes.rules.voices import Heard, Said, Whose
from teamaround.kernel.refusal import Refusal

GRAN = Joining(Standing.FAMILY, "to help with mornings", may_have_minutes=True, name="Gran")
CARA = Joining(Standing.PRACTITIONER, "to help with sleep", may_have_minutes=True, practitioner=3, agency=7)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def refused(call, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        call(*args, **kwargs)
    return refusal.value.code, refusal.value.field


def test_the_family_needs_no_agreement_to_be_in_its_own_team():
    team.check_joining(GRAN, agreed=())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [(replace(GRAN, name=" "), ("name", "name")), (replace(GRAN, here_to=" "), ("here-to", "here_to")),
     (replace(GRAN, here_to="x" * 200_000), ("here-to-long", "here_to")),
     (replace(GRAN, name="x" * 300), ("name-long", "name")),
     (replace(GRAN, is_there_already=True), ("there-already", "name")),
     (replace(GRAN, carer=4, is_there_already=True), ("there-already", "carer")),
     (replace(CARA, practitioner=None), ("practitioner", "practitioner")),
     (replace(CARA, is_in_post=False), ("left", "practitioner")),
     (replace(CARA, agency=8), ("not-agreed", "practitioner")),
     (replace(CARA, is_there_already=True), ("there-already", "practitioner"))],
)  # fmt: skip
def test_who_cannot_join(wrong, said):
    team.check_joining(CARA, agreed={7})
    assert refused(team.check_joining, wrong, agreed={7}) == said


def test_nobody_leaves_twice_or_without_a_word():
    team.check_leaving(left_on=None, because="Moved to another school")
    assert refused(team.check_leaving, left_on=NOW.date(), because="x")[0] == "left-already"
    assert refused(team.check_leaving, left_on=None, because=" ")[1] == "because"
    assert refused(team.check_leaving, left_on=None, because="x" * 501)[1] == "because"


# ---------------------------------------------------------------- voices


@given(st.sampled_from(Whose), st.sampled_from(Heard), st.text(max_size=9), st.text(max_size=9))
def test_a_voice_has_words_and_a_missing_one_has_a_reason(whose, heard, said, why_not):
    needed = why_not if heard is Heard.NOT_HEARD else said
    one = Said(whose, heard, said, why_not)
    if needed.strip():
        voices.check_voices([one], needed=[whose])
    else:
        part = "why_not" if heard is Heard.NOT_HEARD else "said"
        assert refused(voices.check_voices, [one], needed=[])[1] == f"{whose}_{part}"


def test_every_needed_voice_is_asked_for_by_name():
    child = Said(Whose.CHILD, Heard.WROTE_OR_DREW, "A drawing of the dog")
    assert refused(voices.check_voices, [child], needed=Whose) == ("voice", "parent_heard")
    voices.check_voices([child], needed=[Whose.CHILD])
    long = Said(Whose.CHILD, Heard.THERE, "x" * 200_000)
    assert refused(voices.check_voices, [long], needed=[]) == ("voice-long", "child_said")


# ---------------------------------------------------------------- the calendar


def entry(**changes):
    usual = Entry(
        uid="H-1@teamaround", sequence=2, kind=Kind.TEAM, starts_at=NOW, minutes_long=60, place="Library, room 2; ground floor",
        address="https://help.example/meetings/H-1/", is_cancelled=False, made_at=NOW, organiser="hana@example.org",
    )  # fmt: skip
    return replace(usual, **changes)


def read(made):
    return next(iter(icalendar.Calendar.from_ical(made).walk("VEVENT")))


def test_a_calendar_reads_what_was_written():
    event = read(calendar_file(entry()))
    assert event["SUMMARY"] == "Team meeting" and event["SEQUENCE"] == 2
    assert event["LOCATION"] == "Library, room 2; ground floor"
    assert (event.decoded("DTEND") - event.decoded("DTSTART")).total_seconds() == 3600
    assert read(calendar_file(entry(is_cancelled=True)))["STATUS"] == "CANCELLED"


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=300))
def test_lines_are_folded_and_what_is_in_them_survives(place):
    made = calendar_file(entry(place=place_to_tell(place, names=[], is_hidden=False)))
    assert all(len(line) <= 75 for line in made.split(b"\r\n")) and made.endswith(b"END:VCALENDAR\r\n")
    event = read(made)
    assert str(event["SUMMARY"]) == "Team meeting"
    assert str(event["LOCATION"]) == (" ".join(place.split()) or SEE_PAGE)


@pytest.mark.parametrize("place", ["The Lindqvists’", "lindqvist, 4 Mill Lane", "at ASHA’s school", ""])
def test_a_place_that_names_the_family_is_not_told(place):
    told = place_to_tell(place, names=["Asha", "Lindqvist", "Mira Lindqvist"], is_hidden=False)
    assert told == SEE_PAGE


def test_a_hidden_child_has_no_place_in_a_calendar():
    assert place_to_tell("Library", names=[], is_hidden=True) == SEE_PAGE
    assert place_to_tell("Library", names=["Asha"], is_hidden=False) == "Library"


def test_only_a_child_is_watched():
    assert Heard.WATCHED in voices.ways(Whose.CHILD) and Heard.WATCHED not in voices.ways(Whose.PARENT)
    assert len(voices.ways(Whose.PARENT)) == len(Heard) - 1
