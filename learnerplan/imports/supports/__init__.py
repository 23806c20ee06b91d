"""Supports: plans, accommodations, services and restricted notes. What they say is shown only where it is asked for."""

from learnerplan.imports.supports.columns import propose, supports_found, supports_said, uses
from learnerplan.imports.supports.planner import plan

__all__ = ["plan", "propose", "supports_found", "supports_said", "uses"]
