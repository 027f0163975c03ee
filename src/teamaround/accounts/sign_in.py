"""How sign-in works with allauth: nobody signs up by themselves, and every try is recorded."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from teamaround.audit.services import record
from teamaround.kernel import clock

from . import queries
from .models import Account

SIGNED_IN_BY = "account_authentication_methods"  # where allauth keeps how a session was opened
JUST_NOW = 300  # seconds


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, which brings an account with its agency, post and today's duties in one go."""

    def get_user(self, user_id: Any) -> Account | None:
        return queries.at_the_door(user_id, clock.today())


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes signing up, and writes sign-ins to the audit."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Who has just signed in is not asked for the password again to set up their app."""
        if app == "allauth.mfa" and _has_just_signed_in(context.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        note_sign_in(request, user.pk)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        account = queries.account_by_email(str(credentials.get("email", "")))
        if account is not None:
            _note(request, account.pk, "accounts.sign_in_refused")

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:  # noqa: ARG002
        from teamaround.design.render import render

        return render(
            request, "design/signed_out.html", status=403,
            sentence="Your account has ended. Ask your administrator if this is wrong.",
        )  # fmt: skip


def _has_just_signed_in(request: HttpRequest) -> bool:
    steps = request.session.get(SIGNED_IN_BY) or [{"at": 0}]
    return time.time() - float(steps[-1].get("at", 0)) < JUST_NOW


def note_sign_in(request: HttpRequest, account_id: int) -> None:
    """Write a sign-in to the audit."""
    _note(request, account_id, "accounts.signed_in")


def _note(request: HttpRequest, account_id: int, act: str) -> None:
    account = queries.with_duties(clock.today()).get(pk=account_id)
    viewer = queries.viewer_for(account, source=request.META.get("REMOTE_ADDR", ""))
    with transaction.atomic():
        record(act, by=viewer, at=clock.now(), about=account.ref)
