"""Other children's names in what is about to be printed: each with its sentence, and the choice to look or to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.frame import DialogFrame
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.layout import STRETCH, column, row, rule
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.packets import Mention
    from ui.context import Context

MOST = 40


class MentionsDialog(DialogFrame):
    """Accepted means: print anyway. `look_wanted` brings the learner whose words name somebody."""

    look_wanted = Signal(str)

    def __init__(self, ctx: Context, found: Sequence[Mention], parent: QWidget) -> None:
        count = "One text names" if len(found) == 1 else f"{len(found)} texts name"
        super().__init__(
            ctx,
            "Other children are named",
            "Print anyway",
            parent,
            subtitle=f"{count} another child. A family would read it.",
            width=600,
        )
        self.form.hide()
        px = self.theme.px
        for at, mention in enumerate(found[:MOST]):
            if at:
                self.body.addWidget(rule())
            who = f"{isolate(mention.learner)}’s packet names {isolate(mention.other)}"
            look = Button(self.theme, "Go and look", "ghost", small=True)
            look.setAccessibleName(f"Go and look: {who}")
            look.clicked.connect(lambda _on=False, one=mention.learner_id: self._look(one))
            head = row(label(who, "small-strong", wrap=True), look, gap=px(8))
            head.setStretch(0, 1)
            self.body.addLayout(column(head, Quote(mention.text, "s"), gap=px(2)))
        if len(found) > MOST:
            self.body.addWidget(label(f"and {len(found) - MOST} more", "caption"))
        self.body.addItem(column(STRETCH))
        self.primary.setDefault(False)
        self.cancel.setDefault(True)

    def keep(self) -> None:
        """Go on in spite of the names."""
        self.accept()

    def _look(self, learner_id: str) -> None:
        self.reject()
        self.look_wanted.emit(learner_id)
