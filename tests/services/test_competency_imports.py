"""Standards come in from files, come in again without doubling, and keep what the teacher made of them."""

from __future__ import annotations

import csv
import json

import pytest

from learnerplan.errors import UserError
from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import competencies, exports, goals, imports, pending, plans, search
from tests.imports.standards.packages import DOCUMENT, end, item, link, package, saved
from tests.room import TODAY
from tests.services.importing import brought_in, dump, number_of, transactions, written

CASE = ("MarkdownFramework", "Ordering", "SmartLevelFramework", "Utf8TestFramework", "mockMATHClone", "opensalt-sample")
NODES, EDGES = "standards/standards_nodes.csv", "standards/prerequisite_edges.csv"
SHEET = (
    "Code,Statement,Grade,I can\n3.NF.A.1,Understand a fraction,3,I can name a fraction\n"
    "3.NF.A.3,Explain equivalence,3,\n3.NF.A.3d,Compare two fractions,3-4,I can compare\n"
)


@pytest.fixture
def store(store):
    from learnerplan.domain import records

    with store.transaction("Ready", origin="system") as tx:
        tx.add(records.Setting, id="ready", value="1")
    return store


def rows(store, sql):
    return store._reader().execute(sql).fetchall()


def content(path):
    return json.loads(path.read_text(encoding="utf-8-sig"))


def verdicts(plan):
    return {(file.part, str(verdict)): file.count(verdict) for file in plan.files for verdict in Verdict
            if file.count(verdict)}  # fmt: skip


def table_of(path):
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("name", CASE)
def test_a_real_package_comes_in_with_what_it_holds_and_a_second_time_unchanged(store, shared_data, name):
    path = shared_data / "case" / f"{name}.json"
    said = content(path)
    before = dump(store)
    brought_in(store, path)
    assert number_of(store, "competency") == len(said["CFItems"])
    assert number_of(store, "competency_edge") == len(said["CFAssociations"])
    published = {one["identifier"]: one["fullStatement"] for one in said["CFItems"]}
    assert dict(rows(store, "SELECT identifier, statement FROM competency")) == published
    inside = set(published)
    ends = [(one["originNodeURI"]["identifier"] in inside, one["destinationNodeURI"]["identifier"] in inside)
            for one in said["CFAssociations"]]  # fmt: skip
    assert number_of(store, "competency_edge", "to_id IS NULL AND to_uri <> ''") == sum(not to for _, to in ends)
    assert number_of(store, "competency_edge", "from_id IS NOT NULL") == sum(start for start, _ in ends)
    count = transactions(store)
    again = brought_in(store, path)
    assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}
    assert transactions(store) == count
    store.undo()
    assert dump(store) == before


def test_all_real_packages_come_in_at_once_and_one_by_one_alike(store, shared_data):
    paths = [shared_data / "case" / f"{name}.json" for name in CASE]
    plan = imports.plan(store, paths)
    imports.commit(store, plan, today=TODAY)
    assert number_of(store, "framework") == len(paths)
    assert number_of(store, "competency") == sum(len(content(path)["CFItems"]) for path in paths)
    for path in paths:
        assert {row.verdict for row in brought_in(store, path).rows()} == {Verdict.UNCHANGED}


def test_a_package_without_standards_says_so_and_makes_nothing(store, shared_data):
    before = dump(store)
    plan = brought_in(store, shared_data / "case" / "EmptyExternalFramework.json")
    assert plan.files[0].notes == ("It holds no standards.",)
    assert dump(store) == before


def test_grades_kinds_and_order_of_a_real_package(store, shared_data):
    brought_in(store, shared_data / "case" / "mockMATHClone.json")
    said = content(shared_data / "case" / "mockMATHClone.json")
    assert number_of(store, "competency", "grade = '3'") == sum(
        "03" in one["educationLevel"] for one in said["CFItems"]
    )
    kinds = {one["CFItemType"] for one in said["CFItems"]}
    assert {kind for (kind,) in rows(store, "SELECT DISTINCT kind FROM competency")} == kinds
    brought_in(store, shared_data / "case" / "Ordering.json")
    first = rows(store, """SELECT code FROM competency WHERE code LIKE 'H.A.MATH.GM.PF.2DFP.L1.%' ORDER BY position""")
    assert [code.rpartition(".")[2] for (code,) in first] == [str(number) for number in range(1, 25)]


