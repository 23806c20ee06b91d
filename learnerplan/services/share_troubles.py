"""What may be wrong with a share, each as a sentence and the next step; nothing here asks to choose a direction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Problem, Role

if TYPE_CHECKING:
    from learnerplan.sharing.problems import Trouble

PATIENCE = timedelta(minutes=10)
"""How long something may be missing before it is worth a sentence: carriers bring files one by one."""

KEPT = "kept"
"""The kind of problem that tells of rows which stay although somebody deleted them."""
SEEN_ENDS = frozenset({KEPT, "forged", "not_allowed", "unreadable", "outside", "fork", "too_long", "rights", "alone"})
"""Kinds that nothing mends: they are over when somebody has seen them."""

_FOLDERS = {
    "gone": (
        "The shared folder is not there.",
        "Plug in the stick, or start OneDrive, Drive or Syncthing. Nothing is lost; work goes on here.",
    ),
    "read_only": (
        "The shared folder may only be read here, so your changes wait.",
        "Ask whoever owns the folder to let you change files in it.",
    ),
    "full": ("There is no room left for shared changes.", "Make room on the disk or in the cloud account."),
    "refused": ("The shared folder may not be opened.", "Look at its permissions, or choose the folder again."),
    "busy": ("Another program holds a file of the shared folder.", "It is tried again by itself in half a minute."),
}


def told(connection: Any, share: str, now: datetime) -> list[Problem]:
    """What is wrong now. What only needs time is not told before it had some."""
    from learnerplan.sharing import members, problems

    names = {device: person.name for device, person in members.load(connection, share).people.items()}
    counted: dict[str, list[tuple[str, str, datetime]]] = {}
    for kind, subject, detail, since, _times in problems.open_ones(connection, share):
        counted.setdefault(kind.value, []).append((subject, detail, datetime.fromisoformat(since)))
    found = [
        problem for kind, each in counted.items() if (problem := _problem(problems.Trouble(kind), each, names, now))
    ]
    return found + _waiting(connection, share, now) + _kept(connection, share)


def _problem(
    kind: Trouble, each: list[tuple[str, str, datetime]], names: dict[str, str], now: datetime
) -> Problem | None:
    from learnerplan.sharing.problems import Trouble

    subject, detail, _since = each[-1]
    since = min(at for _subject, _detail, at in each)
    if kind is Trouble.FOLDER:
        sentence, step = _FOLDERS.get(detail, _FOLDERS["gone"])
        return Problem(kind.value, sentence, step, since, grave=detail not in ("gone", "busy"))
    if kind in (Trouble.GAP, Trouble.DAMAGED) and now - since < PATIENCE:
        return None
    if kind is Trouble.RIGHTS:
        return _rights(each)
    who = _name(names, subject, detail)
    many = len(each) > 1
    count = f"{len(each)} files" if many else "A file"
    sentences = {
        Trouble.DAMAGED: (
            f"{count} in the shared folder {'are' if many else 'is'} damaged.",
            "Nothing to do: whoever has it whole gives it again as soon as both were online.",
        ),
        Trouble.FORGED: (
            f"{count} in the shared folder {'are not by whom they say' if many else 'is not by whom it says'}.",
            "Nothing of it was taken in. If you did not expect this, ask who else can write to that folder.",
        ),
        Trouble.NOT_ALLOWED: _not_allowed(who, detail),
        Trouble.UNREADABLE: (
            f"Something that {who} shared makes no sense, and is kept apart.",
            "Ask them to install the newest Learnerplan. Everything else came in.",
        ),
        Trouble.OUTSIDE: (
            f"Changes by {who} to something that is not part of this share were not taken in.",
            "They are kept apart. Ask them what they meant to do.",
        ),
        Trouble.NEWER: (
            "Something here was made by a newer Learnerplan.",
            "Install the newest version: what waits is then shown.",
        ),
        Trouble.GAP: (
            f"Something that {who} shared is still on its way.",
            "Ask them to open Learnerplan while they are online; it is given again by itself.",
        ),
        Trouble.FORK: _fork(who, each),
        Trouble.ALONE: (
            f"Changes by {who} came here just before they might write no longer, and perhaps not to everybody.",
            "They stand here. If you see something that others do not, tell somebody who may write.",
        ),
        Trouble.TOO_LONG: (
            "A text of yours is too long to be shared.",
            "It is safe here. Divide it, or keep the long part in a file.",
        ),
    }
    sentence, step = sentences[kind]
    grave = kind not in (Trouble.GAP, Trouble.DAMAGED, Trouble.NEWER, Trouble.ALONE)
    return Problem(kind.value, sentence, step, since, grave)


def _fork(who: str, each: list[tuple[str, str, datetime]]) -> tuple[str, str]:
    """A session that went on in two ways, or the owner's word on who is in the share."""
    if any(subject.startswith("log ") for subject, _detail, _since in each):
        return (
            "Who is in this share was decided twice, since a computer was put back to a backup. One way holds for all.",
            "Whoever started the share: look at who is in it, and say again what is missing.",
        )
    return (
        f"The computer of {who} was put back to an earlier moment, and went on twice from there.",
        "Ask them to close Learnerplan and open it again. What both sides hold is kept.",
    )


