"""The calls of Open Referral UK 3.0: services, their places, organisations, taxonomies and terms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from teamaround.kernel import clock

from .. import queries
from ..rules import shapes
from ..rules.paging import Cut, envelope
from ..rules.shapes import Shape
from .answers import answer_of, listed, not_there, open_call, said
from .asked import Asked
from .document import VERSION, document

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
    return _list(asked, rows, shapes.SERVICE, whole=whole)


@open_call
def service(http: HttpRequest, key: UUID) -> HttpResponseBase:  # noqa: ARG001
    """One service with everything about it; one that has closed says so."""
    return _one(queries.services(), key, shapes.SERVICE)


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
    return _list(asked, rows, shapes.PLACE, whole=asked.flag("full"))


@open_call
def place(http: HttpRequest, key: UUID) -> HttpResponseBase:  # noqa: ARG001
    """A service at one place, with everything about both."""
    return _one(queries.places(on=_today()), key, shapes.PLACE)


@open_call
def organisations(http: HttpRequest) -> HttpResponseBase:
    """Organisations; with `full`, all about each, and with `full_service` about its services too."""
    asked = Asked(http.GET)
    rows = queries.with_words_in_name(queries.organisations(), asked.text("search"))
    with_services, whole = asked.flag("full_service"), asked.flag("full")
    shape = shapes.ORGANISATION_WITH_SERVICES if with_services else shapes.ORGANISATION
    return _list(asked, rows, shape, whole=with_services or whole)


@open_call
def organisation(http: HttpRequest, key: UUID) -> HttpResponseBase:
    """One organisation with its services."""
    whole = Asked(http.GET).flag("full_service")
    shape = shapes.ORGANISATION_WITH_SERVICES if whole else shapes.ORGANISATION
    return _one(queries.organisations(), key, shape)


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


def _list(asked: Asked, rows: QuerySet[Any], shape: Shape, *, whole: bool = False) -> HttpResponseBase:
    return listed(asked, rows, queries.as_told(rows, shape, whole=whole, on=_today()))


def _one(rows: QuerySet[Any], key: UUID, shape: Shape) -> HttpResponseBase:
    found = queries.as_told(rows.filter(pk=key), shape, whole=True, on=_today()).first()
    if found is None:
        raise not_there()
    return answer_of(found[1])


def _minimal(asked: Asked, rows: QuerySet[Any]) -> HttpResponseBase:
    """Every service in one page: its identifier, and when it changed."""
    asked.format()  # not used, but refused here as well when they are not as described
    asked.cut()
    found = [
        {"id": str(key), "last_modified": at.isoformat(), "modified_date": at.date().isoformat()}
        for key, at in rows.values_list("id", "modified_at")
    ]
    whole = envelope(Cut(1, max(1, len(found))), total=len(found), size=len(found))
    return said({**whole, "contents": found})


def _today() -> Any:
    return clock.day_of(clock.now())
