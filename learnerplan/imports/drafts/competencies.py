"""Drafts of standards: frameworks, competencies, and the edges between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FrameworkDraft:
    """A framework to make or to change. `values` are columns of its record, as text."""

    ref: str
    values: Values = ()


class CompetencyDraft(NamedTuple):
    """A competency to make or to change. `values` are columns of its record, as text (position as digits).

    `aliases` and `grades` are added to those that are held, `grades_gone` are taken away. `framework` is a new
    framework that is made with this competency. `parent_ref` is what it becomes a child of, `part_refs` become its
    children. `ends` are edges of other frameworks that lead here, as (edge's id, "from" or "to"). `declined` are values
    of the file that the teacher does not want.
    """

    ref: str
    framework_ref: str
    values: Values = ()
    aliases: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    grades_gone: tuple[str, ...] = ()
    framework: FrameworkDraft | None = None
    parent_ref: str = ""
    part_refs: tuple[str, ...] = ()
    ends: tuple[tuple[str, str], ...] = ()
    declined: Values = ()


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group of associations to make or to change."""

    ref: str
    framework_ref: str
    values: Values = ()


class EdgeDraft(NamedTuple):
    """An association to make or to change; for one that is held, an empty ref changes nothing.

    Of a new one, `from_ref`, `to_ref` and `group_ref` may be empty: then the uri tells. Fields of `values`: kind,
    identifier, from_uri, from_title, to_uri, to_title, position (digits).
    """

    ref: str
    framework_ref: str
    from_ref: str = ""
    to_ref: str = ""
    group_ref: str = ""
    values: Values = ()
