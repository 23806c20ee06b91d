"""The mapping that was chosen for a form before, found again although a question was added or taken out since."""

from __future__ import annotations

import json
from collections.abc import Mapping

from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.words.lexicon import header_key

_OF_BEFORE, _OF_NOW, _LEAST = 0.75, 0.5, 3


def remembered(proposed: ColumnMapping, mappings: Mapping[str, str]) -> ColumnMapping | None:
    """What was chosen for files with these headers; for a survey also for the one that shares most of its questions.

    `mappings`: fingerprint -> the JSON of a mapping, as `Known.mappings`.
    """
    held = mappings.get(proposed.fingerprint)
    if held is None and proposed.kind == "survey":
        held = _likest(proposed, mappings)
    if held is None:
        return None
    mapping = ColumnMapping.from_json(held)
    return mapping if (mapping.kind, mapping.part) == (proposed.kind, proposed.part) else None


def _likest(proposed: ColumnMapping, mappings: Mapping[str, str]) -> str | None:
    now = {key for column in proposed.columns if (key := header_key(column.header))}
    best: tuple[int, str] | None = None
    for text in mappings.values():
        plain = json.loads(text)
        if plain["kind"] != proposed.kind:
            continue
        before = {key for column in plain["columns"] if (key := header_key(column["header"]))}
        shared = len(now & before)
        enough = shared >= _LEAST and shared >= _OF_BEFORE * len(before) and shared >= _OF_NOW * len(now)
        if enough and (best is None or (shared, text) > best):
            best = (shared, text)
    return best[1] if best else None
