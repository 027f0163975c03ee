"""How few people are so few that one of them could be recognised by a number about them (R25)."""

FEWEST = 5
FEWER = f"fewer than {FEWEST}"
