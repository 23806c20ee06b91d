"""Which planner takes which table of OneRoster."""

from __future__ import annotations

from learnerplan.imports.oneroster import details, relatives, sessions, taught, users
from learnerplan.imports.rosters import enrolments
from learnerplan.imports.words.parts import (
    ASIDE,
    COURSES,
    DEMOGRAPHICS,
    FLAGS,
    GRADEBOOK,
    ORGS,
    PLACES,
    RELATIONSHIPS,
    ROLES,
    SESSIONS,
    TAUGHT,
    USERS,
)

PLANNERS = {
    SESSIONS: sessions.plan,
    TAUGHT: taught.plan,
    USERS: users.plan,
    PLACES: enrolments.plan_enrolments,
    ROLES: details.plan_roles,
    DEMOGRAPHICS: details.plan_demographics,
    RELATIONSHIPS: relatives.plan,
}
"""Parts without a planner here are read and left aside."""
BEFORE = (SESSIONS, TAUGHT)
AFTER = (USERS, DEMOGRAPHICS, ROLES, RELATIONSHIPS, PLACES)
LAST = (ORGS, COURSES, FLAGS, GRADEBOOK, ASIDE)
