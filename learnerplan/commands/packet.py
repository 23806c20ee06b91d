"""`packet`: print conference packets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnerplan.commands.output import counted
from learnerplan.commands.session import Session, with_session

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.domain.packets import PacketForm, Paper
    from learnerplan.services.packets import Made
    from learnerplan.storage.store import Store


@click.command()
@click.argument("learners", nargs=-1, metavar="[LEARNER...]")
@click.option("--class", "class_name", metavar="NAME", default="", help="Everybody in this class.")
@click.option("--all", "everybody", is_flag=True, help="Every active student.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="PATH", help="The PDF to write.")
@click.option("--form", type=click.Choice(["short", "long"]), default="short", help="Two pages, or everything.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), default=None)
@click.option("--language", type=click.Choice(["en", "es"]), default="en")
@click.option("--separate", is_flag=True, help="A file for each student, in the folder PATH.")
@click.option(
    "--term", metavar="NAME", default="", help="The packet of a closed plan, as it was kept: Term 1, Term 1 2026-27."
)
@with_session
def packet(
    session: Session,
    learners: tuple[str, ...],
    class_name: str,
    everybody: bool,
    out: Path,
    form: str,
    paper: str | None,
    language: str,
    separate: bool,
    term: str,
) -> None:
    """Print conference packets. For LEARNER... (ids, identifiers or unique names), for a class, or for all."""
    from datetime import date

    from learnerplan import settings
    from learnerplan.domain.packets import PacketForm, Paper
    from learnerplan.services import packets

    if bool(learners) + bool(class_name) + everybody != 1:
        raise click.UsageError("Name students, or a class with --class, or --all.")
    today = date.today()
    with session.open() as store:
        wanted = _wanted(store, learners, class_name, today)
        if term:
            usual = Paper(paper or settings.load().paper)
            _reprint(store, wanted, term, out, PacketForm(form), usual, separate=separate)
            return
        made = packets.make(
            store,
            wanted,
            out,
            today=today,
            form=PacketForm(form),
            paper=Paper(paper or settings.load().paper),
            language=language,
            separate=separate,
        )
    tell(made)


def _reprint(
    store: Store, wanted: list[str], term: str, out: Path, form: PacketForm, usual_paper: Paper, *, separate: bool
) -> None:
    """Write the kept packets of a term, one file a student."""
    from datetime import date

    from learnerplan.services import learners as learner_service
    from learnerplan.services import plan_papers
    from learnerplan.services.plan_papers import Reprint
    from learnerplan.storage import filenames

    if len(wanted) > 1 and not separate:
        raise click.UsageError("Kept packets of several students need --separate: each stays the file that it is.")
    for learner_id in wanted:
        learner = learner_service.one(store, learner_id)
        plan_id = plan_papers.closed_in(store, learner_id, term)
        path = out / filenames.readable(f"{learner.name}, {term}.pdf") if separate else out
        path.parent.mkdir(parents=True, exist_ok=True)
        made = plan_papers.reprint(store, plan_id, path, today=date.today(), form=form, usual_paper=usual_paper)
        if made is Reprint.TODAY:
            click.echo(f"Wrote a packet of {learner.called} for {term}: {path}")
            click.echo(f"Nothing was kept when {term} closed, so it is made from the record as it is today.", err=True)
        else:
            click.echo(f"Wrote the packet of {learner.called} as it was in {term}: {path}")


def _wanted(store: Store, learners: tuple[str, ...], class_name: str, today: date) -> list[str]:
    from learnerplan.errors import UserError
    from learnerplan.services import classes, packets
    from learnerplan.services import learners as learner_service

    if learners:
        return list(dict.fromkeys(learner_service.find(store, each) for each in learners))
    if not class_name:
        return packets.everyone(store, today)
    found = classes.named(store, class_name)
    if found is None:
        raise UserError(f"There is no class called “{class_name}”.", "`list classes` shows the classes.")
    return packets.everyone(store, today, found.id)


def tell(made: Made) -> None:
    """Say what was printed and where, and what an adult should look at."""
    where = made.paths[0] if len(made.paths) == 1 else f"{counted(len(made.paths), 'file')} in {made.paths[0].parent}"
    click.echo(f"Printed {counted(made.learners, 'packet')}, {counted(made.pages, 'page')}: {where}")
    for learner, other in dict.fromkeys((mention.learner, mention.other) for mention in made.mentions):
        click.echo(f"Look at the packet of {learner}: it has the name of {other}.", err=True)
    if made.missing:
        shown = " ".join(sorted(made.missing))
        click.echo(f"No font has these characters, so they are shown as boxes: {shown}", err=True)
