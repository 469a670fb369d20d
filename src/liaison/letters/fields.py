"""The words of letters: what a campaign, its recipients and its pieces can be, and how each is said."""

from collections.abc import Mapping
from enum import StrEnum

from liaison.text.words import N_


class LetterKind(StrEnum):
    """What a campaign sends."""

    HOME_LETTER = "home_letter"
    NEWSLETTER = "newsletter"
    INVITATION = "invitation"


class LetterChannel(StrEnum):
    """How a piece reaches its people."""

    POST = "post"
    BY_HAND = "by_hand"
    MESSAGE = "message"


class Zone(StrEnum):
    """How far the post has to go, seen from the office; the nearest first."""

    COUNTY = "county"
    PROVINCE = "province"
    MAINLAND = "mainland"
    HK_MO_TW = "hk_mo_tw"
    ASIA = "asia"
    WORLD = "world"


class PieceState(StrEnum):
    """How far a piece has come."""

    DRAFTED = "drafted"
    PRINTED = "printed"
    POSTED = "posted"
    DELIVERED = "delivered"
    RETURNED = "returned"
    ACKNOWLEDGED = "acknowledged"


class CampaignStage(StrEnum):
    """How far a campaign has come: open while its list may change, frozen, printed, posted in part or in whole."""

    OPEN = "open"
    FROZEN = "frozen"
    PRINTED = "printed"
    POSTING = "posting"
    POSTED = "posted"


class Exclusion(StrEnum):
    """Why somebody of the segment gets no letter, in the order in which the reasons are looked for."""

    ARCHIVED = "archived"
    DECEASED = "deceased"
    NO_CONTACT = "no_contact"
    LEFT_OUT = "left_out"
    ASKED_FOR_QUIET = "asked_for_quiet"
    WITHDRAWN = "withdrawn"
    NOT_FESTIVE = "not_festive"
    NO_ADDRESS = "no_address"
    RETURNED = "returned"
    INCOMPLETE = "incomplete"
    NO_CADRE = "no_cadre"
    NO_NUMBER = "no_number"
    TOO_LATE = "too_late"


class Choice(StrEnum):
    """What the office decided by hand for one person in one campaign."""

    INCLUDE = "include"
    LEAVE_OUT = "leave_out"


class Closing(StrEnum):
    """How a letter ends."""

    NONE = "none"
    RESPECTFUL = "respectful"
    SEASON = "season"
    HEALTH = "health"
    NEW_YEAR = "new_year"
    MID_AUTUMN = "mid_autumn"
    QUIET = "quiet"


LETTER_KIND_WORDS: Mapping[LetterKind, str] = {
    LetterKind.HOME_LETTER: N_("home letter"),
    LetterKind.NEWSLETTER: N_("newsletter"),
    LetterKind.INVITATION: N_("invitation"),
}
LETTER_CHANNEL_WORDS: Mapping[LetterChannel, str] = {
    LetterChannel.POST: N_("by post"),
    LetterChannel.BY_HAND: N_("handed over by the cadre"),
    LetterChannel.MESSAGE: N_("as a message"),
}
ZONE_WORDS: Mapping[Zone, str] = {
    Zone.COUNTY: N_("this county"),
    Zone.PROVINCE: N_("this province"),
    Zone.MAINLAND: N_("mainland China"),
    Zone.HK_MO_TW: N_("Hong Kong, Macau, Taiwan"),
    Zone.ASIA: N_("Asia"),
    Zone.WORLD: N_("rest of the world"),
}
PIECE_STATE_WORDS: Mapping[PieceState, str] = {
    PieceState.DRAFTED: N_("drafted"),
    PieceState.PRINTED: N_("printed"),
    PieceState.POSTED: N_("posted"),
    PieceState.DELIVERED: N_("delivered"),
    PieceState.RETURNED: N_("returned"),
    PieceState.ACKNOWLEDGED: N_("acknowledged"),
}
CAMPAIGN_STAGE_WORDS: Mapping[CampaignStage, str] = {
    CampaignStage.OPEN: N_("in preparation"),
    CampaignStage.FROZEN: N_("list frozen"),
    CampaignStage.PRINTED: N_("printed"),
    CampaignStage.POSTING: N_("partly posted"),
    CampaignStage.POSTED: N_("posted"),
}
EXCLUSION_WORDS: Mapping[Exclusion, str] = {
    Exclusion.ARCHIVED: N_("archived"),
    Exclusion.DECEASED: N_("deceased"),
    Exclusion.NO_CONTACT: N_("no contact"),
    Exclusion.LEFT_OUT: N_("left out by hand"),
    Exclusion.ASKED_FOR_QUIET: N_("asked for quiet"),
    Exclusion.WITHDRAWN: N_("does not want letters"),
    Exclusion.NOT_FESTIVE: N_("no festive letters for now"),
    Exclusion.NO_ADDRESS: N_("no address"),
    Exclusion.RETURNED: N_("address returned"),
    Exclusion.INCOMPLETE: N_("address incomplete"),
    Exclusion.NO_CADRE: N_("no cadre to hand it over"),
    Exclusion.NO_NUMBER: N_("no number for messages"),
    Exclusion.TOO_LATE: N_("too late to arrive"),
}
CHOICE_WORDS: Mapping[Choice, str] = {
    Choice.INCLUDE: N_("include"),
    Choice.LEAVE_OUT: N_("leave out"),
}
CLOSING_WORDS: Mapping[Closing, str] = {
    Closing.NONE: N_("no closing"),
    Closing.RESPECTFUL: N_("respectful greeting"),
    Closing.SEASON: N_("wishes for the season"),
    Closing.HEALTH: N_("wishes for good health"),
    Closing.NEW_YEAR: N_("New Year wishes"),
    Closing.MID_AUTUMN: N_("Mid-Autumn wishes"),
    Closing.QUIET: N_("quiet greeting"),
}
