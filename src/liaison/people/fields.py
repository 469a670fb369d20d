"""The fields of cadres, representatives, addresses, households and pauses: what can be said, and how."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from liaison.errors import InvalidInputError
from liaison.text.countries import HOME, country_word, parse_country
from liaison.text.fields import (
    NAME_LIMIT,
    Field,
    choice,
    code_choices,
    code_word,
    day,
    iso_date,
    many_lines,
    one_line,
)
from liaison.text.names import normalize_name
from liaison.text.phones import parse_phone
from liaison.text.words import N_, _, p_


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


def free_text_hint() -> str:
    """What does not belong in free text, said beside every field for it."""
    return _(
        "Only what the contact is about. Not: religion, ethnicity, party, political views, health, identity numbers, "
        "family."
    )


_name_line, _email_line = one_line(NAME_LIMIT), one_line(120)


def _name(typed: str) -> str:
    return _name_line(normalize_name(_name_line(typed)))


def _phone(typed: str) -> str:
    return parse_phone(typed) if typed.strip() else ""


def _email(typed: str) -> str:
    text = _email_line(typed)
    local, at, domain = text.partition("@")
    if text and (not at or not local or "." not in domain or " " in text):
        raise InvalidInputError(_("“{value}” is not an e-mail address.").format(value=text))
    return text


def _number(typed: str) -> str | None:
    return one_line(40)(typed) or None


def _birthday_part(highest: int) -> Callable[[str], int | None]:
    def parse(typed: str) -> int | None:
        text = one_line(4)(typed)
        if not text:
            return None
        if not text.isdecimal() or not 1 <= int(text) <= highest:
            raise InvalidInputError(_("Write a number from 1 to {highest}.").format(highest=highest))
        return int(text)

    return parse


def yes_or_no(typed: str) -> bool:
    """A parser for a yes or a no, in either language."""
    text = one_line(10)(typed).casefold()
    if text in {"", "否", "no", "n", "0", "false"}:
        return False
    if text in {"是", "yes", "y", "1", "true"}:
        return True
    raise InvalidInputError(_("Write yes or no."))


def show_yes_or_no(value: bool | None) -> str:
    """A yes or a no in the user's language; nothing for a no."""
    return _("yes") if value else ""


def _season(typed: str) -> str:
    text = one_line(10)(typed)
    match = re.fullmatch(r"(\d{1,2})[-/.月](\d{1,2})日?", text)
    if text and (match is None or not 1 <= int(match[1]) <= 12 or not 1 <= int(match[2]) <= 31):
        raise InvalidInputError(_("Write month and day, such as 11-01."))
    return f"{int(match[1]):02d}-{int(match[2]):02d}" if match else ""


NUMBER = Field("number", "编号", lambda: _("Number"), _number)
NAME = Field("name", "姓名", lambda: _("Name"), _name, required=True)
READING = Field(
    "reading",
    "读音",
    lambda: _("Pinyin"),
    one_line(60),
    hint=lambda: _("Only where the usual reading is wrong: Tan Xiaoming"),
)
UNIT = Field("unit", "单位", lambda: _("Unit"), one_line())
POST = Field("post", "职务", lambda: _("Post"), one_line())
EMAIL = Field("email", "邮箱", lambda: _("E-mail"), _email)

CADRE_FIELDS: tuple[Field, ...] = (
    NUMBER,
    NAME,
    UNIT,
    POST,
    Field("phone", "电话", lambda: _("Phone"), _phone),
    EMAIL,
    READING,
    Field("joined_on", "到任日期", lambda: _("Joined on"), day, iso_date, is_day=True),
    Field("left_on", "离任日期", lambda: _("Left on"), day, iso_date, is_day=True),
)

STATUS = Field(
    "status",
    "状态",
    lambda: _("Status"),
    choice(PersonStatus, PERSON_STATUS_WORDS),
    code_word(PERSON_STATUS_WORDS),
    choices=code_choices(PersonStatus, PERSON_STATUS_WORDS),
)

