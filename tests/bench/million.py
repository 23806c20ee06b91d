"""One import of results in a process of its own, whole or stopped in a phase of it; what it saw goes out as JSON."""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from learnerplan.imports.planning import Options
from learnerplan.progress import Cancelled, Progress
from learnerplan.services import imports
from learnerplan.storage.store import Store


class Watch:
    """Stops the work some steps into the phase whose label begins so, and measures how long it goes on."""

    def __init__(self, phase: str) -> None:
        self.progress = Progress(self._step)
        self._phase, self._steps, self._asked, self._last = phase, 0, 0.0, 0.0
        self.longest = 0.0

    def _step(self, _done: int, _total: int, label: str) -> None:
        now = time.perf_counter()
        if label.startswith(self._phase):
            if self._steps:
                self.longest = max(self.longest, now - self._last)
            self._steps += 1
            if self._steps == 60:
                self._asked = now
                self.progress.cancel()
        self._last = now

    def late(self) -> float:
        """Seconds: from the worst moment to ask, just after a step, to the end of the work."""
        return time.perf_counter() - self._asked + self.longest


def main(phase: str, book: str, source: str) -> dict[str, float]:
    """Import, or begin to."""
    store = Store.open(book)
    watch = Watch(phase)
    begun = time.perf_counter()
    try:
        plan = imports.plan(store, [Path(source)], options=Options(kind="assessment"), progress=watch.progress)
        imports.commit(store, plan, today=date.today(), progress=watch.progress)
    except Cancelled:
        return {"late": watch.late()}
    finally:
        taken = time.perf_counter() - begun
        rows = store.value("SELECT count(*) FROM result")
        if phase == "whole":
            store.undo()
        store.close()
    return {"seconds": taken, "rows": rows, "peak": _peak()}


def _peak() -> float:
    """The most memory that the process has had, in MiB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
