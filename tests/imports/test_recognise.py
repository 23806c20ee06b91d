"""What a table is, told by the meaning of its headers wherever they stand."""

from __future__ import annotations

import pytest

from learnerplan.imports.mapped.mapping import ColumnMapping, fingerprint
from learnerplan.imports.mapped.sensitive import is_sensitive, protected_topic
from learnerplan.imports.recognise import recognise
from learnerplan.imports.words.credentials import is_credential
from learnerplan.imports.words.facets import propose_facet, question_kind
from learnerplan.imports.words.lexicon import USES, meaning
from tests.imports.made import table


@pytest.mark.parametrize(
    ("header", "use"),
    [
        ("StudentID", "id_student"),
        ("student_id", "id_student"),
        ("STUDENT ID #", "id_student"),
        ("Student's First Name", "given_name"),
        ("legalFirstName", "given_name"),
        ("Prénom", "given_name"),
        ("Apellidos", "family_name"),
        ("What is your first and last name?", "full_name"),
        ("Name2", "full_name"),
        ("DOB", "birth_date"),
        ("birthDate", "birth_date"),
        ("Geburtsdatum", "birth_date"),
        ("Grade Level", "grade"),
        ("Year Group", "grade"),
        ("Parent/Guardian Email", "contact_email"),
        ("Mother's cell", "contact_phone"),
        ("Guardian Name", "contact_name"),
        ("Student Email", "email"),
        ("UPN", "id_state"),
        ("LASID", "id_local"),
        ("Homeroom", "class_name"),
        ("Teacher Name", "teacher"),
        ("Zip", ""),
        ("Teacher Email", ""),
        ("", ""),
    ],
)
def test_headers_and_what_they_mean(header: str, use: str):
    assert meaning(header) == use


def test_no_word_of_the_lexicon_has_two_meanings():
    seen: dict[str, str] = {}
    for use, entry in USES.items():
        for word in entry.words:
            assert seen.setdefault(word, use) == use, word


@pytest.mark.parametrize(
    "header",
    [
        "Race",
        "race_ethnicity",
        "FRL",
        "Free/Reduced Lunch",
        "plan_504",
        "Disability",
        "Gender",
        "SpEd",
        "ELL Status",
        "IEP",
    ],
)
def test_sensitive_headers(header: str):
    assert is_sensitive(header)


@pytest.mark.parametrize("header", ["Name", "Grade", "Homeroom", "Essential skills", "Trace", "Iepe", "Sensei"])
def test_headers_that_are_not_sensitive(header: str):
    assert not is_sensitive(header)


@pytest.mark.parametrize("header", ["Password", "initialPassword", "PWD", "Passwort", "Contraseña", "PIN", "Login PIN"])
def test_credentials(header: str):
    assert is_credential(header)


@pytest.mark.parametrize(
    "header", ["Pinned", "Spin", "Passport", "What helps you pass a test?", "Secret talent", "Key"]
)
def test_what_is_no_credential(header: str):
    assert not is_credential(header)


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("I am proud that I....", "strength"),
        ("My best qualities are....", "strength"),
        ("What are you good at?", "strength"),
        ("My activities and interests outside of school are....", "interest"),
        ("What do you like to do in your free time?", "interest"),
        ("I get nervous or stressed in school when....", "challenge"),
        ("What is hard for you at school?", "challenge"),
        ("What helps you when it is hard?", "support"),
        ("I learn best when my teachers....", "support"),
        ("How do you learn best?", "preference"),
        ("What do you want to be when you grow up?", "hope"),
        ("What motivates you?", "motivation"),
        ("What are you passionate about?", "passion"),
        ("What skills could you teach others?", "skill"),
        ("¿Qué te gusta hacer en tu tiempo libre?", "interest"),
        ("¿En qué eres bueno?", "strength"),
        ("¿Qué te resulta difícil en la escuela?", "challenge"),
        ("¿Cuáles son tus metas para este año?", "hope"),
        ("¿Qué te ayuda cuando te cuesta?", "support"),
        ("Qu’est-ce que tu aimes faire ?", "interest"),
        ("Quels sont tes points forts ?", "strength"),
        ("Qu’est-ce qui est difficile pour toi ?", "challenge"),
        ("Que veux-tu faire plus tard ?", "hope"),
        ("Was machst du gern in deiner Freizeit?", "interest"),
        ("Worin bist du gut?", "strength"),
        ("Was fällt dir schwer?", "challenge"),
        ("Was möchtest du dieses Jahr erreichen?", "hope"),
        ("O que você gosta de fazer?", "interest"),
        ("Em que você é bom?", "strength"),
        ("O que é difícil para você?", "challenge"),
        ("Che cosa ti piace fare?", "interest"),
        ("In che cosa sei bravo?", "strength"),
        ("Che cosa trovi difficile?", "challenge"),
        ("Wat doe je graag?", "interest"),
        ("Waar ben je goed in?", "strength"),
        ("Wat vind je moeilijk?", "challenge"),
        ("你喜欢做什么？", "interest"),
        ("你擅长什么？", "strength"),
        ("你觉得什么很难？", "challenge"),
        ("好きなことは何ですか", "interest"),
        ("得意なことは何ですか", "strength"),
        ("苦手なことは何ですか", "challenge"),
        ("무엇을 좋아합니까?", "interest"),
        ("무엇을 잘합니까?", "strength"),
        ("무엇이 어렵습니까?", "challenge"),
        ("ماذا تحب أن تفعل؟", "interest"),
        ("ما هي نقاط قوتك؟", "strength"),
        ("ما هو الصعب عليك؟", "challenge"),
        ("What are your child's strengths?", "strength"),
        ("What worries you about your child?", "challenge"),
        ("What do you hope for your child this year?", "hope"),
        ("How can we support your child?", "support"),
        ("What does your child love to do?", "interest"),
        ("Do you believe that a hotdog is a sandwich?", ""),
        ("My child needs help with", "challenge"),
        ("Preferred language for letters", ""),
        ("What is your major?", ""),
    ],
)
def test_facets_are_proposed_from_the_wording(question: str, facet: str):
    assert propose_facet(question) == facet


