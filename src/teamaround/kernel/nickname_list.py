"""The list behind nicknames: one name a line, the full name first, then its forms and spellings."""

GROUPS = """
elizabeth elisabeth lizzie lizzy liz lisa beth betty eliza libby liza bess elsie
mohammed muhammad mohammad mohamed muhammed mohamad mohd md mo muhamed mehmet mahomed
siobhan shevaun chevonne shivaun shivon shevon
catherine katherine kathryn catharine katharine kate katie cathy kathy kitty kath cath kat
"""
ALSO_NAMES = "hassan hussein jayden hayden"
