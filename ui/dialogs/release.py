"""Words that wait for an adult's OK: what may go home is decided here, all of it in one step of undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from learnerplan.domain.audiences import Audience
from learnerplan.services import releases
from learnerplan.services.releases import Waits
from ui import days
from ui.dialogs.frame import DialogFrame
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.checkbox import CheckBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, clear, column, row, rule
from ui.widgets.text import Paragraph, Quote, label

if TYPE_CHECKING:
    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.releases import WaitingRow
    from ui.context import Context
    from ui.theme.theme import Theme

KINDS: dict[Waits, tuple[str, str]] = {
    Waits.PROFILE: ("quote", "Profile"),
    Waits.CHECK_IN: ("message-circle", "Check-in"),
    Waits.REFLECTION: ("notebook-pen", "Reflection"),
    Waits.ARTIFACT: ("image", "Work"),
}
"""(icon, word) of each kind of thing that waits."""


class _Row(QWidget):
    def __init__(self, theme: Theme, waits: WaitingRow, today: date) -> None:
        super().__init__()
        self.waits = waits
        icon, word = KINDS[waits.kind]
        self.box = CheckBox(theme, name=f"{word}: {waits.text}")
        self.box.setChecked(True)
        text = Paragraph(waits.text) if waits.kind is Waits.ARTIFACT else Quote(waits.text, "s")
        about = row(
            Glyph(theme, icon, "ink3", 14),
            label(f"{word} · {days.short(waits.on, today)}", "caption"),
            STRETCH,
            gap=theme.px(6),
        )
        line = row(self.box, column(text, about, gap=theme.px(2)), gap=theme.px(6))
        line.setStretch(1, 1)
        line.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)


class ReleaseDialog(DialogFrame):
    """All that waits of one learner, ticked to begin with; ticked rows go home or stay here."""

    def __init__(self, ctx: Context, learner: LearnerRow, parent: QWidget) -> None:
        super().__init__(
            ctx,
            "Words that wait for your OK",
            "Let them go home",
            parent,
            subtitle=f"{isolate(learner.name)}. Packets and portfolios hold only what you let go home.",
            width=620,
        )
        self._learner, self._today = learner, date.today()
        self.form.hide()
        self.all = CheckBox(ctx.theme, "All of them")
        self.all.setTristate(False)
        self.all.clicked.connect(self._tick_all)
        self._list = column(gap=ctx.theme.px(10))
        self.body.addWidget(self.all)
        self.body.addWidget(rule())
        self.body.addLayout(self._list)
        self.stay = Button(ctx.theme, "Not for home", on_click=lambda: self._decide(Audience.NOT_HOME))
        self.stay.setAutoDefault(False)
        self.foot.insertWidget(self.foot.indexOf(self.primary), self.stay)
        self.cancel.say("Close")
        self.rows: list[_Row] = []
        self._reload()

    def keep(self) -> None:
        """Let the ticked rows go home."""
        self._decide(Audience.FAMILY)

    def _decide(self, audience: Audience) -> None:
        chosen = [row.waits for row in self.rows if row.box.isChecked()]
        what = "thing" if len(chosen) == 1 else "things"
        ends = "may go home" if audience is Audience.FAMILY else "kept here"
        if self.write(lambda store: releases.decide(store, chosen, audience), f"{len(chosen)} {what} {ends}"):
            self._reload()
            if not self.rows:
                self.accept()

    def _reload(self) -> None:
        clear(self._list)
        self.rows = [
            _Row(self.theme, waits, self._today) for waits in releases.waiting(self.ctx.store, self._learner.id)
        ]
        for row_ in self.rows:
            row_.box.clicked.connect(self._count)
            self._list.addWidget(row_)
        self.all.setVisible(bool(self.rows))
        if not self.rows:
            self._list.addWidget(EmptyState(self.theme, "check", "Nothing waits", "New words of children wait here."))
        self._count()

    def _tick_all(self) -> None:
        for row_ in self.rows:
            row_.box.setChecked(self.all.isChecked())
        self._count()

    def _count(self) -> None:
        ticked = sum(row_.box.isChecked() for row_ in self.rows)
        self.all.setChecked(bool(self.rows) and ticked == len(self.rows))
        self.primary.say(f"Let {ticked} go home" if ticked else "Let them go home")
        for button in (self.primary, self.stay):
            if ticked:
                button.enable()
            else:
                button.disable("Tick what it is about first." if self.rows else "Nothing waits.")
