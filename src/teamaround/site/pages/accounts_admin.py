"""The administrator's pages: accounts, the duties granted to them, and the dates on which access hangs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts import queries, services
from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import DUTY_WORDS, Duty, why_no_access
from teamaround.agencies import services as agencies
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.kernel.typed import page_number

from ..accounts_forms import DatesForm, GrantForm, NewAccountForm, PasswordForm, WordsForm

A_PAGE = 50


def the_account(http: PageRequest, ref: str) -> Any:
    """The account, when an agency of the administrator's authority has it."""
    found = queries.account(ref)
    if found is None or found.agency.authority_id != http.viewer.authority_id:
        raise NotVisible
    return found


@page(duty=Duty.MANAGE_ACCOUNTS)
def accounts(http: PageRequest) -> HttpResponse:
    """Accounts of the authority's agencies, by name."""
    words = http.GET.get("q", "").strip()[:100]
    number = page_number(http.GET.get("page", ""))
    found = queries.managers_list(words=words.replace("\0", ""), authority_id=http.viewer.authority_id)
    rows = list(found[(number - 1) * A_PAGE : number * A_PAGE + 1])
    return render(
        http, "site/accounts.html", form=WordsForm({"q": words}), words=words, number=number,
        has_more=len(rows) > A_PAGE, rows=[(row, _why_not(http, row)) for row in rows[:A_PAGE]],
    )  # fmt: skip


def _why_not(http: PageRequest, row: Any) -> str:
    return why_no_access(queries.access_facts(row), today=http.today)


@page(duty=Duty.MANAGE_ACCOUNTS, writes=True)
def new(http: PageRequest) -> HttpResponse:
    """Create an account, and the post that it is for."""
    kind = "service" if http.GET.get("for") == "program" else "person"
    begin = {"starts_on": http.today, "kind": kind}
    form = NewAccountForm(http.POST or None, viewer=http.viewer, initial=begin)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = _create(http, form)
            messages.success(http, "The account is made. Grant its duties now.")
            return redirect("accounts:show", account=made.ref)
    return render(http, "site/account_new.html", status=422 if form.errors else 200, form=form)


def _create(http: PageRequest, form: NewAccountForm) -> Any:
    typed, agency = form.cleaned_data, form.agencies[form.cleaned_data["agency"]]
    is_person = typed["kind"] == "person"
    made = services.create(
        email=typed["email"], name=typed["name"], agency_id=agency.pk, starts_on=typed["starts_on"],
        training_until=typed["training_until"], vetted_until=typed["vetted_until"],
        password=typed["password"] or None, is_service_account=not is_person, by=http.viewer,
        now=http.now,
    )  # fmt: skip
    if is_person:
        post = agencies.add_practitioner(
            agency_id=agency.pk, name=typed["name"], role=typed["role"], email=typed["email"],
            telephone=typed["telephone"], started_on=typed["starts_on"], by=http.viewer, now=http.now,
        )  # fmt: skip
        services.put_in_post(account_id=made.pk, practitioner_id=post.pk)
    return made


@page(duty=Duty.MANAGE_ACCOUNTS)
def show(http: PageRequest, account: str) -> HttpResponse:
    """One account: its dates, its duties, its tokens."""
    found = the_account(http, account)
    return render(
        http, "site/account.html", account=found, why_not=_why_not(http, found), words=DUTY_WORDS,
        grants=queries.grants_of(found.pk, today=http.today), is_own=found.pk == http.viewer.account_id,
        tokens=queries.live_tokens(found.pk, today=http.today), today=http.today,
        has_second_factor=queries.has_second_factor(found.pk),
    )  # fmt: skip


@page(duty=Duty.MANAGE_ACCOUNTS, writes=True)
def grant(http: PageRequest, account: str) -> HttpResponse:
    """Grant a duty."""
    found = the_account(http, account)
    form = GrantForm(http.POST or None, initial={"starts_on": http.today})
    if http.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_on(form):
            services.grant(
                account_id=found.pk, duty=Duty(typed["duty"]), starts_on=typed["starts_on"],
                ends_on=typed["ends_on"], by=http.viewer, now=http.now,
            )  # fmt: skip
            return redirect("accounts:show", account=account)
    return form_page(http, found, form, "Grant a duty", "Grant")


