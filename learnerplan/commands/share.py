"""`share`: sharing a class, some of its students or one's own plan through any folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnerplan.commands.output import print_json
from learnerplan.commands.session import Session, with_session
from learnerplan.commands.share_change import change
from learnerplan.commands.share_named import one_member, one_share
from learnerplan.commands.share_output import request_json, say_request, share_json
from learnerplan.commands.share_rounds import choices, resolve, status, sync
from learnerplan.domain.shares import Role, Scope, ShareKind
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from datetime import datetime

    from learnerplan.domain.shares import JoinRequest
    from learnerplan.storage.store import Store

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_which = click.option("--share", "wanted", metavar="NAME", help="Which share, where there are several.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
_me = click.option("--me", metavar="NAME", help="Your name, as the others see it. Without it: the teacher's name.")


@click.group()
def share() -> None:
    """Share records through a folder that OneDrive, Syncthing, a USB stick or anything else carries.

    Nothing readable lies in the folder. Nobody sees anything before the owner lets them in.
    """


@share.command()
@click.argument("folder", type=_FOLDER)
@click.option("--class", "class_name", metavar="NAME", help="The class to share.")
@click.option("--learner", "names", multiple=True, metavar="NAME", help="Only this student of it; may be given often.")
@click.option("--own-plan", is_flag=True, help="Share your own plan, for instance with a principal, and no class.")
@click.option("--devices", is_flag=True, help="Share everything, with a second computer of your own.")
@click.option("--supports", is_flag=True, help="Supports may be shared too, with those whom you allow them.")
@click.option("--name", "title", metavar="NAME", help="What the share is called. Without it: the class.")
@_me
@_as_json
@with_session
def create(
    session: Session,
    folder: Path,
    class_name: str | None,
    names: tuple[str, ...],
    own_plan: bool,
    devices: bool,
    supports: bool,
    title: str | None,
    me: str | None,
    as_json: bool,
) -> None:
    """Begin a share in FOLDER. Say what: --class (and --learner), --own-plan, or --devices."""
    from learnerplan.services import shares

    if [class_name is not None, own_plan, devices].count(True) != 1 or (names and class_name is None):
        raise click.UsageError("Say what to share: --class (with --learner for some of it), --own-plan or --devices.")
    with session.open() as store:
        scope, called = _scope(store, class_name, names, own_plan)
        made = shares.create(
            store, folder, scope=scope, name=title or called, me=_name(store, me), supports=supports or devices
        )
    if as_json:
        print_json(share_json(made))
    else:
        click.echo(f"“{made.name}” is shared in {made.folder}. Let people in with `learnerplan share invite`.")


@share.command()
@click.option("--name", required=True, metavar="NAME", help="For whom the code is.")
@click.option("--role", type=click.Choice(["editor", "reader"]), default="editor", help="editor (usual) or reader.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The last day, for a substitute.")
@click.option("--supports", is_flag=True, help="They may see the supports in it.")
@_which
@_as_json
@with_session
def invite(
    session: Session,
    name: str,
    role: str,
    until: datetime | None,
    supports: bool,
    wanted: str | None,
    as_json: bool,
) -> None:
    """Make a code for one person. Read it aloud or send it by another way than the folder."""
    from learnerplan.services import share_members

    with session.open() as store:
        chosen = one_share(store, wanted)
        last = until.date() if until else None
        made = share_members.invite(store, chosen.id, name=name, role=Role(role), until=last, supports=supports)
    if as_json:
        told = {"share_id": made.share_id, "name": made.name, "role": made.role.value, "code": made.code}
        print_json({**told, "until": made.until.isoformat()})
        return
    click.echo(f"Code for {made.name}: {made.code}")
    click.echo(f"Good until {made.until.astimezone():%Y-%m-%d %H:%M}. It lets nobody in before you compare six words.")


@share.command()
@_which
@_as_json
@with_session
def requests(session: Session, wanted: str | None, as_json: bool) -> None:
    """Who used a code and waits to be let in, with the words to compare."""
    with session.open() as store:
        found = _requests(store, wanted)
    if as_json:
        print_json([request_json(each) for each in found])
        return
    for each in found:
        say_request(each)
    if found:
        click.echo("Have them read their words to you, and type them after `learnerplan share admit`.")
    else:
        click.echo("Nobody waits.")


@share.command()
@click.argument("words", nargs=-1, required=True)
@_which
@_as_json
@with_session
def admit(session: Session, words: tuple[str, ...], wanted: str | None, as_json: bool) -> None:
    """Let in the person whose screen shows these WORDS. Type what they read to you, not what you see."""
    from learnerplan.services import share_members

    heard = tuple(word.casefold() for text in words for word in text.replace(",", " ").split())
    with session.open() as store:
        found = [each for each in _requests(store, wanted) if tuple(map(str.casefold, each.words)) == heard]
        if not found:
            raise UserError(
                "Nobody who waits has these words, so nobody was let in.",
                "Have them read to you once more. Where they differ, refuse: somebody else may be between you.",
            )
        share_members.admit(store, found[0].share_id, found[0].device)
    if as_json:
        print_json(request_json(found[0]))
    else:
        click.echo(f"{found[0].name} is in. The next rounds carry the keys and the records to them.")


@share.command()
@click.argument("folder", type=_FOLDER)
@click.option("--code", metavar="CODE", help="The code that you were given.")
@click.option("--code-picture", "picture", type=_FILE, metavar="FILE", help="A photo or a screenshot of its QR code.")
@_me
@_as_json
@with_session
def join(session: Session, folder: Path, code: str | None, picture: Path | None, me: str | None, as_json: bool) -> None:
    """Ask to come into the share that lies in FOLDER, with --code or --code-picture."""
    from learnerplan.services import share_members

    code = _code(code, picture)
    with session.open(make=True) as store:
        asked = share_members.join(store, folder, code, _name(store, me))
        words = share_members.words(store, asked.id)
    if as_json:
        print_json({**share_json(asked), "words": list(words)})
        return
    click.echo(f"Asked to come into “{asked.name}”. Read these words to the owner:")
    click.echo(f"    {' '.join(words)}")
    click.echo("`learnerplan share sync` fetches what is shared, once you are let in.")


@share.command()
@click.argument("name")
@_which
@with_session
def revoke(session: Session, name: str, wanted: str | None) -> None:
    """Share with NAME no longer. What they had, they have; they get nothing new."""
    from learnerplan.services import share_members

    with session.open() as store:
        chosen = one_share(store, wanted)
        share_members.revoke(store, chosen.id, one_member(store, chosen, name).device)
    click.echo(f"{name} gets nothing new from now on. What they had, they have.")


@share.command()
@_which
@with_session
def leave(session: Session, wanted: str | None) -> None:
    """Take part no longer. What came stays in your planbook."""
    from learnerplan.services import shares

    with session.open() as store:
        chosen = one_share(store, wanted)
        shares.leave(store, chosen.id)
    click.echo(f"You left “{chosen.name}”. What came stays here; what you gave stays with the others.")


for _command in (change, sync, status, choices, resolve):
    share.add_command(_command)


def _code(typed: str | None, picture: Path | None) -> str:
    """The code as it was given, or as a picture shows it."""
    if (typed is None) == (picture is None):
        raise click.UsageError("Give the code by --code, or by --code-picture a picture of it.")
    if picture is None:
        return typed or ""
    from learnerplan.services import share_scanning

    return share_scanning.code_in_file(picture)


def _requests(store: Store, wanted: str | None) -> list[JoinRequest]:
    from learnerplan.services import share_members

    return share_members.requests(store, one_share(store, wanted).id)


def _scope(store: Store, class_name: str | None, names: tuple[str, ...], own_plan: bool) -> tuple[Scope, str]:
    from learnerplan.services import classes, educators, learners

    if own_plan:
        me = educators.own(store)
        if not me:
            raise UserError("You have no plan of your own yet.", "Begin it in the window, under “My plan”.")
        return Scope(ShareKind.EDUCATOR, None, (me,)), "My plan"
    if class_name is None:
        return Scope(ShareKind.DEVICES), "My devices"
    found = [each for each in classes.listed(store) if class_name in (each.name, each.id)]
    if len(found) != 1:
        known = ", ".join(each.name for each in classes.listed(store)) or "none yet"
        raise UserError(f"{'No' if not found else 'More than one'} class is called {class_name}.", f"Classes: {known}.")
    chosen = tuple(learners.find(store, name) for name in names)
    return Scope(ShareKind.LEARNERS if chosen else ShareKind.CLASS, found[0].id, chosen), found[0].name


def _name(store: Store, me: str | None) -> str:
    from learnerplan.services import planbooks

    found = me or planbooks.setting(store, planbooks.TEACHER, "")
    if not found.strip():
        raise UserError("The others need to know your name.", "Give it by --me.")
    return found