def test_a_number_or_a_yes_feeds_no_facet():
    assert propose_facet("Are you good at maths?", "one") == ""
    assert question_kind("How sure are you?", ("4", "5", "3", "4")) == "scale"
    assert question_kind("Pick", ("Yes", "No", "Yes", "Yes", "No", "Yes", "Yes")) == "one"
    assert question_kind("Pick", ("Art;Chess;", "Art;")) == "several"
    assert question_kind("Why?", ("because", "it depends", "who knows")) == "text"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How much money does your family earn?", "family income"),
        ("Do you go to church?", "religion"),
        ("Do you take medicine?", "health"),
        ("Who would you vote for?", "politics"),
        ("Have you ever tried drugs?", "law-breaking"),
        ("Was anybody in your family born abroad, and what is their immigration status?", "immigration"),
        ("¿Cuáles son los ingresos de tu familia?", "family income"),
        ("¿Vas a la iglesia?", "religion"),
        ("¿Tienes alguna alergia o enfermedad?", "health"),
        ("¿Qué piensas de las drogas?", "law-breaking"),
        ("Quelle est ta religion ?", "religion"),
        ("As-tu des problèmes de santé ?", "health"),
        ("Welche Staatsangehörigkeit haben deine Eltern?", "immigration"),
        ("Nimmst du Drogen?", "law-breaking"),
        ("Você fuma ou usa drogas?", "law-breaking"),
        ("Qual è il reddito della tua famiglia?", "family income"),
        ("你信什么宗教？", "religion"),
        ("健康状況を教えてください", "health"),
        ("종교가 무엇입니까?", "religion"),
        ("هل تذهب إلى مسجد؟", "religion"),
        ("Какая у вас религия?", "religion"),
        ("Is there anything about your child’s health we should know?", "health"),
        ("What do you learn in health class?", ""),
        ("Are you a good digital citizen?", ""),
        ("¿Qué partido de fútbol te gustó?", ""),
        ("Welches Fach würdest du wählen?", ""),
        ("你的个性的特点是什么？", ""),
        ("어떤 과목의 성적이 좋습니까?", ""),
        ("ماذا يقول الوالدين عنك؟", ""),
        ("What did you learn in Virginia?", ""),
        ("Are you an undergraduate?", ""),
        ("What makes you happy?", ""),
    ],
)
def test_protected_topics(question: str, topic: str):
    assert protected_topic(question) == topic


def test_position_means_nothing():
    one = recognise(table("First | Last | Grade\nAna | Diaz | 6"))
    other = recognise(table("Grade | Junk | Last | First\n6 | x | Diaz | Ana"))
    assert one.kind == other.kind == "roster"
    assert [column.use for column in other.mapping.columns] == ["grade", "leave_out", "family_name", "given_name"]


def test_evidence_says_why():
    found = recognise(table("First | Last | Grade\nAna | Diaz | 6"))
    assert found.evidence[0] == "Column “First” looks like: First name."
    assert 0 < found.confidence <= 1


def test_the_fingerprint_knows_headers_and_nothing_else():
    assert fingerprint(("First Name", "LAST_NAME", "")) == fingerprint((" first name", "Last Name"))
    assert fingerprint(("First", "Last")) != fingerprint(("Last", "First"))


def test_a_mapping_comes_back_from_its_text_without_cells():
    mapping = recognise(table("First | Last | Grade\nAnabel | Diaz | 6")).mapping
    text = mapping.to_json()
    assert "Anabel" not in text
    again = ColumnMapping.from_json(text)
    assert again.remembered
    assert [column.use for column in again.columns] == [column.use for column in mapping.columns]


def test_a_single_column_of_names_is_a_roster():
    found = recognise(table("Student\nAna Diaz\nBo Li"))
    assert (found.kind, found.part) == ("roster", "learners")


def test_a_user_name_that_is_an_address_is_an_address():
    found = recognise(table("Timestamp | Username | I like…\n1/2/2024 8:00:00 | bo@example.org | run"))
    assert [column.use for column in found.mapping.columns] == ["timestamp", "email", "question"]
