"""Sharing in the words of the screens: who shares, how far they are, when they were last heard."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

from learnerplan.domain import names
from learnerplan.domain.shares import MemberState, Role, ShareKind
from learnerplan.services.educators import split
from ui import days
from ui.models.marks import Mark
from ui.widgets.bidi import DOT, isolate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from learnerplan.domain.shares import Health, Member, RoundReport, Share, Version

_DEVICE = re.compile("[0-9a-f]{16}")
EVENING, NIGHT_ENDS = 17, 4
ROLES = {Role.OWNER: "Lets people in", Role.EDITOR: "Reads and writes", Role.READER: "Reads only"}
KINDS = {
    ShareKind.CLASS: "this class",
    ShareKind.LEARNERS: "these students",
    ShareKind.EDUCATOR: "this plan",
    ShareKind.DEVICES: "my devices",
}


def letters(name: str) -> str:
    """One or two letters for the avatar of a grown-up, whose name may begin with a title."""
    return names.initials(*split(name))


def called(name: str) -> str:
    """How a grown-up is spoken to: the given name, or title and family name."""
    given, family = split(name)
    return name.strip() if len(given) < 4 and given.endswith(".") else given or family


def heard(at: datetime, now: datetime) -> str:
    """When somebody was last heard, in the time of this computer: "a moment ago", "last night", "4 days ago"."""
    then, now = at.astimezone(now.tzinfo), now
    minutes = round((now - then).total_seconds() / 60)
    if minutes < 2:
        return "a moment ago"
    if minutes < 60:
        return f"{minutes} minutes ago"
    if then.date() == now.date():
        return f"today, {days.clock(then)}"
    if (now.date() - then.date()).days == 1 and then.hour >= EVENING:
        return "last night"
    return days.ago(then.date(), now.date())


def moment(at: datetime, now: datetime) -> str:
    """A day and its time: "17 Nov, 4:10 pm", without the time where it is more than four weeks ago."""
    then = at.astimezone(now.tzinfo)
    day = days.short(then.date(), now.date())
    return day if (now.date() - then.date()).days > 28 else f"{day}, {days.clock(then)}"


def pill(member: Member, now: datetime) -> Mark:
    """The state of a member as words, icon and tone."""
    at = member.heard_at
    if member.state is MemberState.REVOKED:
        return Mark("No longer in", "user-round-x", "none")
    if member.state is MemberState.ENDED:
        ended = f"Ended {days.short(member.until, now.date())}" if member.until else "Ended"
        return Mark(ended, "calendar-off", "none")
    if member.me:
        return Mark("Up to date", "check", "ok") if not member.waiting else Mark("To go out", "upload", "info")
    if member.state is MemberState.NEVER_HEARD or at is None:
        return Mark("Not heard yet", "hourglass", "none")
    if member.state is MemberState.QUIET:
        since = (now.date() - at.astimezone(now.tzinfo).date()).days
        return Mark(f"Quiet for {days.count(since)}" if since else "Quiet today", "clock", "warn")
    return Mark(f"Heard {heard(at, now)}", "check", "ok")


def tally(member: Member, entries: int) -> str:
    """The count below the pill: what came in, or what of ours a member has not fetched yet."""
    if member.me:
        waits = f"{_entries(member.waiting)} to go out"
        return waits if member.waiting else f"all {_entries(entries)}"
    if member.state in {MemberState.REVOKED, MemberState.ENDED}:
        return "keeps what was there" if member.came or member.heard_at else ""
    if member.waiting:
        return f"{member.waiting:,} of yours {'waits' if member.waiting == 1 else 'wait'} for them"
    return f"{_entries(member.came)} came in" if member.came else "nothing of theirs yet"


def caption(member: Member, today: date) -> str:
    """What a member may do and see, for the line below the name."""
    if member.me:
        return DOT.join(
            ("You", "this laptop") if member.role is not Role.READER else ("You", "this laptop", "reads only")
        )
    parts = [ROLES[member.role]]
    if member.learners is not None:
        parts.append(f"works with {'1 student' if member.learners == 1 else f'{member.learners} students'}")
    if member.restricted:
        parts.append("supports too")
    if member.until is not None and member.state not in {MemberState.ENDED, MemberState.REVOKED}:
        parts.append(f"until {days.short(member.until, today)}")
    return DOT.join(parts)


def spoken(member: Member, entries: int, now: datetime) -> str:
    """A member as one sentence for people who listen to the screen."""
    parts = (member.name, caption(member, now.date()), pill(member, now).text, tally(member, entries))
    return ", ".join(part.replace("  ·  ", ", ") for part in parts if part)


def whose(version: Version) -> str:
    """Who wrote a value."""
    return "You" if version.by_me else isolate(called(version.who))


def owner(health: Health) -> str:
    """The name of the one who lets people in; empty while it is not known here."""
    return next((one.name for one in health.members if one.device == health.share.owner), owner_of(health.share))


def owner_of(share: Share) -> str:
    """The owner's name where the share itself has it, as one that was just joined does; others have the device."""
    return "" if _DEVICE.fullmatch(share.owner) else share.owner


def subtitle(share: Share, synced_at: datetime | None, now: datetime) -> str:
    """What stands under the page's title."""
    how = f"{isolate(share.name)} is shared by a folder. There is no server."
    return f"{how} Looked {heard(synced_at, now)}." if synced_at is not None else how


def question(share: Share, where: str, title: str, to: str) -> str:
    """A polite message about an open choice. It may go by any way, so it names nobody and quotes nothing."""
    given, _space, family = title.partition(" ")
    about = f"{where} of {names.initials(given, family)}." if title else where
    return (
        f"Hello {to}, the two of us changed the same thing in Learnerplan ({share.name}): {about} "
        "Both versions are kept. Would you look at Sharing, and tell me which one is right? Thank you."
    )


def round_told(reports: Sequence[RoundReport]) -> str:
    """What a round did, for somebody who asked for it."""
    problem = next((one for report in reports for one in report.problems if one.grave), None)
    if problem is not None:
        return f"{problem.sentence} {problem.next_step}".strip()
    came, sent = sum(one.came for one in reports), sum(one.sent for one in reports)
    if not came and not sent:
        return "All is up to date"
    parts = [f"{_entries(came)} came in" if came else "", f"{_entries(sent)} went out" if sent else ""]
    return ", ".join(part for part in parts if part)


def copied_told(out: int, back: int) -> str:
    """What carrying to a stick did."""
    told = [f"{_files(out)} copied to the stick" if out else "The stick had everything already"]
    if back:
        told.append(f"{_files(back)} came from it")
    return ", ".join(told) + ". Take it out safely."


def local(at: datetime) -> datetime:
    """A moment in the time of this computer; one without a zone is UTC, as the planbook keeps it."""
    return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).astimezone()


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"
