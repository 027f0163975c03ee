"""For keepers: how the link of an owner stands; a new one, taking it back, passing it on where e-mail is not set up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.guests import letters
from teamaround.accounts.guests.showing import show_link
from teamaround.accounts.guests.standing import told
from teamaround.accounts.rules import Duty
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from ..models import AskedOwner
from ..queries import asking as queries
from ..services import asking as services

SENT = "A new link is made. The one before opens nothing now."
TAKEN_BACK = "Taken back. Their link opens nothing now. What they said is kept."


@page(duty=Duty.KEEP_PLANS, writes=True)
def link(http: PageRequest, asked: str) -> HttpResponse:
    """How one owner's link stands."""
    found = queries.asked_owner(http.viewer, asked, on=http.today)
    if found.plan.authority_id != http.viewer.authority_id:
        raise NotVisible
    sent = queries.invitation_to(found)
    standing = told(sent, at=http.now) if sent is not None else None
    do, back = http.POST.get("do"), reverse("improvement:months", kwargs={"plan": found.plan.ref})
    if do == "show" and standing is not None:
        return show_link(http, standing, layout="improvement/link_frame.html", back=http.path)
    if do in ("send", "end"):
        _do(http, found, do)
        return redirect("improvement:asked_owner", asked=asked)
    rows = queries.asked_actions(found)
    return render(
        http, "improvement/asked_owner.html", asked=found, told=standing, back=back,
        actions=[row.content["words"] for row in rows],
    )  # fmt: skip


def _do(http: PageRequest, found: AskedOwner, do: str) -> None:
    if do == "end":
        services.take_back(asked=found, by=http.viewer, now=http.now)
        messages.success(http, TAKEN_BACK)
    else:
        services.send_again(asked=found, site=letters.site_of(http), by=http.viewer, now=http.now)
        messages.success(http, SENT)
