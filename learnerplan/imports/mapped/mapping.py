"""Which column means what: proposed from the headers, edited by the teacher, remembered by the headers' fingerprint."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace

from learnerplan.imports.words.lexicon import header_key

LEAVE_OUT = "leave_out"
CHOSEN = "You chose this."
QUESTION = "question"


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is used for.

    `use` is a key of `words.lexicon.USES`, `QUESTION` or `LEAVE_OUT`; `reason` is the sentence beside
    it. For a question `facet` may be empty (kept with the response only), `kind` says how it was answered, and
    `protected` names the topic (health, religion ...) that put it on "leave out" until a teacher decides otherwise.
    `here_only`: its use rests on what its cells are in this file, such as none at all; the next file is looked at anew.
    `options` are what several ticked, where a comma joins them; `samples` are a few cells of the file, for the eye:
    they are not remembered.
    """

    index: int
    header: str
    use: str
    reason: str = ""
    facet: str = ""
    kind: str = ""
    protected: str = ""
    sensitive: bool = False
    here_only: bool = False
    options: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The columns of one table and what each is used for.

    `date_order` is "dmy", "mdy" or "" (read from the dates themselves); `voice` is who answered a survey: learner or
    family. `remembered` is true when it came from an earlier import of a file with the same headers.
    """

    fingerprint: str
    kind: str
    columns: tuple[ColumnUse, ...]
    part: str = ""
    title: str = ""
    date_order: str = ""
    voice: str = "learner"
    remembered: bool = False

    def column(self, use: str) -> ColumnUse | None:
        """The first column with this use."""
        return next((column for column in self.columns if column.use == use), None)

    def having(self, *uses: str) -> tuple[ColumnUse, ...]:
        """All columns with one of these uses, in the order of the file."""
        return tuple(column for column in self.columns if column.use in uses)

    def with_use(self, index: int, use: str, facet: str = "") -> ColumnMapping:
        """The mapping with one column used otherwise."""
        columns = tuple(
            replace(column, use=use, facet=facet, reason=CHOSEN, here_only=False) if column.index == index else column
            for column in self.columns
        )
        return replace(self, columns=columns)

    def with_date_order(self, order: str) -> ColumnMapping:
        """The mapping with the order of day and month settled."""
        return replace(self, date_order=order)

    def to_json(self) -> str:
        """The text to remember it by. Holds headers, choices and the options of questions, no cell of one row alone."""
        plain = asdict(self)
        del plain["remembered"]
        for column in plain["columns"]:
            del column["samples"]
        return json.dumps(plain, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> ColumnMapping:
        """The mapping that `to_json` wrote."""
        plain = json.loads(text)
        columns = tuple(
            ColumnUse(**(column | {"options": tuple(column.get("options", ()))})) for column in plain.pop("columns")
        )
        return cls(columns=columns, remembered=True, **plain)


def fingerprint(headers: tuple[str, ...]) -> str:
    """A short stable name for a header row: spaces, case, accents and blank headers do not change it."""
    joined = "\x1f".join(key for key in map(header_key, headers) if key)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:24]
