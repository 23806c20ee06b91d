"""`demo`: the sample class on the disk, with its packets, for a look without a screen."""

from __future__ import annotations

from pathlib import Path

import click

from learnerplan.commands.output import counted

PACKETS = "packets"


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
def demo(folder: Path | None) -> None:
    """Make the sample class and its packets. They are written to DIR, and the command says what is where."""
    from datetime import date

    from learnerplan import paths
    from learnerplan.domain.packets import PacketForm
    from learnerplan.services import packets, planbooks, sample
    from learnerplan.storage.folder import Folder
    from learnerplan.storage.store import Store

    place = folder or paths.sample_planbook()
    if not Folder(place).exists():
        sample.create(place)
    store = Store.open(place)
    try:
        about = planbooks.about(store)
        learners = packets.everyone(store, date.today())
        whose = "The sample class" if about.is_sample else "The class"
        click.echo(f"{whose}, {counted(len(learners), 'student')}: {place}")
        for form in PacketForm:
            out = place / PACKETS / f"Conference packets, {form.value} form.pdf"
            made = packets.make(store, learners, out, today=date.today(), form=form)
            click.echo(f"{counted(made.learners, 'packet')}, {counted(made.pages, 'page')}: {out}")
    finally:
        store.close()
    click.echo(f'Look around with `learnerplan --planbook "{place}" list learners`, or open the folder in the window.')
