"""A file that the watched folder offers, as a line of a card: look at it, or never see it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.errors import UserError
from ui.errors import show_error
from ui.widgets.bidi import isolate
from ui.widgets.button import Button, IconButton
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.offer_words import what
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from learnerplan.services.watching import Offer
    from ui.context import Context


class OfferLine(QWidget):
    """Says the file's name and what it looks like."""

    def __init__(self, ctx: Context, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._offer = ctx, offer
        theme, name = ctx.theme, offer.path.name
        self.look = Button(theme, "Look", "ghost", small=True, on_click=self._look)
        self.look.setAccessibleName(f"Look at {name}")
        self.never = IconButton(theme, "x", f"Never offer {name} again", small=True, on_click=self._never)
        told = column(
            Elided(isolate(name), "strong"),
            label(f"New in {isolate(offer.path.parent.name)}. It looks like {what(offer)}.", "caption", wrap=True),
            gap=0,
        )
        line = row(Glyph(theme, "file-input"), told, self.look, self.never, gap=theme.px(8))
        line.setStretch(1, 1)
        self.setLayout(line)

    def _look(self) -> None:
        self._say(self._ctx.incoming.look_at)
        self._ctx.navigate("import")

    def _never(self) -> None:
        self._say(self._ctx.incoming.say_never)

    def _say(self, said: Callable[[Offer], None]) -> None:
        try:
            said(self._offer)
        except UserError as error:
            show_error(error, self, self._ctx.theme)
