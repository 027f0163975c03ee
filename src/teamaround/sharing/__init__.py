"""Sharing: may this practitioner see this, and why.

Stands beneath people: it decides from facts and row numbers, so that everything above can
ask it. Five rules to remember: the index is not the content (R4); a shield hides every way
to a child (R6); hidden details open only with duty, reason, warning and alert (R7); an
assessment is shared within its agreement and no further (R11); what somebody may not know
of answers as if it did not exist.
"""
