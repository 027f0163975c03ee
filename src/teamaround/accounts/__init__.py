"""Accounts: people and services that sign in, what their duties are, and the one door.

Every page and API call goes through `door.page` (or the API's twin of it): it knows who is
asking, for which agency and purpose, sets the database's row-security identity for the
transaction, and lets the answer leave only after the audit of what it shows is committed.
"""
