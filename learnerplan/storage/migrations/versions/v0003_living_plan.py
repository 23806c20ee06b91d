"""The living plan: days off, a class's own terms, states of a plan, the goal bank, surveys of our own."""

from alembic import op

from learnerplan.storage.migrations.remaking import remake

revision = "0003"
down_revision = "0002"

# What rows of before get in columns that may not be empty.
_GAINED = {
    "check_in_every": "7",
    "ours": "0",
    "active": "1",
    "required": "0",
    "made": "'wrote'",
    "kind": "'saw'",
    "voice": "'teacher'",
}
_NEW = (
    """CREATE TABLE day_off (
        id VARCHAR NOT NULL,
        school_year_id VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        starts_on DATE NOT NULL,
        ends_on DATE NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(school_year_id) REFERENCES school_year (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE check_in_day (
        id VARCHAR NOT NULL,
        class_id VARCHAR NOT NULL,
        weekday INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(class_id) REFERENCES class (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE plan_turn (
        id VARCHAR NOT NULL,
        plan_id VARCHAR NOT NULL,
        state VARCHAR NOT NULL,
        at DATETIME NOT NULL,
        "by" VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE plan_paper (
        id VARCHAR NOT NULL,
        plan_id VARCHAR NOT NULL,
        form VARCHAR NOT NULL,
        language VARCHAR NOT NULL,
        paper VARCHAR NOT NULL,
        path VARCHAR NOT NULL,
        sha256 VARCHAR NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE goal_template (
        id VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        area VARCHAR NOT NULL,
        grades VARCHAR NOT NULL,
        words VARCHAR NOT NULL,
        statement VARCHAR NOT NULL,
        why VARCHAR NOT NULL,
        success VARCHAR NOT NULL,
        measure VARCHAR NOT NULL,
        measure_kind VARCHAR NOT NULL,
        unit VARCHAR NOT NULL,
        baseline FLOAT,
        target FLOAT,
        target_words VARCHAR NOT NULL,
        PRIMARY KEY (id)
    )""",
    """CREATE TABLE goal_template_step (
        id VARCHAR NOT NULL,
        goal_template_id VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        text VARCHAR NOT NULL,
        who VARCHAR NOT NULL,
        repeats VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(goal_template_id) REFERENCES goal_template (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE goal_template_competency (
        id VARCHAR NOT NULL,
        goal_template_id VARCHAR NOT NULL,
        competency_id VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(goal_template_id) REFERENCES goal_template (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(competency_id) REFERENCES competency (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE plan_template (
        id VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        vision VARCHAR NOT NULL,
        PRIMARY KEY (id)
    )""",
    """CREATE TABLE plan_template_goal (
        id VARCHAR NOT NULL,
        plan_template_id VARCHAR NOT NULL,
        goal_template_id VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(plan_template_id) REFERENCES plan_template (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(goal_template_id) REFERENCES goal_template (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE question_option (
        id VARCHAR NOT NULL,
        question_id VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        text VARCHAR NOT NULL,
        picture VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(question_id) REFERENCES question (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE answer_pick (
        id VARCHAR NOT NULL,
        answer_id VARCHAR NOT NULL,
        option_id VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(answer_id) REFERENCES answer (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(option_id) REFERENCES question_option (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE absence (
        id VARCHAR NOT NULL,
        learner_id VARCHAR NOT NULL,
        "on" DATE NOT NULL,
        why VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(learner_id) REFERENCES learner (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE observation_tag (
        id VARCHAR NOT NULL,
        observation_id VARCHAR NOT NULL,
        tag VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(observation_id) REFERENCES observation (id) DEFERRABLE INITIALLY DEFERRED
    )""",
)
_REMADE = (
    """CREATE TABLE term (
        id VARCHAR NOT NULL,
        school_year_id VARCHAR NOT NULL,
        class_id VARCHAR,
        name VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        starts_on DATE NOT NULL,
        ends_on DATE NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(school_year_id) REFERENCES school_year (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(class_id) REFERENCES class (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE class (
        id VARCHAR NOT NULL,
        school_year_id VARCHAR,
        name VARCHAR NOT NULL,
        subject VARCHAR NOT NULL,
        period VARCHAR NOT NULL,
        grade VARCHAR NOT NULL,
        starts_on DATE,
        ends_on DATE,
        active BOOLEAN NOT NULL,
        check_in_every INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(school_year_id) REFERENCES school_year (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE "plan" (
        id VARCHAR NOT NULL,
        learner_id VARCHAR NOT NULL,
        term_id VARCHAR NOT NULL,
        state VARCHAR NOT NULL,
        vision VARCHAR NOT NULL,
        learner_agreed_on DATE,
        teacher_agreed_on DATE,
        family_agreed_on DATE,
        family_agreed_by VARCHAR NOT NULL,
        closed_on DATE,
        frozen VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(learner_id) REFERENCES learner (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(term_id) REFERENCES term (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE survey (
        id VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        respondent VARCHAR NOT NULL,
        fingerprint VARCHAR NOT NULL,
        ours BOOLEAN NOT NULL,
        band VARCHAR NOT NULL,
        language VARCHAR NOT NULL,
        introduction VARCHAR NOT NULL,
        active BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )""",
    """CREATE TABLE question (
        id VARCHAR NOT NULL,
        survey_id VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        text VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        facet VARCHAR,
        protected_topic VARCHAR NOT NULL,
        hint VARCHAR NOT NULL,
        required BOOLEAN NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(survey_id) REFERENCES survey (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE response (
        id VARCHAR NOT NULL,
        survey_id VARCHAR NOT NULL,
        learner_id VARCHAR,
        "key" VARCHAR NOT NULL,
        answered_at DATETIME,
        respondent VARCHAR NOT NULL,
        respondent_name VARCHAR NOT NULL,
        made VARCHAR NOT NULL,
        contact_id VARCHAR,
        source_file VARCHAR NOT NULL,
        source_line INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(survey_id) REFERENCES survey (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(learner_id) REFERENCES learner (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE observation (
        id VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        seen_on DATE NOT NULL,
        "by" VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        audience VARCHAR NOT NULL,
        source_label VARCHAR NOT NULL,
        "key" VARCHAR NOT NULL,
        PRIMARY KEY (id)
    )""",
    """CREATE TABLE artifact (
        id VARCHAR NOT NULL,
        learner_id VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        path VARCHAR NOT NULL,
        sha256 VARCHAR NOT NULL,
        size INTEGER NOT NULL,
        media_type VARCHAR NOT NULL,
        made_on DATE,
        added_on DATE NOT NULL,
        added_by VARCHAR NOT NULL,
        voice VARCHAR NOT NULL,
        made VARCHAR NOT NULL,
        why VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        audience VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(learner_id) REFERENCES learner (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE reflection (
        id VARCHAR NOT NULL,
        learner_id VARCHAR NOT NULL,
        plan_id VARCHAR,
        goal_id VARCHAR,
        prompt VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        voice VARCHAR NOT NULL,
        made VARCHAR NOT NULL,
        feeling VARCHAR,
        reflected_on DATE NOT NULL,
        audience VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(learner_id) REFERENCES learner (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(goal_id) REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED
    )""",
)
_INDEXES = (
    "CREATE INDEX ix_day_off_school_year_id ON day_off (school_year_id)",
    "CREATE INDEX ix_check_in_day_class_id ON check_in_day (class_id)",
    "CREATE INDEX ix_plan_turn_plan_id ON plan_turn (plan_id)",
    "CREATE INDEX ix_plan_paper_plan_id ON plan_paper (plan_id)",
    "CREATE INDEX ix_goal_template_step_goal_template_id ON goal_template_step (goal_template_id)",
    "CREATE INDEX ix_goal_template_competency_competency_id ON goal_template_competency (competency_id)",
    "CREATE INDEX ix_goal_template_competency_goal_template_id ON goal_template_competency (goal_template_id)",
    "CREATE INDEX ix_plan_template_goal_goal_template_id ON plan_template_goal (goal_template_id)",
    "CREATE INDEX ix_plan_template_goal_plan_template_id ON plan_template_goal (plan_template_id)",
    "CREATE INDEX ix_question_option_question_id ON question_option (question_id)",
    "CREATE INDEX ix_answer_pick_answer_id ON answer_pick (answer_id)",
    "CREATE INDEX ix_answer_pick_option_id ON answer_pick (option_id)",
    "CREATE INDEX ix_absence_learner_id ON absence (learner_id)",
    "CREATE INDEX ix_observation_tag_observation_id ON observation_tag (observation_id)",
    "CREATE INDEX ix_term_class_id ON term (class_id)",
    "CREATE INDEX ix_term_school_year_id ON term (school_year_id)",
    "CREATE INDEX ix_class_school_year_id ON class (school_year_id)",
    'CREATE INDEX ix_plan_learner_id ON "plan" (learner_id)',
    'CREATE INDEX ix_plan_term_id ON "plan" (term_id)',
    "CREATE INDEX ix_survey_fingerprint ON survey (fingerprint)",
    "CREATE INDEX ix_question_survey_id ON question (survey_id)",
    "CREATE INDEX ix_response_contact_id ON response (contact_id)",
    'CREATE INDEX ix_response_key ON response ("key")',
    "CREATE INDEX ix_response_learner_id ON response (learner_id)",
    "CREATE INDEX ix_response_survey_id ON response (survey_id)",
    'CREATE INDEX ix_observation_key ON observation ("key")',
    "CREATE INDEX ix_artifact_learner_id ON artifact (learner_id)",
    "CREATE INDEX ix_reflection_goal_id ON reflection (goal_id)",
    "CREATE INDEX ix_reflection_learner_id ON reflection (learner_id)",
    "CREATE INDEX ix_reflection_plan_id ON reflection (plan_id)",
)


def upgrade() -> None:
    """Make the new tables; make those that changed anew, with empty texts in the columns that they gain."""
    for statement in _NEW:
        op.execute(statement)
    for statement in _REMADE:
        remake(statement, _GAINED)
    for statement in _INDEXES:
        op.execute(statement)
