"""The tables of letters: senders, campaigns with texts and choices, the pieces with their people, the left out."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from liaison.calendar.festivals import Festival
from liaison.letters.fields import Choice, Closing, Exclusion, LetterChannel, LetterKind, PieceState, Zone
from liaison.people.fields import Language
from liaison.store.tables import NEVER_REUSED, Record, coded


class Sender(Record, table=True):
    """Who writes: what stands on envelopes as the sender, at home and, in Latin letters, abroad.

    ``address`` and ``address_latin`` are lines; ``letterhead`` stands over every letter; ``signature`` is a picture as
    a data URI (SVG or PNG), empty where letters are signed by hand.
    """

    __table_args__: ClassVar[Any] = (CheckConstraint("name <> ''", name="name_given"), NEVER_REUSED)

    name: str = Field(unique=True)
    name_latin: str = ""
    address: str = ""
    address_latin: str = ""
    postcode: str = ""
    phone: str = ""
    letterhead: str = ""
    signature: str = ""


class Campaign(Record, table=True):
    """One round of letters.

    ``segment`` is a query in English; ``arrive_by`` the last day on which a letter is in time, usually the festival;
    ``dated_on`` the day that stands under the letters. Once ``frozen_on`` is set the list and the texts stay as they
    are; ``sender_copy`` is then the sender of that day as JSON, by the names of the sender's columns.
    """

    __table_args__: ClassVar[Any] = (CheckConstraint("name <> ''", name="name_given"), NEVER_REUSED)

    name: str = Field(unique=True)
    kind: LetterKind = Field(default=LetterKind.HOME_LETTER, sa_type=coded(LetterKind))
    festival: Festival | None = Field(default=None, sa_type=coded(Festival))
    year: int
    arrive_by: date
    dated_on: date | None = None
    segment: str = ""
    channel: LetterChannel = Field(default=LetterChannel.POST, sa_type=coded(LetterChannel))
    closing: Closing = Field(default=Closing.RESPECTFUL, sa_type=coded(Closing))
    sender_id: int | None = Field(default=None, foreign_key="sender.id", index=True)
    sender_copy: str = ""
    frozen_on: date | None = None


class CampaignText(Record, table=True):
    """What a campaign says in one language: plain text with ``{fields}``; ``signature`` is lines under the closing."""

    __tablename__ = "campaign_text"
    __table_args__: ClassVar[Any] = (UniqueConstraint("campaign_id", "language"), NEVER_REUSED)

    campaign_id: int = Field(foreign_key="campaign.id")
    language: Language = Field(sa_type=coded(Language))
    heading: str = ""
    body: str = ""
    signature: str = ""


class CampaignChoice(Record, table=True):
    """What the office decided by hand for one person: in or out, by which channel, with a note."""

    __tablename__ = "campaign_choice"
    __table_args__: ClassVar[Any] = (UniqueConstraint("campaign_id", "representative_id"), NEVER_REUSED)

    campaign_id: int = Field(foreign_key="campaign.id")
    representative_id: int = Field(foreign_key="representative.id", index=True)
    choice: Choice | None = Field(default=None, sa_type=coded(Choice))
    channel: LetterChannel | None = Field(default=None, sa_type=coded(LetterChannel))
    note: str = ""


class Piece(Record, table=True):
    """One letter in its envelope, as it was when the list was frozen.

    ``position`` counts from 1 in the order of printing. ``addressee`` are the lines of names; ``address_lines`` all
    lines of the envelope in the order of the destination country, ``name_line`` the first of the names among them.
    ``body`` is the text with its fields filled in. ``cadre_id`` answers for its people on that day. ``address_id`` is
    where the lines came from; the address may have been removed since, which its letters need not hinder.
    """

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("campaign_id", "position"),
        Index("ix_piece_state", "campaign_id", "state"),
        NEVER_REUSED,
    )

    campaign_id: int = Field(foreign_key="campaign.id")
    position: int
    code: str = Field(unique=True)
    channel: LetterChannel = Field(sa_type=coded(LetterChannel))
    zone: Zone | None = Field(default=None, sa_type=coded(Zone))
    language: Language = Field(sa_type=coded(Language))
    cadre_id: int | None = Field(default=None, foreign_key="cadre.id", index=True)
    address_id: int | None = Field(default=None, index=True)
    country: str = ""
    place: str = ""
    postcode: str = ""
    addressee: str = ""
    address_lines: str = ""
    name_line: int = 0
    salutation: str = ""
    body: str = ""
    state: PieceState = Field(default=PieceState.DRAFTED, sa_type=coded(PieceState))
    printed_on: date | None = None
    posted_on: date | None = None
    delivered_on: date | None = None
    returned_on: date | None = None
    acknowledged_on: date | None = None
    note: str = ""


class PieceMember(Record, table=True):
    """Somebody whom a piece is addressed to; ``place`` 1 is the first named.

    ``visit_id`` is the contact record that posting wrote, which somebody may have deleted since. A list names everybody
    once; only two records that were merged later may both have had a letter of one campaign.
    """

    __tablename__ = "piece_member"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("campaign_id", "representative_id", "piece_id"),
        Index("ix_piece_member_piece", "piece_id", "place"),
        NEVER_REUSED,
    )

    campaign_id: int = Field(foreign_key="campaign.id")
    piece_id: int = Field(foreign_key="piece.id")
    representative_id: int = Field(foreign_key="representative.id", index=True)
    place: int = 1
    name: str = ""
    visit_id: int | None = Field(default=None, index=True)


class CampaignExclusion(Record, table=True):
    """Somebody of the segment who gets no letter of a frozen campaign, and why."""

    __tablename__ = "campaign_exclusion"
    __table_args__: ClassVar[Any] = (UniqueConstraint("campaign_id", "representative_id"), NEVER_REUSED)

    campaign_id: int = Field(foreign_key="campaign.id")
    representative_id: int = Field(foreign_key="representative.id", index=True)
    reason: Exclusion = Field(sa_type=coded(Exclusion))
    note: str = ""
