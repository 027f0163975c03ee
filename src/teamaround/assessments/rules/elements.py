"""The elements that every form may ask about in words of its own, so that forms can be read side by side."""

from __future__ import annotations

from dataclasses import dataclass

OWN = "own"  # a question that one form alone asks
ANSWER = "answer"


@dataclass(frozen=True)
class Element:
    """Something that is asked about a child, whatever a form calls it."""

    words: str
    domain: str


DOMAINS = {
    "voice": "What the child and the family say",
    "reason": "Why now",
    "family": "Family and home",
    "development": "How the child is growing and learning",
    "parenting": "Parents and carers",
    "world": "The wider family and the world around them",
    "conclusion": "What it all comes to",
    "plan": "What happens next",
    "taking_part": "Taking part",
}
_IN_DOMAINS = {
    "voice": {
        "child_says": "what the child or young person says",
        "child_said_how": "how they told us",
        "child_comments": "what the child thinks of what is written",
        "parent_comments": "what a parent or carer thinks of what is written",
    },
    "reason": {"people_present": "who took part", "what_led_here": "what has led to this"},
    "family": {
        "lives_with": "who lives with the child",
        "lives_elsewhere": "who matters and lives elsewhere",
        "home_now": "how things are at home",
    },
    "development": {
        "general_health": "health",
        "physical_development": "growing and moving",
        "speech_and_language": "speech and language",
        "emotional_and_social": "feelings and getting on with others",
        "behaviour": "behaviour",
        "identity": "who they are and how they see themselves",
        "relationships": "family and friends",
        "self_care": "looking after themselves",
        "understanding": "understanding and solving problems",
        "taking_part": "taking part in learning or work",
        "progress": "getting on in learning or work",
        "hopes": "hopes",
    },
    "parenting": {
        "basic_care": "care and safety",
        "warmth": "warmth and being there",
        "guidance": "guidance, boundaries and play",
    },
    "world": {
        "family_history": "the family's story",
        "wider_family": "the wider family",
        "housing_work_money": "home, work and money",
        "community": "the neighbourhood and what is near",
    },
    "conclusion": {
        "strengths_together": "what is strong, taken together",
        "needs_together": "what is needed, taken together",
    },
    "plan": {
        "needs_to_change": "what is to change",
        "how_we_will_know": "how we will know that it is better",
        "actions": "who does what",
    },
    "taking_part": {
        "child_requirements": "what helps the child to take part",
        "parent_requirements": "what helps the parents to take part",
        "interpreter_arranged": "whether an interpreter is arranged",
        "faith": "faith or custom",
        "immigration": "right to stay",
    },
}
ELEMENTS = {
    key: Element(words, domain) for domain, elements in _IN_DOMAINS.items() for key, words in elements.items()
}


def element_of(key: str, maps_to: str) -> str:
    """The common element that a part asks about; empty when only its own form asks it."""
    element = maps_to or key
    return element if element in ELEMENTS else ""
