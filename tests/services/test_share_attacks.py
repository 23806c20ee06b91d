"""What somebody may try who can write into the folder, with no key, as a member, or as one who was let go.

Nothing of it comes in, everything else does, and the health of the share says what happened.
"""

from __future__ import annotations

import random as randoms
import shutil

import pytest

from learnerplan.domain.shares import Role, Section
from learnerplan.services import classes, learners, share_members, share_sync
from learnerplan.sharing import batches, frame, keys, layout, seal
from learnerplan.sharing.batches import BatchHeader
from learnerplan.sharing.files import RealFiles
from learnerplan.storage.store import Store
from tests.services.shared_class import Folder, device_of

SOURCE = randoms.Random(3)


class Attacker:
    """Somebody with a planbook of their own, who writes files by hand."""

    def __init__(self, between: Folder, store: Store) -> None:
        self.between = between
        self.share = between.share.id
        with store.transaction("Look", origin="share") as tx:
            self.device = keys.own(tx.raw, SOURCE.randbytes)
            self.ring = keys.keys_of(tx.raw, self.share)

    def header(self, letter: str = "a", **changed) -> BatchHeader:
        session = f"{self.device.id}-{letter * 12}"
        return BatchHeader(self.share, Section.MAIN, 1, session, 1, "", self.device.id)._replace(**changed)

    def batch(self, payload: bytes = b"[]", key: bytes | None = None, **changed) -> bytes:
        """A batch signed by this device, whatever its header says."""
        header = self.header(**changed)
        key = key or self.ring.get(header.section, header.epoch) or bytes(32)
        front = frame.front(batches.KIND, header._asdict())
        body = seal.sealed(payload, key, front, SOURCE.randbytes)
        return frame.closed(front, body, self.device.sign_secret)

    def put(self, data: bytes) -> str:
        header = batches.header_of(data)
        path = layout.batch(self.share, header.session, header.seq, batches.digest(data))
        RealFiles(self.between.path).write(path, data)
        return path


def renamed(class_id: str, name: str, session: str) -> bytes:
    """An operation that would rename the class, with a stamp of the far future."""
    return frame.canonical([["class", class_id, "name", 1 << 60, session, {"v": name}]])


def problems(store: Store) -> dict[str, int]:
    with store.raw() as connection:
        sql = "SELECT kind, count(*) FROM share_problem WHERE gone IS NULL GROUP BY kind"
        return dict(connection.execute(sql).fetchall())


def taken(store: Store, session: str) -> int:
    return int(store.value("SELECT count(*) FROM share_batch WHERE session = ?", (session,)))


def goes_on(between: Folder, *others: Store) -> bool:
    """Whether a change of the owner's still reaches everybody."""
    name = f"Room {SOURCE.randrange(10**6)}"
    classes.rename(between.owner, between.share.scope.class_id, name)
    between.round(between.owner, *others)
    return all(name in [row.name for row in classes.listed(store)] for store in others)


def test_a_reader_writes(between):
    reader, _device = between.came(role=Role.READER)
    attacker = Attacker(between, reader)
    attacker.put(attacker.batch(renamed(between.share.scope.class_id, "Mine", attacker.header().session)))
    between.round(between.owner)
    assert taken(between.owner, attacker.header().session) == 0
    assert problems(between.owner) == {"not_allowed": 1}
    assert goes_on(between, reader)
    # Nor does what a reader changes in their own window go out.
    classes.rename(reader, between.share.scope.class_id, "Reader's room")
    between.round(reader, between.owner)
    assert "Reader's room" not in [row.name for row in classes.listed(between.owner)]


def test_an_author_is_forged(between):
    one, _device = between.came()
    other, _device = between.came()
    mallory = Attacker(between, one)
    session = f"{device_of(other)}-{'b' * 12}"
    mallory.put(mallory.batch(session=session, device=device_of(other)))
    owners = f"{device_of(between.owner)}-{'c' * 12}"
    mallory.put(mallory.batch(session=owners, device=device_of(between.owner)))
    between.round(between.owner, other)
    for store in (between.owner, other):
        assert taken(store, session) == taken(store, owners) == 0
        assert problems(store)["forged"] == 2
    assert goes_on(between, one, other)


def test_a_forged_file_does_not_stand_in_the_way_of_the_true_one(between):
    one, _device = between.came()
    other, _device = between.came()
    classes.rename(other, between.share.scope.class_id, "True")
    between.round(other)
    paths = [path for path in between.files(layout.FileKind.BATCH) if device_of(other) in path]
    header = batches.header_of((between.path / paths[-1]).read_bytes())
    mallory = Attacker(between, one)
    mallory.put(mallory.batch(**header._asdict()))
    between.round(between.owner)
    assert "True" in [row.name for row in classes.listed(between.owner)]


def test_who_was_let_go_writes_on_with_the_old_key(between):
    gone, device = between.came()
    staying, _device = between.came()
    attacker = Attacker(between, gone)
    share_members.revoke(between.owner, between.share.id, device)
    attacker.put(attacker.batch(renamed(between.share.scope.class_id, "Mine", attacker.header().session)))
    between.round(between.owner, staying)
    for store in (between.owner, staying):
        assert taken(store, attacker.header().session) == 0
        assert problems(store) == {"not_allowed": 1}
        assert "Mine" not in [row.name for row in classes.listed(store)]
    assert goes_on(between, staying)
    # And with a key that is none of theirs.
    attacker.put(attacker.batch(key=SOURCE.randbytes(32), epoch=2, letter="d"))
    between.round(between.owner)
    assert taken(between.owner, attacker.header("d").session) == 0


