"""What every table shares: a text id, clean text, links, and notes for the journal and the search.

Table notes (`__table_args__["info"]`): `journal` is `"change"` (what may be shared), `"change_local"` (stays on this
computer) or `None`; `undoable` is false for what must stay once written. Column notes (`info`): `owned` rows go with
the row they point to, `search` columns can be found by their words, columns of one `group` move together when shared.
"""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Literal, Optional, get_args

from pydantic import BaseModel, ConfigDict, create_model
from sqlalchemy import ForeignKey, String
from sqlmodel import Field, SQLModel

from learnerplan.domain.ids import new_id

SHARED: dict[str, Any] = {"info": {"journal": "change"}}
LOCAL: dict[str, Any] = {"info": {"journal": "change_local"}}
LASTING: dict[str, Any] = {"info": {"journal": "change", "undoable": False}}
UNJOURNALLED: dict[str, Any] = {"info": {"journal": None}}


def cleaned(text: str) -> str:
    """Text that SQLite, JSON and PDF can all hold: NFC, without NUL and lone surrogates."""
    if text.isascii() and "\0" not in text:
        return text
    sound = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", sound)


class Record(SQLModel):
    """The base of all tables. Fields are checked by `checked`, since SQLModel tables do not check themselves."""

    id: str = Field(default_factory=new_id, primary_key=True)


def link(target: str, *, owned: bool = True, optional: bool = False, index: bool = True) -> Any:
    """A foreign key to `target` ("table.id"), checked at commit so that rows may arrive in any order.

    `owned` rows are deleted with the row that they point to; others have the link emptied.
    """
    return Field(
        default=None if optional else ...,
        index=index,
        sa_column_args=[ForeignKey(target, deferrable=True, initially="DEFERRED")],
        sa_column_kwargs={"info": {"owned": owned}},
    )


def prose(default: Any = "", *, search: bool = True, group: str = "", index: bool = False) -> Any:
    """A text; `search` puts it into the full-text search, `group` names columns that are shared as one."""
    return Field(default=default, index=index, sa_column_kwargs={"info": {"search": search, "group": group}})


def choice(default: Any, *, group: str = "") -> Any:
    """One of the values of a StrEnum, stored as its text so that a later version may add one."""
    return Field(default=default, sa_type=String, sa_column_kwargs={"info": {"group": group}})


def grouped(group: str, default: Any = ...) -> Any:
    """A value of any other type that is shared together with the columns of `group`."""
    return Field(default=default, sa_column_kwargs={"info": {"group": group}})


class _Form(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", allow_inf_nan=False)


@cache
def form(record: type[Record]) -> type[BaseModel]:
    """A plain pydantic model with the fields of a table: it checks values, quickly and in bulk."""
    fields: dict[str, Any] = {
        name: (_accepted(info.annotation), _default(info)) for name, info in record.model_fields.items()
    }
    return create_model(f"{record.__name__}Form", __base__=_Form, **fields)


def checked(record: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    """The values of one whole row, checked and as SQLite stores them. Raises pydantic's ValidationError.

    Texts are cleaned in `values` itself. Imports check tens of thousands of rows, so this goes past pydantic's own
    dumping of a model.
    """
    validate, conversions = _checker(record)
    for name, value in values.items():
        if isinstance(value, str) and not (value.isascii() and "\0" not in value):
            values[name] = cleaned(value)
    ready: dict[str, Any] = validate(values).__dict__
    for name, stored in conversions:
        if ready[name] is not None:
            ready[name] = stored(ready[name])
    return ready


@cache
def _checker(record: type[Record]) -> tuple[Callable[[Any], Any], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    # The fields of a model stand in its `__dict__` in their order, which is that of the columns.
    found = ((name, _STORED[_kind(info.annotation)]) for name, info in record.model_fields.items())
    conversions = tuple((name, stored) for name, stored in found if stored is not None)
    return form(record).__pydantic_validator__.validate_python, conversions


def _moment(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


# What a column may hold, and how SQLite keeps it where that is not the value itself. The journal is JSON, so no bytes.
_STORED: dict[Any, Callable[[Any], Any] | None] = {
    str: None,
    int: None,
    float: None,
    bool: None,
    StrEnum: None,
    date: date.isoformat,
    datetime: _moment,
}


def _kind(annotation: Any) -> Any:
    kinds = [part for part in get_args(annotation) if part is not type(None)]
    kind = kinds[0] if len(kinds) == 1 else annotation
    return StrEnum if isinstance(kind, type) and issubclass(kind, StrEnum) else kind


def _accepted(annotation: Any) -> Any:
    """The annotation with each enumeration as its texts, which is how they are stored."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return Literal[tuple(member.value for member in annotation)]
    parts = get_args(annotation)
    if _kind(annotation) is StrEnum:
        return Optional[_accepted(next(part for part in parts if part is not type(None)))]  # noqa: UP045 - made, not written
    return annotation


def _default(info: Any) -> Any:
    from pydantic import Field as Plain

    if info.default_factory is not None:
        return Plain(default_factory=info.default_factory)
    default = info.default.value if isinstance(info.default, StrEnum) else info.default
    return Plain() if info.is_required() else Plain(default=default)
