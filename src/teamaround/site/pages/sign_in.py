"""Signing in to the demo by picking a person. Exists only in a demo."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import public
from teamaround.accounts.sign_in import note_sign_in


@public
def pick(http: HttpRequest) -> HttpResponse:
    """Sign in as a member of the cast; anywhere but in a demo this page does not exist."""
    if not settings.DEMO or http.method != "POST":
        raise Http404
    from ..demo.cast import is_of_the_cast

    account = accounts.account(http.POST.get("account", ""))
    if account is None or not is_of_the_cast(account.email):
        raise Http404
    http.session.flush()
    http.session["signed_in_by_cast"] = True
    login(http, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    note_sign_in(http, account.pk)
    return redirect("home")
