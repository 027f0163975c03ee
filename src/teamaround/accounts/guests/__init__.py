"""Guests: people without an account, who come by a link that opens one thing and nothing else.

An **invitation** is sent by somebody with an account. Its link is used once and asks for a code
that is sent by e-mail (a **letter**); who enters the code is a **guest** until they leave. A guest
has an account row, so that what they write and see is signed and audited like everybody's, but no
password, no duty and no way to sign in. What a link opens belongs to the package that registered
its kind (`opening.py`); `door.guest` lets guests in to that package's pages.
"""
