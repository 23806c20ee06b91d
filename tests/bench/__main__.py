"""`make bench`: measures everything and says of each figure whether its goal is met."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    """Print each figure as it comes. The exit code is 0 whatever the figures say: noise is no failure."""
    from tests.bench import importing, keystrokes, opening, printing, rail, recognising, results, sharing, starting

    with tempfile.TemporaryDirectory() as place:
        for part in (starting, keystrokes, opening, rail, printing, importing, recognising, results, sharing):
            folder = Path(place) / part.__name__.rpartition(".")[2]
            folder.mkdir()
            for figure in part.measure(folder):
                sys.stdout.write(figure.line() + "\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
