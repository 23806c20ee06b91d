"""What the palette finds: actions of the window, learners by name, and texts of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from learnerplan.domain import names
from learnerplan.services import learners
from learnerplan.services import search as searching
from ui.dialogs.matching import score
from ui.dialogs.palette import Palette, Source
from ui.dialogs.palette_list import Entry
from ui.widgets.bidi import isolate, joined, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.changes import Changes
    from learnerplan.services.learners import NameRow
    from learnerplan.services.search import Hit
    from ui.actions import ActionSpec
    from ui.context import Context

MOST_ACTIONS, MOST_LEARNERS, MOST_TEXTS = 6, 6, 6
FROM_LETTERS = 3
"""Texts are searched from this many letters on."""
_PARTS = {
    **{"goal": "plan", "step": "plan", "measurement": "plan", "check_in": "plan", "reflection": "plan", "plan": "plan"},
    "artifact": "evidence",
    "observation": "plan",
}
_KINDS = {
    **{"profile_entry": "profile", "aspiration": "hope", "goal": "goal", "step": "step", "check_in": "check-in"},
    **{"artifact": "evidence", "measurement": "measurement", "reflection": "reflection", "plan": "plan"},
    **{"observation": "note", "translation": "translation"},
}


def palette_sources(
    ctx: Context,
    window: QWidget,
    specs: Sequence[ActionSpec],
    actions: Mapping[str, QAction],
    before: Callable[[], object],
) -> Palette:
    """The palette with its three parts. `before` freshens the actions' words; it is called at each opening."""
    names_held = _Names(ctx)

    def do(query: str) -> list[Entry]:
        if not query:
            before()
        return _actions(specs, actions, query)

    sources = (
        Source("Do", do),
        Source("Students", lambda query: names_held.find(query)),
        Source("Found in notes and evidence", lambda query: _texts(ctx, query)),
    )
    return Palette(ctx.theme, window, sources)


def _actions(specs: Sequence[ActionSpec], actions: Mapping[str, QAction], query: str) -> list[Entry]:
    found: list[tuple[int, bool, int, Entry]] = []
    for at, spec in enumerate(specs):
        action = actions[spec.id]
        if spec.id == "palette" or not action.isEnabled():
            continue
        text = action.text().replace("&&", "&")
        fit = score(query, text)
        if fit is None:
            worse = score(query, f"{text} {spec.words}")
            if worse is None:
                continue
            fit = worse + 3
        keys = tuple(spec.keys[0].split("+")) if spec.keys else ()
        found.append(
            (
                fit,
                not spec.id.startswith("go-"),
                at,
                Entry(text, action.trigger, icon=spec.icon or "corner-down-right", keys=keys),
            )
        )
    found.sort(key=lambda one: one[:3])  # places first, then as in the menus
    return [entry for _fit, _place, _at, entry in found[:MOST_ACTIONS]]


class _Names:
    """The names of all learners, read again after changes."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._rows: list[tuple[str, NameRow]] | None = None
        ctx.changes.changed.connect(self._forget)

    def find(self, query: str) -> list[Entry]:
        if not query:
            return []
        if self._rows is None:
            rows = learners.all_names(self._ctx.store)
            self._rows = [
                (f"{row.name} {row.given_name} {row.family_name} {row.other_name}", row) for row in rows if row.active
            ]
        fits = ((score(query, haystack), row) for haystack, row in self._rows)
        found = sorted(((fit, row.name, row) for fit, row in fits if fit is not None), key=lambda one: one[:2])
        return [self._entry(row) for _fit, _name, row in found[:MOST_LEARNERS]]

    def _entry(self, row: NameRow) -> Entry:
        return Entry(
            isolate(row.name),
            lambda: self._ctx.navigate("learner", row.id),
            caption=isolate(row.other_name),
            record_id=row.id,
            letters=names.initials(row.preferred_name or row.given_name, row.family_name, row.name_order),
        )

    def _forget(self, changes: Changes) -> None:
        if "learner" in changes.tables:
            self._rows = None


def _texts(ctx: Context, query: str) -> list[Entry]:
    if len(query) < FROM_LETTERS:
        return []
    hits = [hit for hit in searching.search(ctx.store, query, MOST_TEXTS * 3) if hit.learner_id and hit.kind in _KINDS]
    return [_text_entry(ctx, hit) for hit in hits[:MOST_TEXTS]]


def _text_entry(ctx: Context, hit: Hit) -> Entry:
    return Entry(
        quoted(hit.snippet.replace("\n", " ")),
        lambda: ctx.navigate("learner", hit.learner_id, _PARTS.get(hit.kind, "profile")),
        caption=joined(hit.learner_name, _KINDS[hit.kind], _day(hit.on)),
        icon="quote",
    )


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day} {QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)}"
