"""The administrator's pages for programs: service accounts, and the tokens with which they call the API."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts import queries, services
from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import DUTY_WORDS, Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from ..accounts_forms import TokenForm
from .accounts_admin import ask_page, form_page, the_account

USUALLY = timedelta(days=365)


@page(duty=Duty.MANAGE_ACCOUNTS)
def programs(http: PageRequest) -> HttpResponse:
    """Every program of the authority's agencies: its duties, and the tokens that work."""
    rows = list(queries.programs(http.viewer.authority_id, today=http.today))
    return render(http, "site/programs.html", rows=rows, words=DUTY_WORDS)


@page(duty=Duty.MANAGE_ACCOUNTS, writes=True)
def make(http: PageRequest, account: str) -> HttpResponse:
    """Make a token. It stands on the page that answers, and nowhere ever again."""
    found = the_account(http, account)
    if not found.is_service_account:
        raise NotVisible
    form = TokenForm(http.POST or None, today=http.today, initial={"ends_on": http.today + USUALLY})
    if http.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_on(form):
            token = services.make_token(account_id=found.pk, by=http.viewer, now=http.now, **typed)
            return render(
                http, "site/token_made.html", account=found, token=token, words=DUTY_WORDS, **typed,
                grants=queries.grants_of(found.pk, today=http.today),
            )  # fmt: skip
    return form_page(http, found, form, "Make a token", "Make the token")


@page(duty=Duty.MANAGE_ACCOUNTS, writes=True)
def end(http: PageRequest, account: str, token: int) -> HttpResponse:
    """End a token at once."""
    found = the_account(http, account)
    row = queries.live_tokens(found.pk, today=http.today).filter(pk=token).first()
    if row is None:
        raise NotVisible
    if http.method == "POST":
        services.end_token(account_id=found.pk, token_id=row.pk, by=http.viewer, now=http.now)
        messages.success(http, "The token is ended: the program’s next call with it is refused.")
        return redirect("accounts:show", account=account)
    return ask_page(
        http, found, "End this token now?",
        f"“{row.name}”. The program’s next call with it is refused. Its other tokens go on working.",
        "End the token",
    )  # fmt: skip
