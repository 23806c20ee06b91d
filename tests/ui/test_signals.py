"""The Qt that is installed does not use up Python's constants.

PySide6 6.12.0 loses a reference to `True` at each signal, which ends a Python before 3.12 after some thousands of
them; `pyproject.toml` leaves that version out.
"""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
from PySide6.QtCore import QObject, Signal
class Sender(QObject):
    told = Signal()
sender = Sender()
for _ in range(50_000):
    sender.told.emit()
print("alive")
"""


def test_fifty_thousand_signals_leave_true_alive():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
