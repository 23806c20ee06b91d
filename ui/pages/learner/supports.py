"""The restricted section of a learner: closed and the same for every child, until it is opened for this visit."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from learnerplan.domain.supports import SupportKind
from learnerplan.services import supports
from ui import operations
from ui.models.supports import HEADINGS
from ui.pages.learner.support_block import SupportBlock
from ui.refresh import keep_fresh
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.glyph import Glyph
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column, row, rule
from ui.widgets.menu_button import Choice
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent

    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.supports import SupportRow
    from ui.context import Context
    from ui.widgets.card import CardKind

READS = frozenset({"support"})
_CLOSED = "Plans, accommodations and restricted notes. Closed until you open it."
_OPENED = "For your eyes. Closes when you leave this page."


class SupportsCard(Card):
    """Reads nothing and says nothing of a learner before a person opens it; leaving the learner closes it."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(ctx.theme, kind="quiet", padding=18, gap=12, parent=parent)
        self._ctx, theme = ctx, ctx.theme
        self._learner: LearnerRow | None = None
        self._open = False
        self.setAccessibleName("Supports")
        self._caption = label(_CLOSED, "caption", wrap=True)
        self.add_button = Button(theme, "Add", "ghost", "plus", small=True, on_click=self._add)
        self.add_button.setAccessibleName("Add a support")
        self.add_button.hide()
        self.opener = Button(theme, "Open", small=True, on_click=self.toggle)
        self.opener.setAccessibleName("Open the supports")
        words = column(label("Supports", "row"), self._caption, gap=theme.px(1))
        head = row(Glyph(theme, "lock", "ink3", 18), words, self.add_button, self.opener, gap=theme.px(12))
        head.setStretch(1, 1)
        self._content = QWidget()
        self._list = column(gap=theme.px(14), margins=(0, theme.px(8), 0, theme.px(4)))
        self._content.setLayout(self._list)
        self._content.hide()
        self.body.addLayout(head)
        self.body.addWidget(self._content)
        self._fresh = keep_fresh(self, ctx, READS, self.reload)

    @property
    def is_open(self) -> bool:
        """Whether the supports are shown now."""
        return self._open

    def show_learner(self, learner: LearnerRow) -> None:
        """Stand on the page of another learner, closed, or of the same one as it is."""
        if self._learner is None or self._learner.id != learner.id:
            self.close_up()
        self._learner = learner

    def toggle(self) -> None:
        """Open the section for this visit, or close it."""
        if self._open:
            self.close_up()
            return
        self._open = True
        self._look("plain")
        self._caption.setText(_OPENED)
        self.opener.say("Close")
        self.opener.setAccessibleName("Close the supports")
        self.add_button.show()
        self.reload()
        self._content.show()
        QTimer.singleShot(0, self, self._into_view)

    def _look(self, kind: CardKind) -> None:
        self.setProperty("card", kind)
        self.style().unpolish(self)
        self.style().polish(self)

    def _into_view(self) -> None:
        """Bring the section to the top of the page, as far as the page scrolls."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if area is not None else None
        if area is not None and inside is not None and self._open:
            top = self.mapTo(inside, QPoint(0, 0)).y()
            area.verticalScrollBar().setValue(top - self._ctx.theme.px(8))

    def close_up(self) -> None:
        """Close the section and let go of all that it showed."""
        if not self._open:
            return
        self._open = False
        self._look("quiet")
        self._content.hide()
        self.add_button.hide()
        self._caption.setText(_CLOSED)
        self.opener.say("Open")
        self.opener.setAccessibleName("Open the supports")
        clear(self._list)

    def reload(self) -> None:
        """Read the supports, if they are shown."""
        if not self._open or self._learner is None:
            return
        rows, today = supports.of_learner(self._ctx.store, self._learner.id), date.today()
        with kept_focus(self._content):
            clear(self._list)
            if not rows:
                words = f"No support is kept for {isolate(self._learner.called)}."
                self._list.addWidget(label(words, "small", wrap=True))
            for at, (heading, group) in enumerate(_groups(rows)):
                if at:
                    self._list.addWidget(rule())
                self._list.addWidget(label(heading, "caption-strong", "ink3"))
                for one, parts in group:
                    self._list.addWidget(self._block(one, rows, parts, today))

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab, another page: the visit is over."""
        self.close_up()
        super().hideEvent(event)

    def _block(self, one: SupportRow, rows: Sequence[SupportRow], parts: Sequence[SupportRow], today: date) -> QWidget:
        theme = self._ctx.theme
        block = SupportBlock(theme, one, today, partial(self._choices, one, rows))
        name_place(block.menu, f"support:{one.id}")
        if not parts:
            return block
        inner = column(gap=theme.px(10), margins=(theme.px(16), 0, 0, 0))
        for part in parts:
            line = SupportBlock(theme, part, today, partial(self._choices, part, rows))
            name_place(line.menu, f"support:{part.id}")
            inner.addWidget(line)
        whole = QWidget()
        whole.setLayout(column(block, inner, gap=theme.px(10)))
        return whole

    def _choices(self, one: SupportRow, rows: Sequence[SupportRow]) -> list[Choice]:
        return [
            Choice("Change…", lambda: self._edit(one, rows), "pencil"),
            Choice("Remove", lambda: self._remove(one), "trash-2", rule=True),
        ]

    def _add(self) -> None:
        if self._learner is not None:
            self._edit(None, supports.of_learner(self._ctx.store, self._learner.id))

    def _edit(self, one: SupportRow | None, rows: Sequence[SupportRow]) -> None:
        from ui.dialogs.support_edit import SupportDialog

        if self._learner is not None:
            plans = [each for each in rows if each.kind is SupportKind.PLAN]
            SupportDialog(self._ctx, self._learner, plans, self, support=one).open()

    def _remove(self, one: SupportRow) -> None:
        operations.perform(
            self._ctx, lambda store: supports.remove(store, one.id), parent=self, toast="Support removed"
        )


Group = tuple[str, list[tuple["SupportRow", list["SupportRow"]]]]


def _groups(rows: Sequence[SupportRow]) -> list[Group]:
    """The supports under their headings, the parts of a plan with it."""
    here = {one.id for one in rows if one.kind is SupportKind.PLAN}
    found: list[Group] = []
    for kind, heading in HEADINGS.items():
        own = [one for one in rows if one.kind is kind and (kind is SupportKind.PLAN or one.part_of_id not in here)]
        if own:
            found.append((heading, [(one, [each for each in rows if each.part_of_id == one.id]) for one in own]))
    return found
