"""The settings of an office: lists that it edits and numbers that it may change, kept in the store."""

import json
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from liaison.errors import InvalidInputError
from liaison.store.models import Setting
from liaison.store.store import about, deed
from liaison.text.words import N_, _

SECTORS = "sectors"
TIERS = "tiers"
DUE_SOON_DAYS = "due_soon_days"
NAME_ORDER = "name_order"

SETTING_WORDS = {
    SECTORS: N_("list of sectors"),
    TIERS: N_("list of tiers"),
    DUE_SOON_DAYS: N_("days of “due soon”"),
    NAME_ORDER: N_("order of names"),
}

DEFAULTS: dict[str, Any] = {
    SECTORS: ["知识界", "民营经济", "新的社会阶层", "乡贤", "港澳台", "侨界", "其他"],
    TIERS: ["重点", "一般"],
    DUE_SOON_DAYS: 14,
    NAME_ORDER: "pinyin",
}


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
        raise InvalidInputError(sentence.format(word=word, known="、".join(known)), field=name.removesuffix("s"))


def parse_setting(name: str, typed: Sequence[str]) -> Any:
    """The value of a setting from words: a list takes them all, a number or a choice one.

    Raises:
        InvalidInputError: for a setting that does not exist, or words that cannot be its value.
    """
    if name not in DEFAULTS:
        sentence = _("There is no setting “{name}”; there are: {known}.")
        raise InvalidInputError(sentence.format(name=name, known="、".join(DEFAULTS)), field="name")
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
    if name == DUE_SOON_DAYS and not (isinstance(value, int) and 0 <= value <= 366):
        raise InvalidInputError(_("“Due soon” is a number of days from 0 to 366."), field=name)
    if name == NAME_ORDER and value not in {"pinyin", "strokes"}:
        raise InvalidInputError(_("Names are sorted by “pinyin” or by “strokes”."), field=name)
    if name in {SECTORS, TIERS} and not _is_list_of_words(value):
        raise InvalidInputError(_("Write each entry of the list once, none of them empty."), field=name)
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


def _is_list_of_words(value: Any) -> bool:
    whole = isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)
    return whole and len(set(value)) == len(value)
