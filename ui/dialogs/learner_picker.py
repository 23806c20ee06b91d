"""Finding one learner: type a few letters of any of their names, Enter takes the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from learnerplan.domain import names
from learnerplan.services import learners
from ui.dialogs.frame import DialogFrame
from ui.dialogs.matching import score
from ui.dialogs.palette_list import Entry, PaletteList
from ui.widgets.bidi import isolate
from ui.widgets.fields import TextField
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.learners import NameRow
    from ui.context import Context

SHOWN = 60
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class LearnerPicker(DialogFrame):
    """`picked` tells the id and the name for the screen of the learner who was taken."""

    picked = Signal(str, str)

    def __init__(self, ctx: Context, title: str, parent: QWidget, *, subtitle: str = "") -> None:
        super().__init__(ctx, title, "Choose", parent, subtitle=subtitle, width=440)
        theme = ctx.theme
        rows = [row for row in learners.all_names(ctx.store) if row.active]
        self._rows = sorted(rows, key=lambda row: names.sort_key(row.given_name, row.family_name))
        self.search = TextField(theme, "Type a name", "search", name="Find a student")
        self.results = PaletteList(theme)
        self.results.setMinimumHeight(theme.px(300))
        self._none = label("", "small")
        self.form.hide()
        for part in (self.search, self.results, self._none):
            self.body.addWidget(part)
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.results.picked.connect(self.keep)
        self._find("")
        self.search.setFocus()

    def keep(self) -> None:
        """Take the marked learner."""
        entry = self.results.current()
        if entry is not None:
            entry.run()
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field walk through the results."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.results.step(step)
                return True
        return super().eventFilter(watched, event)

    def _find(self, words: str) -> None:
        found = best(self._rows, words)
        entries = [self._entry(row) for row in found[:SHOWN]]
        self.results.show_results([("Students", entries)] if entries else [])
        more = len(found) - SHOWN
        self._none.setText(
            f"{more} more. Type a name to find them." if more > 0 else "" if found else "Nobody by that name."
        )
        self._none.setVisible(bool(self._none.text()))
        self.primary.setEnabled(bool(found))

    def _entry(self, row: NameRow) -> Entry:
        name = names.shown_name(row.given_name, row.family_name, row.preferred_name, row.name_order)
        given = row.given_name if row.preferred_name and row.preferred_name != row.given_name else ""
        return Entry(
            isolate(name),
            lambda: self.picked.emit(row.id, name),
            caption=isolate(given),
            record_id=row.id,
            letters=names.initials(row.preferred_name or row.given_name, row.family_name, row.name_order),
        )


def best(rows: Sequence[NameRow], words: str) -> list[NameRow]:
    """The learners whose names the typed letters mean, the best fit first."""
    if not words.strip():
        return list(rows)
    scored = []
    for at, row in enumerate(rows):
        texts = (f"{row.preferred_name or row.given_name} {row.family_name}", row.given_name, row.other_name)
        found = [value for text in texts if text and (value := score(words, text)) is not None]
        if found:
            scored.append((min(found), at, row))
    return [row for _value, _at, row in sorted(scored, key=lambda each: each[:2])]
