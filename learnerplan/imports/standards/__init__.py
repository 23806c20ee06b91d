"""Importing standards: CASE packages, spreadsheets of standards, and pairs of lists of standards and links."""

from learnerplan.imports.standards.columns import propose as propose
from learnerplan.imports.standards.columns import uses_of as uses_of
from learnerplan.imports.standards.finders import standards_found as standards_found
from learnerplan.imports.standards.finders import standards_said as standards_said
from learnerplan.imports.standards.planner import plan as plan
from learnerplan.imports.words.parts import COMPETENCIES, COMPETENCY_GROUPS, EDGES, FRAMEWORKS

PARTS = (FRAMEWORKS, COMPETENCIES, COMPETENCY_GROUPS, EDGES)
"""What a set of standards consists of, in the order in which it is planned and written."""
