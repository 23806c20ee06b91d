"""Settings for standards: which sets there are, how much is in each, and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.services import competencies
from ui.refresh import keep_fresh
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layout import clear, column
from ui.widgets.text import Elided, Paragraph, label

if TYPE_CHECKING:
    from learnerplan.services.competencies import FrameworkRow
    from ui.context import Context

READS = frozenset({"framework", "competency", "competency_edge"})
_NONE = "None yet. Import a CASE package or a sheet with codes and statements, and goals can name their standards."


class StandardsCard(Card):
    """One entry a set of standards, in the order of their titles."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        add = Button(
            ctx.theme, "Import standards", small=True, icon="file-input", on_click=lambda: ctx.navigate("import")
        )
        super().__init__(ctx.theme, "Standards", action=add, parent=parent)
        self._ctx = ctx
        self._sets = column(gap=ctx.theme.px(12))
        self.body.addLayout(self._sets)
        keep_fresh(self, ctx, READS, self.reload)

    def reload(self) -> None:
        """Show the sets that there are."""
        clear(self._sets)
        held = competencies.frameworks(self._ctx.store)
        for each in held:
            self._sets.addWidget(_entry(each))
        if not held:
            self._sets.addWidget(Paragraph(_NONE, "small"))


def _entry(framework: FrameworkRow) -> QWidget:
    title, source = Elided(framework.title, "strong"), Elided(_origin(framework), "caption")
    title.setToolTip(framework.title)
    source.setToolTip(framework.source)
    shown = [title, label(_counts(framework), "small", wrap=True)]
    if _origin(framework):
        shown.append(source)
    holder = QWidget()
    holder.setAccessibleName(f"{framework.title}: {_counts(framework)}")
    holder.setLayout(column(*shown, gap=2))
    return holder


def _counts(framework: FrameworkRow) -> str:
    standards = f"{framework.competencies:,} {'standard' if framework.competencies == 1 else 'standards'}"
    links = f"{framework.edges:,} {'link' if framework.edges == 1 else 'links'}"
    return f"{standards}, {links}" if framework.edges else standards


def _origin(framework: FrameworkRow) -> str:
    """Who published it, its edition and state, and the address or file that it came from."""
    edition = f"version {framework.version}" if framework.version else ""
    return " · ".join(part for part in (framework.publisher, edition, framework.status, framework.source) if part)
