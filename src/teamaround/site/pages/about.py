"""What this is, what it does not do, and who can use it: public pages without anybody in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from teamaround.accounts.door import public
from teamaround.design.render import render


@public
def about(http: HttpRequest) -> HttpResponse:
    """What Teamaround is for, what it will not do, and whose work it stands on."""
    return render(http, "site/about.html")


@public
def accessibility(http: HttpRequest) -> HttpResponse:
    """Who can use it, what was tested and what was not."""
    return render(http, "site/accessibility.html")
