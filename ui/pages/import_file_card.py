"""The left card of the check: the files, what one of them is, and what its columns are used for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from learnerplan.imports.mapped.voices import spoken_by
from learnerplan.imports.words.parts import EXPORT, LEARNERS, ROSTER
from ui.pages.import_columns import ColumnsPanel
from ui.pages.import_files import FilesPanel
from ui.pages.import_source import SourcePanel
from ui.pages.import_sources import FilesSource
from ui.widgets.bidi import isolate
from ui.widgets.layout import STRETCH, column, rule
from ui.widgets.side_card import SideCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.imports.mapped.mapping import ColumnMapping
    from learnerplan.imports.planned.plan import FilePlan
    from ui.pages.import_session import ImportSession
    from ui.theme.theme import Theme


class ImportFileCard(SideCard):
    """Tells the session what the teacher says. `file_chosen` brings the index of a file, -1 for all."""

    file_chosen = Signal(int)

    def __init__(self, theme: Theme, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Your file", over, parent=parent)
        px = theme.px
        self._session: ImportSession | None = None
        self._file: FilePlan | None = None
        self.files, self.source, self.columns = FilesPanel(theme), SourcePanel(theme), ColumnsPanel(theme)
        self._files_rule, self._columns_rule = rule(), rule()
        self.content.setLayout(
            column(
                *(self.files, self._files_rule, self.source, self._columns_rule, self.columns, STRETCH),
                gap=px(16),
                margins=(px(20), px(18), px(20), px(20)),
            )
        )
        self._connect()

    def show_session(self, session: ImportSession, classes: Sequence[str]) -> None:
        """Begin with another import."""
        self._session = session
        self.to_top()
        self.source.offer_classes(classes, session.class_name)

    def show_plan(self, part: int) -> None:
        """Show the files of a plan, and one of them with its columns; with -1 all of several."""
        session = self._session
        if session is None or session.plan is None:
            return
        parts, aside = session.parts(), _left_aside(session)
        many = len(parts) > 1 or bool(aside)
        shown = 0 if len(parts) == 1 else part
        file = parts[shown].file if 0 <= shown < len(parts) else None
        self._file = file
        self.files.setVisible(many)
        self._files_rule.setVisible(many and file is not None)
        if many:
            self.files.show_parts(parts, [session.index(at) for at in range(len(parts))], aside, _seen(session))
        for each in (self.source, self._columns_rule, self.columns):
            each.setVisible(file is not None)
        if file is not None:
            source = session.source
            before = source.before.get(file.table.digest, "") if isinstance(source, FilesSource) else ""
            used = source.remembered.get(file.mapping.fingerprint) if isinstance(source, FilesSource) else None
            self.source.show_file(file, changeable=_stands_alone(file), only=len(parts) == 1, before=before)
            self.columns.show_mapping(file.mapping, used)
        self.settle()

    def go_to_question(self) -> None:
        """Put the focus on what the file asks."""
        card = self.source.first_question()
        if card is not None:
            card.show()  # it may just have been made, and what is not shown yet takes no focus
            self.reveal(card)
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def _connect(self) -> None:
        self.columns.reset_wanted.connect(self._say_proposal)
        self.files.chosen.connect(self.file_chosen)
        self.source.kind_said.connect(self._say_kind)
        self.source.class_said.connect(self._say_class)
        self.source.voice_said.connect(self._say_voice)
        self.source.answered.connect(self._say_order)
        self.columns.changed.connect(self._say_mapping)

    def _say_kind(self, kind: str) -> None:
        if self._session is not None and self._file is not None:
            self._session.say_kind(self._file, kind)

    def _say_class(self, name: str) -> None:
        if self._session is not None:
            self._session.say_class(name)

    def _say_mapping(self, mapping: ColumnMapping) -> None:
        if self._session is not None and self._file is not None:
            self._session.say_mapping(self._file, mapping)

    def _say_proposal(self) -> None:
        if self._session is not None and self._file is not None:
            self._session.say_proposal(self._file)

    def _say_voice(self, voice: str) -> None:
        if self._file is not None:
            self._say_mapping(spoken_by(self._file.mapping, voice))

    def _say_order(self, question: str, choice: str) -> None:
        if self._file is not None and question == "date_order":
            self._say_mapping(self._file.mapping.with_date_order(choice))


def _stands_alone(file: FilePlan) -> bool:
    """Whether a file is something by itself; the tables of a school system and of an export belong together."""
    return file.kind != EXPORT and (file.kind != ROSTER or file.part == LEARNERS)


def _left_aside(session: ImportSession) -> list[str]:
    """Sentences about files that are left alone."""
    if session.plan is None or not isinstance(session.source, FilesSource):
        return []
    told = [
        each.reason if each.path.name in each.reason else f"{each.path.name}: {each.reason}"
        for each in session.plan.ignored
    ]
    return told + [str(error) for error in session.source.aside]


def _seen(session: ImportSession) -> list[str]:
    """Sentences about files of several that were imported before."""
    if not isinstance(session.source, FilesSource):
        return []
    named = {file.table.digest: file.path.name for file in session.files()}
    before = session.source.before
    return [f"{isolate(name)}: {before[digest]}" for digest, name in named.items() if before.get(digest)]
