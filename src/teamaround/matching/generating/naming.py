"""Names for invented children, by where their family's names come from, common ones oftener than rare ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate, product
from random import Random

from teamaround.kernel.nicknames import forms_of
from teamaround.kernel.origins import Origin, origins

TRAVELLER = "traveller"
_SHARES = {"british": 0.62, "caribbean": 0.022, "chinese": 0.014, "somali": 0.016, "nigerian": 0.024}
_TAILS_AS_TEXT = {
    "british": (
        "Ash Black Brad Brook Burn Cald Clay Cray Dal Den East Ever Far Fen Gar Glen Green Had Hal Hart Hazel Hed "
        "High Hol Hor Kel Ken King Lang Lin Long Mar Mel Mid Mill Mon Nor Oak Old Pen Pres Rad Red Row Sal Sel Shel "
        "Stan Stock Strat Sun Swan Thorn Tren Wal War Wes Whit Win Wood Wyn",
        "aby bank beck bourne bridge brook bury by combe cote croft dale den field ford gate grave ham head hill holme "
        "hurst land leigh ley low man mere more ridge sall sett shaw stead stone ton wall water well wick win wold "
        "wood worth",
    ),
    "irish": (
        "O'Bro O'Calla O'Do O'Flaher O'Ha O'Kee O'Lea O'Ma O'Rei O'Sulli McCa McDo McGra McKe McLa McNa Cor Fla Ga Ke",
        "ghan han ley nnell gan nagh rty ran lly vey",
    ),
    "polish": (
        "Adam Bartos Boro Chmiel Czar Dom Gaw Gor Jab Jan Kacz Kal Kar Klim Kos Kub Lis Mac Mal Mar Mich Now Ols Ost "
        "Paw Pior Rog Sad Sik Sob Stan Tom Urban Wal Wil Wit Zak Zal",
        "ak czyk ek ecki ewicz icki inski kowski owicz owski",
    ),
    "romanian": ("Alb Andr Balt Bog Cioc Cost Dobr Fil Flor Gav Iord Lup Mar Mir Mold Neag Nic Opr Pan Sand Serb Vas",
                 "an eanu escu ea oiu ache aru"),
    "pakistani": ("Ab Akh Ans Ash Az Bash Chaud Far Ghaf Haf Hay Jah Kar Lat Mun Naz Qad Raf Rash Sad Shar Sid Yous Zam",
                  "ar an ari ir i id ool eem if"),
    "bangladeshi": ("Ahm Az Bhu Dew Hal Has Hos Kab Kha Mah Maj Mia Mol Mon Naz Pat Sar Sik Tal Ud", "an ar der ia ik "
                    "ain umder lick un dar"),
    "indian": ("Agar Bans Bhat Chand Chop Dal Dew Ghos Gup Iyen Jai Kap Kul Lal Mal Mis Muk Nag Pan Pra Raj Ran Sax "
               "Sen Sub Tri Var Ven Yad", "ani a al kar ra shi ta der nath wal ia esan"),
    "nigerian": ("Ade Afo Ako Ani Awo Chi Dada Eke Eno Ezi Fag Ibe Ike Iwu Nna Nwa Obi Oda Ogu Oke Olu Ony Opa Oye Uga",
                 "bayo biora dimma fule juwon kunle leye mbah nna niyi ra sanya uche wale ze"),
    "somali": ("Abu Ade Ali Bar Dir Elm Gee Guu Hir Ibr Isa Kha Mah Mus Roo Sam Sal Sug Ware Yus", "an d r le mo sse i di"),
    "ghanaian": ("Acheam Ad Ag Aman Ampo An Ap Ar Bad Bo Dan Don Fo Gy Kuff Nk Nti Ob Od Sar Ta Te", "pong u fo kwa sah "
                 "ei im or ansah oh"),
    "arabic": ("Abb Ham Hass Hij Jab Kan Kass Mal Mas Nab Qas Ram Sabb Sham Tah Yas Zay", "ani ari oub oum oud awi el ar"),
    "ukrainian": ("Bab Bil Chor Dan Did Fed Hal Iva Kly Kor Mar Mor Ole Pav Pon Rom Rud Sem Syd Tym Vas Yur Zah",
                  "enko chuk ets yk ko iuk ytskyi"),
}  # fmt: skip
MIDDLES = [
    "James",
    "Rose",
    "Grace",
    "Louise",
    "Mae",
    "Marie",
    "Jane",
    "Elizabeth",
    "Anne",
    "John",
    "Thomas",
    "William",
    "David",
    "Michael",
    "Lee",
    "Alan",
    "Peter",
    "Joseph",
    "Edward",
    "Robert",
    "George",
    "Ray",
    "Jay",
    "May",
    "Hope",
    "Faith",
    "Skye",
    "Rae",
    "Lynn",
    "Paul",
    "Daniel",
    "Alexander",
    "Patrick",
    "Ian",
    "Ivy",
    "Belle",
]
WESTERN = [
    "Jason",
    "Kevin",
    "Vivian",
    "Cherry",
    "Alan",
    "Ivy",
    "Tony",
    "Winnie",
    "Jacky",
    "Candy",
    "Eric",
    "Joyce",
    "Raymond",
    "Fiona",
    "Leo",
    "Anna",
]


@dataclass(frozen=True)
class Group:
    """The names of one origin, each list with the commonest first and a long tail at its end."""

    key: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    families_girls: tuple[str, ...]
    listed_families: int


@cache
def groups() -> tuple[tuple[Group, ...], tuple[float, ...]]:
    """Every group, and the shares of families added up."""
    found = [_group(origin) for origin in origins()]
    shares = [_SHARES.get(origin.key, origin.share) for origin in origins()]
    irish = next(group for group in found if group.key == "irish")
    found.append(
        Group(
            TRAVELLER,
            irish.girls[:8],
            irish.boys[:8],
            irish.men,
            irish.families[-6:],
            irish.families_girls[-6:],
            6,
        )
    )
    return tuple(found), tuple(accumulate([*shares, 0.005]))


def _group(origin: Origin) -> Group:
    tail = _tail(origin.key)
    families, girls_families = (*origin.families, *tail), (*origin.families_girls, *tail)
    return Group(
        origin.key, _lengthened(origin.girls), _lengthened(origin.boys), origin.men,
        families, girls_families, len(origin.families),
    )  # fmt: skip


def _tail(key: str) -> tuple[str, ...]:
    if key not in _TAILS_AS_TEXT:
        return ()
    beginnings, endings = _TAILS_AS_TEXT[key]
    names = [f"{one}{other}" for one, other in product(beginnings.split(), endings.split())]
    Random(key).shuffle(names)
    return tuple(names)


@cache
def _lengthened(names: tuple[str, ...]) -> tuple[str, ...]:
    """A list of given names with the rarer spellings and forms of its own names after them."""
    more = sorted({form.title() for name in names for form in forms_of(name) if len(form) > 3} - set(names))
    Random(len(more)).shuffle(more)
    return (*names, *more)


def pick_group(draw: float) -> Group:
    """A group, as often as its share says."""
    every, shares = groups()
    wanted = draw * shares[-1]
    return next((group for group, share in zip(every, shares, strict=True) if wanted < share), every[0])


def common_first(names: tuple[str, ...], draw: float) -> str:
    """One of a list, the first ones far oftener than the last."""
    return names[int(len(names) * draw**2.2)]


def family_name(group: Group, rng: Random) -> tuple[str, str]:
    """A girl's and a boy's form of one family name: half from the common ones, half from the long tail."""
    if rng.random() < 0.5 or len(group.families) == group.listed_families:
        at = int(group.listed_families * rng.random() ** 1.6)
    else:
        at = int(rng.random() * len(group.families))
    return group.families_girls[at], group.families[at]
