"""Whether somebody's words may mean danger, so that help comes before any result.

Plain patterns, each with an example of why it is there; no model. Words are read in small letters
without marks, and a slip in one of the gravest words is forgiven. Too much is better than too little:
the panel beside an ordinary search costs a glance. The wordings by which this is judged were frozen
first (tests/crisis_wordings.txt).
"""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from .crisis_welsh import may_mean_danger_in_welsh
from .needs import plain

SELF = r"(?:my ?self|him ?self|her ?self|them ?selves|them ?self|your ?self|our ?selves)"
I_ = r"(?:my|his|her|their|our|your)"
WHO = r"(?:i|he|she|they|we|you|im|hes|shes|theyre)"
SOMEBODY = (
    r"(?:husband|wife|partner|boyfriend|girlfriend|ex|dad|father|mum|mam|mother|stepdad|stepmum|step dad|step mum"
    r"|uncle|aunt|brother|sister|grandad|grandma|neighbours?|son|daughter|teenager|parents?|carer|teacher|coach|he|she)"
)
CHILD = r"(?:child|children|kids?|baby|babies|toddler|son|daughter|boy|girl|teenager|infant|newborn)"
HURT = r"(?:hit|hits|hitting|beat|beats|beating|beaten|hurt|hurts|hurting|harm|harms|harming|kick|kicks|punch\w*|slap\w*|chok\w*|strangl\w*|burn\w*|threat\w*)"
PATTERNS = (
    # harm to oneself
    rf"\b(?:kill|killing|killed|hurt|hurts|hurting|harm|harms|harming|cut|cuts|cutting|burn|burns|burning|hang|hangs|hanging|hanged) (?:\w+ )?{SELF}\b",
    r"\bi (?:\w+ )?(?:hurt|cut|harm) (?:my|me)\b",
    r"\bself ?har?m\w*\b",
    r"\bcutting (?:my|her|his|their) (?:arms?|legs?|wrists?|skin)\b",
    r"\b(?:want|wants|wanted|wanting|wish|going|wanna|rather) (?:to )?(?:die|be dead|end it|disappear for ever)\b",
    rf"\b(?:end|ends|ending|take|takes|taking|took) (?:{I_} )?(?:own )?li(?:fe|ves)\b",
    r"\bend(?:ing)? it all\b",
    r"\b(?:dont|do not|doesnt|does not|no reason|no longer want) (?:\w+ )?(?:to )?(?:live|be alive|be here)\b",
    r"\bno (?:reason|point) (?:to|in) liv",
    r"\bbetter off (?:dead|without (?:me|him|her))\b",
    r"\b(?:cant|cannot) (?:go on|take any ?more|do this any ?more|cope)\b",
    r"\bjump(?:ed|ing|s)? (?:off|in front|from)\b",
    r"\b(?:too many|all (?:her|his|my|the)|lot of|handful of|swallowed|taken) (?:\w+ )?(?:of )?(?:tablets|pills|paracetamol|medicine)\b",
    r"\bhearing voices\b",
    # harm at home and by others
    rf"\b{SOMEBODY} (?:is |was |has |keeps |just |who )?(?:\w+ )?{HURT} (?:\w+ )?(?:me|us|him|her|them|{I_}|mum|dad|mam|mother|kids|child|children|baby)\b",
    rf"\b{SOMEBODY} {HURT} (?:me|us|mum|dad)\b|\b{HURT} (?:me|us)\b|\bbeing {HURT}\b",
    rf"\b(?:he|she|they|someone|somebody) (?:is |was |has )?(?:{HURT}|touch\w*) (?:me|us|my|a)\b",
    rf"\b{SOMEBODY} (?:is |was |has )?touch(?:es|ed|ing)?\b",
    rf"\btouched (?:my|a|the) {CHILD}\b",
    rf"\b{SOMEBODY} is (?:very )?violent\b",
    r"\b(?:kill|killing) (?:me|us|him|her|you|them|my|a)\b",
    r"\b(?:scared|afraid|frightened|terrified) (?:of (?:my|him|her|he)|to go home|at home|i will|he will|that he|to be at home|and)\b",
    r"\bi am (?:scared|afraid|frightened)\b",
    r"\bdomestic (?:violence|abuse)\b|\bdv\b|\brefuges?\b(?! \w*class)",
    r"\b(?:knife|knives|stabbed|stabbing|stab|gun|weapon|machete)\b",
    r"\b(?:wont let|will not let|doesnt let) (?:me|us) (?:leave|out|go)\b",
    r"\b(?:rape|rapes|raped|raping|rapist)\b",
    r"\bsexual(?:ly)? (?:assault\w*|abus\w*|exploit\w*|things|violence)\b",
    r"\bforced (?:marriage|to marry)\b|\bforce (?:me|her|him) to marry\b|\babroad to (?:marry|be cut)\b",
    r"\bfgm\b|\bgenital mutilation\b|\bhono(?:u)?r (?:based|killing|violence)\b",
    r"\bstalk(?:ing|ed|er|s)\b",
    r"\b(?:break|breaking) in(?:to my| to my|$)\b|\btrying to break in\b",
    r"\btraffick\w*\b|\bmodern slavery\b|\bheld against\b|\bcounty lines\b|\bgang\b",
    r"\bsell(?:ing)? drugs\b|\bblackmail\w*\b|\bgroom(?:ed|ing)\b|\bnudes?\b|\bnaked\b|\basking (?:\w+ )*(?:for )?pictures\b",
    # harm to a child
    rf"\b{CHILD} (?:\w+ )?(?:abuse|abused|neglect|neglected|cruelty)\b|\babus(?:e|ed|ing|er|es)\b|\bneglect(?:ed|s|ing)?\b",
    rf"\b{CHILD} (?:is |being |are |was )*(?:being |getting )?(?:hurt|beaten|hit|abused|harmed|shaken|locked)\b",
    rf"\b(?:hurt|hurting|harm|harming|hit|hits|hitting|shake|shaking|shook|shaken|kick|kicked|beat|beats) (?:a |my |the |our |her |his |their )?{CHILD}\b",
    r"\b(?:thoughts of|going to|might|afraid i will|scared i will) (?:hurt|harm)\w*\b",
    rf"\b{CHILD}s? (?:\w+ )?(?:left )?alone\b|\bleft (?:home )?alone\b",
    r"\bno food for days\b|\b(?:drunk|high|passed out) and\b|\bis drunk\b",
    r"\bin danger\b|\bnot safe\b|\bunsafe\b",
    # missing, and nowhere to go
    rf"\b(?:is|gone|went|has gone) missing\b|\bmissing (?:{CHILD}|person)\b",
    r"\b(?:run|ran|runs|running) away\b|\b(?:didnt|did not|not|hasnt|hasnt yet) come home\b",
    r"\bnowhere to (?:sleep|stay|go|live)\b|\b(?:homeless|thrown out|kicked out|chucked out|sleep\w*) (?:\w+ )?(?:tonight|in (?:the|our|my) car|rough|outside)\b",
    # the body
    r"\b(?:cant|cannot|not|isnt|stopped|struggling to) breath(?:e|ing)\b",
    r"\bunconscious\b|\bwont wake\b|\bnot waking\b|\b(?:having|had) (?:a )?(?:fit|seizure|stroke)\b|\bseizures?\b",
    r"\b(?:is |baby |child |my )?choking\b|\bswallowed (?:a )?(?:\w+ )?(?:battery|magnet|bleach|poison|button)\b|\bdrank (?:bleach|poison)\b",
    r"\bpoison(?:ed|ing)?\b|\bbleed(?:ing)? (?:badly|heavily|a lot|wont stop)\b",
    r"\bheart attack\b|\bchest pain\b|\bstroke\b|\ballergic reaction\b|\banaphyla\w*\b|\bmeningitis\b",
    r"\b(?:baby|she|he) (?:is )?floppy\b|\bfloppy (?:baby|and)\b|\bbroken (?:neck|back)\b|\bdrown(?:ing|ed|s)?\b",
    r"\bon fire\b|\bfire in\b|\bhouse fire\b|\bgas leak\b",
    # asking for help at once
    r"\bemergenc(?:y|ies)\b|\b999\b|\b112\b|\burgent(?:ly)?\b|\bhelp (?:me )?(?:right )?now\b|\bcris[ie]s\b|\bbreakdown\b|\bpsychosis\b|\bpsychotic\b",
    r"\bsuicid\w*\b|\boverdos\w*\b",
)  # fmt: skip
GRAVEST = (
    "suicide",
    "suicidal",
    "overdose",
    "selfharm",
    "strangled",
    "emergency",
    "unconscious",
    "kidnapped",
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(PATTERNS))


def may_mean_danger(text: str) -> bool:
    """Whether the emergency panel stands first beside these words."""
    said = plain(text)
    return (
        bool(_pattern().search(said))
        or any(map(_is_nearly_grave, said.split()))
        or may_mean_danger_in_welsh(said)
    )


def _is_nearly_grave(word: str) -> bool:
    """A grave word with one slip, or two in a long one."""
    return len(word) >= 5 and any(
        OSA.distance(word, grave, score_cutoff=2) <= (1 if len(grave) < 8 else 2) for grave in GRAVEST
    )
