"""Columns and questions that a plan does not need and a child should not be known by; left out unless chosen.

The topics of survey questions are those that the Protection of Pupil Rights Amendment (20 U.S.C. 1232h) lists,
in the words that people use for them.
"""

from __future__ import annotations

import re

from learnerplan.imports.lexicon import header_key

_COLUMN = re.compile(
    r"\b(?:race|races|ethnic\w*|hispanic|latin[oax]|tribal|tribe|gender|sex|religio\w*|"
    r"free lunch|reduced lunch|free reduced lunch|free school meals|fsm|frl|frpl|lunch status|meal status|"
    r"pupil premium|economic\w*|low income|income|title 1|title i|"
    r"504|plan 504|disab\w*|sped|sp ed|special ed\w*|special needs|need level|level of need|iep|sen|send|ehcp|"
    r"exceptionalit\w*|program assigned|"
    r"lep|ell|eld|el status|esl|eal|english language learner|english proficiency|limited english proficiency|"
    r"immigra\w*|migrant|citizen\w*|refugee|birth country|country of birth|birth place|birthplace|"
    r"homeless\w*|foster|looked after|military|discipline|suspen\w*|"
    r"health|medical|medication|allerg\w*|diagnos\w*|ssn|social security\w*)\b"
)

_TOPICS = (
    ("family income", r"income|salar\w+|poor|afford\w*|food stamps|free lunch|how much money|rent|welfare|earn\w*"),
    ("religion", r"religio\w*|church|mosque|temple|synagogue|pray\w*|faith|bible|quran|koran|worship|believe in god"),
    (
        "health",
        r"medic\w+|illness\w*|allerg\w*|asthma|diagnos\w*|disabilit\w*|therap\w+|depress\w*|suicid\w*|self harm|"
        r"anxiety|mental health|doctor|hospital|eating disorder|pregnan\w*|body weight",
    ),
    (
        "politics",
        r"politic\w*|vote|votes|voted|voting|election|republican\w*|democrat\w*|president of the|immigration status|"
        r"citizenship",
    ),
    ("sexuality", r"sexual\w*|sex|gay|lesbian|transgender|gender identity|dating|crush|virginity"),
    (
        "law-breaking",
        r"drug|drugs|alcohol|smok\w*|vap(?:e|es|ing)|marijuana|weed|arrest\w*|police|jail|prison|gang|gangs|weapon\w*|"
        r"guns?|steal|stolen|"
        r"crimes?|illegal\w*|cheat\w* on",
    ),
)
_PROTECTED = tuple((topic, re.compile(rf"\b(?:{words})\b")) for topic, words in _TOPICS)


def is_sensitive(header: str) -> bool:
    """Whether a roster's column says what a plan does not need: race, lunch, disability, gender and the like."""
    return bool(_COLUMN.search(header_key(header)))


def protected_topic(question: str) -> str:
    """The protected topic that a survey's question touches, or an empty text."""
    key = header_key(question)
    return next((topic for topic, words in _PROTECTED if words.search(key)), "")
