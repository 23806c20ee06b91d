"""Columns and questions that a plan does not need and a child should not be known by; left out unless chosen.

The topics of survey questions are those that the Protection of Pupil Rights Amendment (20 U.S.C. 1232h) lists,
in the words that people use for them.
"""

from __future__ import annotations

import re

from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.lexicon import header_key

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

IMMIGRATION = "immigration"
_TOPICS = (
    (
        IMMIGRATION,
        r"immigra\w*|immigration status|citizenship|visa|undocumented|refugee|asylum|green card|deport\w*|"
        r"inmigra\w*|ciudadania|indocumentad\w*|refugiad\w*|permiso de residencia|"
        r"nationalite|refugies?|sans papiers|titre de sejour|"
        r"staatsangehorigkeit|staatsburgerschaft|aufenthalt\w*|fluchtling\w*|einwander\w*|"
        r"imigra\w*|cidadania|cittadinanza|permesso di soggiorno|verblijfs\w*|vluchteling\w*",
    ),
    (
        "family income",
        r"income|salar\w+|poor|afford\w*|food stamps|free lunch|how much money|rent|welfare|earn\w*|"
        r"ingresos?|salario|dinero (?:gana|tiene)\w*|revenus?|salaire|einkommen|gehalt|verdien\w*|renda familiar|"
        r"reddito|stipendio|inkomen|uitkering",
    ),
    (
        "religion",
        r"religio\w*|church|mosque|temple|synagogue|pray\w*|faith|bible|quran|koran|worship|believe in god|"
        r"relig\w*|iglesia|mezquita|sinagoga|rezas?|rezan|eglise|mosquee|prie[sz]?|priere|kirche|moschee|bete[nst]*|"
        r"gebet\w*|igreja|rezar?|chiesa|moschea|prega\w*|kerk|moskee|bidden|godsdienst\w*",
    ),
    (
        "health",
        r"medic\w+|illness\w*|allerg\w*|asthma|diagnos\w*|disabilit\w*|therap\w+|depress\w*|suicid\w*|self harm|"
        r"anxiety|health(?! class| teacher)|doctor|hospital|eating disorder|pregnan\w*|body weight|"
        r"salud|enfermedad\w*|discapacidad\w*|alergi\w*|embaraz\w*|sante|maladie\w*|handicap\w*|allergie\w*|"
        r"gesundheit\w*|krankheit\w*|krank|behinderung\w*|saude|doenca\w*|deficiencia\w*|salute|malattia|malattie|"
        r"disabilita|gezondheid\w*|ziekte\w*|handicap\w*",
    ),
    (
        "politics",
        r"politic\w*|vote|votes|voted|voting|election|republican\w*|democrat\w*|president of the|"
        r"votar\w*|elecciones|politique\w*|voterait|wahlrecht|bundestagswahl\w*|politik\w*|politisch\w*|eleicoes|"
        r"elezioni|verkiezing\w*|politiek\w*",
    ),
    (
        "sexuality",
        r"sexual\w*|sex|gay|lesbian\w*|transgender|gender identity|sexual orientation|dating|crush|virginity|"
        r"sexo|sexualidad|novi[oa]s?|orientation sexuelle|sexuel\w*|sexualitat|sexuell\w*|sexualidade|namorad\w*|"
        r"sesso|sessual\w*|seks\w*|geaardheid",
    ),
    (
        "law-breaking",
        r"drug|drugs|alcohol|smok\w*|vap(?:e|es|ing)|marijuana|weed|arrest\w*|police|jail|prison|gang|gangs|weapon\w*|"
        r"guns?|steal|stolen|"
        r"crimes?|illegal\w*|cheat\w* on|"
        r"drogas?|policia|carcel|robad[oa]|robaste|armas?|fumas?|fumad[oa]|drogue\w*|police|vole[sr]?|fumes?|"
        r"drogen|polizei|gefangnis|gestohlen|rauchst|waffen?|cadeia|prisao|roubou|droghe|polizia|carcere|rubato|"
        r"drugs|politie|gevangenis|gestolen|rook je|wapens?",
    ),
)
# Scripts in which no space stands between words, or in which words bend: looked through for parts.
_PARTS = tuple(
    (topic, tuple(map(fold, words.split("|"))))
    for topic, words in (
        (
            IMMIGRATION,
            "移民|国籍|國籍|公民身份|難民|难民|在留資格|이민|국적|난민|الهجرة|جنسيتك|لاجئ|гражданств|иммигра|мигрант",
        ),
        ("family income", "收入|工资|工資|年収|給料|소득|월급|دخل الأسرة|راتب|доход|зарплат"),
        ("religion", "宗教|教会|教堂|祈祷|祈り|종교|교회|기도해|ديانة|دينك|مسجد|كنيسة|تصلي|религи|церк|молит"),
        ("health", "健康|疾病|生病|药物|病気|障害|건강|질병|장애|صحتك|مرض|دواء|здоров|болезн|инвалид"),
        ("politics", "政治|投票|选举|選挙|정치|투표|선거|السياسة|انتخاب|политик|голосу"),
        ("sexuality", "性取向|性别认同|恋爱|恋人|성적 지향|연애|сексуал|ориентац"),
        ("law-breaking", "毒品|吸烟|警察|犯罪|薬物|逮捕|마약|경찰|범죄|흡연|مخدرات|الشرطة|наркот|полици|тюрьм"),
    )
)
_PROTECTED = tuple((topic, re.compile(rf"\b(?:{words})\b")) for topic, words in _TOPICS)


def is_sensitive(header: str) -> bool:
    """Whether a roster's column says what a plan does not need: race, lunch, disability, gender and the like."""
    return bool(_COLUMN.search(header_key(header)))


def protected_topic(question: str) -> str:
    """The protected topic that a survey's question touches, in any of several languages, or an empty text."""
    key = header_key(question)
    found = (topic for topic, words in _PROTECTED if words.search(key))
    parts = (topic for topic, words in _PARTS if any(word in key for word in words))
    return next(found, "") or next(parts, "")
