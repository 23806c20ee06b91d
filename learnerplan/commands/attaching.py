"""`attach`: keep files for a learner."""

from __future__ import annotations

from pathlib import Path

import click

from learnerplan.commands.session import Session, with_session


@click.command()
@click.argument("learner")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--title", default="", help="What to call it; without it, the name of the file.")
@click.option("--goal", metavar="ID", default="", help="The id of a goal that the work shows something of.")
@with_session
def attach(session: Session, learner: str, files: tuple[Path, ...], title: str, goal: str) -> None:
    """Keep files for a student. LEARNER is an id, an identifier or a unique name."""
    from datetime import date

    from learnerplan.errors import UserError
    from learnerplan.services import artifacts, goals, learners

    for file in files:
        if not file.is_file():
            raise UserError(f"There is no file {file}.", "Nothing was kept. Check the name and try again.")
    with session.open() as store:
        learner_id = learners.find(store, learner)
        name = learners.one(store, learner_id).name
        if goal and goals.one(store, goal).learner_id != learner_id:
            raise UserError(f"The goal {goal} is not a goal of {name}.", "`show` lists the student's goals.")
        for number, file in enumerate(files, start=1):
            called = f"{title} {number}" if title and len(files) > 1 else title
            artifacts.add(store, learner_id, file, title=called, added_on=date.today(), goal_ids=[goal] if goal else ())
            click.echo(f"Kept {file.name} for {name}.")
