"""Adding work: the files that were chosen, dropped or pasted, and the child's reason for choosing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from learnerplan.domain.artifacts import ArtifactKind, kind_of
from learnerplan.errors import UserError
from learnerplan.services import artifacts, educators, planbooks
from ui.dialogs.frame import DialogFrame
from ui.dialogs.goal_ticks import GoalTicks
from ui.models.work import KINDS
from ui.operations import LongWork
from ui.widgets.bidi import isolate
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextBox, TextField
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from learnerplan.progress import Progress
    from learnerplan.services.goals import GoalRow
    from learnerplan.services.learners import LearnerRow
    from ui.context import Context
    from ui.models.thumbnails import Thumbnails
    from ui.theme.theme import Theme

PICTURE = 96


@dataclass(frozen=True)
class Pasted:
    """A picture from the clipboard, as PNG bytes."""

    png: bytes
    name: str = "Pasted picture.png"


class _Picture(QLabel):
    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        side = theme.px(PICTURE)
        self.setFixedSize(side, side)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._glyph = Glyph(theme, icon, "ink3", 40)
        self.setLayout(row(STRETCH, self._glyph, STRETCH))

    def show_picture(self, picture: QPixmap) -> None:
        self._glyph.hide()
        ratio = self.devicePixelRatio()
        fitted = picture.scaled(
            QSize(self.width(), self.height()) * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self.setPixmap(fitted)


class _Piece(Card):
    """One file with what is said of it."""

    def __init__(self, dialog: ArtifactAddDialog, source: Path | Pasted) -> None:
        theme, form = dialog.theme, dialog.form
        super().__init__(theme, padding=16, gap=8)
        self.source = source
        name = source.name
        guess = ArtifactKind.PHOTO if isinstance(source, Pasted) else kind_of(_type_of(source))
        self.picture = _Picture(theme, KINDS[guess][1])
        self.title_line = TextField(theme, name=f"Title of {name}")
        self.title_line.setText(Path(name).stem.replace("_", " ").strip())
        self.kind = Select(theme, [(kind.value, word) for kind, (word, _) in KINDS.items()], name=f"Kind of {name}")
        self.kind.choose(guess.value)
        self.why = TextBox(theme, "I chose it because…", 2, name=f"Why I chose {name}", voice=True)
        title = form.make("Title", self.title_line, key=f"title {id(source)}")
        kind = form.make("Kind", self.kind, key=f"kind {id(source)}")
        first = row(title, kind, gap=theme.px(12))
        first.setStretch(0, 3)
        first.setStretch(1, 2)
        why = form.make("Why I chose it", self.why, key=f"why {id(source)}")
        words = column(Elided(name, "caption"), first, why, gap=theme.px(8))
        line = row(self.picture, words, gap=theme.px(16))
        line.setStretch(1, 1)
        line.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    def state(self) -> tuple[str, ...]:
        return self.title_line.value(), self.why.value(), self.kind.value()

    def draft(self, made_on: date | None, goal_ids: Sequence[str]) -> artifacts.Draft:
        source = self.source
        return artifacts.Draft(
            source.png if isinstance(source, Pasted) else source,
            source.name,
            self.title_line.value(),
            self.why.value(),
            made_on,
            ArtifactKind(self.kind.value()),
            tuple(goal_ids),
        )


class ArtifactAddDialog(DialogFrame):
    """Each file keeps its own title and reason; day and goals are asked once for all of them."""

    def __init__(
        self,
        ctx: Context,
        learner: LearnerRow,
        sources: Sequence[Path | Pasted],
        goals: Sequence[GoalRow],
        parent: QWidget,
        *,
        thumbnails: Thumbnails,
        tied: Collection[str] = (),
    ) -> None:
        many = len(sources) > 1
        super().__init__(
            ctx,
            f"Add {len(sources)} pieces of work" if many else "Add a piece of work",
            "Add",
            parent,
            subtitle=f"{isolate(learner.name)}. The files are copied; yours stay where they are.",
            width=660,
        )
        self._learner, self._thumbnails = learner, thumbnails
        self.pieces = [_Piece(self, source) for source in sources]
        for at, piece in enumerate(self.pieces):
            self.body.insertWidget(at, piece)
        self.made_on = DateField(ctx.theme, name="Made on")
        self.made_on.show_value(date.today())
        self.form.add("Made on", self.made_on, key="made on")
        self.goals = GoalTicks(ctx.theme, goals, tied, own_plan=educators.is_educator(ctx.store, learner.id))
        self.goals.setVisible(bool(goals))
        self.body.addWidget(self.goals)
        thumbnails.ready.connect(self._show_pictures)
        self._show_pictures()
        self.pieces[0].title_line.setFocus()
        self.pieces[0].title_line.selectAll()

    def state(self) -> object:
        """What the fields hold."""
        return (*(piece.state() for piece in self.pieces), tuple(self.goals.value()))

    def keep(self) -> None:
        """Copy the files and write their rows, all or none; large files show how far it is."""
        self.clear_problem()
        try:
            made_on = self.made_on.value()
        except UserError as error:
            self.show_errors({"made on": str(error)})
            return
        drafts = [piece.draft(made_on, self.goals.value()) for piece in self.pieces]
        store, learner_id = self.ctx.store, self._learner.id
        by = planbooks.about(store).teacher

        def work(progress: Progress) -> list[str]:
            return artifacts.add_all(store, learner_id, drafts, added_on=date.today(), added_by=by, progress=progress)

        self.primary.disable("The files are being copied.")
        LongWork(
            self.ctx,
            "Copying",
            work,
            host=self.work_place,
            done=self._added,
            failed=self._failed,
            stopped=lambda: self.primary.enable(),
        )

    def _added(self, ids: list[str]) -> None:
        self.ctx.toast("Work added" if len(ids) == 1 else f"{len(ids)} pieces of work added", undo=True)
        self.accept()

    def _failed(self, error: UserError) -> None:
        self.primary.enable()
        self.show_problem(error)

    def _show_pictures(self) -> None:
        side = round(self.theme.px(PICTURE) * self.devicePixelRatio())
        for piece in self.pieces:
            if isinstance(piece.source, Pasted):
                picture: QPixmap | None = QPixmap()
                if picture is not None and picture.loadFromData(piece.source.png):
                    piece.picture.show_picture(picture)
                continue
            picture = self._thumbnails.get(piece.source, side)
            if picture is not None:
                piece.picture.show_picture(picture)


def _type_of(path: Path) -> str:
    from learnerplan.storage import media_types

    return media_types.media_type(path.name, b"")
