"""What a column of an assessment export may be used for, with the words for the mapping editor."""

from __future__ import annotations

from learnerplan.imports.words.lexicon import ID_USES, USES, Use

KEPT = "kept"
"""The cell stays with the result as part of its source row, and means nothing else."""

_RESULT_USES: dict[str, Use] = {
    "test_name": Use("Name of the test"),
    "measure_name": Use("What was measured"),
    "window": Use("Window or season"),
    "taken_on": Use("Day of the test"),
    "attempt": Use("Which attempt"),
    "baseline_flag": Use("Baseline, yes or no"),
    "recent_flag": Use("Most recent, yes or no"),
    "test_id": Use("Number of the sitting"),
    "score": Use("Score"),
    "scale": Use("Name of the scale"),
    "standard_error": Use("Standard error"),
    "percentile": Use("Percentile"),
    "placement": Use("Level or placement"),
    "duration": Use("How long it took"),
    "test_status": Use("Whether the test counts"),
    "part_name": Use("Name of a sub-score"),
    "part_score": Use("Sub-score"),
    "part_error": Use("Standard error of a sub-score"),
    "part_percentile": Use("Percentile of a sub-score"),
    "part_placement": Use("Level of a sub-score"),
    KEPT: Use("Kept with the result"),
}
USES.update(_RESULT_USES)

WHO_USES = ("full_name", "given_name", "family_name", *ID_USES, "email", "grade", "birth_date")
PART_USES = ("part_name", "part_score", "part_error", "part_percentile", "part_placement")
RESULT_USES = (*WHO_USES, "subject", "school_year", *_RESULT_USES)
"""All that a column of an assessment export may be, in the order of the mapping editor."""


def uses_of(_part: str) -> tuple[str, ...]:
    """The meanings to choose from. An assessment export has one part."""
    return RESULT_USES
