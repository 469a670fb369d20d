"""The tables of stewardship: who is not the same person, and what was given out of the store to whom."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from liaison.store.tables import NEVER_REUSED, Record


class KeptApart(Record, table=True):
    """Two representatives who look alike and are not the same; ``first_id`` is the lower of both ids."""

    __tablename__ = "kept_apart"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="in_order"),
        NEVER_REUSED,
    )

    first_id: int = Field(foreign_key="representative.id")
    second_id: int = Field(foreign_key="representative.id", index=True)
    kept_on: date


class Disclosure(Record, table=True):
    """Something that went out of the store: what, in which form, to whom and why.

    ``what`` is a code such as ``office`` or ``review``; ``scope`` says in words what was chosen; ``fields`` are names
    of fields, one a line; ``people`` counts the representatives in it. ``everybody`` marks one that held all of them,
    so that they are not named one by one.
    """

    given_on: date = Field(index=True)
    what: str
    form: str
    scope: str = ""
    fields: str = ""
    people: int = 0
    everybody: bool = False
    recipient: str = ""
    purpose: str = ""


class DisclosurePerson(Record, table=True):
    """A representative whose data went out."""

    __tablename__ = "disclosure_person"
    __table_args__: ClassVar[Any] = (UniqueConstraint("disclosure_id", "representative_id"), NEVER_REUSED)

    disclosure_id: int = Field(foreign_key="disclosure.id")
    representative_id: int = Field(foreign_key="representative.id", index=True)
