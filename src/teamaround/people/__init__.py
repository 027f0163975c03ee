"""People: children, the adults who care for them, and what identifies them.

Facts are dated rows that are replaced, never overwritten: a correction keeps what was
recorded, by whom and why. A shielded child's whereabouts are not in these tables at all
but in one sealed, encrypted record.
"""
