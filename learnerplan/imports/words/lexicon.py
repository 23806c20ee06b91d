"""The meanings that a column can have, and the words by which school systems and languages call them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from learnerplan.imports.words.folding import fold

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Use:
    """A meaning: its label in the teacher's words, and headers (folded) that say it by themselves."""

    label: str
    words: tuple[str, ...] = ()


def _use(label: str, words: str = "") -> Use:
    return Use(label, tuple(word.strip() for word in words.split("|") if word.strip()))


USES: dict[str, Use] = {
    "full_name": _use(
        "Name",
        "name|full name|student name|student|pupil|pupil name|learner|learner name|child|child name|"
        "stu name|student full name|display name|first and last name|first last name|your name|"
        "what is your name|your full name|name of student|nombre y apellido|nombre completo|nom et prenom|"
        "nom complet|vollstandiger name|schuler|nome completo|alumno|alumna|estudiante|eleve|aluno|"
        "schulername|naam|last first|name last first|last first middle|name last first middle|name lfm|full name lfm|"
        "last name first name|nom prenom|apellidos y nombre|apellidos y nombres|apellido y nombre|apellidos nombre|"
        "name of child|name of your child|name of my child|child full name|nombre de su hijo|nombre de su hijo a|"
        "nombre de su hija|nombre del nino|nombre del nino a|nombre del estudiante|nombre del alumno|"
        "nombre completo de su hijo|nombre completo del estudiante|nom de votre enfant|nom de l enfant|"
        "nom de l eleve|name ihres kindes|name des kindes|nome do seu filho|nome do seu filho a|nome da crianca|"
        "nome do aluno|nome di suo figlio|nome di vostro figlio|nome del bambino|nome dello studente|"
        "naam van uw kind|naam van het kind|naam leerling|孩子的姓名|孩子姓名|学生姓名|您孩子的姓名|"
        "お子さまのお名前|お子様のお名前|"
        "자녀 이름|학생 이름|اسم الطفل|اسم الطالب|имя ребенка|"
        "cognome nome|cognome e nome|nachname vorname|name vorname|"
        "имя и фамилия|фио|الاسم الكامل|اسم الطالب الكامل|姓名|名字|名前|氏名|お名前|이름|성명|성함|학생 성명|"
        "nome e cognome|nome cognome|nombre y apellidos|nom et prenoms|prenom et nom|voor en achternaam|"
        "vor und nachname|vorname und nachname|vorname nachname",
    ),
    "given_name": _use(
        "First name",
        "first name|first|firstname|given name|given|given names|forename|legal first name|legal first|"
        "fname|first nm|nombre|nombres|nombre de pila|prenom|vorname|nome|primeiro nome|voornaam|fornavn|"
        "fornamn|etunimi|imie|имя|الاسم الأول|名|what is your first name|your first name",
    ),
    "family_name": _use(
        "Last name",
        "last name|last|lastname|surname|family name|family|legal last name|legal last|lname|last nm|"
        "legal surname|apellido|apellidos|nom|nom de famille|nachname|familienname|cognome|sobrenome|"
        "apelido|achternaam|etternavn|efternavn|efternamn|sukunimi|nazwisko|фамилия|اسم العائلة|姓|"
        "what is your last name|your last name",
    ),
    "middle_name": _use(
        "Middle name",
        "middle name|middle|middlename|middle initial|mi|mname|segundo nombre|отчество",
    ),
    "preferred_name": _use(
        "Likes to be called",
        "preferred name|preferred first name|pref|preferred|pref name|nickname|known as|goes by|"
        "likes to be called|chosen name|usual name|name used|preferred given name|"
        "what do you like to be called|apodo|surnom|rufname",
    ),
    "grade": _use(
        "Grade",
        "grade|grade level|gr|grd|year group|year level|class year|nc year|gradelevel|current grade|"
        "grade lvl|form|school grade|grado|curso|niveau|klassenstufe|jahrgang|jahrgangsstufe|serie|"
        "ano escolar|leerjaar|класс|grd lvl|enrolled grade|cur grade",
    ),
    "birth_date": _use(
        "Birth date",
        "birth date|birthdate|dob|date of birth|birthday|d o b|birth dt|fecha de nacimiento|"
        "date de naissance|geburtsdatum|geburtstag|data de nascimento|data di nascita|geboortedatum|"
        "дата рождения|تاريخ الميلاد|生日",
    ),
    "home_language": _use(
        "Home language",
        "home language|language|home lang|primary language|native language|language spoken at home|"
        "first language|mother tongue|home primary language|primary home language|household language|"
        "language at home|home lang code|lengua materna|"
        "idioma del hogar|langue maternelle|"
        "muttersprache|lang",
    ),
    "pronouns": _use(
        "Pronouns",
        "pronouns|pronoun|preferred pronouns|gender pronouns|pronombres|pronoms|pronomen|pronomes|pronomi|"
        "voornaamwoorden",
    ),
    "status": _use(
        "Status",
        "status|enrollment status|enrolment status|enroll status|student status|active|is active|active today",
    ),
    "id_sis": _use(
        "School system ID",
        "sis id|sis user id|sourced id|sourcedid|user sourced id|student sourced id|sis student id|"
        "sis number|powerschool id|student dcid|dcid|ps id|infinite campus id|person id|personid|"
        "skyward id|name id|alphakey|students dcid|infinite campus person id|ic person id",
    ),
    "id_state": _use(
        "State ID",
        "state id|state student id|state student number|sasid|ssid|statewide id|state number|"
        "state identifier|stateid|statewide student identifier|upn|unique pupil number|uln|nsn|oen|"
        "student state id|state studentnumber",
    ),
    "id_local": _use(
        "Local ID",
        "local id|lasid|local id number|local student id|district id|district student id|local number|"
        "localid|other id|student local id|student local id number|admission number|adno|admno|local id no",
    ),
    "id_number": _use("Student number", "student number|pupil number|student no|student num|stu no|stu num|stunum"),
    "id_student": _use(
        "School ID, kept as text",
        "student id|student id number|id|id number|pupil id|stu id|learner id|studentid|"
        "student identifier|school id|student id no|id no|student id #|numero de estudiante|"
        "id del estudiante|matricula|numero d eleve|schuler id|schulernummer|ученик id|学号|"
        "what is your student id|what is your student id number|your student id number|your student id|"
        "lunch number|permanent id|perm id",
    ),
    "username": _use(
        "User name", "username|user name|user id|userid|login|login id|sis login id|network id|account|logon"
    ),
    "email": _use(
        "Student’s e-mail",
        "email|e mail|email address|e mail address|student email|school email|student email address|mail|"
        "correo|correo electronico|direccion de correo electronico|"
        "adresse e mail|courriel|e mail adresse|endereco de email|"
        "secondary email|user email|google email|username email|nombre de usuario|indirizzo email|"
        "e mailadres|электронная почта|البريد الإلكتروني",
    ),
    "class_name": _use(
        "Class",
        "class|class name|section name|section|course|course name|homeroom|home room|hr|room|classroom|"
        "group|group name|class group|form group|registration group|reg group|tutor group|course section|"
        "homeroom name|hm rm|home room name|advisory|clase|aula|classe|klasse|turma|klas|period class|class title|team",
    ),
    "class_id": _use(
        "Class ID",
        "section sis id|section id|class id|class sourced id|section number|course section id|crn|"
        "section sourced id",
    ),
    "period": _use("Period", "period|periods|block|hour|class period"),
    "subject": _use("Subject", "subject|course subject|subject area|materia|matiere|fach|disciplina"),
    "school_year": _use("School year", "school year|academic year|year"),
    "starts": _use("Begins", "term start date|class start date"),
    "ends": _use("Ends", "term end date|class end date"),
    "contact_name": _use(
        "Family contact’s name",
        "parent|guardian|parent name|guardian name|parent guardian|parent guardian name|contact|"
        "contact name|mother|father|mother name|father name|emergency contact|emergency contact name|"
        "parent or guardian name|name of parent|name of parent guardian|name of parent or guardian|"
        "name of guardian|parent guardian full name|caregiver name|nombre del padre|nombre de la madre|"
        "nombre del padre o tutor|nombre del padre madre o tutor|nombre del tutor|nom du parent|"
        "nom du parent ou tuteur|name der eltern|name des erziehungsberechtigten|nome do responsavel|"
        "nome del genitore|naam ouder|naam van de ouder|家长姓名|保護者名|保護者氏名|학부모 이름|학부모 성함|"
        "اسم ولي الأمر|имя родителя|"
        "parents|primary contact|parent 1|guardian 1|contact 1|padre|madre|tutor|erziehungsberechtigte",
    ),
    "contact_relation": _use(
        "Family contact’s relation",
        "relation|relationship|relationship to student|contact relationship|relationship to child|"
        "relationship to the child|relationship to your child|relationship to the student|relation to student|"
        "relation to child|parentesco|lien de parente|verwandtschaft|parentela|grau de parentesco|与孩子的关系|"
        "お子さまとの関係|자녀와의 관계|صلة القرابة",
    ),
    "contact_phone": _use(
        "Family phone",
        "phone|phone number|telephone|home phone|primary phone|cell phone|cell|mobile|mobile phone|"
        "telefono|telephone|telefon|telefone|contact phone number|sms",
    ),
    "contact_email": _use(
        "Family e-mail", "primary email|family email|home email|contact email|guardian email|parent email"
    ),
    "contact_address": _use("Family address", "mailing address|family address"),
    "contact_language": _use("Family contact’s language", "correspondence language|contact language"),
    "teacher": _use(
        "Teacher",
        "teacher|teacher name|teachers name|educator|instructor|homeroom teacher|counselor|counsellor|advisor",
    ),
    "school": _use(
        "School",
        "school|school name|campus|building|school sis id|school local id|school dfe number|organization|"
        "site|school number|school code|attending school|enrolled school|school of attendance|entity|calendar name",
    ),
    "timestamp": _use(
        "When it was answered",
        "timestamp|submitted at|submission time|date submitted|marca temporal|horodateur|zeitstempel|"
        "carimbo de data hora|informazioni cronologiche|tijdstempel|tidsstampel|tidsstempel|"
        "sygnatura czasowa|отметка времени|aikaleima|zaman damgasi|طابع زمني|חותמת זמן|时间戳记|時間戳記|"
        "タイムスタンプ|"
        "타임스탬프|casova znacka|cap thoi gian|dau thoi gian|idobelyeg|хронометка|completion time|"
        "hora de finalizacion|heure de fin|fertigstellungszeit|hora de conclusao|ora di completamento|"
        "voltooiingstijd|tijd van voltooien|tijd van voltooiing|完成时间|完成時間|完了時刻|완료 시간|وقت الإكمال|"
        "وقت الانتهاء|время выполнения|время завершения",
    ),
    "started": _use(
        "When it was begun",
        "start time|hora de inicio|heure de debut|startzeit|ora di inizio|begintijd|开始时间|開始時間|開始時刻|"
        "시작 시간|وقت البدء|время начала",
    ),
    "response_number": _use("Number of the answer", "response id|response number|submission id"),
    "goal": _use(
        "Goal",
        "goal|goal statement|statement|objective|smart goal|target goal|meta|objetivo|objectif|ziel",
    ),
    "goal_words": _use("Goal in the student’s words", "in my words|learner words|student words|i want to|my words"),
    "goal_kind": _use("Kind of goal", "kind|goal kind|goal type|type|type of goal"),
    "goal_area": _use("Area", "area|goal area|domain|strand"),
    "why": _use("Why it matters", "why|why it matters|reason|rationale|because|purpose"),
    "success": _use("Success criteria", "success criteria|success|criteria|success looks like"),
    "measure": _use("Measure", "measure|measured by|how measured|measurement|how we measure|metric"),
    "unit": _use("Unit", "unit|units"),
    "baseline": _use("Baseline", "baseline|start|starting point|now|current|base"),
    "target": _use("Target", "target|aim|goal target|target value|target score"),
    "due": _use("Due", "due|due date|by|by when|deadline|target date|end date|review date"),
    # What only OneRoster and School Data Sync name, by headers of their own (`oneroster.headers`).
    "role": _use("Role"),
    "org": _use("Number of the school"),
    "agents": _use("Numbers of family contacts"),
    "agent_phone": _use("Phone of a family contact"),
    "agent_relation": _use("Relation of a family contact"),
    "user_ids": _use("IDs elsewhere"),
    "id_user": _use("ID elsewhere"),
    "contact_id": _use("Family contact’s ID"),
    "course": _use("Number of the course"),
    "session": _use("Number of the term"),
    "session_type": _use("Kind of term"),
    "within": _use("Number of the year"),
    "title": _use("Title"),
    "steps": _use("Steps", "steps|action steps|actions|next steps|step|plan steps|action plan"),
    # Meanings of sheets whose own modules know the words for them.
    "goal_status": _use("Outcome"),
    "goal_hope": _use("Hope that it serves"),
    "goal_codes": _use("Standards"),
    "goal_term": _use("Term"),
    "measured_on": _use("Day"),
    "measure_value": _use("Value"),
    "measure_right": _use("Right"),
    "measure_trials": _use("Tries"),
    "measure_by": _use("Measured by"),
    "value_on_day": _use("Value on this day"),
    "note_text": _use("Note"),
    "note_question": _use("Note, with the question"),
    "note_on": _use("Day"),
    "note_by": _use("Noted by"),
    "note_tag": _use("About"),
    "support_number": _use("Number of the support"),
    "support_plan": _use("Number of its plan"),
    "support_kind": _use("Kind of support"),
    "support_title": _use("Support"),
    "support_area": _use("Subject or setting"),
    "support_text": _use("What is given"),
    "support_by": _use("Who gives it"),
    "support_status": _use("Status"),
    "support_starts": _use("Begins"),
    "support_review": _use("Review"),
    "support_ends": _use("Ends"),
    "support_note": _use("Restricted note"),
    "support_kept": _use("Kept with the support"),
}  # fmt: skip