@pytest.mark.parametrize("together", [True, False])
def test_nodes_and_edges_come_in_together_and_one_after_the_other(store, shared_data, together):
    nodes, edges = shared_data / NODES, shared_data / EDGES
    for paths in [[edges, nodes]] if together else [[nodes], [edges]]:
        imports.commit(store, imports.plan(store, paths), today=TODAY)
    listed, linked = table_of(nodes), table_of(edges)
    assert number_of(store, "competency") == len(listed)
    kinds = [row["kind"] for row in linked]
    assert number_of(store, "competency_edge", "kind = 'precedes'") == kinds.count("prerequisite") == 757
    assert number_of(store, "competency_edge", "kind = 'related'") == kinds.count("related")
    codes = {row["code"] for row in listed}
    parts = [code for code in codes if code.rpartition(".")[2].islower() and code.rpartition(".")[0] in codes]
    assert number_of(store, "competency_edge", "kind = 'child_of'") == len(parts)
    pairs = rows(store, """SELECT a.code, b.code, e.kind FROM competency_edge e JOIN competency a ON a.id = e.from_id
        JOIN competency b ON b.id = e.to_id WHERE e.kind <> 'child_of'""")  # fmt: skip
    meant = {"prerequisite": "precedes", "related": "related"}
    assert set(pairs) == {(row["from_code"], row["to_code"], meant[row["kind"]]) for row in linked}
    assert rows(store, "SELECT title FROM framework") == [("Standards nodes",)]
    again = imports.plan(store, [nodes, edges])
    assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}


def test_the_walk_on_the_real_map_rolls_lettered_parts_up(store, shared_data):
    for name in (NODES, EDGES):
        brought_in(store, shared_data / name)
    held = {row.id: row for row in competencies.listed(store)}

    def before(code):
        return [held[one] for one in competencies.before(store, competencies.find(store, code)[0].id)]

    assert (len(before("6.RP.A.3")), len(before("4.NF.B.3"))) == (98, 60)
    assert sorted(row.code for row in before("6.RP.A.1") if row.grade == "2") == [
        "2.G.A.2", "2.G.A.3", "2.MD.A.1", "2.MD.A.2", "2.MD.A.3", "2.MD.B.6", "2.OA.A.1", "2.OA.C.3", "2.OA.C.4",
    ]  # fmt: skip


def test_edges_alone_are_refused_line_by_line(store, shared_data):
    before = dump(store)
    plan = brought_in(store, shared_data / EDGES)
    linked = table_of(shared_data / EDGES)
    assert plan.count(Verdict.REFUSED) == len(linked)
    assert plan.rows()[0].line == 2
    assert plan.rows()[0].reason == f"No standard here has the code “{linked[0]['from_code']}”."
    assert dump(store) == before


@pytest.mark.parametrize(
    "typed",
    ["3.NF.A.3.d", "3.NF.A.3d", "CCSS.Math.Content.3.NF.A.3d", "CCSS.MATH.CONTENT.3.NF.A.3.D", "3.NF.3d", "3.nf.a.3d "],
)  # fmt: skip
def test_a_standard_is_found_however_its_code_is_written(store, tmp_path, typed):
    for code in ("3.NF.A.3.d", "CCSS.Math.Content.3.NF.A.3d", "3.NF.3d"):
        brought_in(store, written(tmp_path, "sheet.csv", f"Code,Statement,Grade\n{code},Compare,3\n3.NF.A.1,x,3\n"))
        assert [row.statement for row in competencies.find(store, typed)] == ["Compare"]
        store.undo()


def test_codes_that_share_an_alias_find_their_own(store, tmp_path):
    brought_in(store, written(tmp_path, "s.csv", "Code,Statement,Grade\n3.NF.A.3,One,3\n3.NF.B.4,Two,3\n"))
    assert competencies.find(store, "3.NF.B.3") == []
    assert [row.code for row in competencies.find(store, "3.NF.4")] == ["3.NF.B.4"]


