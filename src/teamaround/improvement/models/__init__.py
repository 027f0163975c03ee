"""Tables of reviews, plans and months."""

from .reviews import Finding, Judgement, Recommendation, Review

__all__ = ["Finding", "Judgement", "Recommendation", "Review"]
