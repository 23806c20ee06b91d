"""Start and memory of the real program under a virtual screen, beside a bare window of PySide6."""

from __future__ import annotations

import compileall
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from learnerplan import fonts
from tests.bench import planbooks
from tests.bench.figures import Figure

TOOL = Path(__file__).resolve().parents[3] / "shared" / "tools" / "window_startup.py"
ROUNDS = 5
MEMORY_ROUNDS = 2
"""Memory is the same at each start to a few MiB, and each of these rests ten seconds."""
SETTLED = re.compile(r"^(\S+): drawn .*settled ([\d.]+) s \(([\d.]+)x\), (\d+) MiB \(([\d.]+)x\)", re.MULTILINE)


def measure(folder: Path) -> list[Figure]:
    """Start with 1,000 learners, memory ten seconds later, and 5,000 learners against 100."""
    absent = _absent()
    if absent:
        return [
            Figure("start of 1,000 learners", absent, "at most 2.2x a bare window", None),
            Figure("memory with 1,000 learners", absent, "at most 2.8x a bare window", None),
            Figure("start of 5,000 learners against 100", absent, "at most 1.2x", None),
        ]
    books = {count: folder / f"start-{count}" for count in (100, 1_000, 5_000)}
    for count, path in books.items():
        planbooks.filled(path, count, texts_each=2).close()
    _compile()
    bare = f"bare={sys.executable} {Path(__file__).with_name('bare_window.py')}"
    ours = {count: f"p{count}={sys.executable} -m ui --planbook {path}" for count, path in books.items()}
    started = _run([bare, *ours.values()])
    rested = _run([bare, ours[1_000]], rounds=MEMORY_ROUNDS, rest=10)
    start, large = started["p1000"][0], started["p5000"][0] / started["p100"][0]
    memory = rested["p1000"][1]
    return [
        Figure(
            "start to a settled roster of 1,000 learners", f"{start:.2f}x a bare window", "at most 2.2x", start <= 2.2
        ),
        Figure("memory with it, ten seconds later", f"{memory:.2f}x a bare window", "at most 2.8x", memory <= 2.8),
        Figure("start with 5,000 learners against 100", f"{large:.2f}x", "at most 1.2x", large <= 1.2),
    ]


def _compile() -> None:
    """As an installed program has it: where the interpreter writes no bytecode, it would be made anew at each start."""
    root = Path(__file__).resolve().parents[2]
    for folder in ("learnerplan", "ui"):
        compileall.compile_dir(root / folder, quiet=1)


def _absent() -> str:
    if not TOOL.is_file():
        return "not measured: the start-up tool is not beside this checkout"
    return "" if shutil.which("Xvfb") else "not measured: Xvfb is not installed"


def _run(commands: list[str], rounds: int = ROUNDS, rest: int = 0) -> dict[str, tuple[float, float]]:
    """Name to (settled, memory), each as a ratio to the first command."""
    done = subprocess.run(
        [sys.executable, str(TOOL), "-n", str(rounds), "--rest", str(rest), *commands],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
        # The tool starts each in an empty home, where the fonts would be missing and the system's be measured.
        env={**os.environ, "LEARNERPLAN_FONTS": str(fonts.ensure().folder)},
    )
    found = {name: (float(settled), float(memory)) for name, _, settled, _, memory in SETTLED.findall(done.stdout)}
    if len(found) != len(commands):
        raise RuntimeError(f"a window did not come up:\n{done.stdout}{done.stderr}")
    return found
