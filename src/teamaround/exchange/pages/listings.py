"""A file of services for the directory: sent here, staged there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.directory import queries as directory
from teamaround.directory.rules.feeds.columns import HEADINGS, MOST_ROWS
from teamaround.kernel.refusal import NotVisible

from .. import listings
from ..forms import ListingForm


@page(duty=Duty.KEEP_DIRECTORY, writes=True)
def listing(http: PageRequest, key: UUID) -> HttpResponse:
    """Send a source's list as a file. What it tells waits to be looked through, like a feed's."""
    source = directory.source(key)
    if source is None:
        raise NotVisible
    form = ListingForm(http.POST or None, http.FILES or None)
    if http.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        file.seek(0)  # the page may be worked out again when two people meet in the database
        with refusals_on(form):
            taking = listings.take_in(
                file.read(), source_id=key, sheet=form.cleaned_data["sheet"], by=http.viewer,
                now=http.now,
            )  # fmt: skip
            messages.success(http, f"{taking.entries:,} entries are here. Nothing of them is public yet.")
            return redirect("directory:source", key=key)
    return render(
        http, "exchange/listing.html", status=422 if form.errors else 200, form=form, source=source, most=MOST_ROWS,
        headings=[words.split("|")[0].capitalize() for words in HEADINGS.values()],
    )  # fmt: skip
