"""The tables of people: cadres, representatives, their addresses and households, consents and pauses."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from liaison.people.fields import Channel, Consent, Language, PauseReason, PersonStatus
from liaison.store.tables import DERIVED, NEVER_REUSED, Record, coded, filled_index


class NamedPerson(Record):
    """What cadres and representatives share: a name and the keys to find and sort it by.

    ``reading`` is the office's own pinyin where the usual one is wrong; the keys follow from name and reading.
    """

    number: str | None = Field(default=None, unique=True)
    name: str
    reading: str = ""
    pinyin: str = ""
    initials: str = ""
    sort_pinyin: str = Field(default="", index=True)
    sort_strokes: str = Field(default="", index=True)
    unit: str = ""
    post: str = ""
    phone: str = ""
    email: str = ""


class Cadre(NamedPerson, table=True):
    """A member of staff or leading cadre who keeps up contact."""

    __table_args__: ClassVar[Any] = (CheckConstraint("name <> ''", name="name_given"), NEVER_REUSED)

    joined_on: date | None = None
    left_on: date | None = None


class Household(Record, table=True):
    """People who share an address and get one letter."""

    label: str = Field(unique=True)
    greeting: str = ""


class Representative(NamedPerson, table=True):
    """A person the office keeps in touch with."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("name <> ''", name="name_given"),
        Index("ix_representative_status_id", "status", "id"),
        *(filled_index("representative", name) for name in ("household_id", "rule_id", "status_since")),
        NEVER_REUSED,
    )

    honorific: str = ""
    salutation: str = ""
    sector: str = Field(default="", index=True)
    tier: str = Field(default="", index=True)
    town: str = ""
    village: str = ""
    wechat: str = ""
    language: Language = Field(default=Language.ZH_HANS, sa_type=coded(Language))
    birth_month: int | None = None
    birth_day: int | None = None
    birth_lunar: bool = False
    birth_leap: bool = False
    rule_id: int | None = Field(default=None, foreign_key="contact_rule.id")
    household_id: int | None = Field(default=None, foreign_key="household.id")
    source: str = ""
    purpose: str = ""
    review_on: date | None = None
    status: PersonStatus = Field(default=PersonStatus.ACTIVE, sa_type=coded(PersonStatus))
    status_since: date | None = None
    no_festive_until: date | None = None
    remarks: str = ""
    search_text: str = Field(default="", sa_column_kwargs=DERIVED)


class ChannelConsent(Record, table=True):
    """What a representative has said about being reached by one channel."""

    __tablename__ = "channel_consent"
    __table_args__: ClassVar[Any] = (UniqueConstraint("representative_id", "channel"), NEVER_REUSED)

    representative_id: int = Field(foreign_key="representative.id")
    channel: Channel = Field(sa_type=coded(Channel))
    consent: Consent = Field(default=Consent.UNKNOWN, sa_type=coded(Consent))
    since: date | None = None
    source: str = ""


class Address(Record, table=True):
    """Where a representative's post goes; ``season_from`` and ``season_until`` are month and day, MM-DD.

    ``for_household`` marks the address that the letter of the whole household goes to.
    """

    representative_id: int = Field(foreign_key="representative.id", index=True)
    country: str = "CN"
    region: str = ""
    city: str = Field(default="", index=True)
    district: str = ""
    lines: str = ""
    postcode: str = ""
    recipient: str = ""
    season_from: str = ""
    season_until: str = ""
    returned_on: date | None = None
    for_household: bool = False


class Pause(Record, table=True):
    """A time in which a representative, or one pairing only (a snooze), is left in peace; both days count."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("until IS NULL OR until >= from_on", name="ends_after_start"),
        Index("ix_pause_from_on", "from_on"),
        NEVER_REUSED,
    )

    representative_id: int = Field(foreign_key="representative.id", index=True)
    pairing_id: int | None = Field(default=None, foreign_key="pairing.id", index=True)
    from_on: date
    until: date | None = None
    reason: PauseReason = Field(default=PauseReason.OTHER, sa_type=coded(PauseReason))
