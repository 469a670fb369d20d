"""The tables of the store itself: the history of deeds, and the settings of the office."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import DateTime, Index
from sqlmodel import Field

from liaison.store.tables import NEVER_REUSED, Record


def _now() -> datetime:
    # UTC without its mark, to the second: SQLite keeps no time zones.
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


class Deed(Record, table=True):
    """One named change: who made it, when, and which deed it took back or was taken back by."""

    at: datetime = Field(sa_type=DateTime, default_factory=_now)
    who: str
    name: str
    subject: str = ""
    undoes_id: int | None = Field(default=None, foreign_key="deed.id")
    undone_by_id: int | None = Field(default=None, foreign_key="deed.id")


class ChangeRow(Record, table=True):
    """What one deed did to one row: the columns before and after, as JSON; null where there was or is no row.

    After an addition stands an empty text: what the row held follows from the row itself and its later changes, and
    what the store holds of people is not held twice.
    """

    __tablename__ = "change"
    __table_args__: ClassVar[Any] = (
        Index("ix_change_row", "table_name", "row_id"),
        Index("ix_change_representative", "representative_id"),
        NEVER_REUSED,
    )

    deed_id: int = Field(foreign_key="deed.id", index=True)
    table_name: str
    row_id: int
    before: str | None = None
    after: str | None = None
    representative_id: int | None = None


class Setting(Record, table=True):
    """One setting of the office, as JSON under its name."""

    name: str = Field(unique=True)
    value: str
