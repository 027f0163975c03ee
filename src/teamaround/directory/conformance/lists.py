"""The lists that a feed offers: which are required, what one of their entries is, and what may be asked of them."""

from __future__ import annotations

from dataclasses import dataclass

from ..rules import shapes
from ..rules.conformance.findings import Weight
from ..rules.shapes import Shape


@dataclass(frozen=True)
class List_:
    """One list of the standard. What fails on a required one is an error, on the others a warning."""

    name: str
    shape: Shape
    weight: Weight = Weight.WARNING

    @property
    def path(self) -> str:
        return f"/{self.name}"

    @property
    def is_required(self) -> bool:
        return self.weight is Weight.ERROR


SERVICES = List_("services", shapes.SERVICE, Weight.ERROR)
PLACES = List_("service_at_locations", shapes.PLACE)
ORGANISATIONS = List_("organizations", shapes.ORGANISATION_WITH_SERVICES)
TAXONOMIES = List_("taxonomies", shapes.TAXONOMY)
TERMS = List_("taxonomy_terms", shapes.WHOLE_TERM)
LISTS = (SERVICES, PLACES, ORGANISATIONS, TAXONOMIES, TERMS)
NOT_OFFERED = (404, 501, 503)  # what an optional list may answer instead
