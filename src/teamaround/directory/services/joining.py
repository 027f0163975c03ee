"""An organisation asks to be in the directory: its address is confirmed by link and code, a keeper decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from teamaround.accounts.guests import keys, letters, rules
from teamaround.accounts.guests.rules import Link, Tried
from teamaround.accounts.guests.wording import Words, of_code
from teamaround.accounts.rules import Viewer
from teamaround.audit.services import By, record
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries
from ..models import Organisation, SignUp
from ..rules import joining, joining_letters
from ..rules.joining import Said, Stage, Step
from .entries import add_organisation
from .wishes import NewOrganisation, NewPhone

DAY = timedelta(days=1)
SALT = "teamaround.directory.code"


@transaction.atomic
def sign_up(*, said: Said, site: str, by: Viewer, now: datetime) -> SignUp:
    """Keep what an organisation says of itself, and write to its address; a keeper sees it once that is confirmed."""
    if letters.goes_by_hand():
        raise Refusal(
            "no-post",
            "This site sends no e-mail, so nobody can sign up here. Ask whoever keeps the directory.",
        )
    told = joining.tidied(said)
    undecided = SignUp.objects.filter(state__in=[Stage.SENT, Stage.WAITING])
    if undecided.filter(email=told.email).count() >= joining.MOST_EACH:
        raise Refusal(
            "each", "Several with this e-mail wait already. Look at your e-mail first.", field="email"
        )
    if SignUp.objects.filter(state=Stage.SENT, sent_at__gt=now - DAY).count() >= joining.MOST_A_DAY:
        raise Refusal("many", "Very many sign up today. Please try again tomorrow.")
    secret = keys.new_secret()
    made = SignUp.objects.create(
        **asdict(told), site=site, sent_at=now, digest=keys.digest_of(secret), made_at=now,
        good_until=rules.runs_until(made_at=now),
    )  # fmt: skip
    record("directory.signed_up", by=by, at=now, about=str(made.pk))
    _write_link(made, secret, now=now)
    return made


def _write_link(row: SignUp, secret: str, *, now: datetime) -> None:
    address = f"{row.site}/directory/yours/open/{secret}/"
    body = joining_letters.link(
        address, until=rules.day_in_words(row.good_until), is_first=row.state == Stage.SENT
    )
    _write(row, Words(joining_letters.LINK_SUBJECT, body), until=row.good_until, now=now)


def _write(row: SignUp, words: Words, *, until: datetime, now: datetime) -> None:
    letters.write_to(row.email, words=words, good_until=until, now=now)


@transaction.atomic
def send_links(*, email: str, site: str, by: By, now: datetime) -> int:
    """Write new links to an address, for all that it signed up; the ones before open nothing any more.

    Whoever asks is not told whether there was any.
    """
    rows = SignUp.objects.select_for_update().filter(email=email.strip().lower(), state__in=joining.LIVE)
    count = 0
    for row in rows:
        if now - row.made_at < joining.pause_after(row.links_sent):
            continue
        secret = keys.new_secret()
        row.digest, row.made_at = keys.digest_of(secret), now
        row.links_sent, row.site = row.links_sent + 1, site
        row.good_until, row.opened_at, row.code_digest = rules.runs_until(made_at=now), None, ""
        row.codes_sent, row.code_sent_at, row.wrong_tries = 0, None, 0
        row.save()
        _write_link(row, secret, now=now)
        record("directory.own_link_sent", by=by, at=now, about=str(row.pk))
        count += 1
    return count


@transaction.atomic
def send_code(*, key: UUID, by: Viewer, now: datetime) -> None:
    """Send six digits that are good for ten minutes; the ones before are good no more."""
    row = locked(key)
    rules.check_can_send_code(queries.code_facts(row), at=now, ask=joining_letters.KEEPERS)
    if queries.link_of(row, at=now) is not Link.FRESH:
        raise Refusal("link", joining_letters.USED)
    code = keys.new_code()
    row.code_digest = keys.digest_of_code(code, link=row.digest, salt=SALT)
    row.code_sent_at, row.codes_sent = now, row.codes_sent + 1
    row.save(update_fields=["code_digest", "code_sent_at", "codes_sent"])
    _write(row, of_code(code), until=rules.code_runs_out(now), now=now)
    record("directory.own_code_sent", by=by, at=now, about=str(row.pk))


@transaction.atomic
def enter_code(*, key: UUID, code: str, by: Viewer, now: datetime) -> Tried:
    """Try a code. The right one opens the link, once, and confirms the address; the fifth wrong one ends the link."""
    row = locked(key)
    if queries.link_of(row, at=now) is not Link.FRESH:
        return Tried.ENDED
    is_right = keys.is_code(code, kept=row.code_digest, link=row.digest, salt=SALT)
    outcome = rules.tried(queries.code_facts(row), is_right=is_right, at=now)
    if outcome is Tried.RIGHT:
        row.opened_at, row.code_digest = now, ""
        if row.state == Stage.SENT:
            row.state, row.confirmed_at = joining.after(Stage.SENT, Step.CONFIRM), now
        record("directory.own_link_opened", by=by, at=now, about=str(row.pk))
    elif outcome is not Tried.OLD:
        row.wrong_tries += 1
        row.good_until = now if outcome is Tried.ENDED else row.good_until
        record("directory.own_code_wrong", by=by, at=now, about=str(row.pk))
    row.save()
    return outcome


@transaction.atomic
def accept(
    *, key: UUID, organisation_id: UUID | None, seen: Iterable[UUID], by: Viewer, now: datetime
) -> Organisation:
    """Take an organisation in: as a new one, or as one that is here already. `seen` are those it was compared with."""
    row = locked(key)
    stage = joining.after(Stage(row.state), Step.ACCEPT)
    unseen = [each for each in queries.alike_to(row) if UUID(each.ident) not in set(seen)]
    if unseen:
        raise Refusal("unseen", "Another that may be the same has come meanwhile. Look again.", field="which")
    if organisation_id is None:
        organisation = add_organisation(new=_new(row), by=by, now=now)
    else:
        found = queries.organisation(organisation_id)
        if found is None:
            raise NotVisible
        organisation = found
    row.organisation = organisation
    _decide(row, stage, "", by=by, now=now)
    record("directory.sign_up_accepted", by=by, at=now, about=str(row.pk), said=organisation.name)
    words = joining_letters.accepted(organisation.name, f"{row.site}/directory/yours/")
    _write(row, Words(joining_letters.ACCEPTED_SUBJECT, words), until=rules.runs_until(made_at=now), now=now)
    return organisation


def _new(row: SignUp) -> NewOrganisation:
    numbers = (("Charity number", row.charity_number), ("Company number", row.company_number))
    return NewOrganisation(
        row.name, row.about, email=row.public_email, website=row.website,
        phones=(NewPhone(row.telephone),) if row.telephone else (),
        identifiers=tuple(each for each in numbers if each[1]),
    )  # fmt: skip


@transaction.atomic
def decline_sign_up(*, key: UUID, answer: str, by: Viewer, now: datetime) -> SignUp:
    """Say why an organisation is not taken in; it is told by e-mail."""
    row = locked(key)
    stage = joining.after(Stage(row.state), Step.DECLINE)
    if not answer.strip():
        raise Refusal("answer", "Say why. They read it.", field="answer")
    _decide(row, stage, answer.strip(), by=by, now=now)
    record("directory.sign_up_declined", by=by, at=now, about=str(row.pk), said=row.name)
    words = Words(joining_letters.DECLINED_SUBJECT, joining_letters.declined(row.name, row.answer))
    _write(row, words, until=rules.runs_until(made_at=now), now=now)
    return row


def _decide(row: SignUp, stage: Stage, answer: str, *, by: Viewer, now: datetime) -> None:
    row.state, row.answer, row.decided_at, row.decided_by_id = stage, answer, now, by.account_id
    row.save()


@transaction.atomic
def end_link(*, key: UUID, by: Viewer, now: datetime) -> None:
    """Let an organisation's link open nothing any more: somebody left, or should never have had it."""
    row = locked(key)
    row.state, row.code_digest = joining.after(Stage(row.state), Step.END), ""
    row.save(update_fields=["state", "code_digest"])
    record("directory.own_link_ended", by=by, at=now, about=str(row.pk), said=row.name)


def locked(key: UUID) -> SignUp:
    """What an organisation said, for change."""
    row = SignUp.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise NotVisible
    return row


def forget_unconfirmed(*, now: datetime) -> int:
    """Forget what nobody confirmed before its link ran out; returns how many."""
    return SignUp.objects.filter(state=Stage.SENT, good_until__lt=now).delete()[0]
