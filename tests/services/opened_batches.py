"""What has left for a share: every batch and snapshot that its folder holds, opened with the keys of a planbook."""

from pathlib import Path

from learnerplan.domain.shares import Section
from learnerplan.sharing import batches, keys, layout, members, snapshots
from learnerplan.sharing.layout import FileKind
from learnerplan.storage.store import Store


def payloads(store: Store, share: str, folder: Path, *sections: Section) -> list[str]:
    """The JSON of all batches and of the newest snapshot, of these sections or of all."""
    with store.raw() as connection:
        ring, people = keys.keys_of(connection, share), members.load(connection, share).people
    found, parts, manifests = [], {}, []
    for path in sorted((folder / layout.folder(share)).rglob("*")):
        name = layout.parse(path.relative_to(folder).as_posix()) if path.is_file() else None
        if name is None:
            continue
        data = path.read_bytes()
        if name.kind is FileKind.BATCH:
            header = batches.header_of(data)
            if not sections or header.section in sections:
                key = ring.get(header.section, header.epoch)
                assert key is not None
                found.append(batches.open_batch(data, key, people[header.device].sign_public).decode())
        elif name.kind is FileKind.SNAPSHOT:
            parts[batches.digest(data)] = data
            if snapshots.header_of(data).part == 0:
                manifests.append(data)
    for data in manifests:
        header = snapshots.header_of(data)
        key = ring.get(header.section, header.epoch)
        assert key is not None
        found.append(snapshots.joined(data, parts, key, people[header.device].sign_public).decode())
    return found
