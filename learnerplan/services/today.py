"""Today: what waits for the teacher, in a few numbers and names."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import names
from learnerplan.domain.checkins import DUE_AFTER_DAYS, OVERDUE_AFTER_DAYS
from learnerplan.domain.terms import week_of, weeks
from learnerplan.services import planbooks, rota, terms
from learnerplan.services.conditions import IN_CLASS, NEEDS_A_LOOK, STALE_DAYS

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable

FACES, LONGEST, NEED_A_LOOK, MEETINGS = 140, 5, 4, 4
"""How many learners and meetings the first page has room for: of a large school nothing else is read."""


class FaceRow(NamedTuple):
    """A learner with the day of the last check-in, and one `of` how many that a query found."""

    id: str
    given_name: str
    family_name: str
    preferred_name: str
    name_order: str
    last_check_in: date | None
    of: int

    @property
    def name(self) -> str:
        """The name for the screen."""
        return names.shown_name(self.given_name, self.family_name, self.preferred_name, self.name_order)

    @property
    def letters(self) -> str:
        """The letters of the avatar."""
        return names.initials(self.preferred_name or self.given_name, self.family_name, self.name_order)


class Meeting(NamedTuple):
    """A conference that comes up, with the learner's names."""

    learner_id: str
    given_name: str
    preferred_name: str
    at: datetime

    @property
    def called(self) -> str:
        """What the learner likes to be called."""
        return names.called(self.given_name, self.preferred_name)


class Due(NamedTuple):
    """Check-ins: how many are due by the interval of the class and not away today, and how many nobody has seen for
    two weeks.
    """

    to_go: int
    unseen: int


class Overview(NamedTuple):
    """What the first page of a day shows; `week` is (number, of) in the term, `None` between terms.

    `seen` of `learners` were talked to since `fresh_from`. `faces` are by family name, `longest` begins with whoever
    waits longest, and `need_look` are the first of `needing_look` learners with a goal that nobody has looked at:
    `look_goals` says which, in the same order. `over` is a term that has ended while plans of it still run. `resting`
    is a day between terms, when nobody is waited for, and `following` is the term after it, if there is one yet.
    `year_over` tells that the school year has ended, too, for every class, and that no other is there.
    """

    teacher: str
    is_sample: bool
    start: planbooks.Start
    term: terms.TermRow | None
    week: tuple[int, int] | None
    learners: int
    seen: int
    fresh_from: date
    faces: tuple[FaceRow, ...]
    longest: tuple[FaceRow, ...]
    needing_look: int
    need_look: tuple[FaceRow, ...]
    look_goals: tuple[str, ...]
    due: Due
    meetings: tuple[Meeting, ...]
    waiting_rows: int
    over: terms.TermOver | None
    resting: bool
    following: terms.TermRow | None
    year_over: bool


_ROOM = "l.active AND l.kind = 'child' {in_class}"
_FACES = """SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.name_order,
    (SELECT max(held_on) FROM check_in WHERE learner_id = l.id), l.every
    FROM (SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.name_order, count(*) OVER () AS every
        FROM learner l WHERE {where}
    ORDER BY l.family_name COLLATE NOCASE, l.given_name COLLATE NOCASE LIMIT :most) l"""
_SEEN = """SELECT count(*) FROM learner l
    WHERE {where} AND l.id IN (SELECT learner_id FROM check_in WHERE held_on >= :fresh)"""
_LONGEST = """WITH seen AS (SELECT learner_id, max(held_on) AS day FROM check_in GROUP BY learner_id)
    SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.name_order, seen.day, count(*) OVER ()
    FROM learner l LEFT JOIN seen ON seen.learner_id = l.id WHERE {where} AND coalesce(seen.day, '') < :fresh
    ORDER BY coalesce(seen.day, ''), l.family_name COLLATE NOCASE, l.given_name COLLATE NOCASE LIMIT :most"""
