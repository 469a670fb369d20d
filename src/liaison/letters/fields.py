"""The words of letters: what a campaign, its recipients and its pieces can be, and how each is said."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from liaison.calendar.festivals import FESTIVAL_WORDS, Festival
from liaison.errors import InvalidInputError
from liaison.people.fields import free_text_hint
from liaison.text.fields import Field, choice, code_choices, code_word, day, iso_date, many_lines, one_line
from liaison.text.words import N_, _, p_

_TEXT_LIMIT = 20_000
"""The longest text of a letter, in characters: about thirty pages."""
E = TypeVar("E", bound=StrEnum)


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


def piece_state_word(state: PieceState, channel: LetterChannel) -> str:
    """How far a piece has come, in the words of its channel: a letter is posted, handed over, or sent as a message."""
    if state is PieceState.POSTED and channel is LetterChannel.BY_HAND:
        return p_("a letter", "handed over")
    if state is PieceState.POSTED and channel is LetterChannel.MESSAGE:
        return p_("a letter", "sent")
    return _(PIECE_STATE_WORDS[state])


def _or_nothing(enum: type[E], words: Mapping[E, str]) -> Callable[[str], E | None]:
    return lambda typed: choice(enum, words)(typed) if typed.strip() else None


def _or_usual(enum: type[E], words: Mapping[E, str], usual: E) -> Callable[[str], E]:
    return lambda typed: choice(enum, words)(typed) if typed.strip() else usual


def _year(typed: str) -> int | None:
    text = one_line(8)(typed).removesuffix("年")
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) != 4:
        raise InvalidInputError(_("Write the year with four digits, such as 2027."))
    return int(text)


def _postcode(typed: str) -> str:
    text = one_line(10)(typed)
    if text and not (text.isascii() and text.isdecimal() and len(text) == 6):
        raise InvalidInputError(_("A postcode of China has six digits."))
    return text


SENDER_FIELDS: tuple[Field, ...] = (
    Field("name", "寄件单位", lambda: _("Sender"), one_line(80), required=True),
    Field(
        "name_latin",
        "寄件单位（英文）",
        lambda: _("Sender in Latin letters"),
        one_line(80),
        hint=lambda: _("Stands on envelopes abroad."),
    ),
    Field("address", "寄件地址", lambda: _("Address of the sender"), many_lines(400), lines=2),
    Field(
        "address_latin",
        "寄件地址（英文）",
        lambda: _("Address in Latin letters"),
        many_lines(400),
        lines=3,
        hint=lambda: _("With the postcode; P.R. CHINA on the last line."),
    ),
    Field("postcode", "寄件邮编", lambda: _("Postcode of the sender"), _postcode),
    Field("phone", "寄件电话", lambda: _("Phone of the sender"), one_line(40)),
    Field("letterhead", "信头", lambda: _("Letterhead"), one_line(80), hint=lambda: _("Stands over every letter.")),
)

CAMPAIGN_FIELDS: tuple[Field, ...] = (
    Field(
        "name",
        "名称",
        lambda: _("Name of the campaign"),
        one_line(80),
        hint=lambda: _("Empty: named for its year, its festival and what is sent."),
    ),
    Field(
        "kind",
        "种类",
        lambda: _("What is sent"),
        _or_usual(LetterKind, LETTER_KIND_WORDS, LetterKind.HOME_LETTER),
        code_word(LETTER_KIND_WORDS),
        choices=code_choices(LetterKind, LETTER_KIND_WORDS),
    ),
    Field(
        "festival",
        "节日",
        lambda: _("Festival"),
        _or_nothing(Festival, FESTIVAL_WORDS),
        code_word(FESTIVAL_WORDS),
        choices=code_choices(Festival, FESTIVAL_WORDS),
        hint=lambda: _("Empty for letters of no festival."),
    ),
    Field("year", "年份", lambda: _("Year"), _year),
    Field(
        "arrive_by",
        "送达日期",
        lambda: _("To arrive by"),
        day,
        iso_date,
        is_day=True,
        hint=lambda: _("Empty: the day of the festival."),
    ),
    Field("dated_on", "落款日期", lambda: _("Dated on"), day, iso_date, is_day=True),
    Field(
        "segment",
        "名单条件",
        lambda: _("Who is meant"),
        one_line(1000),
        required=True,
        hint=lambda: _("A query such as 界别:乡贤, or the name of a saved segment."),
    ),
    Field(
        "channel",
        "送达方式",
        lambda: _("How the letters go out"),
        _or_usual(LetterChannel, LETTER_CHANNEL_WORDS, LetterChannel.POST),
        code_word(LETTER_CHANNEL_WORDS),
        choices=code_choices(LetterChannel, LETTER_CHANNEL_WORDS),
    ),
    Field(
        "closing",
        "结尾",
        lambda: _("Closing"),
        _or_nothing(Closing, CLOSING_WORDS),
        code_word(CLOSING_WORDS),
        choices=code_choices(Closing, CLOSING_WORDS),
        hint=lambda: _("Empty: the one that fits the festival best."),
    ),
)

LETTER_TEXT_FIELDS: tuple[Field, ...] = (
    Field(
        "heading",
        "标题",
        lambda: _("Heading"),
        one_line(60),
        hint=lambda: _("Empty: the usual one."),
    ),
    Field("body", "正文", lambda: _("Text of the letter"), many_lines(_TEXT_LIMIT), lines=12, hint=free_text_hint),
    Field("signature", "落款", lambda: _("Signature"), many_lines(400), lines=3),
)
