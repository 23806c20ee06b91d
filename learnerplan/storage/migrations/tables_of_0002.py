"""The tables that step 0002 adds, as they were when it was written. Never changed afterwards."""

NEW = (
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
    """CREATE TABLE plan_template (
        id VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        vision VARCHAR NOT NULL,
        PRIMARY KEY (id)
    )""",
    """CREATE TABLE absence (
        id VARCHAR NOT NULL,
        learner_id VARCHAR NOT NULL,
        "on" DATE NOT NULL,
        why VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(learner_id) REFERENCES learner (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE competency_group (
        id VARCHAR NOT NULL,
        framework_id VARCHAR NOT NULL,
        identifier VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(framework_id) REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE day_off (
        id VARCHAR NOT NULL,
        school_year_id VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        starts_on DATE NOT NULL,
        ends_on DATE NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(school_year_id) REFERENCES school_year (id) DEFERRABLE INITIALLY DEFERRED
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
    """CREATE TABLE observation_tag (
        id VARCHAR NOT NULL,
        observation_id VARCHAR NOT NULL,
        tag VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(observation_id) REFERENCES observation (id) DEFERRABLE INITIALLY DEFERRED
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
    """CREATE TABLE support (
        id VARCHAR NOT NULL,
        learner_id VARCHAR NOT NULL,
        part_of_id VARCHAR,
        kind VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        area VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        given_by VARCHAR NOT NULL,
        status VARCHAR NOT NULL,
        starts_on DATE,
        review_on DATE,
        ends_on DATE,
        at_a_glance BOOLEAN NOT NULL,
        "key" VARCHAR NOT NULL,
        source_file VARCHAR NOT NULL,
        source_line INTEGER,
        source_row VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(learner_id) REFERENCES learner (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(part_of_id) REFERENCES support (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE check_in_day (
        id VARCHAR NOT NULL,
        class_id VARCHAR NOT NULL,
        weekday INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(class_id) REFERENCES class (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE competency_alias (
        id VARCHAR NOT NULL,
        competency_id VARCHAR NOT NULL,
        code VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(competency_id) REFERENCES competency (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE competency_edge (
        id VARCHAR NOT NULL,
        framework_id VARCHAR NOT NULL,
        identifier VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        from_id VARCHAR,
        from_uri VARCHAR NOT NULL,
        from_title VARCHAR NOT NULL,
        to_id VARCHAR,
        to_uri VARCHAR NOT NULL,
        to_title VARCHAR NOT NULL,
        position INTEGER,
        group_id VARCHAR,
        PRIMARY KEY (id),
        FOREIGN KEY(framework_id) REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(from_id) REFERENCES competency (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(to_id) REFERENCES competency (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(group_id) REFERENCES competency_group (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE competency_grade (
        id VARCHAR NOT NULL,
        competency_id VARCHAR NOT NULL,
        grade VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(competency_id) REFERENCES competency (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE contact_identifier (
        id VARCHAR NOT NULL,
        contact_id VARCHAR NOT NULL,
        source VARCHAR NOT NULL,
        value VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE goal_template_competency (
        id VARCHAR NOT NULL,
        goal_template_id VARCHAR NOT NULL,
        competency_id VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(goal_template_id) REFERENCES goal_template (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(competency_id) REFERENCES competency (id) DEFERRABLE INITIALLY DEFERRED
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
    """CREATE TABLE result_part (
        id VARCHAR NOT NULL,
        result_id VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        score FLOAT,
        scale VARCHAR NOT NULL,
        standard_error FLOAT,
        percentile FLOAT,
        placement VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(result_id) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE answer_pick (
        id VARCHAR NOT NULL,
        answer_id VARCHAR NOT NULL,
        option_id VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(answer_id) REFERENCES answer (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(option_id) REFERENCES question_option (id) DEFERRABLE INITIALLY DEFERRED
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
)
