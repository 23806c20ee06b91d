"""Reading: `list`, `show`, `search` and `history`."""

from __future__ import annotations

from typing import Any

import click

from learnerplan.commands.output import counted, print_json, print_table
from learnerplan.commands.session import Session, with_session
from learnerplan.domain.markdown import plain

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")

with_supports = click.option(
    "--with-supports", is_flag=True, help="Take in supports: plans, accommodations, restricted notes."
)

# What each list shows to a person; scripts get every field.
_COLUMNS = {
    "learners": (("Name", "name"), ("Grade", "grade"), ("Identifiers", "identifiers"), ("Classes", "classes")),
    "classes": (("Name", "name"), ("Subject", "subject"), ("School year", "school_year"), ("Students", "learners")),
    "plans": (("Student", "learner"), ("Term", "term"), ("State", "state"), ("Goals", "goals")),
    "goals": (("Student", "learner"), ("Term", "term"), ("Goal", "goal"), ("Due", "due_on"), ("Status", "status")),
    "artifacts": (("Student", "learner"), ("Title", "title"), ("Made", "made_on"), ("File", "path")),
    "surveys": (("Title", "title"), ("Questions", "questions"), ("Answers", "responses"), ("Students", "learners")),
    "competencies": (("Set", "framework"), ("Code", "code"), ("Grade", "grade"), ("Standard", "standard")),
}
_LONGEST = 80
_LATER = ("results", "groups")


@click.command("list")
@click.argument("kind", metavar="KIND", type=click.Choice([*_COLUMNS, *_LATER]))
@as_json
@with_session
def list_(session: Session, kind: str, as_json: bool) -> None:
    """Every record of one kind. KIND is learners, classes, plans, goals, artifacts, surveys or competencies."""
    from learnerplan.errors import UserError
    from learnerplan.services import listing

    if kind in _LATER:
        raise UserError(f"This version of Learnerplan keeps no {kind} yet; a later one brings them.")
    with session.open() as store:
        found = listing.listed(store, kind)
    if as_json:
        print_json(found)
        return
    columns = _COLUMNS[kind]
    print_table([heading for heading, _ in columns], [[_shown(row, name) for _, name in columns] for row in found])


def _shown(row: dict[str, Any], name: str) -> Any:
    if name == "name" and "given_name" in row:
        full = f"{row['preferred_name'] or row['given_name']} {row['family_name']}".strip()
        return full if row["active"] else f"{full} (archived)"
    if name == "goal":
        return row["words"] or row["statement"]
    if name == "standard":
        line = plain(row["child_statement"] or row["statement"])
        return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
    if name == "identifiers":
        return ", ".join(each["value"] for each in row[name])
    if name == "classes":
        return ", ".join(each["name"] for each in row[name])
    if name == "questions":
        return len(row[name])
    return row[name]


@click.command()
@click.argument("learner")
@as_json
@with_supports
@with_session
def show(session: Session, learner: str, as_json: bool, with_supports: bool) -> None:
    """The whole record of a student. LEARNER is an id, an identifier or a unique name."""
    from learnerplan.services import learners, whole

    with session.open() as store:
        record = whole.whole(store, learners.find(store, learner), with_supports=with_supports)
    if as_json:
        print_json(record)
    else:
        _tell(record)


def _tell(record: dict[str, Any]) -> None:
    from learnerplan.domain.names import shown_name

    name = shown_name(record["given_name"], record["family_name"], record["preferred_name"], record["name_order"])
    classes = ", ".join(each["name"] for each in record["classes"])
    facts = [f"grade {record['grade']}" if record["grade"] else "", classes, "" if record["active"] else "archived"]
    click.echo(", ".join(part for part in (name, *facts) if part))
    for each in record["identifiers"]:
        click.echo(f"  {each['source']}: {each['value']}")
    said = [entry for entry in record["profile"] if entry["current"]]
    if said:
        click.echo("\nProfile")
        print_table(
            ("What", "Words", "Who", "Date"),
            [(each["facet"], each["text"], each["voice"], each["said_on"]) for each in said],
        )
    for plan in record["plans"]:
        click.echo(f"\nPlan, {plan['term']} {plan['school_year']} ({plan['state']})")
        print_table(
            ("Goal", "Due", "Status", "Steps"),
            [(_shown(goal, "goal"), goal["due_on"], goal["status"], len(goal["steps"])) for goal in plan["goals"]],
        )
    if record.get("supports"):
        click.echo("\nSupports")
        columns = ("kind", "title", "text", "status", "starts_on", "review_on")
        print_table(
            ("Kind", "Support", "What is given", "Status", "Begins", "Review"),
            [tuple(each[name] for name in columns) for each in record["supports"]],
        )
    check_ins = {each["id"] for plan in record["plans"] for each in plan["check_ins"]}
    counts = (
        counted(len(record["surveys"]), "survey answer"),
        counted(len(check_ins) + len(record["check_ins"]), "check-in"),
        counted(len(record["artifacts"]), "artifact"),
        counted(len(record["contacts"]), "contact"),
    )
    click.echo(f"\n{', '.join(counts)}. `learnerplan show … --json` has everything.")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@as_json
@with_session
def search(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Find words in names and texts. The best hits come first."""
    from learnerplan.services import search as service

    with session.open() as store:
        hits = service.search(store, " ".join(words))
    if as_json:
        print_json(
            [
                {
                    "kind": hit.kind,
                    "id": hit.row_id,
                    "learner_id": hit.learner_id,
                    "learner": hit.learner_name,
                    "date": hit.on.isoformat() if hit.on else None,
                    "snippet": hit.snippet,
                }
                for hit in hits
            ]
        )
        return
    rows = [(hit.learner_name, hit.kind.replace("_", " "), hit.on, hit.snippet) for hit in hits]
    print_table(("Student", "Where", "Date", "Words"), rows)


@click.command()
@click.argument("learner")
@as_json
@with_supports
@with_session
def history(session: Session, learner: str, as_json: bool, with_supports: bool) -> None:
    """Every change to a student’s record. It says when, which action, what, before and after."""
    from learnerplan.services import history as service
    from learnerplan.services import learners

    with session.open() as store:
        rows = service.of_learner(store, learners.find(store, learner), with_supports=with_supports)
    if as_json:
        print_json(
            [
                {
                    "when": row.at.isoformat(),
                    "who": row.actor,
                    "label": row.label,
                    "kind": row.kind,
                    "origin": row.origin,
                    "table": row.table,
                    "id": row.row_id,
                    "what": row.column,
                    "before": row.before,
                    "after": row.after,
                }
                for row in rows
            ]
        )
        return
    print_table(
        ("When", "Action", "What", "Before", "After"),
        [
            (
                row.at.astimezone().strftime("%Y-%m-%d %H:%M"),
                row.label,
                f"{row.table} {row.column}",
                row.before,
                row.after,
            )
            for row in rows
        ],
    )
