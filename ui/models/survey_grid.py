"""Paper sheets as a table: a line for each person, a column for each question; digits pick answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from learnerplan.domain.profiles import Made
from learnerplan.domain.surveys import QuestionKind
from learnerplan.errors import UserError
from learnerplan.services import survey_grids
from learnerplan.services.survey_answers import Said
from learnerplan.services.survey_grids import MOST_BY_DIGIT, ONE_PICK, Cell, GridDraft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from learnerplan.services.own_surveys import OwnSurvey, QuestionRow
    from learnerplan.services.survey_grids import AskedRow

Index = QModelIndex | QPersistentModelIndex
_TEXT, _EDIT, _TIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole
_SOUND = Qt.ItemDataRole.AccessibleTextRole


class SurveyGridModel(QAbstractTableModel):
    """`typed` tells that a cell has changed, `refused` a sentence about what was typed and cannot be kept."""

    typed = Signal()
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.survey: OwnSurvey | None = None
        self.people: Sequence[AskedRow] = ()
        self.draft = GridDraft(None, {})

    @property
    def questions(self) -> Sequence[QuestionRow]:
        """The columns."""
        return self.survey.questions if self.survey else ()

    def show_survey(self, survey: OwnSurvey, people: Sequence[AskedRow], draft: GridDraft) -> None:
        """Show a survey with what was typed before."""
        self.beginResetModel()
        self.survey, self.people, self.draft = survey, people, draft
        self.endResetModel()

    def set_day(self, on: date | None) -> None:
        """Say on which day the sheets were filled in."""
        self.draft = replace(self.draft, on=on)

    def empty(self) -> None:
        """Take away all that is typed."""
        self.beginResetModel()
        self.draft = replace(self.draft, cells={})
        self.endResetModel()
        self.typed.emit()

    def question(self, index: Index) -> QuestionRow | None:
        """The question of a cell."""
        return self.questions[index.column()] if index.isValid() else None

    def is_typed_in(self, index: Index) -> bool:
        """Whether a cell takes words, or numbers of more than one digit; all others take a digit at once."""
        question = self.question(index)
        return question is not None and (question.kind is QuestionKind.TEXT or len(question.options) > MOST_BY_DIGIT)

    def filled(self) -> int:
        """How many sheets have an answer."""
        return len({at.person for at, said in self.draft.cells.items() if said})

    def pick(self, index: Index, number: int) -> bool:
        """Pick an answer by its number; where several fit, a second press takes it away. Tells whether it is one."""
        question = self.question(index)
        if question is None or not 1 <= number <= len(question.options):
            if question is not None:
                said = f"There is no answer {number}."
                self.refused.emit(UserError(said, f"Type a number from 1 to {len(question.options)}."))
            return False
        option = question.options[number - 1].id
        held = self._said(index).picks
        if question.kind in ONE_PICK:
            picks: tuple[str, ...] = (option,)
        elif option in held:
            picks = tuple(pick for pick in held if pick != option)
        else:
            chosen = {*held, option}
            picks = tuple(one.id for one in question.options if one.id in chosen)
        self._put(index, replace(self._said(index), text="", picks=picks, made=Made.PICKED))
        return True

    def rub_out(self, index: Index) -> None:
        """Empty a cell."""
        if index.isValid() and self._said(index):
            self._put(index, Said())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """How many people there are."""
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """How many questions there are."""
        return 0 if parent.isValid() else len(self.questions)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of words open an editor, the others take digits."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsEditable if self.is_typed_in(index) else base

    def data(self, index: Index, role: int = _TEXT) -> Any:
        """What a cell shows, how it is typed, and how it sounds."""
        question = self.question(index)
        if question is None:
            return None
        said = self._said(index)
        if role == _EDIT:
            return survey_grids.written(question, said)
        if role in (_TEXT, _TIP):
            return _shown(question, said)
        if role == _SOUND:
            person = self.people[index.row()]
            return f"{person.called}, {question.text}: {_shown(question, said) or 'empty'}"
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Take what was typed."""
        question = self.question(index)
        if question is None or role != _EDIT:
            return False
        try:
            said = survey_grids.read(question, str(value))
        except UserError as error:
            self.refused.emit(error)
            return False
        if said != self._said(index):
            self._put(index, said)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _TEXT) -> Any:
        """The questions with their numbers above, the people beside."""
        if orientation == Qt.Orientation.Horizontal and section < len(self.questions):
            question = self.questions[section]
            if role == _TEXT:
                return f"{section + 1}  \u2068{question.text}\u2069"
            if role in (_TIP, _SOUND):
                return question.text
        if orientation == Qt.Orientation.Vertical and section < len(self.people):
            person = self.people[section]
            name = f"\u2068{person.contact}\u2069, {person.called}" if person.contact else person.learner
            if role == _TEXT:
                return f"{name}  ✓" if person.answered else name
            if role in (_TIP, _SOUND):
                return f"{name}, answered before" if person.answered else name
        return None

    def _said(self, index: Index) -> Said:
        return self.draft.cells.get(self._cell(index)) or Said()

    def _cell(self, index: Index) -> Cell:
        return Cell(self.people[index.row()].key, self.questions[index.column()].id)

    def _put(self, index: Index, said: Said) -> None:
        cells = {**self.draft.cells, self._cell(index): said}
        self.draft = replace(self.draft, cells={at: value for at, value in cells.items() if value})
        self.dataChanged.emit(index, index)
        self.typed.emit()


def _shown(question: QuestionRow, said: Said) -> str:
    if question.kind is QuestionKind.TEXT:
        return said.text
    named = {option.id: f"{number} {option.text}" for number, option in enumerate(question.options, start=1)}
    return ", ".join(named[pick] for pick in said.picks if pick in named)
