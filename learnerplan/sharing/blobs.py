"""Files of artifacts in a shared folder: sealed in parts, under names that only members can tell.

A part is up to `PART` bytes of a file. Its name is a keyed hash of the file's SHA-256 and the number of the part, so
nobody outside can confirm that a file they know is there. The same file has the same sealed bytes whoever sends it:
two computers that send it at once write one file, not two versions of one.

```
front                  see `frame`: magic, kind "x", format, header (share, section, epoch, name, part)
sealed part            see `seal`
32 bytes               SHA-256 of everything before it
```

There is no signature: what comes back must have the SHA-256 that a signed batch says.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Section
from learnerplan.sharing import frame, layout, seal
from learnerplan.sharing.faults import Damaged, FileFault, Forged, Locked, Newer, Taken, Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from learnerplan.sharing.files import Entry, Files
    from learnerplan.sharing.keys import KeyRing

PART = 8 << 20
"""Bytes of a file that go into one part."""
LARGEST_PART = PART + (1 << 20)
"""Bytes of the largest sealed part that is read."""
LARGEST = 4 << 30
"""Bytes of the largest file that is shared."""
MOST_COPIES = 9
_KIND = b"x"
_LABEL = b"learnerplan share: names of files 1"
_SHA256 = re.compile("[0-9a-f]{64}", re.ASCII)
_SHAPE: frame.Shape = {
    "share": frame.HEX32,
    "section": frame.SECTION,
    "epoch": frame.COUNT,
    "name": frame.HEX64,
    "part": range(1_000),
}


@dataclass(frozen=True)
class Blob:
    """A file that a row of a share names: where the row says that it lies (from `artifacts/`), its hash and size."""

    path: str
    sha256: str
    size: int
    section: Section

    @property
    def parts(self) -> int:
        """In how many parts it is sealed."""
        return min(max(1, -(-self.size // PART)), LARGEST // PART)


_NAMED = """SELECT f.path, f.sha256, f.size, s.section FROM share_scope s JOIN {table} f ON f.id = s.row_id
    WHERE s.share = ?1 AND s.tbl = '{table}'"""
_FILES = f"""SELECT n.path, n.sha256, n.size, min(n.section) FROM ({_NAMED.format(table="artifact")}
    UNION ALL {_NAMED.format(table="plan_paper")}) n
    LEFT JOIN share_blob b ON b.share = ?1 AND b.sha256 = n.sha256 WHERE {{where}} GROUP BY n.path, n.sha256, n.size"""


def to_send(connection: Any, share: str) -> list[Blob]:
    """The files that rows of a share name and that were neither sent nor asked for yet."""
    return _blobs(connection, share, "b.state IS NULL")


def wanted(connection: Any, share: str) -> list[Blob]:
    """The files that are not here yet."""
    return _blobs(connection, share, "b.state = 'wanted'")


def held(connection: Any, share: str) -> list[Blob]:
    """The files that are here and were in the folder once."""
    return _blobs(connection, share, "b.state IN ('sent', 'here')")


def note(connection: Any, share: str, ring: KeyRing, blob: Blob, state: str) -> None:
    """Note how a file stands: "wanted" (not here), "sent" (from here), "here" (it came)."""
    sql = """INSERT INTO share_blob(share, sha256, name, state) VALUES (?, ?, ?, ?)
        ON CONFLICT (share, sha256) DO UPDATE SET state = excluded.state, name = excluded.name"""
    connection.execute(sql, (share, blob.sha256, name_of(ring, blob, 0), state))


def name_of(ring: KeyRing, blob: Blob, part: int) -> str:
    """The keyed hash that a part lies under. Raises `Locked` when no key of its section is here.

    The key is drawn from the section's first one, so that names stay when a new epoch begins.
    """
    epochs = [epoch for section, epoch in ring.keys if section is blob.section]
    if not epochs:
        raise Locked("epoch")
    named = hmac.digest(ring.keys[blob.section, min(epochs)], _LABEL, hashlib.sha256)
    return hmac.new(named, f"{blob.sha256}/{part}/{blob.parts}".encode("ascii"), hashlib.sha256).hexdigest()


def by_name(listed: Iterable[Entry]) -> dict[str, list[Entry]]:
    """What a folder lists, by the keyed names of parts."""
    found: dict[str, list[Entry]] = {}
    for entry in listed:
        name = layout.parse(entry.path)
        if name is not None and name.kind is layout.FileKind.BLOB:
            found.setdefault(name.hash, []).append(entry)
    return found


def there(ring: KeyRing, blob: Blob, named: Mapping[str, list[Entry]]) -> list[Entry] | None:
    """What the folder lists of a file; `None` where a part of it is not there at all."""
    parts = [named.get(name_of(ring, blob, part), []) for part in range(blob.parts)]
    return [entry for entries in parts for entry in entries] if all(parts) else None


def is_whole(files: Files, share: str, ring: KeyRing, blob: Blob) -> bool:
    """Whether every part of a file can be opened. Raises `Unreachable`, but not for a part that is not there."""
    try:
        for number in range(blob.parts):
            _fetched(files, share, ring, blob, number)
    except FileFault:
        return False
    except Unreachable as error:
        if error.reason != "gone":
            raise
        return False
    return True


def send(files: Files, share: str, ring: KeyRing, blob: Blob, parts: Iterable[bytes]) -> int:
    """Put a file into the folder, part by part; gives how many parts were written.

    What lies there whole is left alone; beside a spoilt part a good one is put. Raises `Locked`, `Unreachable`, and
    `Damaged` when the bytes are not those that the row names; nothing that was written before harms then.
    """
    digest, written = hashlib.sha256(), 0
    newest = ring.newest(blob.section)
    if newest is None:
        raise Locked("epoch")
    for number, part in enumerate(parts):
        digest.update(part)
        written += _send_part(files, share, ring, blob, number, part, newest)
    if digest.hexdigest() != blob.sha256:
        raise Damaged("content")
    return written


def fetch(files: Files, share: str, ring: KeyRing, blob: Blob) -> Iterator[bytes]:
    """The bytes of a file, part by part; only after the last one they are known to be right.

    Raises `Unreachable` ("gone" where a part has not come yet), `Locked`, or `Damaged` where what is there is not it.
    """
    if not 0 <= blob.size <= LARGEST or _SHA256.fullmatch(blob.sha256) is None:
        raise Damaged("header")
    digest, size = hashlib.sha256(), 0
    for number in range(blob.parts):
        part = _fetched(files, share, ring, blob, number)
        size += len(part)
        digest.update(part)
        yield part
    if size != blob.size or digest.hexdigest() != blob.sha256:
        raise Damaged("content")


def _send_part(
    files: Files, share: str, ring: KeyRing, blob: Blob, number: int, part: bytes, newest: tuple[int, bytes]
) -> int:
    try:
        if _fetched(files, share, ring, blob, number) == part:
            return 0
    except (FileFault, Unreachable) as error:
        if isinstance(error, Unreachable) and error.reason not in ("gone", "refused"):
            raise
    name = name_of(ring, blob, number)
    data = _sealed(share, blob.section, newest, name, number, part)
    path = layout.blob(share, name)
    for copy in range(MOST_COPIES + 1):
        try:
            files.write(layout.again(path, copy) if copy else path, data)
        except Taken:
            continue
        return 1
    raise Taken(path)


def _fetched(files: Files, share: str, ring: KeyRing, blob: Blob, number: int) -> bytes:
    """One part from the first copy of it that is whole."""
    name = name_of(ring, blob, number)
    path = layout.blob(share, name)
    fault: FileFault | None = None
    for copy in range(MOST_COPIES + 1):
        try:
            data = files.read(layout.again(path, copy) if copy else path, LARGEST_PART)
            return _opened(data, share, ring, blob.section, name, number)
        except FileFault as error:
            fault = error
        except Unreachable as error:
            if error.reason != "gone":
                raise
            if copy:
                break
    if fault is not None:
        raise fault
    raise Unreachable("gone", path)


def _sealed(share: str, section: Section, newest: tuple[int, bytes], name: str, number: int, part: bytes) -> bytes:
    epoch, key = newest
    header = {"share": share, "section": section.value, "epoch": epoch, "name": name, "part": number}
    front = frame.front(_KIND, header)
    # No chance: the salt comes from the bytes and the key alone, so that equal files are sealed alike.
    whole = front + seal.sealed(part, key, front, bytes)
    return whole + hashlib.sha256(whole).digest()


def _opened(data: bytes, share: str, ring: KeyRing, section: Section, name: str, number: int) -> bytes:
    front, header, body = _apart(data)
    if (header["share"], header["section"], header["name"], header["part"]) != (share, section.value, name, number):
        raise Forged("key")
    key = ring.get(section, header["epoch"])
    if key is None:
        raise Locked("epoch")
    part = seal.unsealed(body, key, front)
    if len(part) > PART:
        raise Damaged("size")
    return part


def _apart(data: bytes) -> tuple[bytes, dict[str, Any], bytes]:
    """The front, what it says, and the sealed part. Raises `Damaged`, or `Newer` for a later format."""
    start = len(frame.MAGIC) + 6
    if len(data) > LARGEST_PART:
        raise Damaged("size")
    if len(data) < start + 32 or hashlib.sha256(data[:-32]).digest() != data[-32:]:
        raise Damaged("torn")
    if data[: len(frame.MAGIC)] != frame.MAGIC:
        raise Damaged("foreign")
    if data[start - 5] > frame.FORMAT:
        raise Newer("format")
    end = start + int.from_bytes(data[start - 4 : start], "big")
    if data[start - 6 : start - 5] != _KIND or end > min(len(data) - 32, start + frame.LARGEST_HEADER):
        raise Damaged("kind")
    header = frame.parsed(data[start:end])
    if not isinstance(header, dict) or not frame.fits(header, _SHAPE):
        raise Damaged("header")
    return data[:end], header, data[end:-32]


def _blobs(connection: Any, share: str, where: str) -> list[Blob]:
    rows = connection.execute(_FILES.format(where=where), (share,)).fetchall()
    return [Blob(path, sha256, size, Section(section)) for path, sha256, size, section in rows]
