"""Committees: the bodies that decide and watch, the posts that answer for things, and who is in them.

Both outlive their names: an Executive becomes a Cabinet, a director's title changes with every
reorganisation. A **body** has a name for each time and other names that people use; a **post**
has a title for each time and is **held** by people with dates. What was decided long ago is
shown under the name of its day.
"""
