"""The fields of cadres, representatives, addresses, households and pauses: what can be said, and how."""

from collections.abc import Mapping
from enum import StrEnum

from liaison.text.words import N_


class PersonStatus(StrEnum):
    """Where a representative stands with the office."""

    ACTIVE = "active"
    NO_CONTACT = "no_contact"
    DECEASED = "deceased"
    ARCHIVED = "archived"


class Channel(StrEnum):
    """A way to reach somebody."""

    POST = "post"
    PHONE = "phone"
    MESSAGE = "message"
    EMAIL = "email"


class Consent(StrEnum):
    """What a person has said about a channel."""

    UNKNOWN = "unknown"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class PauseReason(StrEnum):
    """Why contact pauses; deliberately a short list, so that nothing more is written down."""

    ASKED_FOR_QUIET = "asked_for_quiet"
    NOT_CONVENIENT = "not_convenient"
    OTHER = "other"


class Language(StrEnum):
    """The language of a person's letters."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


PERSON_STATUS_WORDS: Mapping[PersonStatus, str] = {
    PersonStatus.ACTIVE: N_("active"),
    PersonStatus.NO_CONTACT: N_("no contact"),
    PersonStatus.DECEASED: N_("deceased"),
    PersonStatus.ARCHIVED: N_("archived"),
}
CHANNEL_WORDS: Mapping[Channel, str] = {
    Channel.POST: N_("post"),
    Channel.PHONE: N_("phone"),
    Channel.MESSAGE: N_("message"),
    Channel.EMAIL: N_("email"),
}
CONSENT_WORDS: Mapping[Consent, str] = {
    Consent.UNKNOWN: N_("unknown"),
    Consent.GIVEN: N_("given"),
    Consent.WITHDRAWN: N_("withdrawn"),
}
PAUSE_REASON_WORDS: Mapping[PauseReason, str] = {
    PauseReason.ASKED_FOR_QUIET: N_("asked for quiet"),
    PauseReason.NOT_CONVENIENT: N_("not convenient"),
    PauseReason.OTHER: N_("other reason"),
}
LANGUAGE_WORDS: Mapping[Language, str] = {
    Language.ZH_HANS: N_("simplified Chinese"),
    Language.ZH_HANT: N_("traditional Chinese"),
    Language.EN: N_("English"),
}
