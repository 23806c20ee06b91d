"""What a column of an imported file may be used for: the options to choose from and the words beside a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.imports import kinds
from learnerplan.imports.assessments.uses import KEPT as RESULT_KEPT
from learnerplan.imports.mapped.mapping import LEAVE_OUT, QUESTION
from learnerplan.imports.mapped.proposals import SURVEY_USES
from learnerplan.imports.standards.columns import USES as STANDARD_USES
from learnerplan.imports.words.lexicon import USES
from ui.models.facets import FACETS

if TYPE_CHECKING:
    from learnerplan.imports.mapped.mapping import ColumnMapping, ColumnUse

ANSWER_ONLY = f"{QUESTION}:"

KEPT = frozenset({RESULT_KEPT, "support_kept"})
"""Uses of columns that are kept as they are, beside a result or a support."""
OWN = "You chose this."
"""The reason of a column that the teacher decided on (`ColumnMapping.with_use`)."""


def options(kind: str, part: str) -> list[tuple[str, str]]:
    """The (value, words) options for a column that is no question."""
    uses = kinds.KINDS[kind].uses(part)
    return [(use, _label(use)) for use in dict.fromkeys(uses) if use != QUESTION] + [(LEAVE_OUT, "Leave out")]


def _label(use: str) -> str:
    named = USES.get(use) or STANDARD_USES.get(use)
    return named.label if named else use.replace("_", " ").capitalize()


def question_options() -> list[tuple[str, str]]:
    """The options for a question of a survey: a facet, the answer alone, nothing, or who and when."""
    facets = [(f"{QUESTION}:{facet}", f"Profile: {words}") for facet, words in FACETS.items()]
    who = [(use, USES[use].label) for use in SURVEY_USES if use in USES]
    return [*facets, (ANSWER_ONLY, "Keep with the answers only"), (LEAVE_OUT, "Leave out"), *who]


def value_of(column: ColumnUse) -> str:
    """The option that a column has now."""
    return f"{QUESTION}:{column.facet}" if column.use == QUESTION else column.use


def changed(mapping: ColumnMapping, index: int, value: str) -> ColumnMapping:
    """The mapping after somebody chose another option for a column."""
    use, _colon, facet = value.partition(":")
    return mapping.with_use(index, use, facet)


def is_question(column: ColumnUse) -> bool:
    """Whether the column holds answers to a question, taken or left out."""
    return column.use == QUESTION or bool(column.kind)


def is_shown(column: ColumnUse) -> bool:
    """Whether a column stands in the list at first: what is used, and what was left out for a reason to look at.

    What is only kept beside the row, as a result's source cells are, is folded away with what is left out.
    """
    if column.reason == OWN:
        return True
    return not (column.use == LEAVE_OUT or is_kept(column)) or column.sensitive or bool(column.protected)


def is_kept(column: ColumnUse) -> bool:
    """Whether the cells of a column are only kept beside what the row becomes."""
    return column.use in KEPT


def warning(column: ColumnUse) -> str:
    """The sentence under a column that is sensitive; empty for all others."""
    if not (column.sensitive or column.protected):
        return ""
    if column.use == LEAVE_OUT:
        return column.reason if column.reason and not column.reason.startswith("You ") else "Left out."
    about = f"About {column.protected}." if column.protected else "Sensitive."
    return f"{about} Taken because you chose it."
