"""The fields of segments, and the keys and values of their queries in both languages."""

from collections.abc import Mapping
from datetime import date

from liaison.errors import InvalidInputError
from liaison.people.fields import LANGUAGE_WORDS, PERSON_STATUS_WORDS, Language, PersonStatus
from liaison.segments.terms import Ago, AgoUnit, Key, Possession
from liaison.text.countries import country_name, parse_country
from liaison.text.dates import FIRST_YEAR, LAST_YEAR, parse_cell_day
from liaison.text.fields import NAME_LIMIT, Field, choice, one_line
from liaison.text.folding import narrow
from liaison.text.names import normalize_name
from liaison.text.words import N_, _, current_language, in_both, listed

QUERY_LIMIT = 1000
"""The longest query, in characters."""

KEY_NAMES: Mapping[Key, tuple[str, ...]] = {
    Key.SECTOR: ("sector", "界别"),
    Key.TIER: ("tier", "层级"),
    Key.TOWN: ("town", "籍贯", "hometown", "镇", "乡镇", "家乡"),
    Key.VILLAGE: ("village", "村"),
    Key.COUNTRY: ("country", "国家"),
    Key.REGION: ("region", "省", "province", "省份", "地区"),
    Key.CITY: ("city", "市", "城市"),
    Key.LANGUAGE: ("lang", "语言", "language"),
    Key.CADRE: ("cadre", "干部", "联系干部", "结对干部"),
    Key.TRIP: ("trip", "出访城市", "出访"),
    Key.HAS: ("has", "有"),
    Key.WRITTEN: ("written", "写信", "去信", "书信"),
    Key.CONTACTED: ("contacted", "联系"),
    Key.STATUS: ("status", "状态"),
    Key.NAME: ("name", "姓名"),
}
"""How each key is written: first in English, then in Chinese, then its other names. All are understood always."""

KEY_WORDS: Mapping[Key, str] = {
    Key.SECTOR: N_("Sector"),
    Key.TIER: N_("Tier"),
    Key.TOWN: N_("Home town"),
    Key.VILLAGE: N_("Village"),
    Key.COUNTRY: N_("Country of an address"),
    Key.REGION: N_("Province of an address"),
    Key.CITY: N_("City of an address"),
    Key.LANGUAGE: N_("Language of letters"),
    Key.CADRE: N_("Paired with the cadre today"),
    Key.TRIP: N_("An address in the city of the trip"),
    Key.HAS: N_("Has: address, phone, email, wechat, pairing, birthday"),
    Key.WRITTEN: N_("Last letter: before or after a day, so long ago, or never"),
    Key.CONTACTED: N_("Last contact: before or after a day, so long ago, or never"),
    Key.STATUS: N_("Status; without it only those who are active"),
    Key.NAME: N_("Name, or the beginning of its pinyin or initials"),
}

POSSESSION_NAMES: Mapping[Possession, tuple[str, ...]] = {
    Possession.ADDRESS: ("address", "地址"),
    Possession.PHONE: ("phone", "电话", "手机"),
    Possession.EMAIL: ("email", "邮箱"),
    Possession.WECHAT: ("wechat", "微信"),
    Possession.PAIRING: ("pairing", "结对"),
    Possession.BIRTHDAY: ("birthday", "生日"),
}
NEVER_NAMES = ("never", "从未", "从来没有")
AGO_NAMES: Mapping[AgoUnit, tuple[str, ...]] = {
    AgoUnit.DAY: ("d", "天", "日", "days", "day"),
    AgoUnit.WEEK: ("w", "周", "星期", "weeks", "week"),
    AgoUnit.MONTH: ("m", "个月", "月", "months", "month"),
    AgoUnit.YEAR: ("y", "年", "years", "year"),
}
PAIRED_WORDS: Mapping[str, bool] = {
    "paired": True,
    "已结对": True,
    "unpaired": False,
    "未结对": False,
}
"""Words that stand alone: ``paired`` is ``has:pairing``, ``unpaired`` the contrary."""

