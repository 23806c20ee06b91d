"""Values that stay at home: the line of a file that a result came from, and old copies of closed plans."""

import json
import shutil

import pytest

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import PlanState
from learnerplan.domain.shares import ShareKind
from learnerplan.services import goals, plan_closing, plan_states, profiles, share_book, share_choices, steps
from learnerplan.sharing import condensing, reporting, rounds, scope_tables
from learnerplan.sharing.files import RealFiles
from learnerplan.sharing.shape import of_records
from learnerplan.storage.store import Store
from tests.room import TODAY
from tests.services.opened_batches import payloads

LINE = '{"Plan 504": "yes"}'
ROW = "SELECT source_row FROM result"
SCORE = "SELECT score FROM result"
FROZEN = "SELECT frozen FROM plan"
MARKED = json.dumps({"goals": [{"words": "Unsafe at home", "audience": "safeguarding"}], "packet": {}})


@pytest.fixture
def result(scene):
    with scene.owner.transaction("Import results") as tx:
        given = tx.add(records.Assessment, name="MAP", subject="Reading")
        return tx.add(
            records.Result, learner_id=scene.ana, assessment_id=given, key="a", score=200.0, source_row=LINE
        )  # fmt: skip


@pytest.fixture
def tomas(scene, result):
    return scene.joined("Tomáš")


def left(scene, share=""):
    return "".join(payloads(scene.owner, share or scene.share, scene.folder))


def change(store, result, **values):
    with store.transaction("Change a result") as tx:
        tx.change(records.Result, result, **values)


def digests(scene, *stores: Store):
    found = set()
    for store in stores:
        with store.raw() as connection:
            share = rounds.held(connection, scene.share)
            found.add(reporting.digest(connection, of_records(""), share))
    return found


def test_a_result_arrives_without_its_line(scene, tomas, result):
    assert tomas.value(SCORE) == 200
    assert tomas.value(ROW) == ""
    assert "source_row" in left(scene)
    assert "Plan 504" not in left(scene)
    assert scene.states(scene.owner) == scene.states(tomas)
    assert len(digests(scene, scene.owner, tomas)) == 1


def test_edits_of_others_leave_the_line_alone(scene, tomas, result):
    change(tomas, result, score=210.0)
    scene.sync(tomas, scene.owner)
    assert scene.owner.value(SCORE) == 210
    assert scene.owner.value(ROW) == LINE
    change(tomas, result, source_row='{"re-read": 1}', score=211.0)
    scene.sync(tomas, scene.owner, tomas)
    assert scene.owner.value(SCORE) == 211
    assert scene.owner.value(ROW) == LINE
    assert tomas.value(ROW) == '{"re-read": 1}'
    assert "re-read" not in left(scene)
    assert len(digests(scene, scene.owner, tomas)) == 1


def test_a_line_that_comes_again_stays_too_and_leaves_no_choice(scene, tomas, result):
    change(scene.owner, result, source_row='{"Plan 504": "no"}', score=220.0)
    change(tomas, result, source_row="theirs", score=220.0)
    scene.sync(scene.owner, tomas, scene.owner)
    assert tomas.value(ROW) == "theirs"
    assert scene.owner.value(ROW) == '{"Plan 504": "no"}'
    assert share_choices.choices(scene.owner) == share_choices.choices(tomas) == []
    assert "Plan 504" not in left(scene)


def test_a_result_that_another_deletes_goes_and_comes_back_with_its_line(scene, tomas, result):
    change(scene.owner, result, source_row='{"Plan 504": "no"}')
    scene.sync(scene.owner, tomas)
    with tomas.transaction("Delete a result") as tx:
        tx.delete(records.Result, result)
    scene.sync(scene.owner, tomas, scene.owner)
    assert scene.owner.value("SELECT count(*) FROM result") == 0
    tomas.undo()
    scene.sync(tomas, scene.owner)
    assert tomas.value(ROW) == ""
    assert scene.owner.value(ROW) == '{"Plan 504": "no"}'


def test_a_deleted_result_takes_no_line_along(scene, tomas, result):
    with scene.owner.transaction("Delete a result") as tx:
        tx.delete(records.Result, result)
    scene.sync(scene.owner, tomas)
    assert tomas.value("SELECT count(*) FROM result") == 0
    scene.owner.undo()
    scene.sync(scene.owner, tomas)
    assert tomas.value(SCORE) == 200
    assert scene.owner.value(ROW) == LINE
    assert "Plan 504" not in left(scene)


def test_a_snapshot_has_no_line(scene, tomas, result):
    ports = share_book.ports(scene.owner)
    with scene.owner.raw() as connection:
        share = rounds.held(connection, scene.share)
    files = RealFiles(scene.folder)
    assert condensing.give(ports, files, share, [], now=True)
    assert any('"rows"' in text for text in payloads(scene.owner, scene.share, scene.folder))
    assert "Plan 504" not in left(scene)


