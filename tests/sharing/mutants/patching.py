"""Importing a module of the engine with pieces of its source replaced."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sharing.mutants.bugs import Bug

PACKAGE = "learnerplan.sharing"


def source_with(bug: Bug) -> dict[str, str]:
    """The sources of the changed modules. Raises `LookupError` for a piece that does not stand there just once."""
    sources: dict[str, str] = {}
    for change in bug.changes:
        found = importlib.util.find_spec(f"{PACKAGE}.{change.module}")
        if found is None or found.origin is None:
            raise LookupError(f"{bug.name}: there is no module {change.module}")
        source = sources.get(change.module) or Path(found.origin).read_text(encoding="utf-8")
        if source.count(change.old) != 1:
            raise LookupError(f"{bug.name}: stands {source.count(change.old)} times in {change.module}: {change.old!r}")
        sources[change.module] = source.replace(change.old, change.new)
    return sources


def put_in(bug: Bug) -> None:
    """Import the changed modules in place of the true ones; nothing of the engine may have been imported yet."""
    sources = source_with(bug)
    if any(name.startswith(f"{PACKAGE}.") for name in sys.modules):
        raise RuntimeError("the engine was imported before the bug was put in")
    sys.meta_path.insert(0, _Finder(sources))
    importlib.invalidate_caches()


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    def __init__(self, sources: dict[str, str]) -> None:
        self._sources = {f"{PACKAGE}.{name}": source for name, source in sources.items()}

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name in self._sources else None

    def get_source(self, name):
        return self._sources[name]
