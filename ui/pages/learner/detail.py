"""One piece of work beside the tiles: its picture, why it was chosen, what it shows, and whether it goes home."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnerplan.domain.audiences import Audience
from ui import days
from ui.models.audiences import CHOICES, MARKS
from ui.models.work import ARRIVING, KINDS
from ui.widgets import paint
from ui.widgets.banner import Banner
from ui.widgets.bidi import joined
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.fields import TextBox
from ui.widgets.glyph import Glyph
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.meanwhile_note import MeanwhileNote
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.picture import paint_picture
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Paragraph, label
from ui.widgets.voice_card import VoiceCard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from learnerplan.services.artifacts import ArtifactRow, TieRow
    from learnerplan.services.goals import GoalRow
    from ui.theme.theme import Theme

PICTURE = 150


class _Picture(QWidget):
    """The picture at the head of the card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: QPixmap | None = None
        self._icon, self._page = "file", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QPixmap | None, icon: str, *, page: bool) -> None:
        self._picture, self._icon, self._page = picture, icon, page
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._theme.px(PICTURE))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box.adjusted(0, 0, 0, px(12)), px(11), px(11))
        painter.setClipPath(path)
        paint_picture(painter, theme, box, self._picture, self._icon, px(48), page=self._page)


class WorkDetail(Card):
    """The signals tell what a person wants of the piece that is shown."""

    why_written = Signal(str)
    goals_wanted = Signal(list)
    audience_wanted = Signal(str)
    open_wanted = Signal()
    edit_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=0, gap=0, parent=parent)
        self._theme = theme
        self._writing = False
        self._field: TextBox | None = None
        self._theirs: str | None = None
        """What somebody else wrote while the field was being typed in."""
        self._row: ArtifactRow | None = None
        self._shown: tuple[ArtifactRow, Sequence[TieRow], Sequence[GoalRow], str, date, Path | None, bool] | None = None
        self.picture = _Picture(theme)
        self._content = column(gap=theme.px(10))
        self._foot = column(gap=0)
        inside, foot = QWidget(), QWidget()
        px = theme.px
        inside.setLayout(column(self._content, STRETCH, gap=0, margins=(px(18), px(14), px(18), px(8))))
        foot.setLayout(column(self._foot, gap=0, margins=(px(18), px(6), px(14), px(14))))
        edge = QWidget()
        edge.setLayout(column(self.picture, gap=0, margins=(1, 1, 1, 0)))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(edge)
        self.body.addWidget(scrolled(inside), 1)
        self.body.addWidget(foot)

    def show_work(
        self,
        work: ArtifactRow,
        ties: Sequence[TieRow],
        goals: Sequence[GoalRow],
        called: str,
        today: date,
        file: Path | None,
        arriving: bool = False,
    ) -> None:
        """Show a piece of work; `file` is none where it is missing, or on its way from another computer."""
        before = self._row
        if before is None or before.id != work.id:
            self._writing, self._theirs = False, None
        elif self._types(before):
            self._writing = True
            if work.why != before.why:
                self._theirs = work.why
        self._field, self._row = None, work
        self._shown = work, ties, goals, called, today, file, arriving
        self.setAccessibleName(work.title)
        with kept_focus(self):
            clear(self._content)
            clear(self._foot)
            self._add_head(work, today)
            if file is None and arriving:
                todo = "It comes as soon as the shared folder has brought it."
                self._content.addWidget(Banner(self._theme, ARRIVING[0], todo, "info", icon="clock"))
            elif file is None:
                where = f"It was moved or deleted outside Learnerplan. Put it back at artifacts/{work.path}"
                self._content.addWidget(
                    Banner(
                        self._theme, "The file is missing", f"{where}, or restore a backup.", "bad", icon="image-off"
                    )
                )
            self._add_why(work, called, today)
            self._add_shows(ties, goals)
            self._add_foot(work, present=file is not None)

    def show_picture(self, picture: QPixmap | None, icon: str, *, page: bool = False) -> None:
        """Show the picture, or the icon of the kind."""
        self.picture.show_picture(picture, icon, page=page)

    def _add_head(self, work: ArtifactRow, today: date) -> None:
        apart = work.made_on is not None and work.made_on != work.added_on
        made = f"made {days.short(work.made_on, today)}" if apart and work.made_on else ""
        by = f"added {days.short(work.added_on, today)}{f' by {work.added_by}' if work.added_by else ''}"
        self._content.addWidget(label(work.title, "card", wrap=True))
        self._content.addWidget(label(joined(KINDS[work.kind][0], made, by), "caption", wrap=True))

    def _add_why(self, work: ArtifactRow, called: str, today: date) -> None:
        theme = self._theme
        if self._writing or not work.why:
            self._add_why_field(work)
            return
        change = IconButton(theme, "pencil", "Change why it was chosen", small=True, on_click=self._write)
        name_place(change, "why:change")
        parts = (called, days.short(work.made_on or work.added_on, today))
        self._content.addWidget(
            VoiceCard(theme, work.why, "child", parts, "Why I chose it", size="m", action=change, padding=16)
        )

    def _add_why_field(self, work: ArtifactRow) -> None:
        theme = self._theme
        self.why = TextBox(theme, "I chose it because…", 3, name="Why I chose it", voice=True)
        self.why.show_value(work.why)
        name_place(self.why, f"why:text:{work.id}")
        keep = Button(theme, "Keep", small=True, on_click=self._keep)
        name_place(keep, "why:keep")
        caption = label("Why I chose it", "caption-strong", "voice_ink")
        box = column(caption, self.why, row(keep, STRETCH), gap=theme.px(6))
        self._content.addLayout(box)
        self._field = self.why
        if self._theirs is not None:
            box.insertWidget(2, MeanwhileNote(theme, "", self._theirs, self._take_theirs))
        if self._writing:
            self.why.setFocus()

    def _write(self) -> None:
        self._writing = True
        self._again()

    def _types(self, before: ArtifactRow) -> bool:
        """Whether the field holds words that are not kept yet."""
        field = self._field
        return field is not None and field.document().isModified() and field.value() != before.why

    def _take_theirs(self) -> None:
        self.why.show_value(self._theirs or "")
        self._theirs = None
        self._again()

    def _keep(self) -> None:
        self._writing, self._theirs = False, None
        self.why.document().setModified(False)
        if self._row is not None and self.why.value() != self._row.why:
            self.why_written.emit(self.why.value())
        else:
            self._again()

    def _again(self) -> None:
        if self._shown is not None:
            self.show_work(*self._shown)

    def _add_shows(self, ties: Sequence[TieRow], goals: Sequence[GoalRow]) -> None:
        theme = self._theme
        tied = [tie.goal_id for tie in ties]
        self._content.addWidget(label("Shows", "field"))
        for tie in ties:
            words = Paragraph(tie.title)
            cut = IconButton(theme, "x", f"Untie from “{tie.title}”", small=True)
            cut.clicked.connect(partial(self._tie, [one for one in tied if one != tie.goal_id]))
            name_place(cut, f"tie:{tie.goal_id}")
            line = row(Glyph(theme, "target", "accent", 16), words, cut, gap=theme.px(8))
            line.setStretch(1, 1)
            self._content.addLayout(line)
            if tie.code:
                standard = Paragraph(joined(tie.code, tie.standard), "small")
                line = row(Glyph(theme, "book-open", "ink2", 16), standard, gap=theme.px(8))
                line.setStretch(1, 1)
                self._content.addLayout(line)
        open_goals = [goal for goal in goals if goal.id not in tied]
        if open_goals:
            link = MenuButton(
                theme,
                "link",
                "Link a goal",
                lambda: [Choice(goal.title, partial(self._tie, [*tied, goal.id]), "target") for goal in open_goals],
            )
            link.say("Link a goal")
            name_place(link, "tie:add")
            self._content.addLayout(row(link, STRETCH))
        elif not ties:
            self._content.addWidget(label("There are no goals to link yet.", "caption"))

    def _tie(self, goal_ids: list[str], _checked: bool = False) -> None:
        self.goals_wanted.emit(goal_ids)

    def _add_foot(self, work: ArtifactRow, *, present: bool) -> None:
        theme = self._theme
        home = work.audience is Audience.FAMILY
        words, icon = ("In the packet", "check") if home else ("Put in packet", "presentation")
        packet = Button(theme, words, icon=icon, small=True)
        packet.setCheckable(True)
        packet.setChecked(home)
        packet.setToolTip("It goes home with the packet. Press again to take it out." if home else "")
        wanted = Audience.RECORD if home else Audience.FAMILY
        packet.clicked.connect(lambda: self.audience_wanted.emit(wanted.value))
        name_place(packet, "packet")
        more = MenuButton(theme, "ellipsis", "More about this piece of work", partial(self._choices, work, present))
        name_place(more, "more")
        self._foot.addLayout(row(packet, STRETCH, more))

    def _choices(self, work: ArtifactRow, present: bool) -> list[Choice]:
        file = [Choice("Open the file", self.open_wanted.emit, "external-link")] if present else []
        travel = [
            Choice(
                CHOICES[audience],
                partial(self.audience_wanted.emit, audience.value),
                MARKS[audience][0],
                checked=audience is work.audience,
                rule=at == 0,
            )
            for at, audience in enumerate(CHOICES)
        ]
        return [
            *file,
            Choice("Change…", self.edit_wanted.emit, "pencil"),
            *travel,
            Choice("Remove", self.remove_wanted.emit, "trash-2", rule=True),
        ]