def test_own_devices_have_all_of_it_also_when_the_class_came_first(scene, tomas, result):
    devices = scene.found(ShareKind.DEVICES)
    scene.joined("Home", share=devices, store=tomas)
    assert tomas.value(ROW) == LINE
    assert "Plan 504" in left(scene, devices)
    assert "Plan 504" not in left(scene)
    change(scene.owner, result, source_row='{"Plan 504": "no"}')
    scene.sync(scene.owner, tomas)
    assert tomas.value(ROW) == '{"Plan 504": "no"}'
    assert "Plan 504" not in left(scene)


def test_what_came_from_own_devices_is_not_passed_on(scene, result):
    devices = scene.found(ShareKind.DEVICES)
    home = scene.joined("Home", share=devices)
    assert home.value(ROW) == LINE
    tomas = scene.joined("Tomáš")
    scene.joined("Home", store=home)
    change(home, result, source_row='{"Plan 504": "no"}')
    scene.sync(home, scene.owner, home, tomas)
    assert scene.owner.value(ROW) == '{"Plan 504": "no"}'
    assert tomas.value(ROW) == ""
    assert "Plan 504" not in left(scene)


def test_the_copy_of_a_closed_plan_leaves_out_what_is_marked(scene):
    plan = scene.owner.value("SELECT id FROM plan")
    plan_states.move(scene.owner, plan, PlanState.ACTIVE)
    goals.change(scene.owner, scene.goal, status=GoalStatus.MET)
    marked = goals.add(
        scene.owner, plan, kind=GoalKind.PERSONAL, words="Unsafe at home", audience=Audience.SAFEGUARDING
    )  # fmt: skip
    steps.add(scene.owner, marked, text="Ring the county")
    goals.change(scene.owner, marked, status=GoalStatus.MET)
    first = scene.owner.value("SELECT id FROM profile_entry")
    told = profiles.add(
        scene.owner, scene.ana, facet="challenge", text="Afraid of an uncle", voice="teacher", said_on=TODAY
    )  # fmt: skip
    profiles.set_audience(scene.owner, [told], Audience.SAFEGUARDING)
    plan_closing.close(scene.owner, [plan], today=TODAY)
    frozen = scene.owner.value(FROZEN)
    held = json.loads(frozen)
    assert [goal["id"] for goal in held["goals"]] == [scene.goal]
    assert [step["text"] for step in held["steps"]] == ["Read to my brother"]
    assert [entry["id"] for entry in held["profile"]] == [first]
    tomas = scene.joined("Tomáš")
    assert tomas.value(FROZEN) == frozen
    for text in ("Unsafe at home", "Ring the county", "Afraid of an uncle"):
        assert text not in frozen
        assert text not in left(scene)


def test_an_older_copy_with_a_marked_text_stays_at_home(scene):
    plan = scene.owner.value("SELECT id FROM plan")
    with scene.owner.transaction("Close plan") as tx:
        tx.change(records.Plan, plan, frozen=MARKED, closed_on=TODAY)
    tomas = scene.joined("Tomáš")
    assert tomas.value("SELECT closed_on FROM plan") == TODAY.isoformat()
    assert tomas.value(FROZEN) == ""
    assert "Unsafe" not in left(scene)
    with tomas.transaction("Change a plan") as tx:
        tx.change(records.Plan, plan, vision="Read alone")
    scene.sync(tomas, scene.owner)
    assert scene.owner.value("SELECT vision FROM plan") == "Read alone"
    assert scene.owner.value(FROZEN) == MARKED


def test_cells_at_home_are_texts_of_their_own_that_may_be_empty():
    shape = of_records("")
    for name, table in shape.tables.items():
        assert table.home == scope_tables.home(name)
        for column in table.home:
            assert table.cells[column] == (column,)
            assert column not in table.prose
            assert column not in {each.column for each in table.references}
    assert {name for name, table in shape.tables.items() if table.home} == {"result", "plan"}


def test_a_row_that_two_have_already_meets_without_a_choice_of_it(scene, result):
    """Two planbooks from one backup: the share of one comes to the other, who has the result in no share yet."""
    change(scene.owner, result, source_row="")
    twin = Store.open(shutil.copytree(scene.empty_planbook, scene.base / "twin"))
    scene.stores.append(twin)
    wanted = {"learner": scene.ana, "assessment": scene.owner.value("SELECT id FROM assessment"), "result": result}
    with scene.owner.raw() as mine, twin.transaction("Bring over") as tx:
        for table, row_id in wanted.items():
            found = mine.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
            names = [each[0] for each in found.description]
            values = dict(zip(names, found.fetchone(), strict=True))
            if table == "result":
                values["source_row"] = LINE
            marks = ", ".join("?" * len(values))
            listed = ", ".join(f'"{name}"' for name in values)
            tx.raw.execute(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', tuple(values.values()))
    scene.joined("Tomáš", store=twin)
    assert twin.value(ROW) == LINE
    assert share_choices.choices(twin) == share_choices.choices(scene.owner) == []
    assert scene.owner.value(ROW) == ""
    assert "Plan 504" not in left(scene)
