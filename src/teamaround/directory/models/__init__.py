"""Tables that hold the directory, and views of them for the public."""

from .feeds import FieldWord, PublicTelling, Source, Staged, Taking, Telling
from .joining import SignUp
from .keeping import Change, Unfound
from .local_offer import Comment, OfferPart
from .public import (
    PublicAccessibility,
    PublicAddress,
    PublicAttribute,
    PublicCapacity,
    PublicContact,
    PublicCost,
    PublicDocument,
    PublicFunding,
    PublicIdentifier,
    PublicLanguage,
    PublicLocation,
    PublicOrganisation,
    PublicPhone,
    PublicPlace,
    PublicSchedule,
    PublicService,
    PublicServiceArea,
    PublicSought,
    PublicTranslation,
)
from .reminding import Reminder
from .tables import (
    Accessibility,
    Address,
    Attribute,
    Capacity,
    Contact,
    Cost,
    Document,
    Funding,
    Identifier,
    Language,
    Location,
    Organisation,
    Phone,
    Place,
    Schedule,
    Service,
    ServiceArea,
    Taxonomy,
    Term,
    Translation,
    Word,
)

__all__ = [
    "Accessibility", "Address", "Attribute", "Capacity", "Change", "Comment", "Contact", "Cost",
    "Document", "FieldWord", "Funding", "Identifier", "Language", "Location", "OfferPart",
    "Organisation", "Phone", "Place", "PublicAccessibility", "PublicAddress", "PublicAttribute",
    "PublicCapacity",
    "PublicContact", "PublicCost", "PublicDocument", "PublicFunding", "PublicIdentifier", "PublicLanguage",
    "PublicLocation", "PublicOrganisation", "PublicPhone", "PublicPlace", "PublicSchedule", "PublicService",
    "PublicServiceArea",
    "PublicSought", "PublicTelling", "PublicTranslation", "Reminder", "Schedule", "Service", "ServiceArea", "SignUp",
    "Source", "Staged", "Taking", "Taxonomy", "Telling", "Term", "Translation", "Unfound", "Word",
]  # fmt: skip
