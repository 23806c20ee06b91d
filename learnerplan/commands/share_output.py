"""Shares as JSON and as lines. The names in the JSON stay as they are; later versions only add some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from learnerplan.commands.output import counted, print_table

if TYPE_CHECKING:
    from learnerplan.domain.shares import Choice, Health, JoinRequest, Member, Problem, RoundReport, Share


def share_json(share: Share) -> dict[str, Any]:
    """What a share is."""
    return {
        "id": share.id,
        "name": share.name,
        "kind": share.scope.kind.value,
        "class_id": share.scope.class_id,
        "learner_ids": list(share.scope.learner_ids),
        "folder": share.folder,
        "role": share.role.value,
        "state": share.state.value,
        "since": share.since.isoformat(),
    }


def request_json(request: JoinRequest) -> dict[str, Any]:
    """Who asks to come in."""
    return {
        "share_id": request.share_id,
        "device": request.device,
        "name": request.name,
        "role": request.role.value,
        "words": list(request.words),
        "at": request.at.isoformat(),
    }


def round_json(report: RoundReport) -> dict[str, Any]:
    """What one round did."""
    return {
        "share_id": report.share_id,
        "name": report.name,
        "sent": report.sent,
        "came": report.came,
        "files": report.files,
        "problems": [_problem_json(each) for each in report.problems],
    }


def health_json(health: Health) -> dict[str, Any]:
    """How a share is."""
    return {
        **share_json(health.share),
        "synced_at": health.synced_at.isoformat() if health.synced_at else None,
        "entries": health.entries,
        "unsent": health.unsent,
        "members": [member_json(each) for each in health.members],
        "requests": [request_json(each) for each in health.requests],
        "problems": [_problem_json(each) for each in health.problems],
    }


def choice_json(number: int, choice: Choice) -> dict[str, Any]:
    """Something with several values; `number` and the numbers of the versions are what `share resolve` takes."""
    return {
        "number": number,
        "share_id": choice.share_id,
        "table": choice.table,
        "row_id": choice.row_id,
        "cell": choice.cell,
        "learner_id": choice.learner_id,
        "title": choice.title,
        "where": choice.where,
        "versions": [
            {"number": place, "who": each.who, "by_me": each.by_me, "at": each.at.isoformat(), "text": each.text}
            for place, each in enumerate(choice.versions, 1)
        ],
        "both": choice.both,
        "merged": choice.merged,
    }


def say_request(request: JoinRequest) -> None:
    """A request with the words that the other screen must show too."""
    click.echo(f"{request.name} wants to {'read and write' if request.role.value == 'editor' else 'read'}:")
    click.echo(f"    {' '.join(request.words)}")


def say_round(report: RoundReport) -> None:
    """A round in a line, and what stands in the way."""
    click.echo(f"{report.name}: {counted(report.sent, 'file')} out, {counted(report.came, 'change')} in.")
    _say_problems(report.problems)


def say_health(health: Health) -> None:
    """A share with its members."""
    share, last = health.share, health.synced_at
    when = f"last looked {last.astimezone():%Y-%m-%d %H:%M}" if last else "not looked yet"
    click.echo(f"{share.name} ({share.scope.kind.value}), {share.state.value}, {when}. {share.folder}")
    headings = ("Who", "May", "How they stand", "Last heard", "Waits", "Came")
    print_table(headings, [_member_row(each) for each in health.members])
    for request in health.requests:
        say_request(request)
    _say_problems(health.problems)


def say_choice(number: int, choice: Choice) -> None:
    """Something to choose, with the values by number."""
    click.echo(f"{number}. {choice.title}: {choice.where}")
    for place, each in enumerate(choice.versions, 1):
        who = "you" if each.by_me else each.who
        text = "; ".join(each.text.splitlines()) or "(empty)"
        click.echo(f"    {place}  {text}    {who}, {each.at.astimezone():%Y-%m-%d %H:%M}")
    more = [word for word, there in (("both", choice.both), ("merged", choice.merged)) if there is not None]
    if more:
        click.echo(f"    or: {', '.join(more)}")


def _say_problems(problems: tuple[Problem, ...]) -> None:
    for each in problems:
        click.echo(f"    {each.sentence} {each.next_step}")


def _member_row(member: Member) -> tuple[str, ...]:
    heard = f"{member.heard_at.astimezone():%Y-%m-%d %H:%M}" if member.heard_at else ""
    name = f"{member.name} (this computer)" if member.me else member.name
    until = f"{member.role.value} until {member.until.isoformat()}" if member.until else member.role.value
    return (name, until, member.state.value, heard, str(member.waiting or ""), str(member.came or ""))


def member_json(member: Member) -> dict[str, Any]:
    """Who somebody is in a share, and how they stand."""
    return {
        "device": member.device,
        "name": member.name,
        "role": member.role.value,
        "me": member.me,
        "state": member.state.value,
        "heard_at": member.heard_at.isoformat() if member.heard_at else None,
        "waiting": member.waiting,
        "came": member.came,
        "until": member.until.isoformat() if member.until else None,
        "supports": member.restricted,
    }


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "kind": problem.kind,
        "sentence": problem.sentence,
        "next_step": problem.next_step,
        "since": problem.since.isoformat(),
        "grave": problem.grave,
    }
