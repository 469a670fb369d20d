"""The tables of what should happen: pairings, and the contact rules with their clauses."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from liaison.pairing.scope import ScopeKind
from liaison.pairing.terms import Basis, CountedBy, Unit
from liaison.store.tables import DERIVED, NEVER_REUSED, Record, coded


class ContactRuleRow(Record, table=True):
    """How often, how and by whom somebody is to be contacted, and for whom that holds."""

    __tablename__ = "contact_rule"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("name <> ''", name="name_given"),
        Index(
            "uq_contact_rule_scope",
            "scope",
            "scope_value",
            unique=True,
            sqlite_where=text("scope <> 'named'"),
            postgresql_where=text("scope <> 'named'"),
        ),
        NEVER_REUSED,
    )

    name: str = Field(unique=True)
    scope: ScopeKind = Field(default=ScopeKind.NAMED, sa_type=coded(ScopeKind))
    scope_value: str = ""


class ClauseRow(Record, table=True):
    """One clause of a rule; ``kinds`` are codes joined by commas, empty for all kinds."""

    __tablename__ = "clause"
    __table_args__: ClassVar[Any] = (UniqueConstraint("contact_rule_id", "position"), NEVER_REUSED)

    contact_rule_id: int = Field(foreign_key="contact_rule.id")
    position: int
    basis: Basis = Field(sa_type=coded(Basis))
    amount: int
    unit: Unit = Field(sa_type=coded(Unit))
    kinds: str = ""
    counted_by: CountedBy = Field(default=CountedBy.PAIRED, sa_type=coded(CountedBy))


class Pairing(Record, table=True):
    """One cadre answers for one representative from ``started_on`` up to, but not including, ``ended_on``."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_start"),
        Index(
            "ix_pairing_due",
            "due_on",
            "id",
            "ended_on",
            "started_on",
            sqlite_where=text("due_on IS NOT NULL"),
            postgresql_where=text("due_on IS NOT NULL"),
        ),
        Index("ix_pairing_cadre_due", "cadre_id", "due_on"),
        NEVER_REUSED,
    )

    cadre_id: int = Field(foreign_key="cadre.id")
    representative_id: int = Field(foreign_key="representative.id", index=True)
    started_on: date
    counts_from: date | None = None
    ended_on: date | None = None
    end_reason: str = ""
    rule_id: int | None = Field(default=None, foreign_key="contact_rule.id", index=True)
    due_on: date | None = Field(default=None, sa_column_kwargs=DERIVED)
    due_clause: int | None = Field(default=None, sa_column_kwargs=DERIVED)
    last_contact_on: date | None = Field(default=None, sa_column_kwargs=DERIVED)
