"""What all tables share: the metadata with its naming convention, row ids that are never used twice, coded columns."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Enum as CodedType
from sqlalchemy import Index, MetaData, Table, text
from sqlmodel import Field, SQLModel

METADATA = SQLModel.metadata
METADATA.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

NEVER_REUSED = {"sqlite_autoincrement": True}
"""Row ids are kept in the history, so that a number freed by an undone deed must not come to mean somebody else."""

DERIVED = {"info": {"derived": True}}
"""Column keywords of a value that is computed from other records: it is settled anew, not recorded in the history."""


class Record(SQLModel):
    """A row of the store. Tables do not validate: fields check shape, rules check meaning, constraints guard last."""

    metadata: ClassVar[MetaData] = METADATA
    __table_args__: ClassVar[Any] = NEVER_REUSED

    id: int | None = Field(default=None, primary_key=True)

    @property
    def key(self) -> int:
        """The id of a row that the store has already numbered."""
        if self.id is None:
            raise ValueError("the row has no id before it is flushed")
        return self.id


@dataclass(frozen=True)
class Named:
    """Somebody or something by id and name, as queries answer with them."""

    id: int
    name: str


def coded(enum: type[StrEnum]) -> Any:
    """The column type of a `StrEnum`: its codes as text, guarded by a CHECK."""
    return CodedType(
        enum,
        native_enum=False,
        create_constraint=True,
        length=20,
        name=enum.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


def filled_index(table: str, column: str) -> Index:
    """An index of the rows whose column says something; a column that mostly does not costs nothing then."""
    filled = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=filled, postgresql_where=filled)


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model."""
    table: Table = model.__table__  # type: ignore[attr-defined] # SQLModel sets it without declaring it
    return table