# Nobody who was never talked to has a day, and an empty text comes before every day. The rail counts so too
# (`rota.RailRow.due`).
_DUE = """WITH seen AS (SELECT learner_id, max(held_on) AS day FROM check_in WHERE held_on <= :today
        GROUP BY learner_id)
    SELECT coalesce(sum(coalesce(seen.day, '') <= date(:today, '-' || :wait || ' days')
        AND NOT EXISTS (SELECT 1 FROM absence a WHERE a.learner_id = l.id AND a."on" = :today AND a.why = 'away')), 0),
        coalesce(sum(coalesce(seen.day, '') < :unseen), 0)
    FROM learner l LEFT JOIN seen ON seen.learner_id = l.id WHERE {where}"""
_LOOK = f"l.id IN (SELECT g.learner_id FROM goal g WHERE {NEEDS_A_LOOK})"
_LOOK_GOAL = f"""SELECT coalesce(nullif(g.words, ''), g.statement) FROM goal g
    WHERE g.learner_id = :learner AND {NEEDS_A_LOOK} ORDER BY g.position, g.id LIMIT 1"""
# A cross join keeps the order of the tables: there are fewer meetings than learners.
_MEETINGS = """SELECT l.id, l.given_name, l.preferred_name, c.held_at FROM conference c
    CROSS JOIN learner l ON l.id = c.learner_id WHERE {where} AND c.held_at >= :today ORDER BY c.held_at LIMIT :most"""

_YEAR_LEFT = "SELECT 1 FROM school_year WHERE ends_on >= :today LIMIT 1"


def overview(view: Readable, *, today: date, class_id: str = "") -> Overview:
    """The day of a class, of all classes when none is named. What a class of any size costs stays in the database."""
    where = _ROOM.format(in_class=IN_CLASS if class_id else "")
    fresh_from = today - timedelta(days=DUE_AFTER_DAYS)
    held = {
        "class": class_id,
        "today": today.isoformat(),
        "fresh": fresh_from.isoformat(),
        "stale": (today - timedelta(days=STALE_DAYS)).isoformat(),
        "unseen": (today - timedelta(days=OVERDUE_AFTER_DAYS)).isoformat(),
        "wait": rota.of_class(view, class_id).wait(today) if class_id else DUE_AFTER_DAYS,
    }
    about = planbooks.about(view)
    faces = _by_name(view.rows(FaceRow, _FACES.format(where=where), {**held, "most": FACES}))
    looked = _by_name(view.rows(FaceRow, _FACES.format(where=f"{where} AND {_LOOK}"), {**held, "most": NEED_A_LOOK}))
    listed = terms.of_class(view, today, class_id) if class_id else terms.listed(view, today)
    term = terms.current_of(listed, today)
    resting = term is not None and term.ends_on < today
    following = terms.following(view, today, class_id) if resting else None
    number = week_of(term.starts_on, term.ends_on, today) if term else None
    return Overview(
        teacher=about.teacher,
        is_sample=about.is_sample,
        start=planbooks.start(view),
        term=term,
        week=(number, weeks(term.starts_on, term.ends_on)) if term and number else None,
        learners=faces[0].of if faces else 0,
        seen=int(view.value(_SEEN.format(where=where), held)),
        fresh_from=fresh_from,
        faces=faces,
        longest=tuple(view.rows(FaceRow, _LONGEST.format(where=where), {**held, "most": LONGEST})),
        needing_look=looked[0].of if looked else 0,
        need_look=looked,
        look_goals=tuple(str(view.value(_LOOK_GOAL, {**held, "learner": face.id})) for face in looked),
        due=view.rows(Due, _DUE.format(where=where), held)[0],
        meetings=tuple(view.rows(Meeting, _MEETINGS.format(where=where), {**held, "most": MEETINGS})),
        waiting_rows=int(view.value("SELECT count(*) FROM pending_row")),
        over=terms.over(view, today, class_id),
        resting=resting,
        following=following,
        year_over=resting and following is None and not view.value(_YEAR_LEFT, held),
    )


def _by_name(rows: list[FaceRow]) -> tuple[FaceRow, ...]:
    return tuple(sorted(rows, key=lambda row: names.sort_key(row.given_name, row.family_name)))
