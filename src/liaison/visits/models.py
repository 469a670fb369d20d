"""The tables of what happened: contact records with those who took part, trips, follow-ups."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from liaison.store.tables import NEVER_REUSED, Record, coded
from liaison.visits.fields import (
    ContactKind,
    ContactState,
    Direction,
    FollowUpAction,
    FollowUpKind,
    FollowUpState,
    Outcome,
)


class Trip(Record, table=True):
    """A journey to call on people."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("name <> ''", name="name_given"),
        CheckConstraint("until IS NULL OR from_on IS NULL OR until >= from_on", name="ends_after_start"),
        NEVER_REUSED,
    )

    name: str = Field(unique=True)
    city: str = ""
    from_on: date | None = None
    until: date | None = None


class TripCadre(Record, table=True):
    """A cadre who goes on a trip."""

    __tablename__ = "trip_cadre"
    __table_args__: ClassVar[Any] = (UniqueConstraint("trip_id", "cadre_id"), NEVER_REUSED)

    trip_id: int = Field(foreign_key="trip.id")
    cadre_id: int = Field(foreign_key="cadre.id", index=True)


class Visit(Record, table=True):
    """A contact record: something that happened, or was meant to, between cadres and representatives."""

    __table_args__: ClassVar[Any] = (Index("ix_visit_state_day", "state", "happened_on", "id"), NEVER_REUSED)

    happened_on: date = Field(index=True)
    kind: ContactKind = Field(sa_type=coded(ContactKind))
    state: ContactState = Field(default=ContactState.DONE, sa_type=coded(ContactState))
    direction: Direction = Field(default=Direction.OUTGOING, sa_type=coded(Direction))
    place: str = ""
    summary: str = ""
    trip_id: int | None = Field(default=None, foreign_key="trip.id", index=True)


class VisitCadre(Record, table=True):
    """A cadre who took part in a contact."""

    __tablename__ = "visit_cadre"
    __table_args__: ClassVar[Any] = (UniqueConstraint("visit_id", "cadre_id"), NEVER_REUSED)

    visit_id: int = Field(foreign_key="visit.id")
    cadre_id: int = Field(foreign_key="cadre.id", index=True)


class VisitRepresentative(Record, table=True):
    """A representative who took part in a contact."""

    __tablename__ = "visit_representative"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("visit_id", "representative_id"),
        Index("ix_visit_representative_person", "representative_id", "visit_id"),
        NEVER_REUSED,
    )

    visit_id: int = Field(foreign_key="visit.id")
    representative_id: int = Field(foreign_key="representative.id")


class FollowUp(Record, table=True):
    """A suggestion or request that came up, and what became of it.

    ``answer`` is what was said in return; ``closed_on`` the day on which it was closed or sent back.
    """

    __tablename__ = "follow_up"
    __table_args__: ClassVar[Any] = (Index("ix_follow_up_state", "state", "received_on"), NEVER_REUSED)

    representative_id: int = Field(foreign_key="representative.id", index=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    kind: FollowUpKind = Field(sa_type=coded(FollowUpKind))
    text: str
    in_charge: str = ""
    cadre_id: int | None = Field(default=None, foreign_key="cadre.id", index=True)
    received_on: date
    due_on: date | None = None
    state: FollowUpState = Field(default=FollowUpState.REGISTERED, sa_type=coded(FollowUpState))
    outcome: Outcome | None = Field(default=None, sa_type=coded(Outcome))
    answer: str = ""
    closed_on: date | None = None


class FollowUpStep(Record, table=True):
    """One thing that was done about a follow-up: ``state`` and ``due_on`` are those that it had afterwards."""

    __tablename__ = "follow_up_step"
    __table_args__: ClassVar[Any] = (Index("ix_follow_up_step_follow_up", "follow_up_id", "id"), NEVER_REUSED)

    follow_up_id: int = Field(foreign_key="follow_up.id")
    happened_on: date
    action: FollowUpAction = Field(sa_type=coded(FollowUpAction))
    state: FollowUpState = Field(sa_type=coded(FollowUpState))
    due_on: date | None = None
    note: str = ""
