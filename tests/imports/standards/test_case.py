"""CASE packages become tables: as servers write them, wrapped, broken, or something else altogether."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.errors import UserError
from learnerplan.imports.case.packages import tables_of
from learnerplan.imports.case.sequence import natural, order_of
from learnerplan.imports.tables import read
from tests.imports.standards.packages import DOCUMENT, item, link, package, saved, tables


def column(table, header):
    return list(table.cells(table.headers.index(header)))


def test_a_package_is_four_tables_with_places_in_its_lists_as_lines(tmp_path):
    groups = {"CFAssociationGroupings": [{"identifier": "g", "title": "Paths"}]}
    found = tables(
        tmp_path, package((item(1), item(2)), (link(1, "precedes", "item-1", "item-2"),), CFDefinitions=groups)
    )
    assert {name: (len(table.rows), tuple(table.lines)) for name, table in found.items()} == {
        "Framework": (1, (1,)),
        "Items": (2, (1, 2)),
        "Groups": (1, (1,)),
        "Associations": (1, (1,)),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_statements_are_kept_as_published_in_any_encoding(tmp_path, encoding):
    said = "A _table_:\r\n\r\n| a | b |\r\n| --- | --- |\r\n $x^2$ 𝑑 "
    text = json.dumps(package((item(1, fullStatement=said),)), ensure_ascii=False, indent=1).replace("\n", "\r\n")
    assert column(tables(tmp_path, text, encoding=encoding)["Items"], "Statement") == [said]


@pytest.mark.parametrize(
    "wrap",
    [lambda one: {"CFPackage": one}, lambda one: {"data": {"package": one}}, lambda one: [one], lambda one: one],
    ids=["named", "deeper", "list", "bare"],
)
def test_an_answer_that_wraps_the_package_is_read(tmp_path, wrap):
    assert column(tables(tmp_path, wrap(package((item(1),))))["Items"], "Identifier") == ["item-1"]


def test_several_packages_of_one_file_have_sheets_of_their_own(tmp_path):
    other = package((item(2),), document={**DOCUMENT, "identifier": "doc-2"})
    assert list(tables(tmp_path, [package((item(1),)), other])) == ["Framework 1", "Items 1", "Framework 2", "Items 2"]


def test_fields_are_read_in_the_spellings_that_servers_use(tmp_path):
    found = tables(
        tmp_path,
        package(
            (
                item(1, educationLevel=["04", "03"], CFItemTypeURI={"title": "", "identifier": "t"}, notes="See 2."),
                item(2, educationalLevel="06", CFItemType="Cluster", conceptKeywords=["one", "two"]),
                item(3, alternativeLabel="Also", statusStartDate="2010-06-02", statusEndDate="2014-01-01T00:00:00"),
            ),
            document={**DOCUMENT, "subjectURI": [{"title": "Math"}], "adoptionStatus": "Deprecated",
                      "publisher": "They", "licenseURI": {"title": "CC BY"}, "notes": "n", "description": "d"},
            CFDefinitions={"CFItemTypes": [{"identifier": "t", "title": "Standard"}]},
            CFRubrics=[{"identifier": "r"}],
        ),
    )  # fmt: skip
    items, framework = found["Items"], found["Framework"]
    assert column(items, "Grade") == ["04; 03", "06", ""]
    assert column(items, "Item type") == ["Standard", "Cluster", ""]
    assert column(items, "Notes") == [
        "See 2.",
        "Keywords: one; two",
        "Also called Also\nfrom 2010-06-02 until 2014-01-01",
    ]
    told = dict(zip(framework.headers, framework.rows[0], strict=True))
    assert (told["Subject"], told["Adoption status"], told["Publisher"]) == ("Math", "Deprecated", "They")
    assert (told["Licence"], told["Description"]) == ("CC BY", "d\nn")
    assert framework.notes == ("1 rubric is left aside: standards alone are taken.",)


def test_odd_entries_are_refused_one_by_one_and_odd_lists_are_empty(tmp_path):
    found = tables(tmp_path, package([item(1), "two", None], [5], CFDefinitions=[], CFRubrics=None))
    assert [each.line for each in found["Items"].refused] == [2, 3]
    assert found["Associations"].refused[0].reason == "Entry 1 of the list “Associations” has no fields."
    assert list(tables(tmp_path, package(None, {"a": 1}))) == ["Framework"]


def test_order_goes_down_the_tree_by_number_then_by_name():
    items = [
        item(0, humanCodingScheme="B"), item(1, humanCodingScheme="A.10"), item(2, humanCodingScheme="A.9"),
        item(3, humanCodingScheme="A"), item(4, listEnumeration="2."), item(5, listEnumeration="10."),
    ]  # fmt: skip
    links = [
        link(1, "isChildOf", "item-1", "item-3"), link(2, "isChildOf", "item-2", "item-3"),
        link(3, "isChildOf", "item-5", "item-0"), link(4, "isChildOf", "item-4", "item-0"),
        link(5, "isChildOf", "item-3", "doc-1", sequenceNumber=1),
        link(6, "isChildOf", "item-0", "doc-1", sequenceNumber=2),
    ]  # fmt: skip
    places = order_of(items, links)
    assert sorted(places, key=places.__getitem__) == [3, 2, 1, 0, 4, 5]


def test_order_survives_circles_and_numbers_that_are_none():
    items = [item(number) for number in range(4)]
    links = [
        link(1, "isChildOf", "item-0", "item-1"), link(2, "isChildOf", "item-1", "item-0"),
        link(3, "isChildOf", "item-2", "item-2"), link(4, "isChildOf", "item-3", "x", sequenceNumber=float("nan")),
        link(5, "isChildOf", "item-3", "x", sequenceNumber=1e300), "no link",
    ]  # fmt: skip
    assert sorted(order_of(items, links).values()) == [0, 1, 2, 3]


def test_numbers_in_codes_sort_by_their_size():
    assert sorted(["L1.10", "L1.2", "L1.²", "L01.1", ""], key=natural) == ["", "L01.1", "L1.2", "L1.10", "L1.²"]


def test_a_long_chain_of_parents_does_not_run_out_of_stack():
    items = [item(number) for number in range(5000)]
    links = [link(number, "isChildOf", f"item-{number}", f"item-{number - 1}") for number in range(1, 5000)]
    assert order_of(items, links) == {number: number for number in range(5000)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"CFDocument": {"title": "x"},\n "CFItems": [', "is a broken package of standards"),
        ({"properties": {"CFDocument": {}}, "definitions": {}}, "is a JSON schema"),
        ({"CFItems": [{}]}, "is a part of a set of standards without its framework"),
        ({"CFDocuments": []}, "is a part of a set of standards without its framework"),
        ({"a": 1}, "is not a table: it is JSON"),
        ("[" * 100_000, "is not a table"),
        ('{"a": ' * 5000 + "1" + "}" * 5000, "is not a table"),
        ('{"CFDocument": ' + "9" * 5000 + "}", "is not a table"),
    ],
    ids=["cut off", "schema", "items alone", "documents", "other", "deep list", "deep object", "huge number"],
)  # fmt: skip
def test_what_is_no_package_is_refused_with_a_sentence(tmp_path, content, reason):
    path = saved(tmp_path, content)
    with pytest.raises(UserError) as refused:
        read(path)
    assert path.name in refused.value.message
    assert reason in refused.value.message


def test_the_schema_of_packages_is_no_package(shared_data):
    with pytest.raises(UserError, match="holds no standards"):
        read(shared_data / "case" / "case-v1p0-cfpackage-schema.json")


NAMES = st.sampled_from(
    [
        "CFDocument",
        "CFItems",
        "CFAssociations",
        "CFDefinitions",
        "CFRubrics",
        "identifier",
        "title",
        "uri",
        "fullStatement",
        "educationLevel",
        "originNodeURI",
        "sequenceNumber",
        "properties",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=15,
)


@given(st.dictionaries(NAMES, VALUES, min_size=1) | VALUES)
@settings(max_examples=60)
def test_any_json_is_tables_or_a_sentence(content):
    found, sentence = (), "any.json"
    try:
        found = tables_of(Path("any.json"), json.dumps(content), "digest")
    except UserError as refused:
        sentence = refused.message
    assert "any.json" in sentence
    for table in found:
        assert all(len(row) == len(table.headers) for row in table.rows)
        assert all(isinstance(cell, str) for row in table.rows for cell in row)
        assert len(table.rows) == len(table.lines)
        assert list(table.lines) == sorted(set(table.lines))
