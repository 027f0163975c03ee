"""`teamaround migrate`: bring the database's tables up to date."""

from __future__ import annotations

from argparse import Namespace


def run(chosen: Namespace) -> int:
    """Run what has not run yet."""
    from teamaround.embedded import connections
    from teamaround.site import migrating
    from teamaround.site.saying import say, show

    steps = migrating.bring_up_to_date(connections(), say=say)
    show(f"{steps} steps done." if steps else "Nothing to be done.")
    return 0
