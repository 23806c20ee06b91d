"""What the columns of a sheet of supports mean, and how such a sheet is told from a roster that mentions plans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from learnerplan.domain.supports import SupportKind
from learnerplan.imports.found import Found
from learnerplan.imports.mapped.worded import WHO, meant, names_a_learner, words_of
from learnerplan.imports.mapped.worded import propose as proposed
from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.lexicon import header_key
from learnerplan.imports.words.parts import SUPPORTS

if TYPE_CHECKING:
    from learnerplan.imports.found import Headers
    from learnerplan.imports.mapped.mapping import ColumnMapping
    from learnerplan.imports.tables import Table

USES = (
    "support_number", "support_plan", "support_kind", "support_title", "support_area", "support_text", "support_by",
    "support_status", "support_starts", "support_review", "support_ends", "support_note", "support_kept",
)  # fmt: skip
# The columns sep_* and iac_* are those of the Aspen student system: education plan, and accommodation of one.
# Its sep_fieldd_006 and _007 hold the disability and the people responsible.
_WORDS = words_of(
    {
        "support_number": "iac oid|accommodation id|accommodation number|service id|support id|intervention id|"
        "record id",
        "support_plan": "sep oid|iac sep oid|plan id|plan number|504 plan id|iep id|iep number|plan oid",
        "support_kind": "plan type|type of plan|support type|kind of support|type of support|iac type|plan|type|"
        "504 plan|504|iep|plan 504|has 504",
        "support_title": "accommodation|accommodations|accommodation name|iac name|support|supports|service|services|"
        "service type|service name|intervention|interventions|intervention name|intervention type|modification|"
        "modifications|adaptation|adaptations|adaptacion|adaptaciones|strategy|strategies|program|programme|"
        "program name|ell program|ell service|ell services|el program|el services|eal support|provision|"
        "related service|related services|type of service|accommodation type|nachteilsausgleich|amenagement|"
        "amenagements",
        "support_area": "iac content area|content area|setting|settings|subject|subjects|subject area|location|area|"
        "where|environment|domain|where it applies|applies to",
        "support_text": "iac description|description|details|detail|accommodation description|accommodation details|"
        "service description|support description|how|instructions|comment|comments|note|notes|disability|"
        "primary disability|specific disability|sep fieldd 006|eligibility|eligibility category|"
        "qualifying condition|frequency|minutes|minutes per week|duration|ell level|el level|elp level|"
        "english proficiency level|proficiency level|proficiency|access level|ell status|el status|"
        "present levels|key facts|goal|goals",
        "support_by": "iac field|who|provider|providers|provided by|provided by educator|given by|delivered by|"
        "case manager|casemanager|service provider|responsible|persons responsible|person responsible|"
        "responsible staff|staff|teacher|educator|sep fieldd 007|recorded by|recorded by educator login|"
        "recorded by educator|entered by|interventionist|ell teacher|by",
        "support_status": "sep status|status|plan status|service status|state",
        "support_starts": "sep effective date|effective date|effective|start|start date|starts|begin|begin date|"
        "begins|date started|started|plan start|plan start date|plan date|iep date|504 date|iep start date|"
        "504 start date|date|service date|session date|date of service|recorded on|recorded at|from|entry date|"
        "initial date",
        "support_review": "sep review date|review date|review|annual review|annual review date|next review|"
        "next review date|due for review|review due|reevaluation date|reevaluation|re evaluation date|renewal|"
        "renewal date|iep review date|504 review date|iep due|iep due date",
        "support_ends": "sep end date|end date|end|ends|exit date|exited|discontinued|discontinued at|date ended|"
        "estimated end date|expiration date|expires|plan end|plan end date|until|to",
        "support_note": "restricted note text|restricted note|restricted notes|restricted text|confidential note|"
        "confidential notes|restricted comment",
    }
)
_OWN_SYSTEM = re.compile(r"^(?:sep|iac) ")
_TELLING = re.compile(r"accommodation|intervention|related service|restricted note|confidential note|modification")
_ROSTER = frozenset(
    ("birth_date", "home_language", "class_name", "class_id", "contact_name", "contact_email", "contact_phone")
)
_DATED = frozenset(("support_starts", "support_review", "support_ends"))
_YES = ("You said what this file is.",)


def meaning_of(header: str) -> str:
    """What a header means in a sheet of supports."""
    return meant(header, _WORDS)


def uses(_part: str) -> tuple[str, ...]:
    """The meanings that a column may have."""
    return (*WHO, *USES)


def propose(table: Table, part: str) -> ColumnMapping:
    """A use for each column. What is not known is kept as it stands, since a plan must not lose a word."""
    return proposed(table, SUPPORTS, part, meaning_of, "support_kept")


def supports_found(table: Table, headers: Headers) -> Found | None:
    """Columns of an education plan, or a support beside a learner with a day; never a roster that mentions plans."""
    own = [header for header, key in zip(table.headers, headers.keys, strict=True) if _OWN_SYSTEM.search(key)]
    if len(own) >= 2 and names_a_learner(headers.uses):
        return Found(SUPPORTS, "", 0.95, (f"Columns such as “{own[0]}” are those of education plans.",))
    meanings = [meaning_of(header) for header in table.headers]
    if not names_a_learner(meanings) or {"goal", "goal_words"} & set(headers.uses):
        return None
    telling = [header for header, key in zip(table.headers, headers.keys, strict=True) if _TELLING.search(key)]
    if _ROSTER & set(headers.uses) and len(telling) < 2:
        return None
    if telling:
        return Found(SUPPORTS, "", 0.9, (f"Column “{telling[0].strip()}” looks like: a support.",))
    named = {"support_title", "support_kind"} & set(meanings)
    dated = _DATED & set(meanings)
    if named and dated and (_SURE & set(headers.keys) or "support_review" in dated or _in_name(table)):
        return Found(SUPPORTS, "", 0.8, ("It has a support, and days on which it begins, is reviewed or ends.",))
    return None


_SURE = frozenset(
    ("service", "services", "service type", "service name", "504", "504 plan", "plan 504", "iep", "ell program",
     "ell services", "el services", "ell service", "plan type")
)  # fmt: skip


def supports_said(table: Table, _headers: Headers) -> Found | None:
    """What the teacher calls supports needs a column with learners."""
    return Found(SUPPORTS, "", 1.0, _YES) if names_a_learner(map(meaning_of, table.headers)) else None


def usual_kind(mapping: ColumnMapping, file_words: str) -> SupportKind:
    """What the rows of a sheet are, where they do not say it themselves."""
    uses_here = {column.use for column in mapping.columns}
    keys = " | ".join(header_key(column.header) for column in mapping.columns)
    if "support_note" in uses_here:
        return SupportKind.NOTE
    if is_at_a_glance(mapping):
        return SupportKind.PLAN
    if re.search(r"\biac |accommodation|modification|adapta|amenagement|nachteil", keys):
        return SupportKind.ACCOMMODATION
    if "support_title" in uses_here:
        return SupportKind.SERVICE
    if re.search(r"\bsep |504|\biep\b|plan", f"{keys} | {fold(file_words)}"):
        return SupportKind.PLAN
    return SupportKind.SERVICE


def is_at_a_glance(mapping: ColumnMapping) -> bool:
    """Whether a row holds a whole plan: several columns of supports side by side."""
    return len(mapping.having("support_title")) > 1


def _in_name(table: Table) -> bool:
    return bool(re.search(r"\b(?:504|iep|ell|support|supports|service|services|plans)\b", fold(table.path.stem)))
