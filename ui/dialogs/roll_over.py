"""Beginning the next school year: who moves up, who stays, who leaves, before anything is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from learnerplan.domain import names
from learnerplan.services import year_preview, years
from ui import days, operations
from ui.dialogs.frame import DialogFrame
from ui.widgets.avatar import Avatar
from ui.widgets.bidi import isolate, joined
from ui.widgets.fields import Select, TextField
from ui.widgets.layout import column, row
from ui.widgets.text import Elided, Paragraph, label

if TYPE_CHECKING:
    from learnerplan.services.year_preview import MoverRow, YearPreview
    from learnerplan.services.years import RollOver
    from ui.context import Context

UP, STAYS, LEAVES = "up", "stays", "leaves"
_EVERYONE = [("", "Choose for everyone…"), (UP, "All move up"), (STAYS, "All stay"), (LEAVES, "All leave")]
_FAR_WEEKS = 13


class MoverLine(QWidget):
    """One learner with what becomes of them."""

    def __init__(self, ctx: Context, learner: MoverRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = ctx.theme
        self.learner = learner
        grade, after = _grade(learner.grade), _grade(learner.next_grade)
        up = "Comes along" if learner.grade == learner.next_grade else f"Moves up to {after}"
        stays = f"Stays in {grade}" if grade else "Stays"
        self.what = Select(
            theme, [(UP, up), (STAYS, stays), (LEAVES, "Leaves")], name=f"What {learner.name} does", small=True
        )
        self.what.setFixedWidth(theme.px(210))
        letters = names.initials(learner.preferred_name or learner.given_name, learner.family_name, learner.name_order)
        words = column(
            Elided(isolate(learner.name), "strong"), Elided(joined(learner.class_name, grade), "caption"), gap=0
        )
        line = row(Avatar(theme, learner.id, letters), words, self.what, gap=theme.px(12))
        line.setStretch(1, 1)
        self.setLayout(line)


class RollOverDialog(DialogFrame):
    """Nothing is written before the button that says what it does; one undo takes all of it back."""

    def __init__(self, ctx: Context, school_year_id: str, parent: QWidget) -> None:
        self._year = school_year_id
        held = self.preview = year_preview.preview(ctx.store, school_year_id)
        dates = f"{days.short(held.starts_on)} {held.starts_on.year} to {days.short(held.ends_on)} {held.ends_on.year}"
        super().__init__(ctx, f"Begin {isolate(held.name)}", f"Begin {held.name}", parent, subtitle=dates, width=640)
        theme = ctx.theme
        self.about = Paragraph("", "body")
        kept = Paragraph(
            "Terms and classes come along, a year on; days off are new each year. Plans, goals and everything that "
            "was written stay with this year.",
            "small",
        )
        warnings = [Paragraph(text, "small") for text in _before(held, date.today())]
        self.search = TextField(theme, "Find a student", "search", name="Find a student")
        self.search.textChanged.connect(self._find)
        self.lines = [MoverLine(ctx, learner) for learner in held.learners]
        self.search.setVisible(len(self.lines) > 8)
        self.everyone = Select(theme, _EVERYONE, name="What everyone does")
        self.everyone.setFixedWidth(theme.px(210))
        self.everyone.setVisible(len(self.lines) > 1)
        self.everyone.chosen.connect(self._choose_for_all)
        for line in self.lines:
            line.what.chosen.connect(self._choose_for_one)
        both = row(self.search, self.everyone, gap=theme.px(12))
        both.setStretch(0, 1)
        both.setAlignment(self.everyone, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(column(self.about, kept, *warnings, both, *self.lines, gap=theme.px(10)))
        if not self.lines:
            self.body.addWidget(label("No class has students yet. The year begins with its terms alone.", "small"))
        self._count()

    def state(self) -> object:
        """What is chosen for each."""
        return tuple(line.what.value() for line in self.lines)

    def keep(self) -> None:
        """Begin the year."""
        staying, leaving = self._chosen(STAYS), self._chosen(LEAVES)

        def begin(store: object) -> RollOver:
            return years.roll_over(self.ctx.store, self._year, staying=staying, leaving=leaving)

        done = operations.perform(self.ctx, begin, parent=self)
        if done is not None:
            up, held = len(self._chosen(UP)), self.preview
            moved = f" {_students(up)} moved up." if up else ""
            begun = held.starts_on <= date.today()
            when = "has begun." if begun else f"is ready and begins {days.short(held.starts_on, date.today())}."
            self.ctx.toast(f"{done.name} {when}{moved}", undo=True)
            self.accept()

    def _chosen(self, what: str) -> list[str]:
        return [line.learner.id for line in self.lines if line.what.value() == what]

    def _choose_for_all(self, what: str) -> None:
        """Choose the same for everyone, or for those who are found."""
        wanted = names.folded(self.search.value())
        for line in self.lines:
            if what and wanted in names.folded(line.learner.name):
                line.what.choose(what)
        self._count()

    def _choose_for_one(self, _what: str) -> None:
        self.everyone.choose("")
        self._count()

    def _count(self) -> None:
        up, stay, leave = (len(self._chosen(what)) for what in (UP, STAYS, LEAVES))
        parts = [f"{_students(up)} {'moves' if up == 1 else 'move'} up"] if up else []
        if stay:
            parts.append(f"{stay} {'stays' if stay == 1 else 'stay'} in the grade")
        if leave:
            parts.append(f"{leave} {'leaves' if leave == 1 else 'leave'} for the archive, where nothing is lost")
        self.about.show_text(", ".join(parts) + ".")
        self.about.setVisible(bool(self.lines))
        named = f"Begin {self.preview.name}"
        self.primary.say(f"{named}, move {up} up" if up else named)

    def _find(self, words: str) -> None:
        self.everyone.choose("")
        wanted = names.folded(words)
        for line in self.lines:
            line.setVisible(wanted in names.folded(line.learner.name))


def _before(held: YearPreview, today: date) -> list[str]:
    """What to think of first: plans that are not closed, and a year that is still far away."""
    said = []
    if held.open_plans:
        plans = "1 plan of this year is" if held.open_plans == 1 else f"{held.open_plans} plans of this year are"
        said.append(
            f"{plans} not closed yet. Close the plans of students who leave first, in Check-in under Close. Those of "
            "students who come along may close afterwards, and their goals can then be carried into the new year."
        )
    weeks = (held.starts_on - today).days // 7
    if weeks >= _FAR_WEEKS:
        said.append(f"{held.name} begins in {weeks} weeks; students move to the new class at once.")
    return said


def _grade(grade: str) -> str:
    return f"grade {grade}" if grade.isdigit() else grade


def _students(count: int) -> str:
    return "1 student" if count == 1 else f"{count} students"
