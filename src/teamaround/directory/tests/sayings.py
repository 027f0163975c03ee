"""Every fixed text of the public pages, gathered from where it stands: templates, rules, forms and data."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from babel.messages.extract import extract

from teamaround.design.forms import IN_FULL
from teamaround.design.words import MONTHS
from teamaround.directory import forms, forms_joining, portraits
from teamaround.directory.pages import door
from teamaround.directory.rules import capacity, listing, local_offer, needs, translating

HERE = Path(__file__).parents[1]
DESIGN = HERE.parent / "design" / "templates" / "design"
SIGNED_IN = {
    "change.html", "decide.html", "keeping.html", "room.html", "gaps.html", "part.html", "comment_answer.html", "languages.html",
    "translate.html", "allowed.html", "source.html", "source_change.html", "source_fields.html", "sources.html", "told.html",
    "newcomer.html", "yours.html", "own_frame.html", "own_link.html", "own_code.html", "own_new.html", "own_entry.html", "own_fields.html",
}  # fmt: skip
FRAMES = ("page", "header", "footer", "not_found", "paper")
SPEAKING = (
    HERE / "rules" / "reasons.py", HERE / "rules" / "capacity.py", HERE / "rules" / "translating.py", HERE / "portraits.py",
)  # fmt: skip
ANSWERING = (
    HERE / "pages" / "shortlist.py",
    HERE / "pages" / "suggesting.py",
    HERE / "pages" / "local_offer.py",
    HERE / "pages" / "confirming.py",
)
REFUSING = (
    (HERE / "queries" / "finding.py", {"ground_asked"}), (HERE / "rules" / "local_offer.py", {"check_comment"}),
    (HERE / "services" / "changing.py", {"suggest", "_waiting"}), (HERE / "pages" / "suggesting.py", {"_suggest"}),
    (HERE / "pages" / "local_offer.py", {"_comment"}), (HERE / "pages" / "signing_up.py", {"_sign_up"}),
    (HERE / "services" / "joining.py", {"sign_up"}), (HERE / "rules" / "joining.py", {"tidied"}),
)  # fmt: skip
PUBLIC_FORMS = (forms.SearchForm, forms.SuggestForm, forms.CommentForm, forms_joining.SignUpForm)
RIGHT = ("What is still right", "Choose at least one that is still right.")
AROUND = (
    *RIGHT,
    "There is a problem",
    "Not recorded",
    "Error",
    *IN_FULL.values(),
)  # what the parts of any page say
Text = str | tuple[str, str]


def templates():
    """The public pages and the frames around them."""
    own = [page for page in (HERE / "templates" / "directory").glob("*.html") if page.name not in SIGNED_IN]
    return sorted(own) + [DESIGN / f"{name}.html" for name in FRAMES]


def sayings() -> set[Text]:
    """All of them; a pair where a number decides."""
    found: set[Text] = {*AROUND, *MONTHS, door.TOO_MANY, *portraits.COST_WORDS.values()}
    for page in templates():
        found |= _of_template(page)
    for file in (*SPEAKING, *ANSWERING):
        found |= _of_code(file)
    for file, functions in REFUSING:
        found |= _refused(file, functions)
    for form in PUBLIC_FORMS:
        found |= _of_form(form())
    return found | _of_data()


def _of_template(page: Path) -> set[Text]:
    text = page.read_text()
    with page.open("rb") as file:
        found = {said for _, said, _, _ in extract("jinja2", file, keywords={"_": None, "gettext": None})}
    found |= set(re.findall(r'plural\([^"]*"([^"]+)", "([^"]+)"\)', text))
    found |= set(re.findall(r'button\((?:[^)]* else )?"([^"]+)"', text))
    found |= set(re.findall(r'button\("([^"]+)" if', text)) | set(re.findall(r'hint="([^"]+)"', text))
    return found


def _of_code(file: Path) -> set[Text]:
    found: set[Text] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [
            each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if name == "say_number":
            found.add((texts[0], texts[1]))
        elif name in ("say", "success") and texts:
            found.add(texts[0])
    return found - {"Answered."}  # said to those who keep the statement


def _refused(file: Path, functions: set[str]) -> set[Text]:
    """What these functions say when they refuse."""
    return {
        each.args[-1].value
        for function in ast.walk(ast.parse(file.read_text()))
        if isinstance(function, ast.FunctionDef) and function.name in functions
        for each in ast.walk(function)
        if isinstance(each, ast.Call) and getattr(each.func, "id", getattr(each.func, "attr", "")) in ("Refusal", "ValidationError")
    }  # fmt: skip


def _of_form(form) -> set[Text]:
    found = set()
    for field in form.fields.values():
        found |= {str(field.label), str(field.help_text)} - {""}
        found |= {
            str(words) for _, words in getattr(field, "choices", []) if ": " not in str(words) and str(words)
        }
        found |= {
            str(field.error_messages[code])
            for code in ("required", "invalid_choice", "max_length", "null_characters_not_allowed")
            if code in field.error_messages and (code != "required" or field.required)
        }
    return found


def _of_data() -> set[Text]:
    terms = {
        term.name for taxonomy in (needs.NEEDS, needs.SEND, needs.ACCESS) for term in needs.terms(taxonomy)
    }
    offers = {text for each in local_offer.statements().values() for text in (each.name, each.about)}
    parts = {part.name for each in local_offer.statements().values() for part in each.parts}
    words = {*listing.STATUS_WORDS.values(), *listing.DAY_WORDS.values(), *capacity.TAKING_WORDS.values()}
    return {*terms, *offers, *parts, *words, *translating.ENGLISH_NAMES.values()}