def test_a_standard_that_was_typed_here_is_found_by_its_aliases_too(store):
    from learnerplan.domain import records

    with store.transaction("Add") as tx:
        framework = tx.add(records.Framework, title="Ours")
        tx.add(records.Competency, framework_id=framework, code="3.NF.A.3.d", statement="Compare")
    assert [row.code for row in competencies.find(store, "3.NF.3d")] == ["3.NF.A.3.d"]
    assert competencies.find(store, "3.NF.9") == competencies.find(store, " ") == []


def test_a_preview_holds_while_other_work_goes_on(store, tmp_path):
    from learnerplan.domain import records

    plan = imports.plan(
        store, [saved(tmp_path, package((item(1), item(2)), (link(1, "precedes", "item-1", "item-2"),)))]
    )
    with store.transaction("Meanwhile") as tx:
        tx.put(records.Setting, "other", value="2")
    imports.commit(store, plan, today=TODAY)
    assert number_of(store, "competency_edge") == 1
    late = imports.plan(store, [written(tmp_path, "math.csv", SHEET)])
    brought_in(store, written(tmp_path, "maths.csv", SHEET))
    with pytest.raises(UserError, match="changed since this preview"):
        imports.commit(store, late, today=TODAY)


def test_a_sheet_makes_aliases_grades_and_parts(store, tmp_path):
    brought_in(store, written(tmp_path, "My math.csv", SHEET))
    assert rows(store, "SELECT title, source FROM framework") == [("My math", "My math.csv")]
    part = competencies.find(store, "3.NF.A.3.d")[0]
    assert (part.child_statement, part.grade) == ("I can compare", "3")
    assert rows(store, "SELECT grade FROM competency_grade") == [("4",)]
    assert set(part.aliases.split()) == {"3.NF.A.3.d", "3.NF.3.d"}
    assert rows(store, """SELECT a.code, b.code FROM competency_edge e JOIN competency a ON a.id = e.from_id
        JOIN competency b ON b.id = e.to_id WHERE e.kind = 'child_of'""") == [("3.NF.A.3d", "3.NF.A.3")]  # fmt: skip


def test_a_second_download_and_another_spelling_are_the_same_standards(store, tmp_path):
    brought_in(store, written(tmp_path, "math.csv", SHEET))
    renamed = SHEET.replace("3.NF.A.3d", "CCSS.Math.Content.3.NF.A.3.D").replace("Explain", "Show")
    plan = brought_in(store, written(tmp_path, "Other name.csv", renamed))
    assert verdicts(plan) == {("standards", "unchanged"): 2, ("standards", "updated"): 1}
    change = next(row for row in plan.rows() if row.verdict is Verdict.UPDATED).changes[0]
    assert (change.label, change.old, change.new) == ("Statement", "Explain equivalence", "Show equivalence")
    assert number_of(store, "framework") == 1
    assert number_of(store, "competency") == 3


def test_a_row_that_says_nothing_or_something_else_twice_is_refused(store, tmp_path):
    text = "Code,Statement,Grade\nA.1,One,3\nA.1,One,\nA.1,Two,3\n,,4\n"
    plan = brought_in(store, written(tmp_path, "standards.csv", text))
    assert [str(row.verdict) for row in plan.rows()] == ["new", "unchanged", "refused", "refused"]
    assert plan.rows()[2].reason == "An earlier row has this standard with another statement."
    assert plan.rows()[3].line == 5


