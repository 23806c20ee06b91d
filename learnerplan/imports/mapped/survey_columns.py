"""What the columns of a form's export are: who answered and when, the questions, and what the form adds of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from learnerplan.imports.identifiers import email_of
from learnerplan.imports.mapped.mapping import LEAVE_OUT, QUESTION, ColumnUse
from learnerplan.imports.mapped.samples import samples_of
from learnerplan.imports.mapped.sensitive import protected_topic
from learnerplan.imports.tables import Table
from learnerplan.imports.words import choices, facets
from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.lexicon import ID_USES, header_key, meaning

WHO_AND_WHEN = (
    "timestamp", "started", "response_number", "full_name", "given_name", "family_name", "preferred_name", "email",
    *ID_USES, "grade", "class_name", "teacher", "school",
)  # fmt: skip
"""What a column of a form can be besides a question, whoever answered."""

_NOT_NEEDED = "Not needed here."
_UNUSED = ("started", "response_number", "teacher", "school")
_MARKS = frozenset(
    map(
        fold,
        (
            "score", "total score", "total points", "points", "quiz feedback", "grade posted time",
            "last modified time", "puntuación", "puntuación total", "total de puntos", "puntos totales",
            "comentarios del cuestionario", "hora de última modificación", "note", "note totale", "total des points",
            "punktzahl", "gesamtpunktzahl", "gesamtpunkte", "pontuação", "pontuação total", "total de pontos",
            "punteggio", "punteggio totale", "punti totali", "totaal aantal punten", "puntenaantal", "النتيجة",
            "مجموع النقاط", "分数", "得分", "总分", "總分", "スコア", "得点", "合計点", "점수", "총점",
        ),
    )
)  # fmt: skip
_BEFORE = re.compile(r"^[^-–—:：]{2,24}\s*[-–—:：]\s*(?P<question>.+)$", re.DOTALL)
_BEHIND = re.compile(
    r"^(?P<question>.+?)\s*\[(?:score|feedback|points|puntuación|comentarios|note|commentaires|punktzahl|pontuação|"
    r"punteggio|スコア|점수|分数)\]$",
    re.DOTALL | re.IGNORECASE,
)
_LINK_HEADERS = frozenset(
    (
        "edit url", "edit link", "edit response link", "edit response url", "form response edit url", "response url",
        "response link", "edit your response", "link to edit", "url to edit", "edit response",
    )
)  # fmt: skip
_LINK = re.compile(r"^https?://(?:docs\.google\.com/forms|forms\.gle|forms\.office\.com|forms\.cloud\.microsoft)/")


def columns_of(table: Table) -> tuple[ColumnUse, ...]:
    """A use for each column, as if learners had answered. Protected questions and marks of a quiz are left out."""
    asked = {key for header in table.headers if (key := header_key(header))}
    numbered = any(meaning(header) == "started" for header in table.headers)
    return tuple(_column(table, index, asked, numbered=numbered) for index in range(len(table.headers)))


def _column(table: Table, index: int, asked: set[str], *, numbered: bool) -> ColumnUse:
    header = table.headers[index]
    samples = samples_of(table, index)
    if _are_marks(header, asked):
        return ColumnUse(index, header, LEAVE_OUT, "Marks of a quiz, not an answer.", samples=samples)
    if _is_link(header, samples):
        return ColumnUse(index, header, LEAVE_OUT, "A link to the form, not an answer.", samples=samples)
    if not header.strip() and not samples:
        return ColumnUse(index, header, LEAVE_OUT, "An empty column.")
    use = meaning(header)
    if use == "username" and samples and all(email_of(each) for each in samples):
        use = "email"
    if numbered and use == "id_student" and header_key(header) == "id":
        use = "response_number"  # Microsoft Forms numbers its answers
    if use in WHO_AND_WHEN:
        return ColumnUse(index, header, use, _NOT_NEEDED if use in _UNUSED else "", samples=samples)
    return _question(table, index, samples)


def _question(table: Table, index: int, samples: tuple[str, ...]) -> ColumnUse:
    header, answers = table.headers[index], table.cells(index)
    kind = facets.question_kind(header, answers)
    topic = protected_topic(header)
    if topic:
        reason = f"About {topic}. Left out unless you decide otherwise."
        return ColumnUse(index, header, LEAVE_OUT, reason, kind=kind, protected=topic, samples=samples)
    facet = facets.propose_facet(header, kind)
    filled = [answer.strip() for answer in answers if answer.strip()]
    options = choices.options_of(filled) if kind == "several" and not choices.are_joined(filled) else ()
    return ColumnUse(index, header, QUESTION, facet=facet, kind=kind, options=options, samples=samples)


def _are_marks(header: str, asked: set[str]) -> bool:
    """Whether a column has marks: its header says only that, or says it before or behind the header of a question."""
    key = header_key(header)
    if key in _MARKS:
        return True
    matches = (_BEFORE.match(header.strip()), _BEHIND.match(header.strip()))
    return any(match and (question := header_key(match["question"])) in asked and question != key for match in matches)


def _is_link(header: str, samples: tuple[str, ...]) -> bool:
    return header_key(header) in _LINK_HEADERS or bool(samples and all(_LINK.match(each) for each in samples))


def as_answered_before(column: ColumnUse, before: ColumnUse) -> ColumnUse:
    """The column with what answers of an earlier file showed as well: that several could be ticked, and which."""
    kind = before.kind if before.kind == "several" else column.kind or before.kind
    return replace(column, kind=kind, options=tuple(dict.fromkeys((*before.options, *column.options))))
