"""A planbook in the head that holds results: what the services would look up after a commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from learnerplan.imports.drafts.results import ResultDraft
from learnerplan.imports.known import Known, KnownResult
from learnerplan.imports.planned.plan import ImportPlan


class Shelf:
    """Results by their keys. Asks no more of `Known.results` than a planbook gives."""

    def __init__(self) -> None:
        self.results: dict[str, KnownResult] = {}
        self.asked: list[int] = []

    def knowing(self, known: Known) -> Known:
        return replace(known, results=self.look_up)

    def look_up(self, beginnings: Sequence[str]) -> Mapping[str, tuple[KnownResult, ...]]:
        self.asked.append(len(beginnings))
        held: dict[str, list[KnownResult]] = {}
        for each in sorted(self.results.values(), key=lambda each: each.key):
            held.setdefault(each.key.partition(":")[0], []).append(each)
        return {each: tuple(held[each]) for each in beginnings if each in held}

    def commit(self, plan: ImportPlan) -> None:
        for row in plan.rows():
            if isinstance(row.payload, ResultDraft):
                self._write(row.payload)

    def _write(self, draft: ResultDraft) -> None:
        held = self.results.get(draft.ref)
        values = {**dict(held.values if held else ()), **dict(draft.values)}
        parts = held.parts if held and draft.parts is None else draft.parts or ()
        self.results[draft.ref] = KnownResult(
            draft.ref,
            held.key if held else draft.key,
            tuple((name, value) for name, value in values.items() if value),
            tuple((name, tuple(each)) for name, each in parts),
        )