def test_a_package_updates_in_place_with_each_field_and_keeps_what_is_gone(store, tmp_path):
    first = package(
        (item(1, humanCodingScheme="A.1", educationLevel=["03", "04"]), item(2), item(3)),
        (link(1, "precedes", "item-1", "item-2"), link(2, "isChildOf", "item-1", "doc-1", sequenceNumber=1)),
    )
    brought_in(store, saved(tmp_path, first))
    kept = rows(store, "SELECT id, identifier FROM competency")
    second = package(
        (item(1, humanCodingScheme="B.1", educationLevel=["05", "03"], fullStatement="New words"), item(2)),
        (link(1, "isRelatedTo", "item-1", "item-2"), link(2, "isChildOf", "item-1", "doc-1", sequenceNumber=7)),
        {**DOCUMENT, "title": "Reading again", "adoptionStatus": "Deprecated"},
    )
    plan = brought_in(store, saved(tmp_path, second))
    assert rows(store, "SELECT id, identifier FROM competency") == kept
    changed = {(each.label, each.old, each.new) for row in plan.rows() for each in row.changes}
    assert changed >= {
        ("Code", "A.1", "B.1"), ("Statement", "Statement 1", "New words"), ("Further grades", "4", "5"),
        ("Title", "Reading", "Reading again"), ("Kind of link", "comes before", "is related to"),
        ("Place in the order", "1", "7"),
    }  # fmt: skip
    notes = [note for file in plan.files for note in file.notes]
    assert "1 standard is no longer in this file. It stays here." in notes
    assert any("no longer recommends" in note for note in notes)
    assert [row.code for row in competencies.find(store, "A.1")] == ["B.1"]
    assert rows(store, "SELECT grade FROM competency_grade") == [("5",)]
    assert {row.verdict for row in brought_in(store, saved(tmp_path, second)).rows()} == {Verdict.UNCHANGED}


def test_a_link_outside_finds_its_standard_when_that_comes_in_later(store, tmp_path):
    one = package((item(1),), (link(1, "precedes", "item-1", "far-9"), link(2, "exemplar", "item-1", "video")))
    brought_in(store, saved(tmp_path, one, "one.json"))
    edge = rows(store, "SELECT id, to_id, to_uri, to_title FROM competency_edge WHERE kind = 'precedes'")[0]
    assert edge[1:] == (None, "https://x.org/items/far-9", "far-9")
    other = package(
        ({"identifier": "far-9", "fullStatement": "Far"},), (), {"identifier": "doc-9", "title": "Far away"}
    )
    plan = brought_in(store, saved(tmp_path, other, "other.json"))
    assert "led here already" in plan.files[1].rows[0].reason
    linked = rows(store, """SELECT e.id, k.statement FROM competency_edge e JOIN competency k ON k.id = e.to_id""")
    assert linked == [(edge[0], "Far")]
    assert number_of(store, "competency_edge") == 2
    for name, package_of in (("one.json", one), ("other.json", other)):
        again = brought_in(store, saved(tmp_path, package_of, name))
        assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}
    store.undo()
    assert rows(store, "SELECT to_id FROM competency_edge WHERE kind = 'precedes'") == [(None,)]


def test_links_without_identifiers_are_known_by_their_ends(store, tmp_path):
    links = tuple({**link(0, "precedes", "item-1", to), "identifier": ""} for to in ("item-2", "far-9"))
    brought_in(store, saved(tmp_path, package((item(1), item(2)), links)))
    brought_in(store, saved(tmp_path, package(({"identifier": "far-9", "fullStatement": "Far"},), (),
                                              {"identifier": "doc-9", "title": "Far"}), "far.json"))  # fmt: skip
    brought_in(store, saved(tmp_path, package((item(1), item(2)), links)))
    assert number_of(store, "competency_edge") == 2


def test_groups_hold_their_links(store, tmp_path):
    grouped = link(1, "precedes", "item-1", "item-2", CFAssociationGroupingURI=end("g-1", "Paths"))
    brought_in(store, saved(tmp_path, package((item(1), item(2)), (grouped,))))
    held = rows(store, "SELECT g.title, e.kind FROM competency_edge e JOIN competency_group g ON g.id = e.group_id")
    assert held == [("Paths", "precedes")]


KINDS = ("isChildOf", "isPartOf", "isPeerOf", "isRelatedTo", "exactMatchOf", "precedes", "replacedBy", "exemplar",
         "hasSkillLevel", "isTranslationOf")  # fmt: skip


