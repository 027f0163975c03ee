"""Only one site serves an installation."""

import os
import signal
import subprocess
import sys

from teamaround.embedded import serving

HOLD = (
    "import sys, time; from pathlib import Path; from teamaround.embedded import serving;"
    "lock = serving.claim(Path(sys.argv[1]), 'http://127.0.0.1:8123'); print('held', flush=True);"
)


def holder(state, more="time.sleep(60)"):
    process = subprocess.Popen([sys.executable, "-c", HOLD + more, str(state)], stdout=subprocess.PIPE)
    process.stdout.readline()
    return process


def end(process):
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_second_is_told_where_the_first_is(tmp_path):
    first = holder(tmp_path)
    try:
        assert serving.claim(tmp_path, "http://127.0.0.1:8000") is None
        assert serving.who(tmp_path) == serving.Serving(first.pid, "http://127.0.0.1:8123")
    finally:
        end(first)


def test_a_killed_one_is_forgotten(tmp_path):
    first = holder(tmp_path)
    os.kill(first.pid, signal.SIGKILL)
    end(first)
    assert serving.who(tmp_path) is None
    claimed = serving.claim(tmp_path, "http://127.0.0.1:8000")
    assert claimed is not None
    claimed.close()


def test_a_child_of_a_killed_one_does_not_keep_the_claim(tmp_path):
    more = "import os; child = os.fork(); print(child, flush=True) if child else None; time.sleep(60)"
    first = holder(tmp_path, more)
    child = int(first.stdout.readline())
    end(first)
    try:
        claimed = serving.claim(tmp_path, "http://127.0.0.1:8000")
        assert claimed is not None
        claimed.close()
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_broken_note_is_nobody(tmp_path):
    (tmp_path / serving.FILE).write_text("nonsense")
    assert serving.who(tmp_path) is None
