"""The Jinja2 environment of all pages: strict, escaping, with our words and components.

Named in the TEMPLATES setting; other packages add context through the `context_processors`
option there, and templates through a `templates` folder of their own.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

import teamaround
from teamaround.design import controls, govuk, network, waterfall, words
from teamaround.kernel import tongue


def template_folders(packages: Iterable[str]) -> list[Path]:
    """Where the pages of these packages are, by the packages' own names."""
    return [Path(teamaround.__file__).parent / package / "templates" for package in packages]


def environment(**options: Any) -> Environment:
    """An environment for Django's Jinja2 backend."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options.pop("autoescape", None)
    made = Environment(autoescape=True, extensions=["jinja2.ext.i18n"], **options)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        tongue.into, lambda one, many, number: tongue.say_number(number, one, many), newstyle=True
    )
    made.filters.update(words.FILTERS)
    made.globals.update(
        static=staticfiles_storage.url,
        url=url,
        once=once,
        plural=words.plural,
        field=controls.field,
        error_summary=controls.error_summary,
        has_errors=controls.has_errors,
        button=govuk.button,
        tag=govuk.tag,
        govuk=govuk.Govuk(),
        network_picture=network.picture,
        network_list=network.listing,
        waterfall_rows=waterfall.rows,
    )
    return made


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name."""
    return _address(name, args, tuple(kwargs.items()))


@lru_cache(maxsize=8192)
def _address(name: str, args: tuple[object, ...], named: tuple[tuple[str, object], ...]) -> str:
    """Kept in memory: a home page names a hundred addresses, and most of them each time."""
    return reverse(name, args=args, kwargs=dict(named))


@pass_context
def once(context: Context) -> Markup:
    """The hidden inputs of every form: proof that it is ours, and that it is sent once."""
    csrf = context.get("csrf_input", "")
    key = Markup('<input type="hidden" name="once" value="{}">').format(secrets.token_urlsafe(18))
    return Markup(str(csrf)) + key  # noqa: S704 - made by Django
