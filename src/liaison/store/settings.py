"""The settings of an office: lists that it edits and numbers that it may change, kept in the store."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from liaison.calendar.festivals import FESTIVAL_WORDS, Festival
from liaison.errors import InvalidInputError
from liaison.store.models import Setting
from liaison.store.store import about, deed
from liaison.text.dates import parse_cell_day
from liaison.text.fields import choice, one_line
from liaison.text.words import N_, _, listed

SECTORS = "sectors"
TIERS = "tiers"
DUE_SOON_DAYS = "due_soon_days"
NAME_ORDER = "name_order"
SUGGESTION_DAYS = "suggestion_days"
REQUEST_DAYS = "request_days"
REMINDER_DAYS = "reminder_days"
EXTRA_WORKING_DAYS = "extra_working_days"
EXTRA_DAYS_OFF = "extra_days_off"
LETTER_FESTIVALS = "letter_festivals"
HOME_REGION = "home_region"
HOME_CITY = "home_city"
HOME_DISTRICT = "home_district"
POST_DAYS_COUNTY = "post_days_county"
POST_DAYS_PROVINCE = "post_days_province"
POST_DAYS_MAINLAND = "post_days_mainland"
POST_DAYS_HK_MO_TW = "post_days_hk_mo_tw"
POST_DAYS_ASIA = "post_days_asia"
POST_DAYS_WORLD = "post_days_world"
PRINT_LEAD_DAYS = "print_lead_days"
FREEZE_LEAD_DAYS = "freeze_lead_days"
PRINT_OPTIONS = "print_options"

WORD_LISTS = (SECTORS, TIERS)
DAY_LISTS = (EXTRA_WORKING_DAYS, EXTRA_DAYS_OFF)
NUMBERS: Mapping[str, tuple[int, int]] = {
    DUE_SOON_DAYS: (0, 366),
    SUGGESTION_DAYS: (1, 366),
    REQUEST_DAYS: (1, 366),
    REMINDER_DAYS: (0, 60),
    POST_DAYS_COUNTY: (0, 180),
    POST_DAYS_PROVINCE: (0, 180),
    POST_DAYS_MAINLAND: (0, 180),
    POST_DAYS_HK_MO_TW: (0, 180),
    POST_DAYS_ASIA: (0, 180),
    POST_DAYS_WORLD: (0, 180),
    PRINT_LEAD_DAYS: (0, 60),
    FREEZE_LEAD_DAYS: (0, 60),
}
"""The settings that are numbers of days, with the least and the most that each can be."""
TEXTS = (HOME_REGION, HOME_CITY, HOME_DISTRICT, PRINT_OPTIONS)
"""The settings that are a line of text, which may be empty."""

SETTING_WORDS = {
    SECTORS: N_("list of sectors"),
    TIERS: N_("list of tiers"),
    DUE_SOON_DAYS: N_("days of “due soon”"),
    NAME_ORDER: N_("order of names"),
    SUGGESTION_DAYS: N_("working days to answer a suggestion"),
    REQUEST_DAYS: N_("working days to answer a request"),
    REMINDER_DAYS: N_("working days of reminder before an answer is due"),
    EXTRA_WORKING_DAYS: N_("extra working days"),
    EXTRA_DAYS_OFF: N_("extra days off"),
    LETTER_FESTIVALS: N_("festivals with letters"),
    HOME_REGION: N_("province of the office"),
    HOME_CITY: N_("city of the office"),
    HOME_DISTRICT: N_("county of the office"),
    POST_DAYS_COUNTY: N_("days in the post: this county"),
    POST_DAYS_PROVINCE: N_("days in the post: this province"),
    POST_DAYS_MAINLAND: N_("days in the post: mainland China"),
    POST_DAYS_HK_MO_TW: N_("days in the post: Hong Kong, Macau, Taiwan"),
    POST_DAYS_ASIA: N_("days in the post: Asia"),
    POST_DAYS_WORLD: N_("days in the post: rest of the world"),
    PRINT_LEAD_DAYS: N_("working days from printing to posting"),
    FREEZE_LEAD_DAYS: N_("working days from freezing the list to printing"),
    PRINT_OPTIONS: N_("usual way of printing"),
}

DEFAULTS: dict[str, Any] = {
    SECTORS: ["知识界", "民营经济", "新的社会阶层", "乡贤", "港澳台", "侨界", "其他"],
    TIERS: ["重点", "一般"],
    DUE_SOON_DAYS: 14,
    NAME_ORDER: "pinyin",
    SUGGESTION_DAYS: 30,
    REQUEST_DAYS: 15,
    REMINDER_DAYS: 5,
    EXTRA_WORKING_DAYS: [],
    EXTRA_DAYS_OFF: [],
    LETTER_FESTIVALS: [Festival.SPRING, Festival.QINGMING, Festival.MID_AUTUMN],
    HOME_REGION: "",
    HOME_CITY: "",
    HOME_DISTRICT: "",
    POST_DAYS_COUNTY: 3,
    POST_DAYS_PROVINCE: 5,
    POST_DAYS_MAINLAND: 7,
    POST_DAYS_HK_MO_TW: 14,
    POST_DAYS_ASIA: 21,
    POST_DAYS_WORLD: 30,
    PRINT_LEAD_DAYS: 3,
    FREEZE_LEAD_DAYS: 5,
    PRINT_OPTIONS: "",
}
"""Suggestions: 30 working days, as in the rules of Guangdong for what delegates pass on; requests: 15, the longest that
rules for the 12345 hotline commonly give. Both lie within the 60 days of the Regulations on Petition Work (art. 34).
Days in the post are calendar days, reckoned amply for ordinary letters; an office that knows its post sets its own."""
_PRINT_OPTION = re.compile(r"[a-z_]+=[\w.+-]+")
_BETWEEN_DAYS = re.compile(r"[\s,，、;；]+")


def read_setting(session: Session, name: str) -> Any:
    """The value of a setting, its default where the office has not chosen one."""
    row = session.exec(select(Setting).where(col(Setting.name) == name)).first()
    return DEFAULTS[name] if row is None else json.loads(row.value)


def all_settings(session: Session) -> dict[str, Any]:
    """Every setting with its value."""
    return {name: read_setting(session, name) for name in DEFAULTS}


def require_listed(session: Session, name: str, word: str) -> None:
    """A word of one of the office's lists is one of them; an empty one says nothing.

    Raises:
        InvalidInputError: when the list does not have it.
    """
    known = read_setting(session, name)
    if word and word not in known:
        sentence = _("“{word}” is not in the office's list: {known}. The list is kept in the settings.")
        raise InvalidInputError(sentence.format(word=word, known=listed(known)), field=name.removesuffix("s"))


def parse_setting(name: str, typed: Sequence[str]) -> Any:
    """The value of a setting from words: a list takes them all, a number or a choice one.

    A list of days may have several in one word, and is emptied by an empty one; so is a line of text.

    Raises:
        InvalidInputError: for a setting that does not exist, or words that cannot be its value.
    """
    if name not in DEFAULTS:
        sentence = _("There is no setting “{name}”; there are: {known}.")
        raise InvalidInputError(sentence.format(name=name, known=listed(DEFAULTS)), field="name")
    if name in DAY_LISTS:
        return _read_days(name, typed)
    if name == LETTER_FESTIVALS:
        return _read_festivals(typed)
    if name in TEXTS:
        return _read_text(name, typed)
    if isinstance(DEFAULTS[name], list):
        return [word.strip() for word in typed]
    if len(typed) != 1:
        raise InvalidInputError(_("The setting “{name}” takes one value.").format(name=name), field=name)
    if isinstance(DEFAULTS[name], int):
        if not typed[0].strip().isdecimal():
            raise InvalidInputError(_("“{value}” is not a whole number.").format(value=typed[0]), field=name)
        return int(typed[0])
    return typed[0].strip()


@deed(N_("change a setting"))
def change_setting(session: Session, name: str, value: Any) -> None:
    """Set one setting.

    Raises:
        InvalidInputError: for a setting that does not exist or a value that it cannot have.
    """
    about(session, _(SETTING_WORDS.get(name, name)))
    if name not in DEFAULTS:
        raise InvalidInputError(_("There is no setting “{name}”.").format(name=name))
    _check_value(session, name, value)
    _keep(session, name, value)


def extend_list(session: Session, name: str, words: Sequence[str]) -> list[str]:
    """Add the words that a list of the office lacks; return those added."""
    known = list(read_setting(session, name))
    added = [word for word in dict.fromkeys(words) if word and word not in known]
    if added:
        _keep(session, name, known + added)
    return added


def _keep(session: Session, name: str, value: Any) -> None:
    row = session.exec(select(Setting).where(col(Setting.name) == name)).first()
    text = json.dumps(value, ensure_ascii=False)
    if row is None:
        session.add(Setting(name=name, value=text))
    else:
        row.value = text
    session.flush()


def _check_value(session: Session, name: str, value: Any) -> None:
    if name in NUMBERS and not _is_number(value, *NUMBERS[name]):
        sentence = _("{setting}: a whole number of days from {least} to {most} is needed.")
        least, most = NUMBERS[name]
        raise InvalidInputError(sentence.format(setting=_(SETTING_WORDS[name]), least=least, most=most), field=name)
    if name == NAME_ORDER and value not in {"pinyin", "strokes"}:
        raise InvalidInputError(_("Names are sorted by “pinyin” or by “strokes”."), field=name)
    if name in WORD_LISTS and not _is_list_of_words(value):
        raise InvalidInputError(_("Write each entry of the list once, none of them empty."), field=name)
    if name in DAY_LISTS:
        _check_days(session, name, value)
    if name == LETTER_FESTIVALS and not _is_list_of_festivals(value):
        raise InvalidInputError(_("Write each festival once, by its name."), field=name)
    if name in TEXTS and not (isinstance(value, str) and value.isprintable()):
        raise InvalidInputError(_("The setting “{name}” takes one line of text.").format(name=name), field=name)
    if name == PRINT_OPTIONS:
        _check_print_options(value)


def _check_days(session: Session, name: str, value: Any) -> None:
    if not _is_list_of_days(value):
        raise InvalidInputError(_("Write each day of the list once, as YYYY-MM-DD."), field=name)
    other = next(each for each in DAY_LISTS if each != name)
    both = sorted(set(value) & set(read_setting(session, other)))
    if both:
        sentence = _("{day} stands in the list “{other}” already; a day is either worked or off.")
        raise InvalidInputError(sentence.format(day=both[0], other=_(SETTING_WORDS[other])), field=name)


def _read_days(name: str, typed: Sequence[str]) -> list[str]:
    words = [word for text in typed for word in _BETWEEN_DAYS.split(text) if word]
    try:
        days = {parse_cell_day(word) for word in words}
    except InvalidInputError as error:
        raise InvalidInputError(error.sentence, field=name) from error
    return sorted(day.isoformat() for day in days if day is not None)


def _check_print_options(value: str) -> None:
    if not all(_PRINT_OPTION.fullmatch(word) for word in value.split()):
        sentence = _("Write the way of printing as names and values, such as paper=a5 dx=1.5.")
        raise InvalidInputError(sentence, field=PRINT_OPTIONS)


def _read_text(name: str, typed: Sequence[str]) -> str:
    try:
        text = one_line()(" ".join(typed))
    except InvalidInputError as error:
        raise InvalidInputError(error.sentence, field=name) from error
    if name == PRINT_OPTIONS:
        _check_print_options(text)
    return text


def _read_festivals(typed: Sequence[str]) -> list[Festival]:
    words = [word for text in typed for word in re.split(r"[,，、;；]+", text) if word.strip()]
    try:
        found = {choice(Festival, FESTIVAL_WORDS)(word) for word in words}
    except InvalidInputError as error:
        raise InvalidInputError(error.sentence, field=LETTER_FESTIVALS) from error
    return [festival for festival in Festival if festival in found]


def _is_list_of_festivals(value: Any) -> bool:
    known = {festival.value for festival in Festival}
    return isinstance(value, list) and all(word in known for word in value) and len(set(value)) == len(value)


def _is_number(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_list_of_days(value: Any) -> bool:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        return False
    try:
        whole = all(date.fromisoformat(word).isoformat() == word for word in value)
    except ValueError:
        return False
    return whole and len(set(value)) == len(value)


def _is_list_of_words(value: Any) -> bool:
    whole = isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)
    return whole and len(set(value)) == len(value)
