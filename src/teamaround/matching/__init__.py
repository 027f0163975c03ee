"""Which child a record means: how a person as written becomes the one form in which people are compared."""
