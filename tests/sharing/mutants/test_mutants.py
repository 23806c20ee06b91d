"""Every seeded bug finds its place in the engine, and the loudest is noticed. `make mutants` tries them all."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.sharing.mutants.bugs import BUGS
from tests.sharing.mutants.patching import PACKAGE, source_with

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_finds_its_place(bug):
    changed = source_with(bug)
    assert changed
    for module, source in changed.items():
        assert compile(source, module, "exec").co_filename == module
        assert source != Path(find_spec(f"{PACKAGE}.{module}").origin).read_text(encoding="utf-8")


def test_a_bug_is_noticed():
    command = [sys.executable, "-m", "tests.sharing.mutants", "--one", "0", "--seconds", "60"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