ID_USES = ("id_sis", "id_state", "id_local", "id_number", "id_student", "username", "id_user")
GOAL_USES = (
    "goal",
    "goal_words",
    "goal_kind",
    "goal_area",
    "why",
    "success",
    "measure",
    "unit",
    "baseline",
    "target",
    "due",
    "steps",
)
CONTACT_USES = (
    "contact_id",
    "contact_name",
    "contact_relation",
    "contact_phone",
    "contact_email",
    "contact_address",
    "contact_language",
)
"""Meanings that stand for a person at home, never for the learner."""

# Without spaces, since systems write "StudentID", "Student Id" and "STUDENTID" alike.
_BY_WORDS: dict[str, str] = {}
for _key, _entry in USES.items():
    for _word in _entry.words:
        _BY_WORDS.setdefault(fold(_word).replace(" ", ""), _key)

_LEARNER = re.compile(
    r"^(?:(?:please )?(?:enter|type|write|give|provide)|what is|what s|whats|student|students|pupil|learner|child|"
    r"childs|stu|the|your|my|legal)\s+(?=\S)"
)
_ASKED_AGAIN = re.compile(r"(?<=[^\W\d])\s?\d$")
_HOME = re.compile(
    r"\b(?:parents?|guardians?|mothers?|fathers?|mom|mum|dad|family|emergency|contact|primary|home|household|"
    r"padres?|madre|eltern)\b"
)
_HOME_PARTS = (
    ("contact_email", re.compile(r"\b(?:e ?mail|mail|correo|courriel)\b")),
    ("contact_phone", re.compile(r"\b(?:phone|telephone|cell|mobile|tel|telefono|telefon)\b")),
    ("contact_address", re.compile(r"\b(?:address|street)\b")),
    ("contact_language", re.compile(r"\b(?:language|lang)\b")),
    ("contact_relation", re.compile(r"\b(?:relation|relationship)\b")),
)
_SOMEBODYS_NAME = re.compile(
    r"^(?:student |students |legal )?(?:parents?|guardians?|mothers?|fathers?|mom|mum|dad|emergency|contact|"
    r"caregiver)\b(?:(?!maiden|user).)*\bname$"
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_BRACKETED = frozenset(("full_name", "given_name", "family_name", "preferred_name", "birth_date"))
_NOT_ITSELF = re.compile(r"\b(?:type|id|code|priority|sequence)$")


@lru_cache(maxsize=4096)
def header_key(header: str) -> str:
    """A header for comparing: "birthDate", "Birth_Date" and " BIRTH DATE:" are one."""
    return fold(_CAMEL.sub(" ", header))


@lru_cache(maxsize=4096)
def meaning(header: str) -> str:
    """The use that a header says by itself, or an empty text."""
    found = _meaning(header_key(header))
    if not found and (shorter := _BRACKETS.sub("", header)) != header:
        # "Name (nickname)", "Date of birth (mm/dd)"
        found = _meaning(header_key(shorter))
        return found if found in _BRACKETED else ""
    return found


def _meaning(key: str) -> str:
    while key:
        if (squeezed := key.replace(" ", "")) in _BY_WORDS:
            return _BY_WORDS[squeezed]
        if _HOME.search(key) and len(key.split()) <= 6 and not _NOT_ITSELF.search(key):
            for use, words in _HOME_PARTS:
                if words.search(key):
                    return use
            if _SOMEBODYS_NAME.search(key):
                return "contact_name"
        shorter = _ASKED_AGAIN.sub("", _LEARNER.sub("", key))
        if shorter == key:
            break
        key = shorter
    return ""
