"""The row of an import beside everybody whom its choices name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.imports.drafts import is_new
from learnerplan.services import candidates
from ui.models.import_people import Side, compared, of_candidate, of_draft

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from ui.models.import_lines import ImportLine
    from ui.pages.import_session import ImportSession


def beside(view: Readable, session: ImportSession, part: int, line: ImportLine) -> Side:
    """The row of a line beside everybody whom its choices name."""
    row = line.row
    if row is None or not row.choices:
        return Side()
    found = session.source.facts(session.part_at(part, line.place), line.result or row)
    ids = [choice.learner_id for choice in row.choices if choice.learner_id]
    held = candidates.facts(view, [each for each in ids if not is_new(each)])
    people = {key: of_candidate(each) for key, each in held.items()}
    index = session.index(part)
    for ref in ids:
        if ref not in people and ref in index.made:
            people[ref] = of_draft(index.rows[index.made[ref]])
    return compared(found, people)
