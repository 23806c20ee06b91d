from __future__ import annotations

import subprocess
import sys

import pytest

from learnerplan.storage.folder import Folder
from learnerplan.storage.lock import OpenedTwice, WindowLock, is_open

_HOLD = """
import sys
from pathlib import Path
from learnerplan.storage.folder import Folder
from learnerplan.storage.lock import WindowLock
WindowLock(Folder(Path(sys.argv[1]))).take()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_window_is_told(planbook):
    folder = Folder(planbook)
    with WindowLock(folder):
        assert is_open(folder)
        with pytest.raises(OpenedTwice, match="opened twice"):
            WindowLock(folder).take()
    assert not is_open(folder)
    with WindowLock(folder):
        pass


def test_a_window_of_another_program_counts_until_it_dies(planbook):
    folder = Folder(planbook)
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(planbook)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout.readline() == "held\n"
        assert is_open(folder)
        with pytest.raises(OpenedTwice, match="opened twice"):
            WindowLock(folder).take()
        other.kill()
        other.wait()
    with WindowLock(folder):
        assert is_open(folder)


def test_looking_makes_no_file(tmp_path):
    assert not is_open(Folder(tmp_path))
    assert list(tmp_path.iterdir()) == []
