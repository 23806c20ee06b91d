"""Settings: how the window looks, who teaches where, and the Learnerplan folder itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QPoint, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from learnerplan.services import planbooks
from learnerplan.settings import SCALES
from ui import operations
from ui.dialogs import backups as backup_dialogs
from ui.own_plan import open_own_plan
from ui.pages.standards_card import StandardsCard
from ui.pages.watch_card import WatchCard
from ui.pages.year_card import YearCard
from ui.refresh import keep_fresh
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import Field, Form
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.page_frame import PageFrame
from ui.widgets.page_scroll import PageScroll
from ui.widgets.segmented import Segmented
from ui.widgets.switch import Switch
from ui.widgets.text import Elided, Paragraph, label

if TYPE_CHECKING:
    from ui.context import Context

READS = frozenset({"setting"})
WIDEST = 680
LOOKS = (("system", "System"), ("light", "Light"), ("dark", "Dark"))
_SETTLED = 500
"""Milliseconds after which all cards have their height."""
PAPERS = (("letter", "US Letter"), ("a4", "A4"))


class SettingsPage(PageFrame):
    """All settings take effect at once; there is nothing to save."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Settings", "Everything here takes effect at once.")
        self.ctx = ctx
        self.standards, self.year = StandardsCard(ctx), YearCard(ctx)
        cards = column(
            self._look(),
            self._people(),
            self.year,
            self.standards,
            WatchCard(ctx),
            self._folder(),
            gap=ctx.theme.px(16),
        )
        cards.addStretch(1)
        holder = QWidget()
        holder.setMaximumWidth(ctx.theme.px(WIDEST))
        holder.setLayout(cards)
        line = row(holder, STRETCH)  # the row measures the cards at the width that they get
        line.setStretch(0, 100)
        self.body.addLayout(line)
        self.body.addStretch(1)
        keep_fresh(self, ctx, READS, self.reload)

    def open(self, target: str, _part: str) -> None:
        """Open the school year or bring the standards into view, where they are asked for.

        The standards come once the cards have their places.
        """
        if target == "year":
            self.year.open_year()
        scroll = self.findChild(PageScroll)
        if target == "standards" and scroll is not None:
            QTimer.singleShot(0, self, self._to_standards)
            # Cards that read for themselves take their height a moment later.
            again = scroll.verticalScrollBar().rangeChanged.connect(self._to_standards)
            QTimer.singleShot(_SETTLED, self, lambda: scroll.verticalScrollBar().rangeChanged.disconnect(again))

    def _to_standards(self) -> None:
        scroll = self.findChild(PageScroll)
        content = scroll.widget() if scroll is not None else None
        if scroll is not None and content is not None:
            scroll.verticalScrollBar().setValue(self.standards.mapTo(content, QPoint(0, 0)).y())

    def reload(self) -> None:
        """Show what the planbook says of itself."""
        about = planbooks.about(self.ctx.store)
        for field, text in ((self.teacher, about.teacher), (self.school, about.school)):
            if not field.hasFocus():
                field.setText(text)

    def _look(self) -> QWidget:
        theme, held = self.ctx.theme, self.ctx.preferences.value
        save = self.ctx.preferences.save
        colours = Segmented(theme, LOOKS, "Colours")
        colours.choose(held.theme)
        colours.chosen.connect(lambda value: save(theme=value))
        size = Segmented(theme, [(str(scale), f"{scale} %") for scale in SCALES], "Text size")
        size.choose(str(held.text_scale))
        size.chosen.connect(lambda value: save(text_scale=int(value)))
        paper = Segmented(theme, PAPERS, "Paper")
        paper.choose(held.paper)
        paper.chosen.connect(lambda value: save(paper=value))
        reading = Switch(theme, "Reading font")
        reading.setChecked(held.reading_font)
        reading.toggled.connect(lambda on: save(reading_font=on))
        motion = Switch(theme, "Motion")
        motion.setChecked(held.motion)
        motion.toggled.connect(lambda on: save(motion=on))
        card = Card(theme, "Look and paper")
        card.add(
            Field(theme, "Colours", colours),
            Field(theme, "Text size", size),
            Field(theme, "Paper", paper),
            self._switch(reading, "Reading font", "Lexend, which many find easier to read"),
            self._switch(motion, "Motion", "Panels slide and fade"),
        )
        return card

    def _people(self) -> QWidget:
        theme = self.ctx.theme
        self.teacher = TextField(theme, "Ms. Okoye")
        self.school = TextField(theme, "Riverside School")
        form = Form(theme)
        form.add("Your name", self.teacher, "As packets and attributions show it")
        form.add("School", self.school)
        self.teacher.editingFinished.connect(self._keep_people)
        self.school.editingFinished.connect(self._keep_people)
        card = Card(theme, "You and your school")
        own = Button(theme, "My own plan", icon="graduation-cap", on_click=lambda: open_own_plan(self.ctx, self))
        card.add(form)
        card.body.addLayout(row(own, STRETCH))
        return card

    def _folder(self) -> QWidget:
        theme, ctx = self.ctx.theme, self.ctx
        path = ctx.store.folder.path
        actions = FlowLayout(theme.px(8))
        for button in (
            Button(theme, "Back up now…", icon="archive", on_click=self._back_up),
            Button(theme, "Show the folder", icon="folder-open", on_click=self._show_folder),
            Button(theme, "Close this folder", "quiet", "log-out", on_click=lambda: ctx.shell.planbook_wanted.emit("")),
        ):
            actions.addWidget(button)
        place = QWidget()
        place.setLayout(actions)
        card = Card(theme, "This Learnerplan folder")
        card.add(
            Elided(str(path), "strong"),
            Paragraph(
                "It holds everything: the database, its key, the evidence and the automatic backups. "
                "Nothing leaves this laptop unless you print, export or share.",
                "small",
            ),
            label(_last_backup(self.ctx), "caption"),
            place,
        )
        return card

    def _switch(self, switch: Switch, title: str, caption: str) -> QWidget:
        line = row(column(label(title, "strong"), label(caption, "caption"), gap=0), switch)
        line.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _keep_people(self) -> None:
        about = planbooks.about(self.ctx.store)
        teacher, school = self.teacher.value(), self.school.value()
        if (teacher, school) != (about.teacher, about.school):
            operations.change(
                self.ctx,
                "Change your name or school",
                lambda tx: planbooks.set_about(tx, school=school, teacher=teacher),
                parent=self,
            )

    def _back_up(self) -> None:
        backup_dialogs.back_up(self.ctx, self.work_place)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.ctx.store.folder.path)))


def _last_backup(ctx: Context) -> str:
    from learnerplan.services import backups

    held = backups.listed(ctx.store.folder.path)
    if not held:
        return "No automatic backup yet. One is made each day on which something changed."
    made = QDateTime.fromSecsSinceEpoch(int(held[0].made_at.timestamp()))
    return f"Last automatic backup: {QLocale().toString(made, QLocale.FormatType.ShortFormat)}"