def test_every_kind_of_association_of_case_has_a_kind_here(store, tmp_path):
    from learnerplan.domain.competencies import EdgeKind

    links = tuple(link(number, kind, "item-1", "item-2") for number, kind in enumerate((*KINDS, "ext:likes")))
    plan = brought_in(store, saved(tmp_path, package((item(1), item(2)), links)))
    kinds = {kind for (kind,) in rows(store, "SELECT kind FROM competency_edge")}
    assert kinds == {str(kind) for kind in EdgeKind}
    assert [row.reason for row in plan.rows() if row.verdict is Verdict.REFUSED] == [
        "“ext:likes” is no kind of link that is known."
    ]


def test_the_teachers_own_words_are_asked_about_and_kept(store, tmp_path):
    brought_in(store, written(tmp_path, "math.csv", SHEET))
    one = competencies.find(store, "3.NF.A.1")[0]
    competencies.change(store, one.id, child_statement="I name parts")
    plan = brought_in(store, written(tmp_path, "math.csv", SHEET))
    assert verdicts(plan) == {("standards", "unchanged"): 2, ("standards", "undecided"): 1}
    asked = pending.listed(store)[0]
    assert asked.reason == "You wrote “I name parts”. The file has “I can name a fraction”."
    pending.decide(store, asked.id, "keep", today=TODAY)
    assert competencies.find(store, "3.NF.A.1")[0].child_statement == "I name parts"
    assert pending.listed(store) == []
    again = brought_in(store, written(tmp_path, "math.csv", SHEET))
    assert {row.verdict for row in again.rows()} == {Verdict.UNCHANGED}


def test_the_file_may_win_where_the_teacher_says_so(store, tmp_path):
    brought_in(store, written(tmp_path, "math.csv", SHEET))
    competencies.change(store, competencies.find(store, "3.NF.A.1")[0].id, child_statement="I name parts")
    plan = imports.plan(store, [written(tmp_path, "math.csv", SHEET)])
    plan = plan.decide(plan.open_rows()[0].key, "file")
    imports.commit(store, plan, today=TODAY)
    assert competencies.find(store, "3.NF.A.1")[0].child_statement == "I can name a fraction"


def test_a_sheet_adds_to_the_standards_of_a_package(store, tmp_path):
    brought_in(store, saved(tmp_path, package((item(1, humanCodingScheme="CCSS.Math.Content.3.NF.A.1"),))))
    brought_in(store, written(tmp_path, "Our words.csv", "Standard,Description,I can\n3.NF.A.1,,I can do it\n"))
    assert rows(store, "SELECT identifier, statement, child_statement FROM competency") == [
        ("item-1", "Statement 1", "I can do it")
    ]
    assert number_of(store, "framework") == 1


def test_a_goal_keeps_its_standard_when_the_standards_come_again(room, tmp_path):
    store = room.store
    brought_in(store, written(tmp_path, "math.csv", SHEET))
    one = competencies.find(store, "3.NF.A.3")[0].id
    with store.transaction("Plan") as tx:
        plan_id = plans.needed(tx, room.ana, today=room.today)
    goal = goals.add(store, plan_id, kind="grade_level", words="Equal parts", competency_ids=[one])
    plan = brought_in(store, written(tmp_path, "math.csv", SHEET.replace("Explain", "Show")))
    assert plan.count(Verdict.UPDATED) == 1
    assert goals.competency_ids(store, goal) == [one]


def test_standards_are_found_by_their_words(store, tmp_path):
    brought_in(store, saved(tmp_path, package((item(1, fullStatement="Zebras compare"),))))
    assert [hit.kind for hit in search.search(store, "zebras")] == ["competency"]


@pytest.mark.parametrize("form", list(exports.Format))
def test_an_export_holds_all_of_it(store, tmp_path, form):
    grouped = link(1, "precedes", "item-1", "far", CFAssociationGroupingURI=end("group-1", "Paths of learning"))
    one = item(1, humanCodingScheme="3.NF.A.3d", educationLevel=["03", "11"])
    brought_in(store, saved(tmp_path, package((one,), (grouped,))))
    made = exports.export(store, tmp_path / "out", form)
    whole = b"".join((made.folder / name).read_bytes() for name in made.files)
    for told in ("Reading", "Statement 1", "3.NF.3.d", "https://x.org/items/far", "Paths of learning"):
        assert told.encode() in whole
