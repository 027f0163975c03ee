"""The main menu: what this viewer's duties lead to, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from teamaround.accounts.rules import Duty, Viewer

ITEMS: tuple[tuple[str, str, Duty | tuple[Duty, ...] | None], ...] = (
    ("home", "Home", None),
    ("index:find", "Find a child", Duty.FIND_CHILDREN),
    ("worries:list", "Worries", Duty.RECEIVE_WORRIES),
    ("shields:list", "Shields", Duty.INDEX_TEAM),
    ("overrides:list", "Opened", Duty.INDEX_TEAM),
    ("exchange:list", "Agency files", Duty.IMPORT_FILES),
    ("exchange:waiting", "Rows that wait", Duty.INDEX_TEAM),
    ("looks:audit", "Audit", Duty.READ_AUDIT),
    ("accounts:list", "Accounts", Duty.MANAGE_ACCOUNTS),
    ("counts:all", "Counts", Duty.SEE_COUNTS),
    ("localities:list", "Localities", None),
    ("improvement:plans", "Action plans", (Duty.SEE_COUNTS, Duty.KEEP_PLANS)),
    ("improvement:reviews", "Reviews", Duty.KEEP_PLANS),
    ("committees:plan", "Meetings and papers", (Duty.SEE_COUNTS, Duty.KEEP_PLANS)),
    ("committees:list", "Bodies and posts", Duty.KEEP_PLANS),
    ("directory:find", "Find help", None),
    ("directory:keeping", "Keep the directory", Duty.KEEP_DIRECTORY),
    ("directory:allowed", "Addresses to ask", Duty.MANAGE_ACCOUNTS),
    ("index:contact_requests", "Put in touch", Duty.INDEX_TEAM),
    ("index:pairs", "Pairs to review", Duty.INDEX_TEAM),
)


def items(http: HttpRequest) -> Sequence[dict[str, Any]]:
    """Menu items for whoever is signed in; none for anybody else."""
    viewer: Viewer | None = getattr(http, "viewer", None)
    if viewer is None:
        return []
    return [
        {"text": text, "href": address, "current": _is_here(http.path, address)}
        for name, text, duty in ITEMS
        if duty is None or any(map(viewer.can, (duty,) if isinstance(duty, Duty) else duty))
        for address in [reverse(name)]
    ]


def _is_here(path: str, address: str) -> bool:
    return path == address or (address != "/" and path.startswith(address))