def _not_allowed(who: str, detail: str) -> tuple[str, str]:
    """Why a batch was refused, by the reason that `Membership.may_write` gave."""
    reason = detail.partition(" ")[0]
    if reason == "section":
        return (
            f"Changes by {who} to supports were not taken in, since they may not have the supports.",
            "If they should, whoever started the share may give them the supports. Everything else came in.",
        )
    if reason == "reader":
        return (
            f"Changes by {who} were not taken in, since they may only read this share.",
            "If they should write, whoever started the share may change what they may do. What they wrote comes then.",
        )
    return (
        f"Changes by {who} were not taken in, since they may not change this share.",
        "If they should, let them in again as somebody who reads and writes.",
    )


def _rights(each: list[tuple[str, str, datetime]]) -> Problem:
    """What this planbook may do since its owner changed it, and what becomes of what was written here."""
    from learnerplan.sharing import rights

    sentences, steps = [], []
    for _subject, detail, _since in each:
        what, _space, count = detail.partition(" ")
        sentence, step = {
            Role.READER.value: ("You only read this share now.", _staying(int(count))),
            Role.EDITOR.value: (
                "You may change this share now.",
                "What you changed here before goes to the others with the next round.",
            ),
            rights.SUPPORTS: ("You get the supports in this share now.", "They come in with the next rounds."),
            rights.NO_SUPPORTS: (
                "You get no supports of this share any more.",
                "Those that are here stay here, and what you change in them stays with you.",
            ),
        }[what]
        sentences.append(sentence)
        steps.append(step)
    since = min(at for _subject, _detail, at in each)
    return Problem("rights", " ".join(sentences), " ".join(steps), since, grave=False)


def _staying(count: int) -> str:
    if not count:
        return "All that you had changed had arrived. What you change from now on stays on this computer."
    stays = "1 change of yours had" if count == 1 else f"{count:,} changes of yours had"
    return f"{stays} not arrived yet. Nothing is lost: it all stays on this computer, like what you change from now on."


def _name(names: dict[str, str], subject: str, detail: str) -> str:
    """Whose it is: subjects and details hold the session ("main/<device>-<launch>") or the device."""
    for device, name in names.items():
        if device in subject or device in detail:
            return name
    return "somebody"


def _waiting(connection: Any, share: str, now: datetime) -> list[Problem]:
    """Rows that cannot stand yet: for a later version, or because what they belong to has not come."""
    newer, alone = connection.execute(
        """SELECT sum(r.waits LIKE 'newer%' OR r.waits LIKE '%' || char(10) || 'newer%'),
        sum(r.waits NOT LIKE '%newer%' AND NOT EXISTS (SELECT 1 FROM learner l WHERE l.id = r.row_id))
        FROM share_row r CROSS JOIN share_scope s ON s.tbl = r.tbl AND s.row_id = r.row_id
        WHERE s.share = ? AND r.waits IS NOT NULL""",
        (share,),
    ).fetchone()
    found = []
    if newer:
        entries = "1 entry waits" if newer == 1 else f"{newer} entries wait"
        found.append(
            Problem(
                "waits",
                f"{entries} for a newer Learnerplan.",
                "Install the newest version: what waits is then shown. Nothing of it is lost.",
                now,
                grave=False,
            )
        )
    if alone and _is_late(connection, share, now):
        entries = "1 entry waits" if alone == 1 else f"{alone} entries wait"
        found.append(
            Problem("parts", f"{entries} for something that has not come.", _FOLDERS["gone"][1], now, grave=False)
        )
    return found


def _is_late(connection: Any, share: str, now: datetime) -> bool:
    """A link to something that is not shared is no trouble; a part that is missing for a day, with a gap, is."""
    row = connection.execute(
        "SELECT min(since) FROM share_problem WHERE share = ? AND kind = 'gap' AND gone IS NULL", (share,)
    ).fetchone()
    return row[0] is not None and now - datetime.fromisoformat(row[0]) > timedelta(days=1)


def _kept(connection: Any, share: str) -> list[Problem]:
    """Rows that stay although somebody deleted them."""
    count, since = connection.execute(
        "SELECT count(*), min(at) FROM share_notice WHERE share = ? AND seen = 0", (share,)
    ).fetchone()
    if not count:
        return []
    entries = "1 entry was" if count == 1 else f"{count} entries were"
    return [
        Problem(
            KEPT,
            f"{entries} deleted by one of you and changed by another, and so kept.",
            "Look at what stayed, and delete it again if it should go.",
            datetime.fromisoformat(since),
            grave=False,
        )
    ]
