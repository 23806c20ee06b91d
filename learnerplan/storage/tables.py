"""The metadata of all records: what triggers, search, undo and exports are generated from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import MetaData


def metadata() -> MetaData:
    """The tables of all records; imports SQLModel."""
    from sqlmodel import SQLModel

    from learnerplan.domain import records

    records.load()
    return SQLModel.metadata
