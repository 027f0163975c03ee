"""The 28 parts that papers for meetings have, told from a paper's plain text, old or new.

Eleven stand in all five of the papers of 2003 to 2008 that these were worked out from; the other
seventeen in some. What a part is told by is its own mark in the text: a heading, a line of its
own, a turn of phrase that such papers share. It says whether a part is there, not whether it is good.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
BODY = r"(?:committee|cabinet|executive|council|board|partnership)"

MEETING = rf"^\W*[a-z&’' ,]*{BODY}[a-z&’' ,]*\s[-–]\s\d{{1,2}} {MONTH} \d{{4}}"
NUMBER = r"^\W*(?:\d+\.\s*)?"  # converted papers number their headings too


def _mark(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I | re.M)


IN_ALL_FIVE: Mapping[str, re.Pattern[str]] = {
    "meeting and date": _mark(MEETING),
    "item number": _mark(r"^\W*(?:item\s+[a-z]*\d+|(?:item|paper) [a-z])\b"),
    "title": _mark(rf"{MEETING}[^\n]*\n\s*(?!report)\S[^\n]{{19,}}$"),
    "report by": _mark(r"^\W*(?:joint )?report (?:by|of)\b"),
    "introduction or background": _mark(r"^\W*(?:introduction|background)\s*$"),
    "consultation": _mark(r"\bconsult(?:ed|ation)\b"),
    "recommendation": _mark(rf"{NUMBER}(?:recommendations?|action required by the committee)\s*$"),
    "signature": _mark(r"^[A-Z][a-z’]+ [A-Z][a-z’A-Z]+(?:\s{2,}[A-Z].*|, .*)?\n+^(?:strategic )?director\b|^\W*signed\s*\n\s*[^\n]*\bdirector\b"),
    "background papers": _mark(r"^\W*background papers\b"),
    "contact": _mark(r"^\W*contact (?:officers?|point)\b"),
    "annexes": _mark(r"\b(?:annex [a-z0-9]+|appendices attached)\b"),
}  # fmt: skip
IN_SOME: Mapping[str, re.Pattern[str]] = {
    "divisions affected": _mark(r"^\W*divisions?(?:\(s\))?:"),
    "numbered paragraphs": _mark(r"^\s*2\.\s"),
    "words of recommending": _mark(r"\bis recommended to\b"),
    "several recommendations": re.compile(r"RECOMMENDED to:\s*\n(?:\s*\n)*\s*(?:1\.|\(a\))\s", re.M),
    "references between recommendations": _mark(r"subject to \([a-z]\)"),
    "delegation in consultation": re.compile(
        r"(?:authorise|let) the (?:Director|post)[^\n]*?,? in consultation with", re.I
    ),
    "referral to another body": _mark(rf"^\W*(?:\d\.|\([a-z]\))?\s*refer\b[^\n]*\b{BODY}"),
    "report back by a day": _mark(rf"report back to the {BODY}[^\n]* \d{{1,2}} {MONTH}"),
    "support and concerns": _mark(r"\bconcerns?\b[^\n]*(?:\n[^\n]*){0,400}?\bsupport|\bsupport(?:ed)?\b[^\n]*\bresponses?\b|\bresponses? received[^\n]*\bsupport"),
    "findings of an inspection": _mark(r"\binspect(?:ors|ion)\b(?:[^\n]*\n){0,40}?[^\n]*(?:main findings|overall judg)"),
    "action plan": _mark(r"\baction plans?\b"),
    "monitoring": _mark(r"\bmonitored by\b|\bto monitor\b|\bmonitoring arrangements are proposed\b"),
    "financial implications": _mark(rf"{NUMBER}financial\b[^\n]*implications|within existing resources"),
    "staff implications": _mark(rf"{NUMBER}(?:financial and )?staff implications"),
    "legal, crime and disorder implications": _mark(r"^\W*(?:financial, )?legal[^\n]*implications"),
    "telephone of the contact": _mark(r"\btel(?:ephone)?\b\W*\(?\d"),
    "date of the report": _mark(rf"^\W*{MONTH} \d{{4}}\s*$"),
}  # fmt: skip
PARTS: Mapping[str, re.Pattern[str]] = {**IN_ALL_FIVE, **IN_SOME}


def parts_in(text: str) -> tuple[str, ...]:
    """The parts that a paper's text has, in the order of the list."""
    return tuple(name for name, mark in PARTS.items() if mark.search(text))
