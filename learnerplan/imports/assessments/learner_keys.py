"""Which headers of an assessment export name the learner, and which only look as if they did."""

from __future__ import annotations

from learnerplan.imports.assessments.words import word_set

LEARNER = word_set("student students pupil learner child childs examinee stu")
_ID = word_set("id ids identifier uid ssid sasid lasid upn marss ssn guid fleid")
_NUMBERED = word_set("number no num key")
_PLACES = word_set("""
    school schools district account class classes course section group org organization organisation client site
    program municipality building campus location county institution institutional teacher staff staffid educator test
    assessment session lesson assignment event exam system region batch agency record row registration act cb ap
    college access form item renaissance nwea drc kite fast clever unique display secondary other vendor external guid
    person user login personal candidate order assessor element class dcid act id2 lea
    """)
_NOISE = LEARNER | {"legal", "the", "s"}
_BIRTH = frozenset(("birth", "birthdate", "birthday", "dob"))
_GRADE = word_set(
    "grade level current enrollment enrolled actual of at time tested testing year group student the sgrade"
)
_NAMES = {
    ("first",): "given_name",
    ("first", "name"): "given_name",
    ("name", "first"): "given_name",
    ("frst", "name"): "given_name",
    ("f", "name"): "given_name",
    ("fname",): "given_name",
    ("given", "name"): "given_name",
    ("forename",): "given_name",
    ("last",): "family_name",
    ("last", "name"): "family_name",
    ("name", "last"): "family_name",
    ("l", "name"): "family_name",
    ("lname",): "family_name",
    ("surname",): "family_name",
    ("family", "name"): "family_name",
    ("name",): "full_name",
    ("full", "name"): "full_name",
    ("email",): "email",
    ("e", "mail"): "email",
    ("email", "address"): "email",
    ("username",): "username",
    ("user", "name"): "username",
    ("login", "name"): "username",
    ("user", "id"): "username",
    ("dob",): "birth_date",
}
_SYSTEMS = (("state", "id_state"), ("statewide", "id_state"), ("ssid", "id_state"), ("sasid", "id_state"),
            ("marss", "id_state"), ("fleid", "id_state"), ("upn", "id_state"), ("local", "id_local"),
            ("lasid", "id_local"), ("district", "id_local"), ("sis", "id_sis"), ("sourced", "id_sis"))  # fmt: skip


def learner_use(known: tuple[str, ...]) -> str:
    """The use of a header (as words) that names the learner, or an empty text.

    A number counts where it is said to be the learner's; "School ID" and "Test ID" are of something else, and so are
    the numbers that only the vendor knows.
    """
    rest = tuple(word for word in known if word not in _NOISE)
    has = set(known)
    own = bool(has & LEARNER)
    if rest in _NAMES:
        return _NAMES[rest]
    if own and not rest and known != ("child",):
        return "full_name"
    if has & _BIRTH:
        return "birth_date"
    if ("grade" in has and has <= _GRADE) or has in ({"year", "group"}, {"sgrade"}):
        return "grade"
    return _number_use(known, has, own)


def _number_use(known: tuple[str, ...], has: set[str], own: bool) -> str:
    numbered = bool(has & _ID) or (own and known[-1] in _NUMBERED) or (own and known[-1] == "code")
    if not numbered or "ssn" in has:
        return ""
    if has & {"test", "assessment", "event", "session", "sitting"}:
        return ""
    if own:
        # "Primary ID - Student ID (State ID)" says in brackets which number of the learner it is.
        foreign = has & (_PLACES - {"district", "school", "unique", "other", "system", "secondary"})
        if foreign or (has & {"unique", "secondary"} and not has & {"state", "texas", "statewide"}):
            return ""
    elif has & (_PLACES | {"county", "sync"}):
        return ""
    for word, use in _SYSTEMS:
        if word in has:
            return use
    if "texas" in has:
        return "id_state"
    return "id_number" if own and not has & _ID else "id_student" if own or known in (("id",), ("id", "number")) else ""
