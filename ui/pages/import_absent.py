"""The learners whom an imported list does not name: they stay, and here is who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain import names
from learnerplan.services import learners
from ui.widgets.bidi import isolate
from ui.widgets.drawer import Drawer
from ui.widgets.layout import STRETCH, column
from ui.widgets.person_row import PersonRow
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.context import Context

MOST = 200
"""More rows than this are not read by anybody."""


def show_absent(ctx: Context, over: QWidget, learner_ids: Sequence[str]) -> Drawer:
    """Slide in a list of these learners; a click opens one."""
    theme = ctx.theme
    wanted = set(learner_ids)
    rows = [held for held in learners.all_names(ctx.store) if held.id in wanted]
    rows.sort(key=lambda held: names.sort_key(held.given_name, held.family_name))
    drawer = Drawer(theme, "Not in this file", over)
    content = QWidget()
    box = column(gap=theme.px(10))
    words = "They stay in the class. If somebody has moved away, archive them on the class page."
    box.addWidget(label(words, "small", wrap=True))
    for held in rows[:MOST]:
        letters = names.initials(held.preferred_name or held.given_name, held.family_name, held.name_order)
        person = PersonRow(theme, held.id, isolate(held.name), letters)
        person.opened.connect(lambda learner_id: ctx.navigate("learner", learner_id))
        box.addWidget(person)
    if len(rows) > MOST:
        box.addWidget(label(f"and {len(rows) - MOST:,} more", "caption"))
    box.addItem(column(STRETCH))
    content.setLayout(box)
    drawer.hold(content)
    drawer.closed.connect(drawer.deleteLater)
    drawer.open_drawer(over.window().focusWidget())
    return drawer
