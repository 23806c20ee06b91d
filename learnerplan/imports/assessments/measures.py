"""Headers that name a number or level of a test: a score, its sureness, a percentile, a placement; whole or part."""

from __future__ import annotations

from typing import NamedTuple

from learnerplan.imports.assessments.words import shown, word_set, words


class Measure(NamedTuple):
    """A use of the whole test or of a part of it, as `learnerplan.imports.assessments.meanings.Meaning` has it."""

    use: str = ""
    rank: int = 0
    part: str = ""
    scale: str = ""
    sure: bool = True


_NOTHING = Measure()
_NOISE = word_set("""
    projected projection predicted prediction expected observed typical stretch growth gain gains conditional change
    roi rois sgp min max minimum maximum lower upper range ranges possible attempted attempts attmpt attmpts duration
    time minutes flag code codes reason invalid invalidation invalidated items item form version reference lesson
    lessons passed passing pass met cutoff eligibility index suppressed suppression assessor incomplete target goals
    eligible unclear difference age label structure filler pathway sends waiver years weekly enrollment enrolment
    submitted assignment school class days entered progress prog remote gate missing needed fluent less employment
    education site
    """)
_ERRORS = (frozenset(("standard", "error")), frozenset(("std", "err")), frozenset(("std", "error")))
_ERROR_WORDS = frozenset(("sem", "csem", "se", "stderr"))
_PERCENTILES = word_set("percentile percentiles ptile ptl npr apr gpr lpr pr np")
_NARROW = word_set("local district lea school state building user")
_LEVELS = word_set(
    "placement adjective proficiency performance proficient level levels lvl status tier risk category band quintile "
    "achievement classification pl summary"
)
_HARD_SCORES = word_set("score scores ss rit subscore ritscore points sas uss")
_SOFT_SCORES = word_set("lexile quantile theta mark wrc wcpm ncr nce stanine equivalent ge accuracy median raw rasch")
_EXTRAS = (
    ("lexile", "Lexile"), ("quantile", "Quantile"), ("nce", "Normal curve equivalent"), ("stanine", "Stanine"),
    ("equivalent", "Grade equivalent"), ("ge", "Grade equivalent"), ("rasch", "Rasch score"), ("theta", "Theta"),
)  # fmt: skip
"""Other measures of the same sitting: they are parts of the result, named so."""
_STEMLESS = ("grade", "measure", "measures", "score", "scores", "-")
_CURVE = frozenset(("normal", "curve", "equivalent"))
_SCALES = (("rit", "RIT", 0), ("theta", "theta", 6), ("raw", "raw score", 5), ("points", "points", 5),
           ("sas", "standard age score", 2), ("unified", "unified score", 4), ("scaled", "scale score", 1),
           ("scale", "scale score", 1), ("ss", "scale score", 1), ("uss", "scale score", 1),
           ("composite", "composite score", 2))  # fmt: skip
_BEFORE = word_set("""
    student test tests assessment measure measures diagnostic national natl nation norm dds percentile benchmark
    status overall composite total mean natrep dibels act latest psat sat main smi sri last the final current
    achievement renaissance 8 nmsqt
    """)
_AFTER = word_set("""
    assessment measure national natl nat nation nationally representative norm norms normed dds scale scaled score
    scores ss rit ritscore points sas uss standard standardised standardized percentile percentiles ptile ptl npr apr
    gpr lpr pr np rank placement adjective proficiency performance proficient level levels lvl status tier risk
    category band quintile achievement classification pl benchmark est final raw overall composite total relative
    summary prof name at test tested
    """)
_ALSO = {
    "error": word_set("standard std error err se sem csem stderr of measurement"),
    "percent": frozenset(("percent", "correct", "number", "test")),
}
"""Words at the beginning or end of a header that say which kind of number it holds and not of what."""
_BARE_WHOLE = frozenset(("composite", "overall", "total"))
_BARE = word_set("""
    lnf psf nwf cls wrc wrf orf fsf wwr dorf daze maze mazc mazi retell bqd nif nnf aqd mnf isf wuf accuracy errors
    err words correct wordscorrect english math maths mathematics reading science writing listening speaking ela stem
    ebrw erw literacy oral spelling vocabulary grammar geometry algebra fractions measurement structure prf vocab rdg
    comprehension computation vr gw qr cvc cvcc digraph blend contractions content prof ils pw il ir and data numbers
    operations thinking algebraic statistics probability compa compb ca am section math ark 6 spanish analysis
    """)
_AGED = frozenset(("age", "difference"))
_AGED_SCORE = frozenset(("age", "score"))
_GRADE_MARKS = frozenset((("predicted", "grade"), ("subject", "grade"), ("scaled", "total", "mark", "for", "subject")))


