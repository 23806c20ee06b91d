"""Where to go after an import: to the class that came in, and to a few learners whom it wrote about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.imports.drafts import ClassDraft, is_new
from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import classes
from ui.models.import_lines import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnerplan.imports.planned.plan import RowPlan
    from learnerplan.storage.rows import Readable
    from ui.pages.import_session import ImportSession

MOST = 4
"""A longer list of learners is no help: the class page shows it better."""
_LOOKED_AT = 400


def learners_of(session: ImportSession) -> list[tuple[str, str]]:
    """(id, name) of the learners whom the import changed, where they are few."""
    found: dict[str, str] = {}
    for row in _written(session):
        if row.learner_ref and not is_new(row.learner_ref):
            found.setdefault(row.learner_ref, row.title)
        if len(found) > MOST:
            return []
    return list(found.items())


def class_of(view: Readable, session: ImportSession) -> str:
    """The id of the one class that the import was for or made; empty where there is none or several."""
    names = {session.class_name} if session.class_name else set()
    names |= {dict(draft.values).get("name", "") for file in session.files() for draft in file.classes}
    if session.index().new[ClassDraft] == 1:
        drafts = (row.payload for row in _written(session))
        names |= {dict(draft.values).get("name", "") for draft in drafts if isinstance(draft, ClassDraft)}
    names.discard("")
    found = classes.named(view, names.pop()) if len(names) == 1 else None
    return found.id if found is not None else ""


def _written(session: ImportSession) -> Iterator[RowPlan]:
    """Rows that wrote something, the first of them."""
    index, looked = session.index(), 0
    for group in (Shown.NEED, Shown.UPDATED, Shown.NEW):
        for place in index.places[group][:_LOOKED_AT]:
            looked += 1
            row = index.rows[place]
            if row.payload is not None and row.verdict is not Verdict.UNDECIDED:
                yield row
        if looked > _LOOKED_AT:
            return
