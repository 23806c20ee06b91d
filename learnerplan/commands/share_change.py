"""`share change`: what a member may do, from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from learnerplan.commands.output import print_json
from learnerplan.commands.session import Session, with_session
from learnerplan.commands.share_named import one_member, one_share
from learnerplan.commands.share_output import member_json
from learnerplan.domain.shares import Role

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.argument("name")
@click.option("--role", type=click.Choice(["editor", "reader"]), help="What they may do from now on.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Their last day.")
@click.option("--no-end", is_flag=True, help="They have no last day any more.")
@click.option("--supports/--no-supports", default=None, help="Whether they get the supports in it.")
@click.option("--share", "wanted", metavar="NAME", help="Which share, where there are several.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_session
def change(
    session: Session,
    name: str,
    role: str | None,
    until: datetime | None,
    no_end: bool,
    supports: bool | None,
    wanted: str | None,
    as_json: bool,
) -> None:
    """Change what NAME may do. What is not named stays as it is; what they had, they have."""
    from learnerplan.services import share_members, share_rights

    if until is not None and no_end:
        raise click.UsageError("Give --until or --no-end, not both.")
    if role is None and until is None and not no_end and supports is None:
        raise click.UsageError("Say what changes: --role, --until, --no-end, --supports or --no-supports.")
    last = until.date() if until is not None else None if no_end else share_members.Kept.AS_IT_IS
    with session.open() as store:
        chosen = one_share(store, wanted)
        before = one_member(store, chosen, name)
        share_members.change(
            store, chosen.id, before.device, role=Role(role) if role else None, until=last, supports=supports
        )
        after = one_member(store, chosen, before.device)
    if as_json:
        print_json(member_json(after))
        return
    click.echo(f"{share_rights.told(before, after)}.")
    for sentence in share_rights.consequences(after.name, before, after):
        click.echo(sentence)
