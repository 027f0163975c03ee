"""The living style page: every part of a page with invented content, for people and for axe."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from teamaround.design.forms import Checkboxes, DayMonthYear, Form, Radios
from teamaround.design.network import Around
from teamaround.design.render import render

HELPS = [
    ("school", "School"),
    ("health", "Health visitor or school nurse"),
    ("family", "Somebody in the family"),
]


class Filters(Form):
    """What the filter bar shows."""

    words = forms.CharField(label="Name of the agency", required=False)
    state = forms.ChoiceField(label="State", choices=[("", "Any"), ("open", "Open")], required=False)


class Example(Form):
    """One field of each kind."""

    given = forms.CharField(label="Given name", max_length=80)
    born = DayMonthYear(label="Date of birth", help_text="For example, 27 3 2017")
    why = forms.ChoiceField(
        label="Why are you looking?",
        choices=[
            ("help", "To help with something now"),
            ("meet", "To prepare a meeting"),
            ("other", "Something else"),
        ],
        widget=Radios(hints={"help": "A child or parent has asked, or you have noticed something."}),
    )
    other = forms.CharField(label="What is it?", required=False)
    helps = forms.MultipleChoiceField(
        label="Who helps already?",
        help_text="Choose all that you know of.",
        choices=HELPS,
        widget=Checkboxes,
        required=False,
    )
    area = forms.ChoiceField(
        label="Area", choices=[("", "Choose an area"), ("n", "North Vale"), ("s", "South Vale")]
    )
    words = forms.CharField(
        label="In the child’s own words",
        max_length=600,
        widget=forms.Textarea,
        help_text="As they said it, not as you would.",
        required=False,
    )
    file = forms.FileField(label="A drawing or a letter", required=False)
    agreed = forms.BooleanField(label="The parent has read this and agrees", required=False)


AROUND = [
    Around("Joanna Reid", "SENCO, Oakfield Primary School", is_lead=True),
    Around("Priya Nair", "School nurse"),
    Around("Dr Ann Lowe", "GP, Mill Lane Surgery"),
    Around("Tom Adeyemi", "Family support worker, Vale Early Help"),
    Around("Harbour Young Carers", "Voluntary group"),
    Around("Rashida Malik", "Mother", "family"),
    Around("Imran Malik", "Father, lives elsewhere", "family"),
]
PEOPLE = [
    {
        "name": "Joanna Reid",
        "role": "SENCO",
        "agency": "Oakfield Primary School",
        "telephone": "01632 960 112",
        "email": "j.reid@oakfield.example",
        "is_lead": True,
    },
    {
        "name": "Tom Adeyemi",
        "role": "Family support worker",
        "agency": "Vale Early Help",
        "telephone": "01632 960 340",
    },
    {
        "name": "Rashida Malik",
        "role": "Mother, parental responsibility",
        "kind": "family",
        "note": "Prefers a text message in the afternoon",
    },
]
FACTS = [
    {"label": "Known as", "value": "Ash", "href": "#"},
    {"label": "School", "value": "Oakfield Primary School", "href": "#"},
    {"label": "Lives with", "value": "Rashida Malik (mother) and two brothers", "href": "#"},
    {"label": "First language", "value": "Urdu; no interpreter needed", "href": "#"},
    {"label": "GP", "value": "Mill Lane Surgery", "href": "#"},
    {"label": "Disability", "value": "", "href": "#"},
]
AHEAD = [
    {"on": date(2026, 12, 4), "title": "Review with Asha and her mother", "ahead": True},
    {"on": date(2026, 11, 27), "title": "Tom to ring about the young carers group", "ahead": True},
]
PAST = [
    {
        "on": date(2026, 11, 12),
        "title": "Joanna Reid accepted to lead",
        "text": "Agreed with Asha’s mother at the school gate.",
    },
    {"on": date(2026, 11, 3), "title": "Common assessment started", "href": "#"},
    {"on": date(2026, 10, 20), "title": "School nurse became involved"},
]
DIFFERENCES = [
    {"label": "Given name", "left": "Asha", "right": "Aisha", "same": False},
    {"label": "Date of birth", "left": "27 March 2017", "right": "27 March 2017", "same": True},
    {"label": "Postcode", "left": "ZZ1 4QT", "right": "", "same": False},
]
ROWS = [
    [{"text": "Asha Malik"}, {"text": "27 Mar 2017"}, {"text": "Same name and date of birth"}],
    [
        {"text": "Aisha Malik"},
        {"text": "27 Mar 2017"},
        {"text": "A name that sounds alike, same date of birth"},
    ],
    [
        {"text": "Asha Malick"},
        {"text": "2 Jul 2016"},
        {"text": "A name spelled nearly alike, same postcode"},
    ],
]


def components(http: HttpRequest) -> HttpResponse:
    """The page itself; nothing on it is kept or read from the database."""
    form = Example({"given": "Asha", "born-day": "27", "born-month": "mar", "why": "other", "area": "n"})
    context: dict[str, Any] = {
        "form": form,
        "filters": Filters(auto_id="filter_%s"),
        "around": AROUND,
        "people": PEOPLE,
        "facts": FACTS,
        "ahead": AHEAD,
        "past": PAST,
        "differences": DIFFERENCES,
        "rows": ROWS,
        "figures": [
            (41, "Joined, not repeated"),
            (7, "Waiting for you"),
            (1284, "Children in the county"),
        ],
        "worried_url": "#",
        "sections": [
            {"text": "Overview", "href": "#", "current": True},
            {"text": "Assessment", "href": "#", "current": False},
            {"text": "History", "href": "#", "current": False},
        ],
    }
    return render(http, "design/components.html", **context)
