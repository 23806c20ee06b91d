"""Which part of a profile a survey's question speaks of, read from its wording. A proposal: the teacher edits it."""

from __future__ import annotations

import re

from learnerplan.domain.names import plain
from learnerplan.domain.profiles import Facet
from learnerplan.domain.surveys import QuestionKind
from learnerplan.imports.words.choices import are_joined, options_of
from learnerplan.imports.words.folding import fold

# The words are compared without accents, as questions are. In order: the first that fits wins, so that "what helps
# when it is hard" is a support and not a challenge.
_RULES = tuple(
    (facet, re.compile(plain(words)))
    for facet, words in (
        (
            Facet.SUPPORT,
            r"help(?:s|ed)? (?:me|you)|support (?:me|you)|supports? (?:me|you|your)|for support|my teachers?$|"
            r"learn best when my teachers?|teachers? (?:can|could|should|to know|do to)|teachers? dont know|"
            r"important for your teachers?|need from|need to (?:succeed|learn|do well)|what do you need|"
            r"support (?:your|my) child|help (?:your|my) child|helps? (?:your|my) child|makes? it easier|"
            r"necesit\w+|me ayuda|te ayuda|hilft dir|t aide|te ajuda|ti aiuta|helpt je|帮助你|"
            r"助けになる|도움이|يساعدك",
        ),
        (
            Facet.HOPE,
            r"hopes?|goals?|dreams?|future|grow up|want to (?:be|become|learn|get better|improve|achieve)|aspir\w*|"
            r"wish|would make you (?:\w+ )?proud|looking forward|in (?:five|ten|5|10) years|after (?:high )?school i|"
            r"career|college|suenas?|futuro|metas?|zukunft|wunsch\w*|avenir|reves?|plus tard|objectifs?|mochtest du|"
            r"erreichen|ziele?|sonhos?|objetivos?|sogni|obiettiv[oi]|dromen|doelen?|"
            r"梦想|目标|将来|夢|目標|꿈|목표|장래|حلمك|هدفك|اهدافك|мечта\w*|цел[ьи]",
        ),
        (
            Facet.CHALLENGE,
            r"challeng\w*|struggl\w*|needs? (?:the most |most |more |some )?help (?:with|in)|"
            r"nervous|stress\w*|hard for|hard(?:est)?|difficult\w*|worr(?:y|ies|ied)|"
            r"frustrat\w*|least (?:good|confident|favou?rite)|dislike|do not like|dont like|"
            r"not good at|trouble|dificil\w*|cuesta|preocupa\w*|schwer\w*|schwierig\w*|"
            r"difficile\w*|dificuldade\w*|difficolta|moeilijk\w*|lastig|很难|困难|難しい|苦手|困る|어렵|어려운|힘든|"
            r"الصعب|صعوب|صعب|сложно|трудн\w*",
        ),
        (
            Facet.MOTIVATION,
            r"motivat\w*|keeps? (?:me|you) going|excite[sd]? (?:me|you) about|work harder|try (?:my|your) best|"
            r"reward\w*|cheers? (?:me|you) on|motiva\w*|motivier\w*",
        ),
        (
            Facet.PREFERENCE,
            r"learn best|best way to learn|learn better|prefer(?!red (?:language|name|pronoun|method|contact))\w*|"
            r"like to (?:learn|work|be taught|sit)|"
            r"work (?:alone|in groups?|with)|learning environment|kind of (?:teacher|classroom)|aprend\w+ mejor|"
            r"lernst du am besten|what do you like to be called",
        ),
        (
            Facet.PASSION,
            r"passion\w*|care (?:deeply|most|a lot)? ?about|love (?:most|the most|more than)|lose track of time|"
            r"apasiona\w*|leidenschaft\w*",
        ),
        (
            Facet.SKILL,
            r"skills?|know how to|teach (?:others|someone|a friend|the class)|talents?|expert (?:in|on|at)|i can\b|"
            r"habilidad\w*|talentos?|competences",
        ),
        (
            Facet.STRENGTH,
            r"strengths?|strong(?:est)? (?:at|in|subject)|proud|good at|great at|"
            r"best (?:qualities|quality|at|thing about)|doing well|do well|succe\w+|high point|fortalezas?|"
            r"orgullos\w+|eres buen[oa]|starken?|stolz|bist du gut|gut kannst|points? forts?|fier|es tu bon|"
            r"pontos fortes|voce e bo[am]|orgulh\w+|punti di forza|sei brav[oa]|fier[oa]|sterke kanten|goed in|trots|"
            r"擅长|优点|骄傲|得意|長所|잘하|잘합|장점|قوتك|تجيد|сильн\w*|гордишься",
        ),
        (
            Facet.INTEREST,
            r"interest\w*|hobb(?:y|ies)|favou?rites?|free time|outside of school|after school|like to do|"
            r"enjoy\w*|for fun|activities|read for fun|watch|music|games?|sports?|intereses|gusta\w*|tiempo libre|"
            r"freizeit|interesse\w*|machst du gern\w*|loisirs|aimes?(?: tu)?|voce gosta|gosta de|ti piace|graag|"
            r"i like|do you like|(?:child|son|daughter) likes?|love to|"
            r"喜欢|爱好|兴趣|好きな|趣味|興味|좋아하|좋아합|취미|관심|تحب|هواي|любишь|нравится|увлека\w*",
        ),
    )
)
_WORDY = (QuestionKind.TEXT, QuestionKind.SEVERAL)


def propose_facet(question: str, kind: str = QuestionKind.TEXT) -> str:
    """The facet that the answers to this question belong to, or an empty text.

    A "yes" or a 4 says nothing without its question, so only answers in words are proposed.
    """
    if kind not in _WORDY:
        return ""
    key = fold(question)
    return next((str(facet) for facet, words in _RULES if words.search(key)), "")


def question_kind(question: str, answers: tuple[str, ...]) -> str:
    """How a question was answered: several ticked, a scale, one of a few, or words."""
    filled = [answer.strip() for answer in answers if answer.strip()]
    if not filled:
        return str(QuestionKind.TEXT)
    if are_joined(filled) or options_of(filled):
        return str(QuestionKind.SEVERAL)
    if all(re.fullmatch(r"\d{1,2}", answer) and int(answer) <= 10 for answer in filled):
        return str(QuestionKind.SCALE)
    different = len(set(filled))
    if question.rstrip().endswith("]") or (len(filled) >= 6 and different * 3 <= len(filled) and different <= 8):
        return str(QuestionKind.ONE)
    return str(QuestionKind.TEXT)
