"""Tables of bodies, posts, papers and decisions."""

from .bodies import Body, BodyName, Holding, Membership, Post, PostTitle
from .copies import PublishedCopy, WholeCopy
from .decisions import Decision, PlannedItem
from .papers import (
    Comment,
    ExemptText,
    Office,
    Paper,
    PaperTemplate,
    PaperVersion,
    Publication,
    SignOff,
)

__all__ = [
    "Body",
    "BodyName",
    "Comment",
    "Decision",
    "ExemptText",
    "Holding",
    "Membership",
    "Office",
    "Paper",
    "PaperTemplate",
    "PaperVersion",
    "PlannedItem",
    "Post",
    "PostTitle",
    "Publication",
    "PublishedCopy",
    "SignOff",
    "WholeCopy",
]
