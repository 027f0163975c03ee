"""The calls of Open Referral UK 3.0: services, their places, organisations, taxonomies and terms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from teamaround.kernel import clock

from .. import queries
from ..rules.paging import Cut, envelope
from . import shapes
from .answers import listed, not_there, open_call, said
from .asked import Asked
from .document import VERSION, document
from .shapes import Shape, written

PROFILE = "https://docs.openreferraluk.org/en/latest/"


@open_call
def root(http: HttpRequest) -> HttpResponseBase:
    """Which standard this is, and where it is described."""
    described = http.build_absolute_uri(reverse("open-referral:openapi"))
    return said({"version": VERSION, "profile": PROFILE, "openapi_url": described})


@open_call
def openapi(http: HttpRequest) -> HttpResponseBase:
    """These calls as an OpenAPI document."""
    return said(document(http.build_absolute_uri(reverse("open-referral:root"))))


@open_call
def nothing(http: HttpRequest, **named: str) -> HttpResponseBase:  # noqa: ARG001
    """Any other address beneath this one."""
    raise not_there()


@open_call
def services(http: HttpRequest) -> HttpResponseBase:
    """Services that fit, those just changed among them."""
    asked = Asked(http.GET)
    rows = queries.fitting_words(queries.listed(on=_today()), asked.services())
    bare, whole = asked.flag("minimal"), asked.flag("full")
    if bare:
        return _minimal(asked, rows)
    return _list(asked, rows, shapes.SERVICE, whole=whole, nested=queries.nested_services)


@open_call
def service(http: HttpRequest, key: UUID) -> HttpResponseBase:  # noqa: ARG001
    """One service with everything about it; one that has closed says so."""
    return _one(queries.nested_services(queries.services()), key, shapes.SERVICE)


@open_call
def places(http: HttpRequest) -> HttpResponseBase:
    """Services at the places where they are given."""
    asked = Asked(http.GET)
    ground, metres, is_somewhere = asked.ground()
    fitting = queries.fitting_words(queries.listed(on=_today()), asked.services())
    if is_somewhere and metres is None:
        fitting = queries.covering(fitting, ground)
    rows = queries.places(on=_today()).filter(Exists(fitting.order_by().filter(pk=OuterRef("service"))))
    if is_somewhere and metres is not None:
        rows = queries.near(rows, ground, metres) if ground else rows.none()
    return _list(asked, rows, shapes.PLACE, whole=asked.flag("full"), nested=queries.nested_places)


@open_call
def place(http: HttpRequest, key: UUID) -> HttpResponseBase:  # noqa: ARG001
    """A service at one place, with everything about both."""
    return _one(queries.nested_places(queries.places(on=_today())), key, shapes.PLACE)


@open_call
def organisations(http: HttpRequest) -> HttpResponseBase:
    """Organisations; with `full`, all about each, and with `full_service` about its services too."""
    asked = Asked(http.GET)
    rows = queries.with_words_in_name(queries.organisations(), asked.text("search"))
    with_services, whole = asked.flag("full_service"), asked.flag("full")
    return _list(
        asked, rows, shapes.ORGANISATION_WITH_SERVICES if with_services else shapes.ORGANISATION,
        whole=with_services or whole,
        nested=partial(queries.nested_organisations, on=_today(), whole_services=with_services),
    )  # fmt: skip


@open_call
def organisation(http: HttpRequest, key: UUID) -> HttpResponseBase:
    """One organisation with its services."""
    whole = Asked(http.GET).flag("full_service")
    rows = queries.nested_organisations(queries.organisations(), on=_today(), whole_services=whole)
    return _one(rows, key, shapes.ORGANISATION_WITH_SERVICES if whole else shapes.ORGANISATION)


@open_call
def taxonomies(http: HttpRequest) -> HttpResponseBase:
    """The lists of terms."""
    asked = Asked(http.GET)
    rows = queries.with_words_in_name(queries.taxonomies(), asked.text("search"))
    return _list(asked, rows, shapes.TAXONOMY)


@open_call
def taxonomy(http: HttpRequest, key: UUID) -> HttpResponseBase:  # noqa: ARG001
    """One list."""
    return _one(queries.taxonomies(), key, shapes.TAXONOMY)


@open_call
def terms(http: HttpRequest) -> HttpResponseBase:
    """Terms: of one list, the widest alone, or those within another."""
    asked = Asked(http.GET)
    rows = queries.with_words_in_name(queries.terms(), asked.text("search"))
    wanted: dict[str, Any] = {"taxonomy": asked.key("taxonomy_id"), "parent": asked.key("parent_id")}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return _list(asked, rows.filter(parent=None) if asked.flag("top_only") else rows, shapes.TERM)


@open_call
def term(http: HttpRequest, key: UUID) -> HttpResponseBase:  # noqa: ARG001
    """One term with its list."""
    return _one(queries.terms(), key, shapes.WHOLE_TERM)


def _list(
    asked: Asked, rows: QuerySet[Any], shape: Shape, *, whole: bool = False,
    nested: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows,
) -> HttpResponseBase:  # fmt: skip
    write = partial(written, shape, whole=whole)
    return listed(asked, rows, write=write, prepare=nested if whole else lambda rows: rows)


def _one(rows: QuerySet[Any], key: UUID, shape: Shape) -> HttpResponseBase:
    row = rows.filter(pk=key).first()
    if row is None:
        raise not_there()
    return said(written(shape, row))


def _minimal(asked: Asked, rows: QuerySet[Any]) -> HttpResponseBase:
    """Every service in one page: its identifier, and when it changed."""
    asked.format()  # not used, but refused here as well when they are not as described
    asked.cut()
    found = [
        {"id": str(key), "last_modified": at.isoformat(), "modified_date": at.date().isoformat()}
        for key, at in rows.values_list("id", "modified_at")
    ]
    return said(envelope(Cut(1, max(1, len(found))), total=len(found), contents=found))


def _today() -> Any:
    return clock.day_of(clock.now())
