"""Which planbook a command works in, and opening it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class Session:
    """The planbook that was named with `--planbook`, or `None` for the one that the window would open."""

    named: Path | None

    @property
    def planbook(self) -> Path:
        """The folder to work in."""
        from learnerplan import paths, settings

        if self.named is not None:
            return self.named
        last = settings.load().planbook
        return Path(last) if last else paths.default_planbook()

    @property
    def exists(self) -> bool:
        """Whether a planbook lies there already."""
        from learnerplan.storage.folder import Folder

        return Folder(self.planbook).exists()

    @contextmanager
    def open(self, *, make: bool = False) -> Iterator[Store]:
        """The open planbook, closed afterwards; `make` starts one where there is none. Raises `UserError`."""
        store = self._make() if make and not self.exists else self._open()
        try:
            yield store
        finally:
            store.close()

    def _open(self) -> Store:
        from learnerplan.errors import UserError
        from learnerplan.storage.store import Store

        if not self.exists:
            raise UserError(
                f"There is no Learnerplan folder at {self.planbook}.",
                "Name one with --planbook, or start one with `learnerplan import FILE`.",
            )
        return Store.open(self.planbook)

    def _make(self) -> Store:
        from datetime import date

        from learnerplan.services import planbooks

        return planbooks.create(self.planbook, today=date.today())


with_session = click.make_pass_decorator(Session)
