"""How e-mail leaves, from the environment.

TEAMAROUND_MAIL_HOST (without it, e-mail is not set up and people pass links on themselves),
TEAMAROUND_MAIL_PORT (587), TEAMAROUND_MAIL_USER, TEAMAROUND_MAIL_PASSWORD or the file named by
TEAMAROUND_MAIL_PASSWORD_FILE, TEAMAROUND_MAIL_TLS (starttls, tls or none; starttls) and
TEAMAROUND_MAIL_FROM. A demo sends nothing, whatever is set: it shows what would have been sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SMTP = "django.core.mail.backends.smtp.EmailBackend"
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
BY_HAND, SHOWN, SENT = "by-hand", "shown", "sent"  # as accounts.guests.letters knows them


@dataclass(frozen=True)
class Post:
    """Django's settings of e-mail."""

    backend: str = NOWHERE
    host: str = ""
    port: int = 587
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False
    sender: str = "Teamaround <teamaround@localhost>"


def chosen(environment: Mapping[str, str], *, demo: bool) -> tuple[str, Post]:
    """How e-mail goes, in a word, and the settings for it."""
    host = environment.get("TEAMAROUND_MAIL_HOST", "").strip()
    if demo:
        return SHOWN, Post()
    if not host:
        return BY_HAND, Post()
    tls = environment.get("TEAMAROUND_MAIL_TLS", "starttls").lower()
    if tls not in ("starttls", "tls", "none"):
        raise ValueError("TEAMAROUND_MAIL_TLS is starttls, tls or none.")
    return SENT, Post(
        backend=SMTP, host=host, port=int(environment.get("TEAMAROUND_MAIL_PORT", "587")),
        user=environment.get("TEAMAROUND_MAIL_USER", ""), password=_password(environment),
        starts_tls=tls == "starttls", is_tls=tls == "tls",
        sender=environment.get("TEAMAROUND_MAIL_FROM", "") or f"Teamaround <teamaround@{host}>",
    )  # fmt: skip


def _password(environment: Mapping[str, str]) -> str:
    kept_in = environment.get("TEAMAROUND_MAIL_PASSWORD_FILE", "")
    if kept_in:
        return Path(kept_in).read_text(encoding="utf-8").strip()
    return environment.get("TEAMAROUND_MAIL_PASSWORD", "")
