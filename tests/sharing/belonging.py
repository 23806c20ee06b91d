"""Who belongs to a share, told once more in the plainest way: one row at a time, and again until nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain import tables
from learnerplan.domain.shares import Scope, ShareKind
from learnerplan.domain.tables import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]
NEVER = {
    "disclosure",
    "disclosure_learner",
    "disclosure_section",
    "goal_template",
    "goal_template_step",
    "goal_template_competency",
    "plan_template",
    "plan_template_goal",
}
REFERENCE = {
    "assessment",
    "check_in_day",
    "class",
    "class_identifier",
    "competency",
    "competency_alias",
    "competency_edge",
    "competency_grade",
    "competency_group",
    "day_off",
    "framework",
    "question",
    "question_option",
    "scale",
    "scale_level",
    "school_year",
    "survey",
    "term",
}


def book(connection: Any) -> dict[tuple[str, str], Row]:
    """Every row that may be shared."""
    found = {}
    for table in tables.shared():
        names = list(tables.columns(table))
        columns = ", ".join(f'"{name}"' for name in names)
        for values in connection.execute(f'SELECT {columns} FROM "{table}"'):
            found[table, values[0]] = dict(zip(names, values, strict=True))
    return found


def learners(rows: Mapping[tuple[str, str], Row], scope: Scope, today: str) -> set[str]:
    """The learners who are in the share."""
    aliases = {row["old_id"]: row["learner_id"] for (table, _), row in rows.items() if table == "learner_alias"}
    named = {aliases.get(each, each) for each in scope.learner_ids}
    if scope.kind is ShareKind.EDUCATOR:
        return {each for each in named if rows["learner", each]["kind"] == "educator"}
    enrolled = {
        row["learner_id"]
        for (table, _), row in rows.items()
        if table == "enrolment" and row["class_id"] == scope.class_id and (row["ends_on"] or today) >= today
    }
    return enrolled if scope.kind is ShareKind.CLASS else enrolled & named


class Plain:
    """What belongs to a share, by definition. `begun` are rows that are in it already."""

    def __init__(
        self, connection: Any, scope: Scope, restricted: bool, today: str, begun: set[tuple[str, str]] | None = None
    ) -> None:
        self.rows = book(connection)
        self.scope = scope
        self.restricted = restricted
        self.learners = learners(self.rows, scope, today)
        self.begun = {each for each in begun or () if each[0] in REFERENCE and each in self.rows}

    def sections(self) -> dict[tuple[str, str], str]:
        """Every row that belongs, with its section."""
        found = {}
        for table, row_id in self.rows:
            if table not in REFERENCE | NEVER and self.is_of_them(table, row_id):
                apart = self.is_apart(table, row_id)
                if self.restricted or not apart:
                    found[table, row_id] = "restricted" if apart else "main"
        brought = set(self.begun)
        if ("class", self.scope.class_id or "") in self.rows:
            brought.add(("class", self.scope.class_id or ""))
        while True:
            more = {
                (link.target, target)
                for table, row_id in [*found, *brought]
                for link in tables.links_of(table)
                if link.target in REFERENCE
                and (target := self.rows[table, row_id][link.column])
                and (link.target, target) in self.rows
            } | {each for each in self.rows if each[0] in REFERENCE and self.is_brought(*each, brought)}
            if more <= brought:
                return {**found, **dict.fromkeys(brought, "main")}
            brought |= more

    def is_of_them(self, table: str, row_id: str) -> bool:
        """Everybody whom it is about is in the share, and somebody is."""
        if table == "learner":
            return row_id in self.learners
        if table == "observation":
            about = {
                row["learner_id"]
                for (name, _), row in self.rows.items()
                if name == "observation_learner" and row["observation_id"] == row_id
            }
            return bool(about) and about <= self.learners
        owners = self.owners(table, row_id)
        return bool(owners) and all(
            row["id"] == self.scope.class_id if name == "class" else self.is_of_them(name, row["id"])
            for name, row in owners
        )

    def is_apart(self, table: str, row_id: str) -> bool:
        """It is a support, marked as safeguarding, or hangs on such a row."""
        mine = table == "support" or self.rows[table, row_id].get("audience") == "safeguarding"
        return mine or any(self.is_apart(name, row["id"]) for name, row in self.owners(table, row_id))

    def owners(self, table: str, row_id: str) -> list[tuple[str, Row]]:
        """The personal rows, and the class, that it belongs to."""
        return [
            (link.target, self.rows[link.target, target])
            for link in _owned(table)
            if link.target not in REFERENCE - {"class"} and (target := self.rows[table, row_id][link.column])
        ]

    def is_brought(self, table: str, row_id: str, brought: set[tuple[str, str]]) -> bool:
        """It belongs to reference rows that are in the share; what belongs to a class, to the share's own."""
        row = self.rows[table, row_id]
        owners = [(link.target, row[link.column]) for link in _owned(table) if row[link.column]]
        classes = [each for each in owners if each[0] == "class"]
        if classes:
            return all(target == self.scope.class_id for _, target in classes)
        return bool(owners) and all(each in brought for each in owners)


def _owned(table: str) -> list[Link]:
    return [link for link in tables.links_of(table) if link.owned]
