"""Drafts of standards: frameworks, competencies, and the edges between them."""

from __future__ import annotations

from dataclasses import dataclass

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FrameworkDraft:
    """A framework to make or to change. `values` are columns of its record, as text."""

    ref: str
    values: Values = ()


@dataclass(frozen=True, slots=True)
class CompetencyDraft:
    """A competency to make or to change. `values` are columns of its record, as text (position as digits).

    `aliases` and `grades` are added to those that are held.
    """

    ref: str
    framework_ref: str
    values: Values = ()
    aliases: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group of associations to make or to change."""

    ref: str
    framework_ref: str
    values: Values = ()


@dataclass(frozen=True, slots=True)
class EdgeDraft:
    """An association to make or to change. `from_ref`, `to_ref` and `group_ref` may be empty: then the uri tells."""

    ref: str
    framework_ref: str
    from_ref: str = ""
    to_ref: str = ""
    group_ref: str = ""
    values: Values = ()
