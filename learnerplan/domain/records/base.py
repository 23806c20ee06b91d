"""What every table shares: a text id, clean text, links, and notes for the journal and the search.

Table notes (`__table_args__["info"]`): `journal` is `"change"` (what may be shared), `"change_local"` (stays on this
computer) or `None`; `undoable` is false for what must stay once written. Column notes (`info`): `owned` rows go with
the row they point to, `search` columns can be found by their words, columns of one `group` move together when shared.
"""

import unicodedata
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, create_model, field_validator
from sqlalchemy import ForeignKey, String
from sqlmodel import Field, SQLModel

from learnerplan.domain.ids import new_id

SHARED: dict[str, Any] = {"info": {"journal": "change"}}
LOCAL: dict[str, Any] = {"info": {"journal": "change_local"}}
LASTING: dict[str, Any] = {"info": {"journal": "change", "undoable": False}}
UNJOURNALLED: dict[str, Any] = {"info": {"journal": None}}


def cleaned(value: Any) -> Any:
    """Text that SQLite, JSON and PDF can all hold: NFC, without NUL and lone surrogates. Other values as they are."""
    if not isinstance(value, str) or (value.isascii() and "\0" not in value):
        return value
    sound = value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
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
    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _clean(cls, value: Any) -> Any:
        return cleaned(value)


@cache
def form(record: type[Record]) -> type[BaseModel]:
    """A plain pydantic model with the fields of a table: it checks values, quickly and in bulk."""
    fields: dict[str, Any] = {
        name: (info.annotation, _default(name, info)) for name, info in record.model_fields.items()
    }
    return create_model(f"{record.__name__}Form", __base__=_Form, **fields)


def _default(name: str, info: Any) -> Any:
    from pydantic import Field as Plain

    if info.default_factory is not None:
        return Plain(default_factory=info.default_factory)
    return Plain() if info.is_required() else Plain(default=info.default)


def checked(record: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    """The values of one whole row, checked and as SQLite stores them. Raises pydantic's ValidationError."""
    return form(record).model_validate(values).model_dump(mode="json")
