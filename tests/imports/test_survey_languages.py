"""Forms in the languages that schools use: their words for the time of an answer, and their ways of writing it."""

from __future__ import annotations

import pytest

from learnerplan.imports.known import Known
from learnerplan.imports.words import dates
from learnerplan.imports.words.lexicon import meaning
from tests.imports.made import knows, learner, plan

GOOGLE = [
    ("Timestamp", "9/18/2026 14:18:57"),
    ("Timestamp", "2026/09/18 2:18:57 PM GMT-5"),
    ("Timestamp", "2026/09/18 2:18:57 PM EST"),
    ("Marca temporal", "18/09/2026 14:18:57"),
    ("Marca temporal", "2026/09/18 2:18:57 p. m. GMT-5"),
    ("Marca temporal", "18/9/2026 2:18:57 p.\u00a0m."),
    ("Horodateur", "18/09/2026 14:18:57"),
    ("Horodateur", "2026/09/18 2:18:57 PM UTC+2"),
    ("Zeitstempel", "18.09.2026 14:18:57"),
    ("Zeitstempel", "18.09.26, 14:18:57"),
    ("Carimbo de data/hora", "18/09/2026 14:18:57"),
    ("Informazioni cronologiche", "18/09/2026 14.18.57"),
    ("Tijdstempel", "18-9-2026 14:18:57"),
    ("طابع زمني", "18/09/2026 2:18:57 م"),
    ("طابع زمني", "\u200f18\u200f/9\u200f/2026 2:18:57 م"),
    ("طابع زمني", "١٨/٠٩/٢٠٢٦ ٢:١٨:٥٧ م"),
    ("طابع زمني", "2026/09/18 2:18:57 م غرينتش+3"),
    ("时间戳记", "2026/9/18 14:18:57"),
    ("时间戳记", "2026/9/18 下午2:18:57"),
    ("時間戳記", "2026/9/18 下午 2:18:57"),
    ("タイムスタンプ", "2026/09/18 14:18:57"),
    ("タイムスタンプ", "2026/09/18 午後2:18:57 GMT+9"),
    ("타임스탬프", "2026. 9. 18 오후 2:18:57"),
    ("타임스탬프", "2026/09/18 2:18:57 오후 GMT+9"),
    ("Отметка времени", "18.09.2026 14:18:57"),
    ("Timestamp", "46283.59649305556"),
]


@pytest.mark.parametrize(("word", "cell"), GOOGLE)
def test_the_moment_of_an_answer_is_read_in_every_language(word: str, cell: str):
    assert meaning(word) == "timestamp"
    order = dates.likely_order([cell])
    found = dates.moment_of(cell, order)
    assert found is not None
    assert str(found) == "2026-09-18 14:18:57"


@pytest.mark.parametrize(
    ("started", "completed"),
    [
        ("Start time", "Completion time"),
        ("Hora de inicio", "Hora de finalización"),
        ("Heure de début", "Heure de fin"),
        ("Startzeit", "Fertigstellungszeit"),
        ("Hora de início", "Hora de conclusão"),
        ("Ora di inizio", "Ora di completamento"),
        ("Begintijd", "Voltooiingstijd"),
        ("Begintijd", "Tijd van voltooien"),
        ("开始时间", "完成时间"),
        ("開始時間", "完成時間"),
        ("開始時刻", "完了時刻"),
        ("시작 시간", "완료 시간"),
        ("وقت البدء", "وقت الإكمال"),
        ("وقت البدء", "وقت الانتهاء"),
        ("Время начала", "Время выполнения"),
    ],
)
def test_microsofts_two_moments(started: str, completed: str):
    heads = f"ID | {started} | {completed} | Email | Name | ¿Qué te gusta?"
    text = f"{heads}\n1 | 9/18/26 8:00:00 | 9/18/26 8:05:00 | | | x"
    (file,) = plan(text, Known()).files
    assert [column.use for column in file.mapping.columns[:3]] == ["response_number", "started", "timestamp"]
    assert file.kind == "survey"


@pytest.mark.parametrize(
    "header",
    [
        "Name", "Full name", "Nombre", "Nombre y apellidos", "Nom", "Nom et prénom", "Prénom et nom",
        "Vor- und Nachname", "Nome", "Nome completo", "Nome e cognome", "Naam", "Voor- en achternaam", "姓名", "名字",
        "名前", "氏名", "이름", "성명", "الاسم الكامل", "ФИО",
    ],
)  # fmt: skip
def test_a_column_of_whole_names_is_one_whatever_it_is_called(header: str):
    whole = "Diaz Ana" if header == "Nom et prénom" else "Ana Diaz"
    room = knows(learner(1, "Ana", "Diaz"))
    (row,) = plan(f"Timestamp | {header} | I like to…\n9/18/2026 8:00:00 | {whole} | run", room).rows()
    assert row.payload.learner_ref == "L1"


def test_two_first_names_alone_are_no_whole_name():
    (file,) = plan("Timestamp | Prénom | J’aime…\n18/09/2026 8:00:00 | Marie Anne | lire", Known()).files
    assert file.mapping.columns[1].use == "given_name"


def test_midnight_and_noon():
    assert str(dates.moment_of("2026/09/18 12:05:00 AM GMT-5")) == "2026-09-18 00:05:00"
    assert str(dates.moment_of("2026/09/18 12:05:00 a. m. GMT-5")) == "2026-09-18 00:05:00"
    assert str(dates.moment_of("2026/09/18 12:05:00 p. m. GMT-5")) == "2026-09-18 12:05:00"
    assert str(dates.moment_of("2026/9/18 上午12:05:00")) == "2026-09-18 00:05:00"
