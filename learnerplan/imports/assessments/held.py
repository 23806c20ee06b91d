"""Which held result a row is about, and what it changes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from learnerplan.imports.assessments.readings import Reading
from learnerplan.imports.drafts.results import ResultPartDraft
from learnerplan.imports.known import KnownResult
from learnerplan.imports.planned.plan import Change

LABELS = {
    "window": "window", "school_year": "school year", "attempt": "attempt", "taken_on": "day", "score": "score",
    "scale": "scale", "standard_error": "standard error", "percentile": "percentile", "placement": "level",
}  # fmt: skip
_LETTERS = "~"


class Difference(NamedTuple):
    """What a row says otherwise than the result: `parts` is None where the sub-scores stay as they are."""

    changes: tuple[Change, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    parts: tuple[ResultPartDraft, ...] | None = None


def difference(reading: Reading, held: KnownResult) -> Difference:
    """What a row changes of a result. An empty cell changes nothing; sub-scores that it does not name stay."""
    before = dict(held.values)
    values = tuple((name, text) for name, text in reading.values.items() if before.get(name, "") != text)
    changes = [Change(name, LABELS[name], before.get(name, ""), text) for name, text in values]
    parts: dict[str, dict[str, str]] = {name: dict(each) for name, each in held.parts}
    changed = False
    for part in reading.parts:
        old = parts.get(part.name, {})
        new = old | dict(part.values)
        if new != old:
            changed = True
            changes.append(Change(f"part:{part.name}", part.name, _told(old), _told(new)))
            parts[part.name] = new
    drafts = tuple(ResultPartDraft(name, tuple(each.items())) for name, each in parts.items())
    return Difference(tuple(changes), values, drafts if changed else None)


def told_again(reading: Reading, held: Sequence[KnownResult], beginning: str) -> tuple[KnownResult, Difference] | None:
    """The result that a row tells again or corrects, and what it changes; None where it is another sitting.

    `held` are those that begin alike and that no earlier row was about: first one that says just the same, then the
    one with the same mark, then the only one there is where one side has no mark.
    """
    mark = reading.mark
    fitting = [(each, each.key[len(beginning) + 1 :]) for each in held if _same_day(reading, each)]
    agreeing = [(each, difference(reading, each)) for each, theirs in fitting if _agree(mark, theirs)]
    same = [found for found in agreeing if not found[1].changes]
    if same:
        # A row with fewer values must not take the result of one that says more.
        return next((found for found in same if _says_no_more(found[0], reading)), same[0])
    exact = next((each for each, theirs in fitting if theirs == mark), None)
    for found in agreeing:
        if found[0] is exact or len(agreeing) == 1:
            return found
    return None


def _says_no_more(held: KnownResult, reading: Reading) -> bool:
    return dict(held.values) == dict(reading.values) and len(held.parts) == len(reading.parts)


def _agree(mark: str, theirs: str) -> bool:
    plain = theirs.partition(_LETTERS)[0]
    return not mark or not plain or plain == mark


def _same_day(reading: Reading, held: KnownResult) -> bool:
    day, theirs = reading.values.get("taken_on", ""), dict(held.values).get("taken_on", "")
    return not day or not theirs or day == theirs


def _told(values: dict[str, str]) -> str:
    told = [values.get("score", ""), values.get("placement", "")]
    return ", ".join(each for each in told if each) or ", ".join(values.values())
