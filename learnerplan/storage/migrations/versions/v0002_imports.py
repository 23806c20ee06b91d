"""Imports of every kind: supports, sub-scores, codes and associations of standards, what systems call contacts."""

from alembic import op

from learnerplan.storage.migrations.remaking import remake

revision = "0002"
down_revision = "0001"

_NEW = (
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
    """CREATE TABLE competency_grade (
        id VARCHAR NOT NULL,
        competency_id VARCHAR NOT NULL,
        grade VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(competency_id) REFERENCES competency (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE competency_alias (
        id VARCHAR NOT NULL,
        competency_id VARCHAR NOT NULL,
        code VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(competency_id) REFERENCES competency (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE competency_group (
        id VARCHAR NOT NULL,
        framework_id VARCHAR NOT NULL,
        identifier VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(framework_id) REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED
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
    """CREATE TABLE contact_identifier (
        id VARCHAR NOT NULL,
        contact_id VARCHAR NOT NULL,
        source VARCHAR NOT NULL,
        value VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED
    )""",
)
_REMADE = (
    """CREATE TABLE result (
        id VARCHAR NOT NULL,
        learner_id VARCHAR NOT NULL,
        assessment_id VARCHAR NOT NULL,
        window VARCHAR NOT NULL,
        school_year VARCHAR NOT NULL,
        attempt VARCHAR NOT NULL,
        taken_on DATE,
        score FLOAT,
        scale VARCHAR NOT NULL,
        standard_error FLOAT,
        percentile FLOAT,
        placement VARCHAR NOT NULL,
        "key" VARCHAR NOT NULL,
        source_file VARCHAR NOT NULL,
        source_line INTEGER,
        source_row VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(learner_id) REFERENCES learner (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(assessment_id) REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE framework (
        id VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        source VARCHAR NOT NULL,
        identifier VARCHAR NOT NULL,
        version VARCHAR NOT NULL,
        publisher VARCHAR NOT NULL,
        subject VARCHAR NOT NULL,
        language VARCHAR NOT NULL,
        licence VARCHAR NOT NULL,
        description VARCHAR NOT NULL,
        status VARCHAR NOT NULL,
        PRIMARY KEY (id)
    )""",
    """CREATE TABLE competency (
        id VARCHAR NOT NULL,
        framework_id VARCHAR NOT NULL,
        identifier VARCHAR NOT NULL,
        code VARCHAR NOT NULL,
        statement VARCHAR NOT NULL,
        child_statement VARCHAR NOT NULL,
        short_statement VARCHAR NOT NULL,
        success VARCHAR NOT NULL,
        notes VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        subject VARCHAR NOT NULL,
        grade VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(framework_id) REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """CREATE TABLE response (
        id VARCHAR NOT NULL,
        survey_id VARCHAR NOT NULL,
        learner_id VARCHAR,
        "key" VARCHAR NOT NULL,
        answered_at DATETIME,
        respondent VARCHAR NOT NULL,
        respondent_name VARCHAR NOT NULL,
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
        audience VARCHAR NOT NULL,
        source_label VARCHAR NOT NULL,
        "key" VARCHAR NOT NULL,
        PRIMARY KEY (id)
    )""",
)
_INDEXES = (
    'CREATE INDEX ix_support_key ON support ("key")',
    "CREATE INDEX ix_support_learner_id ON support (learner_id)",
    "CREATE INDEX ix_support_part_of_id ON support (part_of_id)",
    "CREATE INDEX ix_result_part_result_id ON result_part (result_id)",
    "CREATE INDEX ix_competency_grade_competency_id ON competency_grade (competency_id)",
    "CREATE INDEX ix_competency_alias_code ON competency_alias (code)",
    "CREATE INDEX ix_competency_alias_competency_id ON competency_alias (competency_id)",
    "CREATE INDEX ix_competency_group_framework_id ON competency_group (framework_id)",
    "CREATE INDEX ix_competency_group_identifier ON competency_group (identifier)",
    "CREATE INDEX ix_competency_edge_framework_id ON competency_edge (framework_id)",
    "CREATE INDEX ix_competency_edge_from_id ON competency_edge (from_id)",
    "CREATE INDEX ix_competency_edge_group_id ON competency_edge (group_id)",
    "CREATE INDEX ix_competency_edge_identifier ON competency_edge (identifier)",
    "CREATE INDEX ix_competency_edge_to_id ON competency_edge (to_id)",
    "CREATE INDEX ix_contact_identifier_contact_id ON contact_identifier (contact_id)",
    "CREATE INDEX ix_contact_identifier_value ON contact_identifier (value)",
    "CREATE INDEX ix_result_assessment_id ON result (assessment_id)",
    'CREATE INDEX ix_result_key ON result ("key")',
    "CREATE INDEX ix_result_learner_id ON result (learner_id)",
    "CREATE INDEX ix_framework_identifier ON framework (identifier)",
    "CREATE INDEX ix_competency_code ON competency (code)",
    "CREATE INDEX ix_competency_framework_id ON competency (framework_id)",
    "CREATE INDEX ix_competency_identifier ON competency (identifier)",
    "CREATE INDEX ix_response_contact_id ON response (contact_id)",
    'CREATE INDEX ix_response_key ON response ("key")',
    "CREATE INDEX ix_response_learner_id ON response (learner_id)",
    "CREATE INDEX ix_response_survey_id ON response (survey_id)",
    'CREATE INDEX ix_observation_key ON observation ("key")',
)


def upgrade() -> None:
    """Make the new tables; make those that changed anew, with empty texts in the columns that they gain."""
    for statement in _NEW:
        op.execute(statement)
    for statement in _REMADE:
        remake(statement)
    for statement in _INDEXES:
        op.execute(statement)
