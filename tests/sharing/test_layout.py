"""The names of shared files: made, parsed, made again; and what is none of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.sharing import layout
from learnerplan.sharing.layout import FileKind, Name

SHARE = "5e" * 16
DEVICE = "0123456789abcdef"
SESSION = f"{DEVICE}-00112233aabb"
DIGEST = "ab" * 32
HALF = "ab" * 16

NAMES = [
    (layout.batch(SHARE, SESSION, 12, DIGEST), Name(FileKind.BATCH, SHARE, SESSION, 12, HALF)),
    (layout.status(SHARE, DEVICE, 3, DIGEST), Name(FileKind.STATUS, SHARE, DEVICE, 3, HALF)),
    (layout.snapshot(SHARE, DEVICE, 1, DIGEST), Name(FileKind.SNAPSHOT, SHARE, DEVICE, 1, HALF)),
    (layout.envelope(SHARE, DEVICE, 99_999_999, DIGEST), Name(FileKind.ENVELOPE, SHARE, DEVICE, 99_999_999, HALF)),
    (layout.entry(SHARE, 1, DIGEST), Name(FileKind.ENTRY, SHARE, "", 1, HALF)),
    (layout.blob(SHARE, DIGEST), Name(FileKind.BLOB, SHARE, "", 0, DIGEST)),
    (layout.invitation(SHARE, DIGEST), Name(FileKind.INVITATION, SHARE, "", 0, HALF)),
    (layout.request(SHARE, DIGEST), Name(FileKind.REQUEST, SHARE, "", 0, HALF)),
]


@pytest.mark.parametrize(("path", "name"), NAMES)
def test_names_come_back(path, name):
    assert layout.parse(path) == name
    assert layout.parse(layout.again(path, 7)) == name._replace(copy=7)
    assert path.startswith(f"{layout.folder(SHARE, name.kind)}/")
    assert path == path.lower()
    assert path.isascii()
    assert len(layout.again(path, 999_999)) < 160


def test_every_kind_has_a_name():
    assert {name.kind for _, name in NAMES} == set(FileKind)


@pytest.mark.parametrize(
    "file",
    [
        f"00000012-{HALF} (Ms. Kay's conflicted copy 2026-11-22).b",
        f"00000012-{HALF}.sync-conflict-20261122-040148-OQZRHT5.b",
        f"00000012-{HALF}-DESKTOP-7.b",
        f"00000012-{HALF} (1).b",
        f"00000012-{HALF}.r0.b",
        f"12-{HALF}.b",
        f"٠٠٠٠٠٠١٢-{HALF}.b",
        f"00000012-{HALF.upper()}.b",
        f"{HALF}.b",
        f"00000012-{DIGEST}.b",
        "x.b",
    ],
)
def test_a_changed_name_still_tells_the_kind(file):
    assert layout.parse(f"v1/{SHARE}/d/{SESSION}/{file}") == Name(FileKind.BATCH, SHARE, SESSION)


def test_a_changed_folder_still_tells_the_kind():
    path = f"v1/{SHARE}/d/{SESSION} (1)/00000012-{HALF}.b"
    assert layout.parse(path) == Name(FileKind.BATCH, SHARE, "", 12, HALF)
    assert layout.parse(f"v1/{SHARE}/m/{HALF}.m") == Name(FileKind.ENTRY, SHARE)
    assert layout.parse(f"v1/{SHARE}/b/ab/00000001-{DIGEST}.x") == Name(FileKind.BLOB, SHARE)


@pytest.mark.parametrize(
    "path",
    [
        "",
        layout.MARKER,
        "v1",
        f"v1/{SHARE}",
        f"v1/{SHARE}/x.m",
        f"v2/{SHARE}/m/00000001-{HALF}.m",
        f"v1/{SHARE.upper()}/m/00000001-{HALF}.m",
        f"v1/{SHARE[:-1]}/m/00000001-{HALF}.m",
        f"v1/{SHARE}/m/00000001-{HALF}.b",
        f"v1/{SHARE}/m/sub/00000001-{HALF}.m",
        f"v1/{SHARE}/d/00000001-{HALF}.b",
        f"v1/{SHARE}/d/{SESSION}/sub/00000001-{HALF}.b",
        f"v1/{SHARE}/d/{SESSION}/.00000001-{HALF}.b",
        f"v1/{SHARE}/d/{SESSION}/~00000001-{HALF}.b",
        f"v1/{SHARE}/d/{SESSION}/00000001-{HALF}.b.part",
        f"v1/{SHARE}/d/{SESSION}/.syncthing.00000001-{HALF}.b.tmp",
        f"v1/{SHARE}/d/{SESSION}/00000001-{HALF}.B",
        f"v1/{SHARE}/z/{SESSION}/00000001-{HALF}.b",
        "notes.docx",
    ],
)
def test_what_is_not_ours(path):
    assert layout.parse(path) is None


@given(parts=st.lists(st.sampled_from(["v1", SHARE, "d", "m", SESSION, "..", "", "x.b", "x.m", "\x00.b"]) | st.text()))
def test_any_path_is_parsed(parts):
    found = layout.parse("/".join(parts))
    assert found is None or found.share == SHARE
