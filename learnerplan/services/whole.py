"""The whole record of one learner as a JSON-able object: what `learnerplan show --json` prints.

Private and local things (memory aids, drafts, the import log) are no part of the record and cannot be in here.
Supports are restricted: they are in here only where somebody asks for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.services.json_objects import objects, truth
from learnerplan.services.listing import CLASSES, IDENTIFIERS

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

_LEARNER = f"""SELECT json_object('id', l.id, 'given_name', l.given_name, 'family_name', l.family_name,
    'preferred_name', l.preferred_name, 'grade', l.grade, 'identifiers', json({IDENTIFIERS}),
    'classes', json({CLASSES}), 'active', {truth("l.active")}, 'middle_name', l.middle_name,
    'preferred_name_for', l.preferred_name_for, 'other_name', l.other_name, 'name_order', l.name_order,
    'pronouns', l.pronouns, 'pronouns_for', l.pronouns_for,
    'birth_date', l.birth_date, 'home_language', l.home_language, 'photo_consent', {truth("l.photo_consent")})
    FROM learner l WHERE l.id = ?"""

_PROFILE = f"""SELECT json_object('id', p.id, 'facet', p.facet, 'text', p.text, 'voice', p.voice,
    'said_by', p.said_by, 'said_on', p.said_on, 'made', p.made, 'source', p.source, 'source_label', p.source_label,
    'audience', p.audience, 'current', {truth("p.current")}, 'translations', json((SELECT json_group_array(
        json_object('language', t.language, 'text', t.text, 'translator', t.translator) ORDER BY t.language, t.id)
        FROM translation t WHERE t.profile_entry_id = p.id)))
    FROM profile_entry p WHERE p.learner_id = ? ORDER BY p.said_on DESC, p.id"""

_SURVEYS = """SELECT json_object('id', r.id, 'survey_id', s.id, 'survey', s.title, 'answered_at', r.answered_at,
    'respondent', r.respondent, 'respondent_name', r.respondent_name, 'source_file', r.source_file,
    'source_line', r.source_line, 'answers', json((SELECT json_group_array(json_object('question', q.text,
        'kind', q.kind, 'facet', coalesce(q.facet, ''), 'text', a.text) ORDER BY q.position, a.id)
        FROM answer a JOIN question q ON q.id = a.question_id WHERE a.response_id = r.id)))
    FROM response r JOIN survey s ON s.id = r.survey_id WHERE r.learner_id = ?
    ORDER BY r.answered_at DESC, r.id DESC"""

_PLANS = """SELECT json_object('id', p.id, 'school_year', y.name, 'term', t.name, 'starts_on', t.starts_on,
    'ends_on', t.ends_on, 'state', p.state, 'vision', p.vision, 'learner_agreed_on', p.learner_agreed_on,
    'teacher_agreed_on', p.teacher_agreed_on, 'family_agreed_on', p.family_agreed_on)
    FROM plan p JOIN term t ON t.id = p.term_id JOIN school_year y ON y.id = t.school_year_id
    WHERE p.learner_id = ? ORDER BY t.starts_on DESC, p.id"""

_GOALS = """SELECT json_object('plan_id', g.plan_id, 'id', g.id, 'kind', g.kind, 'area', g.area, 'words', g.words,
    'statement', g.statement, 'why', g.why, 'success', g.success, 'measure', g.measure,
    'measure_kind', g.measure_kind, 'unit', g.unit, 'baseline', g.baseline, 'target', g.target,
    'target_words', g.target_words, 'begun_on', g.begun_on, 'due_on', g.due_on, 'status', g.status,
    'outcome_note', g.outcome_note, 'carried_from_id', g.carried_from_id,
    'aspiration', (SELECT a.text FROM aspiration a WHERE a.id = g.aspiration_id), 'audience', g.audience,
    'competencies', json((SELECT json_group_array(json_object('code', c.code, 'statement', c.statement)
        ORDER BY c.code, c.id) FROM goal_competency x JOIN competency c ON c.id = x.competency_id
        WHERE x.goal_id = g.id)),
    'steps', json((SELECT json_group_array(json_object('id', s.id, 'text', s.text, 'who', s.who,
        'repeats', s.repeats, 'due_on', s.due_on, 'done_on', json((SELECT json_group_array(d.done_on ORDER BY d.done_on)
            FROM step_done d WHERE d.step_id = s.id))) ORDER BY s.position, s.id) FROM step s WHERE s.goal_id = g.id)),
    'measurements', json((SELECT json_group_array(json_object('measured_on', m.measured_on, 'value', m.value,
        'trials', m.trials, 'words', m.words, 'by', m.by) ORDER BY m.measured_on, m.id)
        FROM measurement m WHERE m.goal_id = g.id)),
    'artifacts', json((SELECT json_group_array(x.artifact_id ORDER BY x.artifact_id) FROM artifact_goal x
        WHERE x.goal_id = g.id)))
    FROM goal g WHERE g.learner_id = ? ORDER BY g.position, g.id"""

_CHECK_INS = """SELECT json_object('id', c.id, 'held_on', c.held_on, 'mode', c.mode, 'by', c.by,
    'feeling', c.feeling, 'words', c.words, 'next_move', c.next_move, 'audience', c.audience,
    'goals', json((SELECT json_group_array(json_object('goal_id', x.goal_id, 'level', v.name)
        ORDER BY g.position, x.goal_id) FROM check_in_goal x JOIN goal g ON g.id = x.goal_id
        LEFT JOIN scale_level v ON v.id = x.level_id WHERE x.check_in_id = c.id)))
    FROM check_in c WHERE c.learner_id = ? ORDER BY c.held_on DESC, c.id DESC"""

_REFLECTIONS = """SELECT json_object('id', r.id, 'plan_id', r.plan_id, 'goal_id', r.goal_id, 'prompt', r.prompt,
    'text', r.text, 'voice', r.voice, 'reflected_on', r.reflected_on, 'audience', r.audience)
    FROM reflection r WHERE r.learner_id = ? ORDER BY r.reflected_on DESC, r.id"""

_ASPIRATIONS = """SELECT json_object('id', a.id, 'text', a.text, 'horizon', a.horizon, 'state', a.state,
    'said_on', a.said_on, 'audience', a.audience)
    FROM aspiration a WHERE a.learner_id = ? ORDER BY a.said_on DESC, a.id"""

_OBSERVATIONS = """SELECT json_object('id', o.id, 'text', o.text, 'seen_on', o.seen_on, 'by', o.by,
    'audience', o.audience)
    FROM observation o JOIN observation_learner x ON x.observation_id = o.id WHERE x.learner_id = ?
    ORDER BY o.seen_on DESC, o.id"""

_RESULTS = """SELECT json_object('id', r.id, 'assessment', a.name, 'subject', a.subject, 'window', r.window,
    'school_year', r.school_year, 'attempt', r.attempt, 'taken_on', r.taken_on, 'score', r.score, 'scale', r.scale,
    'standard_error', r.standard_error, 'percentile', r.percentile, 'placement', r.placement,
    'parts', json((SELECT json_group_array(json_object('name', p.name, 'score', p.score, 'scale', p.scale,
        'standard_error', p.standard_error, 'percentile', p.percentile, 'placement', p.placement)
        ORDER BY p.position, p.id) FROM result_part p WHERE p.result_id = r.id)),
    'source_file', r.source_file, 'source_line', r.source_line)
    FROM result r JOIN assessment a ON a.id = r.assessment_id WHERE r.learner_id = ?
    ORDER BY r.taken_on DESC, a.name, r.id"""

_ARTIFACTS = """SELECT json_object('id', a.id, 'title', a.title, 'kind', a.kind, 'path', a.path,
    'media_type', a.media_type, 'size', a.size, 'sha256', a.sha256, 'made_on', a.made_on, 'added_on', a.added_on,
    'added_by', a.added_by, 'why', a.why, 'audience', a.audience,
    'tags', json((SELECT json_group_array(t.tag ORDER BY t.tag) FROM artifact_tag t WHERE t.artifact_id = a.id)),
    'goals', json((SELECT json_group_array(x.goal_id ORDER BY x.goal_id) FROM artifact_goal x
        WHERE x.artifact_id = a.id)))
    FROM artifact a WHERE a.learner_id = ? ORDER BY a.added_on DESC, a.id"""

_CONTACTS = f"""SELECT json_object('id', c.id, 'name', c.name, 'relation', c.relation, 'language', c.language,
    'address', c.address, 'phones', json((SELECT json_group_array(p.value ORDER BY p.id) FROM contact_point p
        WHERE p.contact_id = c.id AND p.kind = 'phone')),
    'emails', json((SELECT json_group_array(p.value ORDER BY p.id) FROM contact_point p
        WHERE p.contact_id = c.id AND p.kind = 'email')),
    'may_receive', {truth("c.may_receive")}, 'must_not_receive', {truth("c.must_not_receive")},
    'separate_conference', {truth("c.separate_conference")})
    FROM contact c WHERE c.learner_id = ? ORDER BY c.position, c.id"""

_SUPPORTS = f"""SELECT json_object('id', s.id, 'part_of_id', s.part_of_id, 'kind', s.kind, 'title', s.title,
    'area', s.area, 'text', s.text, 'given_by', s.given_by, 'status', s.status, 'starts_on', s.starts_on,
    'review_on', s.review_on, 'ends_on', s.ends_on, 'at_a_glance', {truth("s.at_a_glance")},
    'source_file', s.source_file, 'source_line', s.source_line,
    'source_row', json(CASE WHEN json_valid(s.source_row) THEN s.source_row ELSE 'null' END))
    FROM support s WHERE s.learner_id = ? ORDER BY s.kind, s.starts_on DESC, s.id"""


def whole(store: Store, learner_id: str, *, with_supports: bool = False) -> dict[str, Any]:
    """Everything that is kept of a learner, as of one moment. Raises `IndexError` for an id that is none.

    A check-in stands in each plan whose goals it spoke of or in whose term it was held; one that fits no plan is
    under `check_ins` of the learner, so that none is left out.
    """
    with store.read() as view:
        record = objects(view, _LEARNER, (learner_id,))[0]
        plans, loose = _plans(view, learner_id)
        restricted = {"supports": objects(view, _SUPPORTS, (learner_id,))} if with_supports else {}
        return {
            **record,
            "profile": objects(view, _PROFILE, (learner_id,)),
            "aspirations": objects(view, _ASPIRATIONS, (learner_id,)),
            "surveys": objects(view, _SURVEYS, (learner_id,)),
            "plans": plans,
            "check_ins": loose,
            "reflections": objects(view, _REFLECTIONS, (learner_id,)),
            "observations": objects(view, _OBSERVATIONS, (learner_id,)),
            "results": objects(view, _RESULTS, (learner_id,)),
            "artifacts": objects(view, _ARTIFACTS, (learner_id,)),
            "contacts": objects(view, _CONTACTS, (learner_id,)),
            **restricted,
        }


def _plans(view: Readable, learner_id: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    plans = objects(view, _PLANS, (learner_id,))
    goals = objects(view, _GOALS, (learner_id,))
    check_ins = objects(view, _CHECK_INS, (learner_id,))
    placed: set[str] = set()
    for plan in plans:
        own = [goal for goal in goals if goal["plan_id"] == plan["id"]]
        ids = {goal["id"] for goal in own}
        plan["goals"] = [{name: value for name, value in goal.items() if name != "plan_id"} for goal in own]
        plan["check_ins"] = [each for each in check_ins if _belongs(each, plan, ids)]
        placed.update(each["id"] for each in plan["check_ins"])
    return plans, [each for each in check_ins if each["id"] not in placed]


def _belongs(check_in: dict[str, Any], plan: dict[str, Any], goals: set[str]) -> bool:
    spoken = {goal["goal_id"] for goal in check_in["goals"]}
    return bool(spoken & goals) or (not spoken and plan["starts_on"] <= check_in["held_on"] <= plan["ends_on"])