def measure_of(header: str, rest: tuple[str, ...]) -> Measure:
    """What number or level a header names. `rest` are its words without those of the sitting."""
    has = frozenset(rest)
    if numbered := _numbered(rest):
        return Measure("part_score", 3, numbered, sure=False)
    if rest in _GRADE_MARKS:
        return Measure("score", 3, "", "mark") if "mark" in has or "subject" in has else _NOTHING
    if len(rest) > 1 and rest[0] == "goal" and rest[1].isdigit():
        return _goal(rest)
    if (
        not has.isdisjoint(_NOISE - _AGED if has >= _AGED_SCORE else _NOISE)
        or "goal" in has
        or {"on", "grade", "level"} <= has
    ):
        return _NOTHING
    if ("high" in has and "frequency" not in has) or "low" in has or {"number", "of"} <= has:
        return _NOTHING
    kind = _kind(rest, has)
    if not kind:
        return _bare(header, rest, has)
    if "name" in has and "category" not in has:
        return _NOTHING
    name = _name(header, rest, "percent" if "percent" in has else kind)
    if kind == "score":
        return _score(rest, has, name)
    rank = 0
    if kind == "placement":
        unsaid = not name and has <= {"level", "levels", "status", "category", "test", "tested", "assessment", "band"}
        if unsaid or name.casefold() == "grade" or not has.isdisjoint(_NARROW):
            return _NOTHING
        rank = _placement_rank(has)
    return Measure(f"part_{kind}" if name else _WHOLE[kind], rank, name)


_WHOLE = {"error": "standard_error", "percentile": "percentile", "placement": "placement"}


def _kind(rest: tuple[str, ...], has: frozenset[str]) -> str:
    """score, error, percentile or placement; the last word decides where there are two."""
    if any(each <= has for each in _ERRORS) or not has.isdisjoint(_ERROR_WORDS):
        return "error"
    if not has.isdisjoint(_PERCENTILES) or {"national", "rank"} <= has:
        return "" if not has.isdisjoint(_NARROW) else "percentile"
    if rest[-1] in _HARD_SCORES:
        return "score"
    if not has.isdisjoint(_LEVELS):
        return "placement"
    scored = not has.isdisjoint(_HARD_SCORES) or not has.isdisjoint(_SOFT_SCORES) or {"percent", "correct"} <= has
    return "score" if scored else ""


def _placement_rank(has: frozenset[str]) -> int:
    if "relative" in has:
        return 3
    if not has.isdisjoint(("sat", "act")):
        return 2
    return 1 if not has.isdisjoint(("quintile", "tier", "risk", "band")) or has >= {"category", "level"} else 0


def _score(rest: tuple[str, ...], has: frozenset[str], name: str) -> Measure:
    if has >= _CURVE:
        return Measure("part_score", 0, "Normal curve equivalent", "NCE")
    for word, label in _EXTRAS:
        if word in has:
            stem = " ".join(each for each in name.split() if each.lower() not in (word, *_STEMLESS))
            return Measure("part_score", 0, f"{stem}, {label}" if stem else label, label)
    scale, rank = next(((label, rank) for word, label, rank in _SCALES if word in has), ("", 3))
    if {"percent", "correct"} <= has:
        scale, rank = "percent correct", 7
    if name.casefold() in ("unified", "wcpm", "wrc", "vertical"):
        return Measure("score", 4, "", scale or name)
    return Measure("part_score" if name else "score", rank, name, scale)


def _numbered(rest: tuple[str, ...]) -> str:
    """GOLD rates numbered objectives, AP numbers the exams of one learner: "Fall 2017/2018 Objective 1a"."""
    if "objective" in rest[:-1]:
        after = rest[rest.index("objective") + 1 :]
        return f"Objective {''.join(after)}" if after[0].isdigit() and len(after) < 5 else ""
    return f"Exam {rest[2]}" if rest[:2] == ("exam", "grade") and len(rest) == 3 else ""


def _goal(rest: tuple[str, ...]) -> Measure:
    """MAP numbers its goal areas: Goal1Name, Goal1RitScore, Goal1StdErr, Goal1Range, Goal1Adjective."""
    part, has = f"goal {rest[1]}", frozenset(rest[2:])
    if "name" in has:
        return Measure("part_name", 0, part)
    if {"std", "err"} <= has or "stderr" in has:
        return Measure("part_error", 0, part)
    if "adjective" in has:
        return Measure("part_placement", 0, part)
    return Measure("part_score", 0, part, "RIT" if "rit" in has else "") if "score" in has else _NOTHING


def _bare(header: str, rest: tuple[str, ...], has: frozenset[str]) -> Measure:
    """Some products head the column of a score with the name of what was measured alone: "LNF", "Math", "Composite"."""
    plain = [word for word in rest if word not in ("dibels", "act", "latest", "psat", "sat", "ark", "6", "am")]
    if plain and _BARE_WHOLE.issuperset(plain):
        return Measure("score", 3, "", "", sure=False)
    if not plain or not _BARE.issuperset(plain) or has <= {"and", "data", "content", "structure"}:
        return _NOTHING
    return Measure("part_score", 3, _name(header, rest) or header.strip(), "", sure=False)


def _name(header: str, rest: tuple[str, ...], kind: str = "") -> str:
    """The part that a header names: its own words, without those at both ends that say which kind of number it is."""
    also = _ALSO.get(kind, frozenset())
    kept = [piece for piece in shown(header) if any(word in rest for word in words(piece))]
    while kept and _says_kind(kept[0], _BEFORE | also):
        kept.pop(0)
    while kept and _says_kind(kept[-1], _AFTER | also):
        kept.pop()
    while kept and _says_kind(kept[0], _BEFORE):
        kept.pop(0)
    return " ".join(kept).strip(" -:_/,")


def _says_kind(piece: str, kinds: frozenset[str]) -> bool:
    known = words(piece)
    return not known or kinds.issuperset(known)