@page(duty=Duty.MANAGE_ACCOUNTS, writes=True)
def end_duty(http: PageRequest, account: str, duty: str) -> HttpResponse:
    """End a duty from today on."""
    found = the_account(http, account)
    if duty not in set(Duty):
        raise NotVisible
    if http.method == "POST":
        services.end_duty(account_id=found.pk, duty=Duty(duty), on=http.today, by=http.viewer, now=http.now)
        return redirect("accounts:show", account=account)
    return ask_page(http, found, "End this duty today?", DUTY_WORDS[Duty(duty)], "End the duty")


@page(duty=Duty.MANAGE_ACCOUNTS, writes=True)
def dates(http: PageRequest, account: str) -> HttpResponse:
    """Change dates; when somebody else did so meanwhile, both are shown."""
    found = the_account(http, account)
    kept = {
        "ends_on": found.ends_on,
        "training_until": found.training_until,
        "vetted_until": found.vetted_until,
    }
    form = DatesForm(http.POST or None, initial={**kept, "version": found.version})
    theirs: dict[str, Any] = {}
    if http.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if typed["version"] != found.version:
            theirs = kept
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = str(found.version)  # type: ignore[index]
        with refusals_on(form):
            services.change_dates(account_id=found.pk, by=http.viewer, now=http.now, **typed)
            return redirect("accounts:show", account=account)
    return form_page(http, found, form, "Change dates", "Save", theirs=theirs)


@page(duty=Duty.MANAGE_ACCOUNTS, writes=True)
def password(http: PageRequest, account: str) -> HttpResponse:
    """Set a first password; whoever is signed in with the old one is signed out."""
    found = the_account(http, account)
    form = PasswordForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.set_password(
                account_id=found.pk, password=form.cleaned_data["password"], by=http.viewer, now=http.now
            )
            messages.success(http, "The first password is set. Tell them by telephone, not by e-mail.")
            return redirect("accounts:show", account=account)
    return form_page(http, found, form, "Set a first password", "Set the password")


@page(duty=Duty.MANAGE_ACCOUNTS, writes=True)
def second_factor(http: PageRequest, account: str) -> HttpResponse:
    """Forget an authenticator app that is lost."""
    found = the_account(http, account)
    if http.method == "POST":
        services.remove_second_factor(account_id=found.pk, by=http.viewer, now=http.now)
        return redirect("accounts:show", account=account)
    return ask_page(
        http, found, "Remove their authenticator app?",
        "Make sure by telephone that it is them who ask. They set up a new one when they next sign in.",
        "Remove the app",
    )  # fmt: skip


@page(duty=Duty.MANAGE_ACCOUNTS, writes=True)
def end(http: PageRequest, account: str) -> HttpResponse:
    """End an account at once."""
    found = the_account(http, account)
    if http.method == "POST":
        services.end(account_id=found.pk, by=http.viewer, now=http.now)
        return redirect("accounts:show", account=account)
    return ask_page(
        http, found, "End this account now?",
        "Every session and every token of it ends at the next click. What they wrote stays.",
        "End the account",
    )  # fmt: skip


def form_page(
    http: PageRequest, found: Any, form: Any, title: str, text: str, *, theirs: dict[str, Any] | None = None
) -> HttpResponse:
    """A form about one account."""
    return render(
        http, "site/account_form.html", status=422 if form.errors else 200, form=form, title=title,
        text=text, account=found, theirs=theirs or {},
    )  # fmt: skip


def ask_page(http: PageRequest, found: Any, title: str, words: str, text: str) -> HttpResponse:
    """A question before something about one account is done."""
    return render(http, "site/account_ask.html", title=title, words=words, text=text, account=found)
