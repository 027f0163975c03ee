"""Committees: the bodies that decide and watch, who is in them, the papers put before them, and what they decide.

Bodies and posts outlive their names: an Executive becomes a Cabinet, a director's title changes
with every reorganisation. A **body** has a name for each time and other names that people use; a
**post** has a title for each time and is **held** by people with dates. What was decided long ago
is shown under the name of its day.

A **paper** for a body's meeting is made of **parts** that a **template** wants. Its numbers and
letters are given by the system, so that what refers to them can be checked. What is **withheld**
from the public stands in a table that nothing public reads. A **decision** keeps the words that
were resolved beside those that were recommended.
"""
