"""Signals do not use up Python's constants, on any version of Python."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
from ui.python311 import keep_constants
keep_constants()
from PySide6.QtCore import QObject, Signal
class Sender(QObject):
    told = Signal()
sender = Sender()
for _ in range(100_000):
    sender.told.emit()
print("alive")
"""


def test_a_hundred_thousand_signals_leave_true_alive():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
