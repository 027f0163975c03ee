"""`teamaround match …`: from making records and learning a release to measuring it and deciding whole files.

They need no database, and load what they use late.
"""

from __future__ import annotations

from teamaround.kernel.commands import Commands
from teamaround.matching.commands import accuracy, bulk, compare, evaluate, generate, release, train


def register(commands: Commands) -> None:
    """Add them to the program."""
    for name, words, module in (
        ("match generate", "invented children and agencies' records of them, with the truth known", generate),
        ("match train", "learn a model release from an index and incoming records", train),
        ("match release", "list, show or check the model releases", release),
        ("match compare", "which decisions another release would change, and on what evidence", compare),
        ("match bulk", "decisions for every record of a file, on this machine or on a Spark cluster", bulk),
        ("match accuracy", "freeze what was measured of a release, to ship beside it", accuracy),
        ("match evaluate", "how well records are matched when it is known whom each is about", evaluate),
    ):
        commands.add(name, help=words, arguments=module.arguments, run=module.run, needs_django=False)
