"""The goal bank and plan templates: goals without a learner, with places to fill in."""

from learnerplan.domain.goals import GoalArea, GoalKind, MeasureKind
from learnerplan.domain.records.base import SHARED, Record, choice, grouped, link, prose
from learnerplan.domain.steps import Repeats, Who


class GoalTemplate(Record, table=True):
    """A goal of the bank. `{name}`, `{grade}` and other words in braces are filled in when it is used."""

    __tablename__ = "goal_template"
    __table_args__ = SHARED

    title: str = prose(search=False)
    kind: GoalKind = choice(GoalKind.GRADE_LEVEL)
    area: GoalArea = choice(GoalArea.ACADEMIC)
    grades: str = prose(search=False)
    words: str = prose(search=False)
    statement: str = prose(search=False)
    why: str = prose(search=False)
    success: str = prose(search=False)
    measure: str = prose(search=False, group="measure")
    measure_kind: MeasureKind = choice(MeasureKind.NUMBER, group="measure")
    unit: str = prose(search=False, group="measure")
    baseline: float | None = grouped("measure", None)
    target: float | None = grouped("measure", None)
    target_words: str = prose(search=False, group="measure")


class GoalTemplateStep(Record, table=True):
    """A step of a goal of the bank."""

    __tablename__ = "goal_template_step"
    __table_args__ = SHARED

    goal_template_id: str = link("goal_template.id")
    position: int = 0
    text: str = prose(..., search=False)
    who: Who = choice(Who.ME)
    repeats: Repeats = choice(Repeats.ONCE)


class GoalTemplateCompetency(Record, table=True):
    """A goal of the bank works on a competency."""

    __tablename__ = "goal_template_competency"
    __table_args__ = SHARED

    goal_template_id: str = link("goal_template.id")
    competency_id: str = link("competency.id")


class PlanTemplate(Record, table=True):
    """Several goals of the bank that make a plan together."""

    __tablename__ = "plan_template"
    __table_args__ = SHARED

    title: str = prose(search=False)
    vision: str = prose(search=False)


class PlanTemplateGoal(Record, table=True):
    """A goal of the bank belongs to a plan template."""

    __tablename__ = "plan_template_goal"
    __table_args__ = SHARED

    plan_template_id: str = link("plan_template.id")
    goal_template_id: str = link("goal_template.id")
    position: int = 0
