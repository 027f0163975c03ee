"""Letters: written with what they tell of, sent once that is committed, tried again when it fails.

How e-mail goes is the setting MAIL: "sent" (by SMTP), "shown" (a demo, where a page shows what
would have been sent) or "by-hand" (not set up: the inviter passes link and code on themselves).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from email.mime.text import MIMEText
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest

from .models import Invitation, Letter
from .wording import Words

BY_HAND, SHOWN, SENT = "by-hand", "shown", "sent"
WAITS = (1, 5, 20, 60)  # minutes after each failure; five tries in all
FIRST = timedelta(minutes=1)  # by then the page that wrote it has tried
KEPT = timedelta(days=30)
AT_A_TIME = 20
METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.M)
log = logging.getLogger(__name__)
_later: ContextVar[bool] = ContextVar("later", default=False)


def site_of(http: HttpRequest) -> str:
    """Where the links in a letter lead: the site under the name by which it was just reached."""
    return http.build_absolute_uri("/")[:-1]


def goes_by_hand() -> bool:
    """Whether e-mail is not set up."""
    return bool(settings.MAIL == BY_HAND)


@contextmanager
def sent_later() -> Iterator[None]:
    """Leave the letters that are written meanwhile to the background: nobody waits until many have gone."""
    token = _later.set(True)
    try:
        yield
    finally:
        _later.reset(token)


def write(
    invitation: Invitation,
    *,
    words: Words,
    good_until: datetime,
    now: datetime,
    is_code: bool = False,
) -> Letter:
    """Write the letter of an invitation in the transaction at hand; it leaves when that is committed."""
    letter = Letter(
        invitation=invitation, is_code=is_code, to=invitation.email, made_at=now, good_until=good_until
    )
    return _leaves(letter, words)


def write_to(
    email: str, *, words: Words, good_until: datetime, now: datetime, calendar: str = ""
) -> Letter | None:
    """The same to somebody who was not invited by link, with a calendar file if given.

    None where e-mail is not set up: nobody passes such a letter on by hand.
    """
    if goes_by_hand():
        return None
    return _leaves(Letter(to=email, calendar=calendar, made_at=now, good_until=good_until), words)


def _leaves(letter: Letter, words: Words) -> Letter:
    letter.subject, letter.body = words.subject, words.body
    later = _later.get()
    letter.next_try_at = None if goes_by_hand() else letter.made_at + (FIRST if not later else timedelta(0))
    letter.save()
    if not goes_by_hand() and not later:
        transaction.on_commit(partial(deliver, letter.pk, now=letter.made_at))
    return letter


def deliver(letter_id: int, *, now: datetime) -> bool:
    """Send one letter unless somebody else is at it; says whether it went."""
    with transaction.atomic():
        waiting = Letter.objects.select_for_update(skip_locked=True).filter(
            pk=letter_id, sent_at__isnull=True, next_try_at__isnull=False
        )
        letter = waiting.first()
        if letter is None:
            return False
        if letter.good_until <= now:
            return _given_up(letter)
        return _tried(letter, now=now)


def _tried(letter: Letter, *, now: datetime) -> bool:
    letter.tries += 1
    try:
        _as_mail(letter).send()
    except (SMTPException, OSError) as fault:
        log.warning("An e-mail could not be sent: %s", type(fault).__name__)
        left = WAITS[letter.tries - 1 : letter.tries]
        if not left:
            return _given_up(letter)
        letter.next_try_at = now + timedelta(minutes=left[0])
        letter.save(update_fields=["tries", "next_try_at"])
        return False
    letter.sent_at, letter.next_try_at = now, None
    if settings.MAIL != SHOWN:
        letter.body = letter.calendar = ""
    letter.save(update_fields=["tries", "sent_at", "next_try_at", "body", "calendar"])
    return True


def _as_mail(letter: Letter) -> EmailMessage:
    """The e-mail; a calendar file says in its heading too what it does, so that calendars offer to do it."""
    mail = EmailMessage(letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to])
    if letter.calendar:
        file = MIMEText(letter.calendar, "calendar", "utf-8")
        method = METHOD.search(letter.calendar)
        if method:
            file.set_param("method", method[1])
        file.add_header("Content-Disposition", "attachment", filename="meeting.ics")
        mail.attach(file)
    return mail


def _given_up(letter: Letter) -> bool:
    letter.next_try_at, letter.body, letter.calendar = None, "", ""
    letter.save(update_fields=["tries", "next_try_at", "body", "calendar"])
    return False


def send_waiting(*, now: datetime) -> int:
    """Try again what did not go; returns how many went. The work of the background process."""
    due = Letter.objects.filter(next_try_at__lte=now, sent_at__isnull=True).order_by("next_try_at")
    return sum(deliver(pk, now=now) for pk in list(due.values_list("pk", flat=True)[:AT_A_TIME]))


def forget(*, now: datetime) -> int:
    """Forget letters after a month, and what stands in those that are over; returns how many."""
    over = Letter.objects.filter(good_until__lte=now).exclude(body="")
    if settings.MAIL != SHOWN:
        over.update(body="", calendar="", next_try_at=None)
    return Letter.objects.filter(made_at__lt=now - KEPT).delete()[0]


def take_text(letter: Letter) -> str:
    """The text of a letter that goes by hand, once: it is forgotten as it is handed out."""
    text = letter.body
    Letter.objects.filter(pk=letter.pk).update(body="")
    return text