_MORE_LANGUAGES = {
    "简体": Language.ZH_HANS,
    "中文": Language.ZH_HANS,
    "zh": Language.ZH_HANS,
    "繁体": Language.ZH_HANT,
    "英语": Language.EN,
}
_LONGEST_AGO = {AgoUnit.DAY: 36500, AgoUnit.WEEK: 5200, AgoUnit.MONTH: 1200, AgoUnit.YEAR: 100}


def _name(typed: str) -> str:
    return one_line(NAME_LIMIT)(typed)


NAME = Field("name", "名称", lambda: _("Segment"), _name, required=True)
QUERY = Field("query", "条件", lambda: _("Who is meant"), one_line(QUERY_LIMIT))
SEGMENT_FIELDS: tuple[Field, ...] = (NAME, QUERY)


def in_language(names: tuple[str, ...], language: str) -> str:
    """The name of a key, a possession or a unit as it is written in ``zh`` or ``en``."""
    return names[1 if language == "zh" else 0]


def read_value(key: Key, typed: str) -> str:
    """The value of a term as it is kept: a code where the key has codes, else text as it stands in the records.

    Raises:
        InvalidInputError: when the key does not have such a value, saying which it has.
    """
    if key is Key.COUNTRY:
        return parse_country(typed)
    if key is Key.LANGUAGE:
        known = _MORE_LANGUAGES.get(typed.casefold())
        return known.value if known else choice(Language, LANGUAGE_WORDS)(typed).value
    if key is Key.STATUS:
        return choice(PersonStatus, PERSON_STATUS_WORDS)(typed).value
    if key is Key.HAS:
        return _possession(typed).value
    return normalize_name(typed) if key is Key.NAME else one_line()(typed)


def show_value(key: Key, value: str, language: str) -> str:
    """A value as it is written in a query in ``zh`` or ``en``: words in Chinese, codes in English."""
    if key is Key.HAS:
        return in_language(POSSESSION_NAMES[Possession(value)], language)
    if language != "zh":
        return value
    if key is Key.COUNTRY:
        return country_name(value, "zh")
    if key is Key.LANGUAGE:
        return in_both(LANGUAGE_WORDS[Language(value)])[0]
    if key is Key.STATUS:
        return in_both(PERSON_STATUS_WORDS[PersonStatus(value)])[0]
    return value


def read_when(typed: str) -> date | Ago | None:
    """A day, or a length of time back from today such as ``90d``, ``90天`` or ``6个月``; None for ``never``.

    Raises:
        InvalidInputError: when it is none of these.
    """
    text = narrow(typed).strip().casefold()
    if text in NEVER_NAMES:
        return None
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    for unit, names in AGO_NAMES.items():
        if digits and text.removeprefix(digits).strip() in names and not _is_year(digits, unit):
            return _ago(int(digits[:9]), unit)
    try:
        found = parse_cell_day(text)
    except InvalidInputError as error:
        sentence = _("{sentence} A length of time is written 90d (days), 6m (months) or 1y (years).")
        raise InvalidInputError(sentence.format(sentence=error.sentence)) from error
    return found


def show_when(when: date | Ago | None, language: str) -> str:
    """A day or a length of time as it is written in a query in ``zh`` or ``en``."""
    if when is None:
        return in_language(NEVER_NAMES, language)
    if isinstance(when, Ago):
        return f"{when.amount}{in_language(AGO_NAMES[when.unit], language)}"
    return when.isoformat()


def _possession(typed: str) -> Possession:
    asked = typed.casefold()
    for possession, names in POSSESSION_NAMES.items():
        if asked in names:
            return possession
    offered = listed(in_language(names, current_language()) for names in POSSESSION_NAMES.values())
    raise InvalidInputError(_("“{value}” is not one of: {offered}.").format(value=typed, offered=offered))


def _is_year(digits: str, unit: AgoUnit) -> bool:
    # 2026年 is a year without month and day, not two thousand years ago.
    return unit is AgoUnit.YEAR and FIRST_YEAR <= int(digits[:9]) <= LAST_YEAR


def _ago(amount: int, unit: AgoUnit) -> Ago:
    if amount > _LONGEST_AGO[unit]:
        raise InvalidInputError(_("That is more than a hundred years ago."))
    return Ago(amount, unit)
