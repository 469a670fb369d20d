"""The table of saved segments."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from liaison.store.tables import NEVER_REUSED, Record


class Segment(Record, table=True):
    """A saved filter over representatives; ``query`` is its text in English, whoever wrote it."""

    __table_args__: ClassVar[Any] = (CheckConstraint("name <> ''", name="name_given"), NEVER_REUSED)

    name: str = Field(unique=True)
    query: str = ""
