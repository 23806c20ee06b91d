"""Profiles: what people said of a learner, dated, with voice and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.profiles import Facet, Made, Source, Voice
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class EntryRow:
    """A profile entry with the translation that stands beside it, if any."""

    id: str
    facet: Facet
    text: str
    voice: Voice
    said_by: str
    made: Made
    source: Source
    source_label: str
    said_on: date
    audience: Audience
    current: bool
    supersedes_id: str | None
    question: str
    translation: str
    translator: str


_ENTRIES = """SELECT p.id, p.facet, p.text, p.voice, p.said_by, p.made, p.source, p.source_label, p.said_on, p.audience,
    p.current, p.supersedes_id, coalesce(q.text, ''), coalesce(t.text, ''), coalesce(t.translator, '')
    FROM profile_entry p
    LEFT JOIN answer a ON a.id = p.answer_id LEFT JOIN question q ON q.id = a.question_id
    LEFT JOIN translation t ON t.profile_entry_id = p.id
    WHERE p.learner_id = :learner {where} GROUP BY p.id ORDER BY p.said_on DESC, p.id DESC"""


def entries(view: Readable, learner_id: str, *, current_only: bool = True) -> list[EntryRow]:
    """A learner's profile, newest first; with `current_only=False` also what was superseded."""
    where = "AND p.current" if current_only else ""
    return view.rows(EntryRow, _ENTRIES.format(where=where), {"learner": learner_id})


@dataclass(frozen=True)
class ChangedView:
    """What somebody said first and says now, of the same question or in the place of the old words."""

    then: EntryRow
    now: EntryRow

    @property
    def question(self) -> str:
        """What was asked; empty where nobody asked."""
        return self.now.question or self.then.question


def changed_views(rows: Iterable[EntryRow]) -> list[ChangedView]:
    """Where a view changed, the newest change first, from all entries of a learner (superseded ones too)."""
    held = {row.id: row for row in rows}
    found: dict[str, ChangedView] = {}
    asked: dict[tuple[str, Voice], list[EntryRow]] = {}
    for row in held.values():
        first = _first_of(row, held)
        if row.current and first is not row:
            found[row.id] = ChangedView(first, row)
        if row.question:
            asked.setdefault((row.question.casefold(), row.voice), []).append(row)
    for same in asked.values():
        oldest, newest = min(same, key=_when), max(same, key=_when)
        if newest.current and oldest.said_on < newest.said_on and newest.id not in found:
            found[newest.id] = ChangedView(oldest, newest)
    changes = [change for change in found.values() if change.then.text.casefold() != change.now.text.casefold()]
    return sorted(changes, key=lambda change: _when(change.now), reverse=True)


def _first_of(row: EntryRow, held: Mapping[str, EntryRow]) -> EntryRow:
    # Two laptops can each supersede the other's entry; going only to older ones never walks in a circle.
    while (older := held.get(row.supersedes_id or "")) is not None and _when(older) < _when(row):
        row = older
    return row


def _when(row: EntryRow) -> tuple[date, str]:
    return row.said_on, row.id


def add(
    store: Store,
    learner_id: str,
    *,
    facet: Facet,
    text: str,
    voice: Voice,
    said_on: date,
    said_by: str = "",
    made: Made = Made.WROTE,
    source: Source = Source.TYPED,
    source_label: str = "",
    audience: Audience | None = None,
    translation: str = "",
    translator: str = "",
    language: str = "en",
) -> str:
    """Add an entry, with a person's translation into `language` where there is one.

    The child's and the family's words start in the record, an adult's own may be set by the adult.
    """
    with store.transaction("Add to profile") as tx:
        entry_id = tx.add(
            records.ProfileEntry,
            learner_id=learner_id,
            facet=facet,
            text=_words(text),
            voice=voice,
            said_on=said_on,
            said_by=said_by,
            made=made,
            source=source,
            source_label=source_label,
            audience=audience or Audience.RECORD,
        )
        if translation.strip():
            _translate(tx, entry_id, language, translation, translator)
    return entry_id


def correct(
    store: Store,
    entry_id: str,
    *,
    text: str,
    facet: Facet,
    said_on: date | None = None,
    said_by: str | None = None,
    translation: str | None = None,
    translator: str = "",
    language: str = "en",
) -> None:
    """Mend an entry in place: a slip of the typist, not a new view. What is `None` stays; an empty translation goes."""
    given = {"said_on": said_on, "said_by": said_by}
    with store.transaction("Correct profile entry") as tx:
        tx.change(
            records.ProfileEntry,
            entry_id,
            text=_words(text),
            facet=facet,
            **{name: value for name, value in given.items() if value is not None},
        )
        if translation is not None:
            _translate(tx, entry_id, language, translation, translator)


def supersede(store: Store, entry_id: str, *, text: str, said_on: date) -> str:
    """The learner sees it otherwise now: a new entry leads, and the old one stays readable with its date."""
    with store.transaction("Update profile") as tx:
        held = tx.get(records.ProfileEntry, entry_id)
        if held is None:
            raise UserError("This profile entry is no longer there.", "Undo brings a removed entry back.")
        tx.change(records.ProfileEntry, entry_id, current=False)
        kept = {name: held[name] for name in ("learner_id", "facet", "voice", "said_by")}
        return tx.add(
            records.ProfileEntry,
            **kept,
            text=_words(text),
            said_on=said_on,
            supersedes_id=entry_id,
            audience=Audience.RECORD,
        )


def set_audience(store: Store, entry_ids: Iterable[str], audience: Audience) -> None:
    """Decide how far entries may travel."""
    labels = {Audience.FAMILY: "Release for the family", Audience.NOT_HOME: "Keep from home"}
    with store.transaction(labels.get(audience, "Keep in the record")) as tx:
        for entry_id in entry_ids:
            tx.change(records.ProfileEntry, entry_id, audience=audience)


def remove(store: Store, entry_id: str) -> None:
    """Remove an entry; undo brings it back."""
    with store.transaction("Remove profile entry") as tx:
        tx.delete(records.ProfileEntry, entry_id)


def translate(store: Store, entry_id: str, *, language: str, text: str, translator: str) -> None:
    """Put a person's translation beside the original, in the place of an older one in that language."""
    with store.transaction("Add translation") as tx:
        _translate(tx, entry_id, language, _words(text), translator)


def _translate(tx: Transaction, entry_id: str, language: str, text: str, translator: str) -> None:
    held = tx.value("SELECT id FROM translation WHERE profile_entry_id = ? AND language = ?", (entry_id, language))
    if held and text.strip():
        tx.change(records.Translation, held, text=text.strip(), translator=translator)
    elif held:
        tx.delete(records.Translation, held)
    elif text.strip():
        tx.add(
            records.Translation, profile_entry_id=entry_id, language=language, text=text.strip(), translator=translator
        )


def _words(text: str) -> str:
    if not text.strip():
        raise UserError("There are no words in this entry.", "Type what was said.")
    return text.strip()
