"""Where the site puts what it needs for a moment: a folder of its own, empty at every start.

A process that is killed clears nothing up: a large file that was being sent, letters for a PDF.
So these lie with the installation's own things, which only their owner may read, and not in the
machine's folder for everybody.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from teamaround.embedded.places import private_folder

NAME = "temporary"


def emptied(state: Path) -> Path:
    """The folder of an installation, without what killed processes left in it."""
    shutil.rmtree(state / NAME, ignore_errors=True)
    return private_folder(state / NAME)


def use(folder: Path) -> None:
    """Let this process and those that it starts put such things there."""
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None  # asked for anew
