"""Which learners a page is about: conditions of SQL that several queries share.

They name a learner `l`, a goal `g`, a term `t` or columns of a reflection; `:class` and `:stale` are parameters of the
query.
"""

from __future__ import annotations

IN_CLASS = "AND l.id IN (SELECT learner_id FROM enrolment WHERE class_id = :class AND ends_on IS NULL)"
LEFT_CLASS = """l.kind = 'child'
    AND (NOT l.active OR NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.learner_id = l.id AND e.ends_on IS NULL))
    AND l.id IN (SELECT e.learner_id FROM enrolment e WHERE e.class_id = :class OR e.class_id IN
        (SELECT o.class_id FROM enrolment n JOIN enrolment o ON o.learner_id = n.learner_id
        JOIN "class" c ON c.id = o.class_id
        WHERE n.class_id = :class AND n.ends_on IS NULL AND NOT c.active
        AND coalesce(c.school_year_id, t.school_year_id) = t.school_year_id))"""
"""Who sat in a class, or in what was that class in the year of a term `t`, and sits in none now."""
STALE_DAYS = 14
"""`:stale` is the day this many days ago."""
NEEDS_A_LOOK = """g.status = 'active' AND coalesce(g.begun_on, '') < :stale
    AND NOT EXISTS (SELECT 1 FROM measurement m WHERE m.goal_id = g.id AND m.measured_on >= :stale)
    AND NOT EXISTS (SELECT 1 FROM check_in_goal x JOIN check_in c ON c.id = x.check_in_id
        WHERE x.goal_id = g.id AND c.held_on >= :stale)"""
"""A goal needs a look when it is open and was neither measured nor talked about since then."""
LOOKS_BACK = "(goal_id IS NULL OR feeling IS NULL)"
"""A reflection looks back on a term or a goal; a face of one day is kept with a goal and does not."""

OWN_TERMS = """(SELECT o.class_id FROM term o JOIN enrolment e ON e.class_id = o.class_id
    WHERE e.learner_id = {learner} AND o.school_year_id = {year}
    AND (e.ends_on IS NULL OR NOT EXISTS (SELECT 1 FROM enrolment n JOIN "class" c ON c.id = n.class_id
        WHERE n.learner_id = {learner} AND n.ends_on IS NULL AND coalesce(c.school_year_id, {year}) = {year}))
    ORDER BY e.ends_on IS NOT NULL, o.class_id LIMIT 1)"""
"""The class by whose own terms a learner goes in a year: the first of theirs that has any, `NULL` for the school's.

In a year that none of their classes of now is of, the class where they sat then counts.
"""
