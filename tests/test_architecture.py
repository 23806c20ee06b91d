"""The house rules that are tests: layers, sizes, names, and nothing that only one machine has."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for top in ("learnerplan", "ui", "tests", "packaging") for path in (ROOT / top).rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def test_layers_hold():
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno + 1 <= LONGEST_FUNCTION, node.name


def test_no_rooms_for_odds_and_ends():
    odd = {"utils", "helpers", "managers", "common", "misc"}
    assert not [path for path in SOURCES if path.stem in odd or path.parent.name in odd]


def test_no_exception_is_swallowed():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
    ]
    assert found == []


def test_the_core_never_loads_qt_and_light_modules_stay_light():
    heavy = ("PySide6", "sqlmodel", "sqlalchemy", "reportlab", "alembic", "python_calamine", "cryptography", "PIL")
    light = ["learnerplan.services.learners", "learnerplan.services.plans", "learnerplan.storage.store"]
    code = f"import sys, {', '.join(light)}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_library_replaces_rows_behind_the_journal():
    # INSERT OR REPLACE deletes without a journalled delete where recursive triggers are off.
    own = [path for path in SOURCES if path.parts[len(ROOT.parts)] in ("learnerplan", "ui")]
    assert not [path for path in own if "OR REPLACE" in path.read_text(encoding="utf-8").upper().replace('"', "")]
