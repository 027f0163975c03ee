"""What a command says on the way, beside what it prints."""

import sys


def aside(sentence: str) -> None:
    """A line that a pipe does not take."""
    sys.stderr.write(f"· {sentence}\n")
