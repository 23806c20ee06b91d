"""Competencies: how two of them, or one and something outside, belong together."""

from enum import StrEnum


class EdgeKind(StrEnum):
    """How `from` stands to `to`. The association types of CASE 1.0 and 1.1 (1EdTech)."""

    CHILD_OF = "child_of"
    PRECEDES = "precedes"
    RELATED = "related"
    EXACT_MATCH = "exact_match"
    PART_OF = "part_of"
    PEER_OF = "peer_of"
    REPLACED_BY = "replaced_by"
    EXEMPLAR = "exemplar"
    SKILL_LEVEL = "skill_level"
    TRANSLATION_OF = "translation_of"
