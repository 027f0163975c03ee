"""What people do in the directory."""

from .entries import add_location, add_organisation, add_service
from .terms import settle_terms
from .wishes import (
    NewAddress,
    NewArea,
    NewContact,
    NewCost,
    NewLocation,
    NewOrganisation,
    NewPhone,
    NewPlace,
    NewSchedule,
    NewService,
)

__all__ = [
    "NewAddress", "NewArea", "NewContact", "NewCost", "NewLocation", "NewOrganisation", "NewPhone", "NewPlace",
    "NewSchedule", "NewService", "add_location", "add_organisation", "add_service", "settle_terms",
]  # fmt: skip
