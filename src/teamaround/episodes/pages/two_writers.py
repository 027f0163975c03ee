"""Two people who change the same thing: the second sees both texts before theirs is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages

from teamaround.accounts.door import PageRequest
from teamaround.design.forms import Form, refusals_on

from ..forms import renew_version


@dataclass(frozen=True)
class Outcome:
    """Whether a change was kept; if not, the status of the page and whether somebody else's came first."""

    is_saved: bool = False
    status: int = 200
    clashes: bool = False


def saving(
    http: PageRequest, form: Form, *, version: int, save: Callable[[], object], said: str = "Saved."
) -> Outcome:
    """Keep what was typed, unless it was typed beside an earlier `version` or the rules refuse it."""
    if http.method != "POST":
        return Outcome()
    if not form.is_valid():
        return Outcome(status=422)
    clashes = (form.cleaned_data["version"] or 0) != version
    with refusals_on(form):
        save()
        messages.success(http, said)
        return Outcome(is_saved=True)
    if clashes:
        renew_version(form, version)
    return Outcome(status=409 if clashes else 422, clashes=clashes)
