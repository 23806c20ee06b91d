"""Academic sessions: school years and their terms, taken where the planbook has none of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from learnerplan.imports.drafts import NEW, SchoolYearDraft, TermDraft
from learnerplan.imports.known import KnownYear
from learnerplan.imports.oneroster.folder import is_gone
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.planned.plan import FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run, column_order, date_questions
from learnerplan.imports.planned.verdicts import left_out, refused, unreadable
from learnerplan.imports.planned.working import Working
from learnerplan.imports.rosters.school_years import year_of
from learnerplan.imports.words import dates
from learnerplan.imports.words.folding import fold

_YEAR = "schoolyear"
_TERMS = ("term", "gradingperiod", "semester")
"""Kinds of terms; where a year has several kinds, which lie over each other, the first of these counts."""


class _Session(NamedTuple):
    key: str
    line: int
    title: str
    type: str
    starts: str
    ends: str
    gone: bool


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of the sessions. A year whose days the planbook holds is not changed, and neither are its terms."""
    order = column_order(blank.table, blank.mapping, run.fallback, "starts", "ends")
    reader = Reader.of(blank.mapping, order)
    planned = unreadable(blank.table)
    sessions = []
    for index, row in enumerate(blank.table.rows):
        session = _session(blank, index, row, reader, run.working)
        if session.gone:
            planned.append(left_out(session.key, session.line, session.title, "Deleted there. What is here stays."))
        elif not (session.starts and session.ends) or session.starts > session.ends:
            reason = "Its first and last day are missing, cannot be read, or are the wrong way round."
            planned.append(refused(session.key, session.line, session.title, reason))
        else:
            sessions.append(session)
    planned += _planned(sessions, run.working)
    rows = tuple(sorted(planned, key=lambda each: each.line))
    return replace(blank, rows=rows, questions=date_questions(blank, order, "starts"), date_order=order)


def _session(blank: FilePlan, index: int, row: tuple[str, ...], reader: Reader, working: Working) -> _Session:
    days = []
    for use in ("starts", "ends"):
        day = dates.day_of(reader.first(row, use), reader.date_order)
        days.append(day.isoformat() if day else "")
    number, title = reader.first(row, "session"), reader.first(row, "title")
    kind = fold(reader.first(row, "session_type")).replace(" ", "")
    key = working.key(blank.table, index, "session", number, title)
    return _Session(
        key, blank.table.lines[index], title or number, kind, days[0], days[1], is_gone(reader.first(row, "status"))
    )


def _planned(sessions: list[_Session], working: Working) -> Iterable[RowPlan]:
    terms: defaultdict[str, list[_Session]] = defaultdict(list)
    years, rows = [each for each in sessions if each.type == _YEAR], []
    found: dict[str, tuple[_Session, KnownYear]] = {}
    for session in sorted(years, key=lambda each: (each.starts, each.line)):
        known = year_of(session.starts, working.years)
        if known is not None:
            reason = f"{known.name} is here already, with days and terms of its own. Nothing changed."
            rows.append(left_out(session.key, session.line, session.title, reason))
            continue
        year = KnownYear(f"{NEW}year:{session.key}", session.title, session.starts, session.ends)
        working.years.append(year)
        found[year.id] = (session, year)
    for session in sessions:
        if session.type != _YEAR:
            held = year_of(session.starts, working.years)
            terms[held.id if held else ""].append(session)
    rows += [_outside(session) for session in terms.pop("", [])]
    ids = {year.id: year for year in working.years}
    for year_id, parts in terms.items():
        taken = _taken(parts) if not ids[year_id].terms else []
        rows += [_term(session, ids[year_id], taken) for session in parts]
    for year_id, (session, year) in found.items():
        usual = not _taken(terms.get(year_id, []))
        draft = SchoolYearDraft(year.id, year.name, year.starts, year.ends, usual)
        reason = "A new school year" + (", with the usual terms." if usual else ".")
        rows.append(RowPlan(session.key, session.line, session.title, Verdict.NEW, reason, payload=draft))
    return rows


def _taken(parts: list[_Session]) -> list[_Session]:
    """The sessions that become terms: of one kind, one after the other."""
    kind = next((kind for kind in _TERMS if any(each.type == kind for each in parts)), "")
    taken: list[_Session] = []
    for each in sorted(parts, key=lambda each: (each.starts, each.ends, each.line)):
        if each.type == kind and (not taken or each.starts > taken[-1].ends):
            taken.append(each)
    return taken


def _term(session: _Session, year: KnownYear, taken: list[_Session]) -> RowPlan:
    if session in taken:
        draft = TermDraft(year.id, session.title, session.starts, session.ends, taken.index(session) + 1)
        return RowPlan(session.key, session.line, session.title, Verdict.NEW, f"A term of {year.name}.", payload=draft)
    reason = f"{year.name} has terms of its own." if not taken else "It lies over other terms of the year."
    return left_out(session.key, session.line, session.title, f"{reason} Nothing changed.")


def _outside(session: _Session) -> RowPlan:
    return left_out(session.key, session.line, session.title, "No school year here holds it. Nothing to keep.")
