"""What a killed process leaves behind is gone at the next start, and lies where nobody else reads."""

import multiprocessing
import os
import signal
import tempfile

from teamaround.design import pdf
from teamaround.site import temporary


def _makes_a_copy_and_is_killed(folder):
    temporary.use(folder)
    press = (
        pdf._Press()
    )  # WeasyPrint's folder of letters; one of its own, for the tests' is not this process's to clear
    assert press
    tempfile.mkstemp()
    os.kill(os.getpid(), signal.SIGKILL)


def test_the_next_start_takes_away_what_a_killed_worker_left(tmp_path):
    folder = temporary.emptied(tmp_path)
    assert folder.stat().st_mode & 0o077 == 0
    worker = multiprocessing.get_context("fork").Process(target=_makes_a_copy_and_is_killed, args=[folder])
    worker.start()
    worker.join()
    left = sorted(path.name for path in folder.iterdir())
    assert worker.exitcode == -signal.SIGKILL
    assert len(left) == 2 and any(name.startswith("weasyprint-") for name in left)
    assert temporary.emptied(tmp_path) == folder and not list(folder.iterdir())
