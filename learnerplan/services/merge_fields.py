"""The fields of two learners side by side: what each says, and which of the two is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records, tables
from learnerplan.domain.audiences import Audience
from learnerplan.services import sameness

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable

KEEP, OTHER, BOTH = "keep", "other", "both"

LABELS = {
    "given_name": "Given name",
    "family_name": "Family name",
    "middle_name": "Middle name",
    "preferred_name": "Likes to be called",
    "preferred_name_for": "Preferred name is for",
    "other_name": "Name in another script",
    "name_order": "Order of the names",
    "pronouns": "Pronouns",
    "pronouns_for": "Pronouns are for",
    "grade": "Grade",
    "birth_date": "Birth date",
    "home_language": "Home language",
    "photo_consent": "Photos may be used",
    "photo_id": "Photo",
    "active": "Active",
}
"""What the columns of a learner are called on screens."""

_UNSHOWN = ("id", "kind")
_WORDS: dict[str, dict[Any, str]] = {
    "name_order": {"given": "Given name first", "family": "Family name first"},
    "photo_consent": {0: "No", 1: "Yes"},
    "active": {0: "No, archived", 1: "Yes"},
}
_AUDIENCES = {
    Audience.RECORD: "Teachers only",
    Audience.FAMILY: "Family too",
    Audience.NOT_HOME: "Not for home",
    Audience.SAFEGUARDING: "Not for home",
}
# Where nobody chooses, what is narrower holds: no consent, fewer readers.
_CAREFUL = ("photo_consent",)
_FOR = {"preferred_name_for": "preferred_name", "pronouns_for": "pronouns"}


@dataclass(frozen=True)
class Field:
    """One particular of both learners, in words; `name` is the column, or `vision:<term id>` with `term` set.

    `proposed` is what holds where nobody chooses; `offers` are the choices.
    """

    name: str
    label: str
    keep: str
    other: str
    proposed: str = KEEP
    offers: tuple[str, ...] = (KEEP, OTHER)
    term: str = ""

    @property
    def same(self) -> bool:
        """Whether both say the same, so that there is nothing to choose."""
        return self.keep == self.other


@dataclass(frozen=True)
class _Vision:
    term_id: str
    term: str
    keep: str
    other: str


def fields_of(view: Readable, keep: dict[str, Any], other: dict[str, Any]) -> tuple[Field, ...]:
    """All columns of the two learners, and what two plans of one term say differently."""
    columns = (column.name for column in tables.table_of(records.Learner).columns)
    own = tuple(_field(view, name, keep, other) for name in columns if name not in _UNSHOWN)
    visions = tuple(
        Field(
            f"vision:{each.term_id}",
            f"Vision, {each.term}",
            each.keep,
            each.other,
            BOTH if each.keep and each.other else KEEP if each.keep else OTHER,
            (KEEP, OTHER, BOTH) if each.keep and each.other else (KEEP, OTHER),
            each.term_id,
        )
        for each in vision_terms(view, keep["id"], other["id"])
    )
    return (*own, *visions)


def vision_terms(view: Readable, keep_id: str, other_id: str) -> list[_Vision]:
    """The terms in which both learners have a plan, with differing visions."""
    rows = view.rows(
        _Vision,
        """SELECT t.id, t.name, k.vision, o.vision FROM plan k JOIN plan o ON o.term_id = k.term_id
        JOIN term t ON t.id = k.term_id WHERE k.learner_id = ? AND o.learner_id = ? ORDER BY t.starts_on, k.id, o.id""",
        (keep_id, other_id),
    )
    differing = {row.term_id: row for row in reversed(rows) if sameness.visions(row.keep, row.other) != row.keep}
    return list(reversed(differing.values()))


def _field(view: Readable, name: str, keep: dict[str, Any], other: dict[str, Any]) -> Field:
    label = LABELS.get(name) or name.replace("_", " ").capitalize()
    return Field(name, label, _shown(view, name, keep), _shown(view, name, other), _proposed(name, keep, other))


def _proposed(name: str, keep: dict[str, Any], other: dict[str, Any]) -> str:
    """The kept learner's, unless that is empty; where it is about who may see what, the narrower."""
    ours, theirs = keep[name], other[name]
    if name in _CAREFUL:
        return OTHER if ours and not theirs else KEEP
    if name in _FOR:
        shown = _FOR[name]
        if keep[shown] and other[shown]:
            return OTHER if theirs == Audience.RECORD else KEEP
        return KEEP if keep[shown] or not other[shown] else OTHER
    return OTHER if ours in (None, "", 0) and theirs not in (None, "", 0) else KEEP


def _shown(view: Readable, name: str, learner: dict[str, Any]) -> str:
    value = learner[name]
    if name in _FOR:
        return _AUDIENCES.get(value, str(value))
    if name == "photo_id":
        return str(view.value("SELECT title FROM artifact WHERE id = ?", (value,)) or "") if value else ""
    words = _WORDS.get(name, {})
    return words.get(value, "" if value is None else str(value))
