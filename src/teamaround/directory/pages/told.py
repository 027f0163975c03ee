"""One entry as a source tells it, beside what is here: let it stand, the same, another, or leave it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries, services
from ..rules.feeds import differing, standing
from ..rules.feeds.standing import Move, Standing

DONE = {
    "stand": "It stands.",
    "same": "It is that entry. See below what would change in it.",
    "another": "It is another. Nobody will be asked about these two again.",
    "leave": "It is left as it is.",
    "take_up": "It is looked at again.",
    "close": "The entry says that the service has closed.",
    "let_go": "The entry says what the source says.",
}
ACTS: Mapping[str, Callable[..., Any]] = {
    "stand": services.let_stand, "another": services.say_another, "leave": services.leave,
    "take_up": services.take_up, "close": services.close,
}  # fmt: skip


@page(duty=Duty.KEEP_DIRECTORY, writes=True)
def told(http: PageRequest, key: UUID) -> HttpResponse:
    """One entry of a source, and the decision about it."""
    staged = queries.staged(key)
    if staged is None:
        raise NotVisible
    if http.method == "POST":
        try:
            _act(http, key)
            messages.success(http, DONE[http.POST["do"]])
        except Refusal as refusal:
            messages.error(http, refusal.sentence)
        return redirect("directory:told", key=key)
    state = Standing(staged.state)
    return render(
        http, "directory/told.html", staged=staged, state=state, words=standing.WORDS[state],
        may={move.value for move in standing.NEXT[state]}, is_usable=bool(staged.told.get("lists")),
        places=_beside_entry(staged) if state is not Standing.DOUBT else (), likes=_likes(staged, state),
        can_close=Move.CLOSE in standing.NEXT[state] and staged.service is not None,
    )  # fmt: skip


def _act(http: PageRequest, key: UUID) -> None:
    do = http.POST.get("do", "")
    told: dict[str, Any] = {"staged_id": key, "by": http.viewer, "now": http.now}
    if do == "same":
        services.say_same(service_id=_uuid(http.POST.get("service", "")), **told)
    elif do == "let_go":
        services.let_go(field=http.POST.get("field", ""), **told)
    elif do in ACTS:
        ACTS[do](**told)
    else:
        raise NotVisible


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotVisible from None


def _beside_entry(staged: Any) -> list[differing.FieldBeside]:
    """What the source tells beside what the entry says, or beside nothing."""
    if not staged.told.get("lists"):
        return []
    now = queries.told_form(staged.service_id) if staged.service_id else differing.nothing()
    ours = (
        [
            name
            for name, word in queries.words_of(staged.service_id).items()
            if word.source_id != staged.source_id
        ]
        if staged.service_id
        else ()
    )
    return differing.beside(now, differing.flat(staged.told), ours=ours)


def _likes(staged: Any, state: Standing) -> list[dict[str, Any]]:
    """Entries that may be the same, each beside what is told."""
    if state is not Standing.DOUBT:
        return []
    there = queries.entries(each["ident"] for each in staged.likes)
    return [
        {
            "service": there[each["ident"]], "because": each["because"],
            "rows": differing.beside(queries.told_form(there[each["ident"]].pk), differing.flat(staged.told)),
        }
        for each in staged.likes
        if each["ident"] in there
    ]  # fmt: skip
