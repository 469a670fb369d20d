"""Countries and regions by their ISO 3166 code, in the words of both languages (names from CLDR, through Babel)."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from liaison.errors import InvalidInputError
from liaison.text.words import _, current_language

HOME = "CN"

# How offices write them, where CLDR writes otherwise.
_CUSTOMARY = {"HK": "中国香港", "MO": "中国澳门", "TW": "中国台湾"}
_ALIASES = {
    "香港": "HK",
    "澳门": "MO",
    "台湾": "TW",
    "中华人民共和国": "CN",
    "阿联酋": "AE",
    "usa": "US",
    "u.s.a.": "US",
    "america": "US",
    "uk": "GB",
    "england": "GB",
    "south korea": "KR",
    "korea": "KR",
    "uae": "AE",
}


def parse_country(typed: str) -> str:
    """The ISO 3166 code of a country or region given by code or by its Chinese or English name; empty means China.

    Raises:
        InvalidInputError: when it is none that is known.
    """
    asked = typed.strip().casefold()
    if not asked:
        return HOME
    code = _codes().get(asked)
    if code is None:
        sentence = _("“{value}” is not a known country or region. Write its name or its two-letter code.")
        raise InvalidInputError(sentence.format(value=typed.strip()))
    return code


def country_word(code: str | None) -> str:
    """The name of a country in the user's language; the code itself where it has none."""
    return "" if code is None else country_name(code, current_language())


def country_name(code: str, language: str) -> str:
    """The name of a country in ``zh`` or ``en``."""
    if language == "zh" and code in _CUSTOMARY:
        return _CUSTOMARY[code]
    return _names(language).get(code, code)


@cache
def countries_by_name() -> Mapping[str, str]:
    """The codes of countries and regions by every name, in lower case, under which `parse_country` knows them."""
    return MappingProxyType(
        {name: code for name, code in _codes().items() if len(name) > len(HOME) or not name.isascii()}
    )


@cache
def cities_by_name() -> Mapping[str, str]:
    """The codes of the countries of well-known cities, by their Chinese and English names in lower case (CLDR)."""
    from babel import Locale  # noqa: PLC0415 - as below
    from babel.core import get_global  # noqa: PLC0415 - as below

    territories = get_global("zone_territories")
    found = {}
    for zone, about in Locale.parse("zh_Hans_CN").time_zones.items():
        if zone in territories and "city" in about:
            found[about["city"].casefold()] = territories[zone]
            found[zone.rpartition("/")[2].replace("_", " ").casefold()] = territories[zone]
    return MappingProxyType(found)


@cache
def _names(language: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - the locale data takes long to load, and few commands name a country

    territories = Locale.parse("zh_Hans_CN" if language == "zh" else "en").territories
    return {code: name for code, name in territories.items() if len(code) == 2 and code.isalpha()}


@cache
def _codes() -> dict[str, str]:
    codes = {name.casefold(): code for language in ("en", "zh") for code, name in _names(language).items()}
    codes |= {name: code for code, name in _CUSTOMARY.items()}
    codes |= {code.casefold(): code for code in _names("en")}
    return codes | _ALIASES