def test_who_may_not_have_the_supports_writes_into_them(between):
    plain, _device = between.came()
    attacker = Attacker(between, plain)
    attacker.put(attacker.batch(section=Section.RESTRICTED, key=attacker.ring.get(Section.MAIN, 1)))
    between.round(between.owner)
    assert taken(between.owner, attacker.header().session) == 0
    assert problems(between.owner) == {"not_allowed": 1}


def test_a_stranger_without_a_key(between):
    member, _device = between.came()
    stranger = Attacker(between, between.planbook())
    stranger.put(stranger.batch())
    between.round(between.owner, member)
    assert taken(between.owner, stranger.header().session) == 0
    assert goes_on(between, member)


def bomb(attacker: Attacker) -> bytes:
    """A batch that says it is small and is not."""
    import zstandard
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    front = frame.front(batches.KIND, attacker.header("e")._asdict())
    packed = zstandard.ZstdCompressor(level=19).compress(bytes(64 << 20))
    text = len(packed).to_bytes(4, "big") + packed
    text += bytes(-len(text) % seal.BLOCK)
    own = seal._own_key(attacker.ring.keys[Section.MAIN, 1], bytes(32), front)
    return frame.closed(
        front, bytes(32) + ChaCha20Poly1305(own).encrypt(bytes(12), text, front), attacker.device.sign_secret
    )


def test_a_bomb_of_a_member(between):
    member, _device = between.came()
    attacker = Attacker(between, member)
    attacker.put(bomb(attacker))
    between.round(between.owner)
    assert problems(between.owner) == {"unreadable": 1}
    assert goes_on(between, member)


def test_old_files_are_played_again(between):
    member, _device = between.came()
    learners.add(between.owner, class_id=between.share.scope.class_id, given_name="Noor", family_name="Haddad")
    between.round(between.owner, member)
    classes.rename(between.owner, between.share.scope.class_id, "Newest")
    between.round(between.owner, member)
    for place in (between.path / "v1" / between.share.id).rglob("*.[bsmez]"):
        shutil.copy(place, place.with_name(layout.again(place.name, 3)))
        shutil.copy(place, place.with_name(place.name.replace(".", " (1).", 1)))
    (report,) = share_sync.sync(member, between.share.id)
    assert (report.came, report.problems) == (0, ())
    assert "Newest" in [row.name for row in classes.listed(member)]
    assert goes_on(between, member)


def test_rubbish_under_every_name(between):
    member, _device = between.came()
    for place in list((between.path / "v1" / between.share.id).rglob("*")):
        if place.is_dir():
            for ending in "bsmezxiq":
                (place / f"00000001-{'ab' * 16}.{ending}").write_bytes(SOURCE.randbytes(200))
                (place / f"{'cd' * 16}.{ending}").write_bytes(b"")
    (between.path / "v1" / "..b").write_bytes(b"x")
    assert goes_on(between, member)
    assert set(problems(between.owner)) <= {"damaged"}


def test_files_change_places(between):
    """Each file lies under the name of another: content alone counts."""
    member = between.planbook()
    device = between.asked(member)
    share_members.admit(between.owner, between.share.id, device)
    learners.add(between.owner, class_id=between.share.scope.class_id, given_name="Noor", family_name="Haddad")
    between.round(between.owner)
    for kind in (layout.FileKind.BATCH, layout.FileKind.ENTRY):
        paths = [between.path / path for path in between.files(kind)]
        contents = [path.read_bytes() for path in paths]
        for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
            path.write_bytes(content)
    between.round(member)
    assert "Noor" in [row.given_name for row in learners.all_names(member)]


@pytest.mark.parametrize("what", ["emptied", "unmarked", "swapped"])
def test_a_folder_that_is_not_as_it_was(between, tmp_path, what):
    member, _device = between.came()
    before = [row.id for row in learners.all_names(member)]
    if what == "unmarked":
        (between.path / layout.MARKER).unlink()
    else:
        shutil.rmtree(between.path / "v1")
    if what == "swapped":
        RealFiles(between.path).mark("0" * 32)
    between.round(between.owner, member, between.owner)
    for store in (between.owner, member):
        assert [row.id for row in learners.all_names(store)] == before
    if what == "unmarked":
        RealFiles(between.path).mark(between.share.id)
    assert goes_on(between, member)


def test_a_path_in_a_header_leads_nowhere(between, tmp_path):
    member, _device = between.came()
    attacker = Attacker(between, member)
    for changed in ({"share": "../../../../tmp"}, {"session": "../../x"}, {"device": "/etc"}):
        data = attacker.batch(**changed)
        path = layout.batch(between.share.id, attacker.header().session, 9, batches.digest(data))
        RealFiles(between.path).write(path, data)
    before = sorted(tmp_path.iterdir())
    assert goes_on(between, member)
    assert sorted(tmp_path.iterdir()) == before
