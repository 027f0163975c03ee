import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.kernel.names import fold
from teamaround.kernel.sounds import sound_of


@pytest.mark.parametrize(
    "alike",
    [
        "siobhan shevaun chevonne shivaun",
        "sean shaun shawn",
        "mohammed muhammad mohamed mohammad",
        "catherine katherine kathryn",
        "niamh neve neave",
        "steven stephen stefan",
        "smith smyth smithe schmidt",
        "thompson tomson thomson",
        "philip filip phillip",
        "christopher kristofer",
        "yusuf yousef yusef",
        "aoife eefa",
        "sinéad shinade",
        "rhys rees reese",
        "singh sing",
        "chloe kloe",
        "leigh lee",
        "geoffrey jeffrey",
        "vaughan vaughn",
        "nguyen nuyen",
        "gough goff",
        "jhon john",
    ],
)
def test_names_said_alike_share_a_key(alike):
    assert len({sound_of(fold(word)) for word in alike.split()}) == 1


@pytest.mark.parametrize(
    "unlike", ["smith jones", "patel khan", "nowak kowalski", "ahmed ali", "davies evans"]
)
def test_other_names_do_not(unlike):
    one, other = unlike.split()
    assert sound_of(one) != sound_of(other)


def test_a_word_in_another_script_is_its_own_key():
    assert sound_of("李小龙") == "李小龙"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=25))
def test_every_word_has_a_short_key(word):
    assert 1 <= len(sound_of(word)) <= 8
