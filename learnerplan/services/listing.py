"""Whole lists as JSON-able objects, for scripts: `learnerplan list ... --json`. Screens have queries of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.services.json_objects import objects, truth

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable

IDENTIFIERS = """(SELECT json_group_array(json_object('source', i.source, 'value', i.value) ORDER BY i.source, i.value)
    FROM identifier i WHERE i.learner_id = l.id)"""
CLASSES = """(SELECT json_group_array(json_object('id', c.id, 'name', c.name) ORDER BY c.name, c.id)
    FROM "class" c WHERE c.id IN (SELECT e.class_id FROM enrolment e
        WHERE e.learner_id = l.id AND e.ends_on IS NULL))"""
_NAME = """trim(CASE l.name_order WHEN 'family' THEN l.family_name || ' ' || coalesce(nullif(l.preferred_name, ''),
    l.given_name) ELSE coalesce(nullif(l.preferred_name, ''), l.given_name) || ' ' || l.family_name END)"""

_LEARNERS = f"""SELECT json_object('id', l.id, 'given_name', l.given_name, 'family_name', l.family_name,
    'preferred_name', l.preferred_name, 'grade', l.grade, 'identifiers', json({IDENTIFIERS}),
    'classes', json({CLASSES}), 'active', {truth("l.active")})
    FROM learner l WHERE l.kind = 'child' ORDER BY l.family_name, l.given_name, l.id"""

_CLASSES = f"""SELECT json_object('id', c.id, 'name', c.name, 'subject', c.subject, 'period', c.period,
    'grade', c.grade, 'school_year', coalesce(y.name, ''), 'identifiers', json((SELECT json_group_array(
        json_object('source', i.source, 'value', i.value) ORDER BY i.source, i.value)
        FROM class_identifier i WHERE i.class_id = c.id)),
    'learners', (SELECT count(DISTINCT e.learner_id) FROM enrolment e WHERE e.class_id = c.id AND e.ends_on IS NULL),
    'active', {truth("c.active")})
    FROM "class" c LEFT JOIN school_year y ON y.id = c.school_year_id ORDER BY c.name, c.id"""

_PLANS = f"""SELECT json_object('id', p.id, 'learner_id', l.id, 'learner', {_NAME}, 'school_year', y.name,
    'term', t.name, 'state', p.state, 'vision', p.vision,
    'goals', (SELECT count(*) FROM goal g WHERE g.plan_id = p.id))
    FROM plan p JOIN learner l ON l.id = p.learner_id JOIN term t ON t.id = p.term_id
    JOIN school_year y ON y.id = t.school_year_id
    ORDER BY l.family_name, l.given_name, l.id, t.starts_on, p.id"""

_GOALS = f"""SELECT json_object('id', g.id, 'learner_id', l.id, 'learner', {_NAME}, 'plan_id', g.plan_id,
    'term', t.name, 'kind', g.kind, 'area', g.area, 'words', g.words, 'statement', g.statement, 'why', g.why,
    'measure', g.measure, 'unit', g.unit, 'baseline', g.baseline, 'target', g.target, 'target_words', g.target_words,
    'due_on', g.due_on, 'status', g.status, 'steps', (SELECT count(*) FROM step s WHERE s.goal_id = g.id))
    FROM goal g JOIN learner l ON l.id = g.learner_id JOIN plan p ON p.id = g.plan_id JOIN term t ON t.id = p.term_id
    ORDER BY l.family_name, l.given_name, l.id, t.starts_on, g.position, g.id"""

_ARTIFACTS = f"""SELECT json_object('id', a.id, 'learner_id', l.id, 'learner', {_NAME}, 'title', a.title,
    'kind', a.kind, 'path', a.path, 'media_type', a.media_type, 'size', a.size, 'sha256', a.sha256,
    'made_on', a.made_on, 'added_on', a.added_on, 'why', a.why, 'audience', a.audience,
    'goals', json((SELECT json_group_array(x.goal_id ORDER BY x.goal_id) FROM artifact_goal x
        WHERE x.artifact_id = a.id)))
    FROM artifact a JOIN learner l ON l.id = a.learner_id
    ORDER BY l.family_name, l.given_name, l.id, a.added_on, a.id"""

_SURVEYS = """SELECT json_object('id', s.id, 'title', s.title, 'respondent', s.respondent,
    'questions', json((SELECT json_group_array(json_object('text', q.text, 'kind', q.kind,
        'facet', coalesce(q.facet, '')) ORDER BY q.position) FROM question q WHERE q.survey_id = s.id)),
    'responses', (SELECT count(*) FROM response r WHERE r.survey_id = s.id),
    'learners', (SELECT count(DISTINCT r.learner_id) FROM response r WHERE r.survey_id = s.id))
    FROM survey s ORDER BY s.title, s.id"""

_COMPETENCIES = """SELECT json_object('id', k.id, 'framework', f.title, 'identifier', k.identifier, 'code', k.code,
    'aliases', json((SELECT json_group_array(a.code ORDER BY a.id) FROM competency_alias a
        WHERE a.competency_id = k.id)),
    'statement', k.statement, 'child_statement', k.child_statement, 'success', k.success, 'kind', k.kind,
    'grade', k.grade, 'grades', json((SELECT json_group_array(g.grade ORDER BY g.id) FROM competency_grade g
        WHERE g.competency_id = k.id)),
    'part_of', json((SELECT json_group_array(e.to_id ORDER BY e.id) FROM competency_edge e
        WHERE e.from_id = k.id AND e.kind = 'child_of' AND e.to_id IS NOT NULL)),
    'after', json((SELECT json_group_array(e.from_id ORDER BY e.id) FROM competency_edge e
        WHERE e.to_id = k.id AND e.kind = 'precedes' AND e.from_id IS NOT NULL)))
    FROM competency k JOIN framework f ON f.id = k.framework_id ORDER BY f.title, f.id, k.position, k.id"""

_LISTS = {
    "learners": _LEARNERS,
    "classes": _CLASSES,
    "plans": _PLANS,
    "goals": _GOALS,
    "artifacts": _ARTIFACTS,
    "surveys": _SURVEYS,
    "competencies": _COMPETENCIES,
}
KINDS = tuple(_LISTS)


def listed(view: Readable, kind: str) -> list[dict[str, Any]]:
    """Every record of one of the `KINDS`, in a fixed order. Raises `KeyError` for another kind."""
    return objects(view, _LISTS[kind])
