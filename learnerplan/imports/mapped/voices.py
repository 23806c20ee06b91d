"""Who answered a form: the child, or somebody at home about the child. It shows in the wording of the headers.

A family's form has names of two people in it: the child's, and that of whoever answers. The columns of the second are
those of a family contact.
"""

from __future__ import annotations

import re
from dataclasses import replace

from learnerplan.imports.mapped.mapping import QUESTION, ColumnMapping, ColumnUse
from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.lexicon import CONTACT_USES, header_key, meaning

LEARNER, FAMILY = "learner", "family"

_NAMES = frozenset(("full_name", "given_name", "family_name"))
_TAKEN = frozenset(("contact_name", "contact_relation", "contact_email", "contact_phone"))
_YOUR_CHILD = re.compile(
    r"\b(?:(?:your|my|our) (?:child|childs|children|childrens|son|sons|daughter|daughters|kid|kids)|"
    r"your (?:students?|scholars?|learners?|teens?)|"
    r"(?:su|mi|nuestr[oa]|vuestr[oa]) (?:hij[oa]s?|nin[oa]s?)|sus hij[oa]s|"
    r"(?:votre|mon|notre) (?:enfant|fils|fille)|vos enfants|ma fille|mes enfants|"
    r"(?:ihr|ihre[snmr]?|mein|meine[snmr]?|unser|unsere[snmr]?) (?:kind|kindes|kinder|sohn|sohnes|tochter)|"
    r"(?:seu|sua|seus|meu|minha|nosso|nossa) (?:filh[oa]s?|crianca)|"
    r"(?:suo|sua|vostr[oa]|mi[oa]|nostr[oa]) (?:figli[oa]|bambin[oa])|"
    r"(?:uw|mijn|ons|jullie) (?:kind|kinderen|zoon|dochter))\b"
)
_A_PARENT = re.compile(
    r"\b(?:(?:parents?|guardians?|caregivers?)(?: or)?(?: guardians?| caregivers?)?(?: full| first| last)? names?|"
    r"names? of (?:the )?(?:parents?|guardians?|caregiver)|relation(?:ship)? to (?:the |your |my )?(?:child|student)|"
    r"nombre (?:del?|de la) (?:padre|madre|tutora?)|nom du parent|name der eltern|erziehungsberechtigten|"
    r"nome d[oa] (?:responsavel|mae|pai)|nome del genitore|naam (?:van (?:de )?)?ouder)\b"
)
_A_CHILD = re.compile(
    r"\b(?:child|childs|children|childrens|kids?|sons?|daughters?|students?|pupils?|learners?|scholars?|hij[oa]s?|"
    r"alumn[oa]s?|estudiantes?|nin[oa]s?|enfants?|eleves?|fils|fille|kind|kindes|kinder|schulers?|schulerin|sohn|sohnes|"
    r"tochter|filh[oa]s?|alun[oa]s?|crianca|figli[oa]|bambin[oa]|alliev[oa]|kinderen|leerling|zoon|dochter)\b"
)
_HER_OR_HIS = re.compile(r"\b(?:child|childs|student|students|he|she|they|him|her|their)\b")


def _folded(*words: str) -> tuple[str, ...]:
    return tuple(map(fold, words))


# Scripts in which no space stands between words are looked through for parts of them.
_YOUR_CHILD_PARTS = _folded(
    "您的孩子", "你的孩子", "我的孩子", "贵子女", "孩子的", "您的子女", "お子さま", "お子様", "お子さん", "자녀",
    "طفلك", "طفلكم", "ابنك", "ابنتك", "طفلي", "ваш ребенок", "вашего ребенка", "вашему ребенку",
)  # fmt: skip
_A_CHILD_PARTS = _folded(
    "孩子", "学生", "學生", "子女", "お子", "生徒", "児童", "자녀", "학생", "طفل", "الطالب", "ابنك", "ابنتك",
    "ребен", "ученик",
)  # fmt: skip


def family_header(headers: tuple[str, ...]) -> str:
    """The header that shows that somebody at home answered, or an empty text where the child did."""
    for header in headers:
        key = header_key(header)
        if _YOUR_CHILD.search(key) or any(part in key for part in _YOUR_CHILD_PARTS):
            return header
    parent = next((header for header in headers if _A_PARENT.search(header_key(header))), "")
    told = any(_HER_OR_HIS.search(header_key(header)) for header in headers if header != parent and not meaning(header))
    return parent if told else ""


def is_about_child(header: str) -> bool:
    """Whether a header of a family's form names the child: "Student's name", "Nombre de su hijo"."""
    key = header_key(header)
    return bool(_A_CHILD.search(key)) or any(part in key for part in _A_CHILD_PARTS)


def spoken_by(mapping: ColumnMapping, voice: str) -> ColumnMapping:
    """The mapping of a survey with its answers in another voice: the columns that say who then mean other people."""
    if voice == FAMILY:
        return replace(mapping, voice=voice, columns=_as_family(mapping.columns))
    columns = tuple(_as_learner(column) for column in mapping.columns)
    return replace(mapping, voice=voice, columns=columns)


def _as_family(columns: tuple[ColumnUse, ...]) -> tuple[ColumnUse, ...]:
    named = any(column.use in _NAMES and is_about_child(column.header) for column in columns)
    signed = any(column.use == "started" for column in columns)

    def use(column: ColumnUse) -> str:
        meant = meaning(column.header)
        if meant in _TAKEN:
            return meant
        if is_about_child(column.header):
            return column.use
        if column.use == "email":
            return "contact_email"
        own = named or signed or header_key(column.header).startswith("your ")
        return "contact_name" if column.use in _NAMES and own else column.use

    return tuple(_used(column, use(column)) for column in columns)


def _as_learner(column: ColumnUse) -> ColumnUse:
    if column.use not in CONTACT_USES:
        return column
    meant = meaning(column.header)
    return _used(column, meant if meant in _NAMES or meant == "email" else QUESTION)


def _used(column: ColumnUse, use: str) -> ColumnUse:
    if use == column.use:
        return column
    kind = (column.kind or "text") if use == QUESTION else ""
    return replace(column, use=use, reason="", facet="", kind=kind)
