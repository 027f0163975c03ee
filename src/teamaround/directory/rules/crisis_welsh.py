"""Welsh words that may mean danger, as patterns over the keys of words (rules/welsh.py), so that changed first letters
make no difference. No Welsh speaker has checked them. The wordings by which they are judged were frozen first
(tests/crisis_wordings_cy.txt).

In a pattern an underscore stands for any one word, and words are written as a dictionary has them.
"""

from __future__ import annotations

import re
from functools import cache

from .welsh import key, keys

OWN = "(fy|dy|ei|eu|ein|eich)"
SELF = "(hun|hunan|hunain)"
HARM = "(lladd|brifo|niweidio|anafu|torri|crogi|llosgi|mygu|gwenwyno)"
HIT = "(taro|bwrw|curo|brifo|lladd|cicio|dyrnu|tagu|niweidio|bygwth|llosgi|ysgwyd|treisio)"
CHILD = "(plentyn|plant|babi|baban|mab|merch|bachgen)"
SOMEBODY = f"(fi|ni|mam|dad|tad|rhywun|{CHILD})"
PATTERNS = (
    # harm to oneself
    "hunan ?(laddiad|laddol|lladdol|niwed|niweidio|niweidiol|anafu)", "hunananafu",
    f"{HARM} {OWN} {SELF}", f"{HARM} {OWN} (breichiau|braich|coesau|garddwrn|garddyrnau|croen)",
    "(eisiau|isio|isie|moyn) (_ )?(_ )?marw", "byd yn marw", "dod (a|ar) (_ )?(_ )?i ben",
    "dim (eisiau|isio|isie|moyn) (byw|bod)", "(pwynt|rheswm) (i )?byw", "gorddos",
    "(gormod|llawer|llond llaw) o (tabledi|paracetamol|moddion|pils)", "neidio (oddi|o flaen|o ben)",
    "methu (dal ati|mynd ymlaen|ymdopi rhagor|cario ymlaen)",
    "(medra|gallaf|alla|medraf) (i )?dim (ymdopi|mynd ymlaen|dal ati|cario ymlaen)",
    # harm at home and by others
    f"{OWN} {HIT}", f"{HIT} {SOMEBODY}", f"{HIT}r? ({OWN} |y )?(_ )?{CHILD}", "treisgar", "ofn (fy|mynd|arna)",
    "(trais|treisio|treisiwyd)", "cam ?drin", "cam triniaeth", "camdriniaeth", "camfanteisio", "angen lloches",
    "lloches (heno|rhag)", "(cyllell|dryll|machete|trywanu)", "gadael i (mi|fi|ni) (gadael|mynd)",
    "(ymosod|ymosodiad) rhywiol", "priodas dan gorfod", "gorfodi", "anffurfio", "stelcio",
    "(bygwth|bygythio|bygythiad)",
    # harm to a child
    "(esgeuluso|esgeulustod|esgeuluswyd)", "ysgwyd y (babi|baban)", "cyffwrdd (a|y|fy)", "fy cyffwrdd",
    f"({CHILD}|gadael|gartref|adref|adra|ty) (_ )?(_ )?(_ )?ar (ei|eu|fy) pen",
    "perthynas amhriodol", "lluniau (o fy|noeth|noethion)", "(blacmel|blacmelio)", "noeth",
    "llinellau (cyffuriau|sirol)", "gwerthu cyffuriau", "mewn perygl", "dim (yn )?(diogel|saff)", "anniogel",
    # missing, and nowhere to go
    "ar coll", "rhedeg i ffwrdd", "(heb|dim wedi) dod (adref|adra|gartref)",
    "(unman|unlle|nunlle|dim lle) i (cysgu|aros|mynd)", "digartref (heno|nawr|rwan)",
    "(taflu|cicio|troi) allan heno", "cysgu (yn y|mewn) car",
    # the body
    "(methu|dim yn|stopio|trafferth) anadlu", "anymwybodol", "(dim yn|methu|gwrthod) deffro",
    "(cael|cafodd) (ffit|stroc)", "trawiad", "tagu", "(llyncu|yfed) (batri|batris|cannydd|magnet|botwm)",
    "(gwenwyn|gwenwyno)", "(gwaedu|gwaedun)", "llid yr ymennydd", "boddi", "(ty|cartref) ar tan", "gollyngiad nwy",
    # asking for help at once
    "argyfwng", "help (nawr|rwan|ar frys)", "ar unwaith", "brys", "clywed lleisiau", "seicosis",
)  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    """The patterns with every word of them under its key."""
    made = (re.sub(r"[a-z]+", lambda word: key(word[0]), each) for each in PATTERNS)
    return re.compile("|".join(rf"\b(?:{each.replace('_', '[a-z0-9]+')})\b" for each in made))


def may_mean_danger_in_welsh(said: str) -> bool:
    """Whether these words, in small letters without marks, may mean danger in Welsh."""
    return bool(_pattern().search(keys(said)))