REPRESENTATIVE_FIELDS: tuple[Field, ...] = (
    NUMBER,
    NAME,
    Field("honorific", "称谓", lambda: _("Title"), one_line(20), hint=lambda: _("先生, 女士, 教授, Dr. …")),
    Field("sector", "界别", lambda: _("Sector"), one_line(40)),
    Field("tier", "层级", lambda: _("Tier"), one_line(40)),
    Field("town", "镇", lambda: _("Home town"), one_line(60)),
    Field("village", "村", lambda: _("Village"), one_line(60)),
    UNIT,
    POST,
    Field("phone", "手机", lambda: _("Phone"), _phone),
    EMAIL,
    Field("wechat", "微信", lambda: _("WeChat"), one_line(60)),
    Field(
        "language",
        "语言",
        lambda: _("Language of letters"),
        choice(Language, LANGUAGE_WORDS),
        code_word(LANGUAGE_WORDS),
        choices=code_choices(Language, LANGUAGE_WORDS),
    ),
    READING,
    Field("salutation", "信函称呼", lambda: _("Salutation"), one_line(60)),
    Field("birth_month", "生日月", lambda: _("Birthday: month"), _birthday_part(12)),
    Field("birth_day", "生日日", lambda: _("Birthday: day"), _birthday_part(31)),
    Field("birth_lunar", "农历生日", lambda: _("Birthday: lunar"), yes_or_no, show_yes_or_no),
    Field("birth_leap", "闰月生日", lambda: _("Birthday: leap month"), yes_or_no, show_yes_or_no),
    Field("source", "信息来源", lambda: _("Source of the record"), one_line()),
    Field("purpose", "用途", lambda: _("Purpose of the record"), one_line()),
    Field("review_on", "复核日期", lambda: _("Review on"), day, iso_date, is_day=True),
    STATUS,
    Field("status_since", "状态起日", lambda: _("Status since"), day, iso_date, is_day=True),
    Field("no_festive_until", "暂停节日信至", lambda: _("No festive letters until"), day, iso_date, is_day=True),
    Field("remarks", "备注", lambda: _("Remarks"), many_lines(), hint=free_text_hint, lines=3),
)

ADDRESS_FIELDS: tuple[Field, ...] = (
    Field("country", "国家", lambda: _("Country"), parse_country, country_word),
    Field("region", "省", lambda: _("Province"), one_line(80)),
    Field("city", "市", lambda: _("City"), one_line(80)),
    Field("district", "区县", lambda: _("District"), one_line(80)),
    Field("lines", "地址", lambda: _("Address"), many_lines(400), lines=2),
    Field("postcode", "邮编", lambda: _("Postcode"), one_line(20)),
    Field("recipient", "收件人", lambda: _("Recipient line"), one_line(80)),
    Field("season_from", "季节起", lambda: _("Season from"), _season),
    Field("season_until", "季节止", lambda: _("Season until"), _season),
    Field("returned_on", "退信日期", lambda: _("Returned on"), day, iso_date, is_day=True),
)

FOR_HOUSEHOLD = Field(
    "for_household",
    "同户地址",
    lambda: _("Address of the household"),
    yes_or_no,
    show_yes_or_no,
    choices=lambda: [("yes", _("yes")), ("no", _("no"))],
    hint=lambda: _("The letter of the whole household goes there; one address of a household has this mark."),
)

HOUSEHOLD_FIELDS: tuple[Field, ...] = (
    Field(
        "label",
        "同户",
        lambda: _("Household"),
        one_line(NAME_LIMIT),
        hint=lambda: _("What the office calls it, such as 陈家; the names of its members if you write nothing."),
    ),
    Field(
        "greeting",
        "信函称呼",
        lambda: _("Greeting"),
        one_line(NAME_LIMIT),
        hint=lambda: _("How the letter to all of them begins; without it, each is named with title."),
    ),
)

PAUSE_FIELDS: tuple[Field, ...] = (
    Field("from_on", "开始", lambda: _("From"), day, iso_date, required=True, is_day=True),
    Field("until", "结束", lambda: _("Until"), day, iso_date, is_day=True),
    Field(
        "reason",
        "原因",
        lambda: _("Reason"),
        choice(PauseReason, PAUSE_REASON_WORDS),
        code_word(PAUSE_REASON_WORDS),
        choices=code_choices(PauseReason, PAUSE_REASON_WORDS),
    ),
)


def address_words(address: Mapping[str, Any]) -> str:
    """An address on one line, with what is special about it."""
    country = country_word(address["country"]) if address["country"] != HOME else ""
    parts = [country, address["region"], address["city"], address["district"], address["lines"].replace("\n", " ")]
    remarks = [address["postcode"], address["recipient"]]
    if address["season_from"] or address["season_until"]:
        season = _("from {start} to {end}").format(
            start=address["season_from"] or "…", end=address["season_until"] or "…"
        )
        remarks.append(season)
    if address["returned_on"]:
        remarks.append(_("! returned on {day}").format(day=address["returned_on"]))
    if address["for_household"]:
        remarks.append(p_("a sign", "[{words}]").format(words=FOR_HOUSEHOLD.label()))
    return "  ".join(part for part in (" ".join(filter(None, parts)), *remarks) if part)
