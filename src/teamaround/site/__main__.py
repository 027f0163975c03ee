"""`python -m teamaround.site`: the program, quiet under Ctrl-C from its first moment."""

import os
import signal


def begin() -> None:
    """Loading takes a moment, and somebody may change their mind in it."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from .program import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()


if __name__ == "__main__":
    begin()
