"""Two learners who may be one, side by side: choose field by field, merge them, or say that they are two children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnerplan.domain import names
from learnerplan.services import duplicates, merging
from learnerplan.services.merge_fields import BOTH, KEEP, OTHER
from ui.dialogs import merge_words
from ui.dialogs.frame import DialogFrame
from ui.widgets.avatar import Avatar
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.layout import clear, column, row, rule
from ui.widgets.merge_field import MergeField
from ui.widgets.text import Elided, Paragraph, label

if TYPE_CHECKING:
    from learnerplan.services.merge_fields import Field
    from learnerplan.services.merging import Side
    from ui.context import Context

_HINT = "Choose what is right. What is not chosen is still in the history."


class MergeDialog(DialogFrame):
    """`decided` is told once they are one, or called two children. Raises `UserError` for two who cannot be merged."""

    decided = Signal()

    def __init__(self, ctx: Context, keep_id: str, other_id: str, parent: QWidget, *, reason: str = "") -> None:
        self._keep_id, self._other_id = keep_id, other_id
        self._compared = merging.compare(ctx.store, keep_id, other_id)
        super().__init__(ctx, "Are these one child?", "Merge", parent, subtitle=reason, width=720)
        self.form.hide()
        self.rows: dict[str, MergeField] = {}
        self.swap = Button(ctx.theme, "", "ghost", "arrow-left-right", small=True, on_click=self._swap)
        self.swap.setAutoDefault(False)
        self.apart = Button(ctx.theme, "Two children", on_click=self._set_apart)
        self.apart.setAutoDefault(False)
        self.add_foot(self.apart)
        self._place = column(gap=ctx.theme.px(14))
        self.body.addLayout(self._place)
        self._show()

    def state(self) -> object:
        """What is chosen, and who is kept."""
        return self._keep_id, tuple(field.value() for field in self.rows.values())

    def keep(self) -> None:
        """Make one learner of the two."""
        keep_id, other_id = self._keep_id, self._other_id
        choices = {name: field.value() for name, field in self.rows.items()}
        toast = f"{isolate(self._compared.other.name)} is one with {isolate(self._compared.keep.name)} now"
        if self.write(lambda store: merging.merge(store, keep_id, other_id, choices), toast):
            self.decided.emit()
            self.accept()

    def _set_apart(self) -> None:
        one, two = self._keep_id, self._other_id
        if self.write(lambda store: duplicates.set_apart(store, one, two), "Two children. They are not shown again"):
            self.decided.emit()
            self.accept()

    def _swap(self) -> None:
        """Keep the other one: the sides change places."""
        self._keep_id, self._other_id = self._other_id, self._keep_id
        self._compared = merging.compare(self.ctx.store, self._keep_id, self._other_id)
        self._show()
        self.swap.setFocus()

    def _show(self) -> None:
        compared, px = self._compared, self.theme.px
        self.swap.setParent(None)
        clear(self._place)
        sides = (self._head(compared.keep, "Stays"), self._head(compared.other, "Joins"))
        heads = row(*sides, gap=px(12))
        for at, side in enumerate(sides):
            heads.setStretch(at, 1)
            heads.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        self._place.addLayout(heads)
        keep, other = merge_words.calls(compared.keep, compared.other)
        self.swap.say(f"Keep {isolate(other)} instead")
        self._place.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignLeading)
        self.rows = {field.name: self._row(field) for field in merge_words.asked(compared.fields)}
        if self.rows:
            self._place.addWidget(rule())
            self._place.addWidget(label(_HINT, "small", wrap=True))
        for each in self.rows.values():
            self._place.addWidget(each)
        self._place.addWidget(rule())
        self._place.addLayout(column(*(Paragraph(each, "small") for each in self._sentences()), gap=px(6)))
        self.primary.say(f"Merge into {isolate(keep)}")
        self.primary.setFocus()

    def _row(self, field: Field) -> MergeField:
        compared = self._compared
        whose = {KEEP: compared.keep.name, OTHER: compared.other.name, BOTH: "both"}
        words = {KEEP: merge_words.shown(field, field.keep), OTHER: merge_words.shown(field, field.other)}
        options = [(each, words.get(each, "Both, one below the other"), whose[each]) for each in field.offers]
        return MergeField(self.theme, field.label, options, field.proposed)

    def _head(self, side: Side, role: str) -> QWidget:
        theme = self.theme
        given, _space, family = side.name.partition(" ")
        avatar = Avatar(theme, side.id, names.initials(given, family), 44)
        words = column(
            label(role, "caption"),
            Elided(isolate(side.name), "row"),
            Elided(merge_words.traits(side), "small"),
            gap=0,
        )
        line = row(avatar, words, gap=theme.px(12))
        line.setStretch(1, 1)
        line.setAlignment(avatar, Qt.AlignmentFlag.AlignTop)
        made = QWidget()
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        made.setLayout(line)
        made.setAccessibleName(f"{role}: {side.name}, {merge_words.traits(side)}")
        return made

    def _sentences(self) -> list[str]:
        compared = self._compared
        keep, other = map(isolate, merge_words.calls(compared.keep, compared.other))
        same = merge_words.same([field for field in compared.fields if field.same])
        filled = merge_words.filled(compared.differing)
        moved = merge_words.told(compared.other.counts)
        told = [f"The same in both: {same}."] if same else []
        told += [f"Filled in from {other}: {filled}."] if filled else []
        told += [f"{moved} of {other} move to {keep}. What both have stands there once."] if moved else []
        told.append(f"All numbers of both stay. Both IDs lead to {keep} from now on, in files too. Undo takes it back.")
        return told
