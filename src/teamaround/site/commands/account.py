"""`teamaround account create` and `teamaround token make`: what a fresh installation needs before anybody can sign in."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser, Namespace
from datetime import date, datetime, timedelta
from typing import Any

from teamaround.embedded import Problem
from teamaround.site.saying import say, show

YEAR = timedelta(days=365)


def create_arguments(parser: ArgumentParser) -> None:
    """Who, at which agency, with which duties."""
    parser.add_argument("--email", required=True, help="the address they sign in with")
    parser.add_argument("--name", required=True, help="their name")
    parser.add_argument("--role", default="Administrator", help="their post (Administrator)")
    parser.add_argument(
        "--duty",
        action="append",
        default=[],
        help="a duty, such as manage-accounts (the default); may be repeated",
    )
    parser.add_argument("--agency", default="council", help="code of their agency (council)")
    parser.add_argument("--agency-name", default="", help="its name, to make it when it is not there")
    parser.add_argument("--authority", default="", help="code of the authority that the agency belongs to")
    parser.add_argument("--authority-name", default="", help="its name, to make it when it is not there")
    parser.add_argument(
        "--training-until", type=date.fromisoformat, help="day until which training holds (in a year)"
    )
    parser.add_argument(
        "--dbs-until", type=date.fromisoformat, help="day until which the DBS check holds (in a year)"
    )
    parser.add_argument(
        "--service", action="store_true", help="a program that uses the API: no password, no post"
    )
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def create(chosen: Namespace) -> int:
    """Make an account with its duties; authority and agency too when there are none."""
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.kernel import clock

    duties = _duties(chosen.duty)
    password = None if chosen.service else _password(from_stdin=chosen.password_stdin)
    now = clock.now()
    with acting(setting_up(), now=now) as by:
        account = _make(chosen, password=password, by=by, now=now)
        _grant(account.pk, duties, by=by, now=now)
    show(f"{account.ref} is made for {account.email}.")
    if not chosen.service:
        say("At the first sign-in they set up an authenticator app before anything else.")
    return 0


def _duties(named: list[str]) -> list[Any]:
    from teamaround.accounts.rules import Duty

    try:
        return [Duty(name) for name in named or ["manage-accounts"]]
    except ValueError:
        raise Problem(f"A duty is one of: {', '.join(Duty)}.") from None


def _password(*, from_stdin: bool) -> str:
    """The password, never shown and never an argument; long and uncommon enough."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    typed = sys.stdin.readline().rstrip("\r\n") if from_stdin else getpass.getpass("Password: ")
    if not from_stdin and getpass.getpass("The same again: ") != typed:
        raise Problem("The two differ. Nothing was made.")
    try:
        validate_password(typed)
    except ValidationError as fault:
        raise Problem(" ".join(fault.messages)) from None
    return typed


def _make(chosen: Namespace, *, password: str | None, by: Any, now: datetime) -> Any:
    from teamaround.accounts import services
    from teamaround.agencies import services as agencies
    from teamaround.kernel import clock

    today, agency = clock.day_of(now), _agency(chosen, by=by, now=now)
    account = services.create(
        email=chosen.email, name=chosen.name, agency_id=agency.pk, starts_on=today,
        training_until=chosen.training_until or today + YEAR,
        vetted_until=chosen.dbs_until or today + YEAR, password=password,
        is_service_account=chosen.service, by=by, now=now,
    )  # fmt: skip
    if not chosen.service:
        post = agencies.add_practitioner(
            agency_id=agency.pk, name=chosen.name, role=chosen.role, email=chosen.email,
            started_on=today, by=by, now=now,
        )  # fmt: skip
        services.put_in_post(account_id=account.pk, practitioner_id=post.pk)
    return account


def _agency(chosen: Namespace, *, by: Any, now: datetime) -> Any:
    """The agency with this code; made, with its authority, when names were given."""
    from teamaround.agencies import queries, services
    from teamaround.agencies.rules import AgencyKind

    found = queries.agencies().filter(code__iexact=chosen.agency).first()
    if found is not None:
        return found
    authority = _authority(chosen, by=by, now=now)
    if not chosen.agency_name:
        raise Problem(f"There is no agency {chosen.agency} yet: say --agency-name to make it.")
    return services.add_agency(
        authority_id=authority.pk, code=chosen.agency, name=chosen.agency_name,
        kind=AgencyKind.COUNCIL, by=by, now=now,
    )  # fmt: skip


def _authority(chosen: Namespace, *, by: Any, now: datetime) -> Any:
    from teamaround.agencies import queries, services

    there = list(queries.authorities())
    found = [row for row in there if row.code == chosen.authority]
    if found:
        return found[0]
    if not chosen.authority and len(there) == 1:
        return there[0]
    if not (chosen.authority and chosen.authority_name):
        raise Problem("Say which authority this is for: --authority 901 --authority-name “Ashby” makes it.")
    return services.add_authority(code=chosen.authority, name=chosen.authority_name, by=by, now=now)


def _grant(account_id: int, duties: list[Any], *, by: Any, now: datetime) -> None:
    from teamaround.accounts import services
    from teamaround.kernel import clock

    for duty in duties:
        services.grant(account_id=account_id, duty=duty, starts_on=clock.day_of(now), by=by, now=now)


def token_arguments(parser: ArgumentParser) -> None:
    """Whose, called what, for how long."""
    parser.add_argument("--account", required=True, help="e-mail address of the service account")
    parser.add_argument("--name", required=True, help="what the token is for")
    parser.add_argument("--days", type=int, default=365, help="how many days it works (365)")


def token(chosen: Namespace) -> int:
    """Make an API token: the only line on standard output, shown this once."""
    from teamaround.accounts import queries, services
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.kernel import clock

    account, now = queries.account_by_email(chosen.account), clock.now()
    if account is None:
        raise Problem(f"There is no account {chosen.account}.")
    if not 1 <= chosen.days <= 3660:
        raise Problem("--days is from 1 to 3660.")
    with acting(setting_up(), now=now) as by:
        made = services.make_token(
            account_id=account.pk, name=chosen.name, by=by, now=now,
            ends_on=clock.day_of(now) + timedelta(days=chosen.days),
        )  # fmt: skip
    say("Keep it now: only its hash is kept here.")
    show(made)
    return 0
