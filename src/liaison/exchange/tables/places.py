"""Where people live and come from: addresses in one cell, places of residence, home towns."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from liaison.errors import InvalidInputError
from liaison.exchange.tables.divisions import Divided, divide
from liaison.text.countries import HOME, cities_by_name, countries_by_name
from liaison.text.folding import is_han, narrow
from liaison.text.scripts import simplified_by_phrase
from liaison.text.words import _

_POSTCODE = re.compile(r"[(（\[]?(?:邮编|邮政编码|P\.?C\.?)?\s*[:：]?\s*(?<!\d)(\d{6})(?!\d)\s*[)）\]]?")
_SIX_DIGITS = re.compile(r"\d{6}")
_LAST_POSTCODE = re.compile(r"(?:[\s(（,，]|(?<=[号號室楼幢栋座弄村层]))(\d{6})[)）]?$")
_NAMED_POSTCODE = re.compile(r"[(（]?\s*(?:邮编|邮政编码)\s*[:：]?\s*(\d{6})\s*[)）]?")
_STREET = re.compile(r"[东西南北中一二三四五六]{0,2}(?:路|街|大道|广场|花园|新村|小区|大厦)")
_APART = " \t\n,，、-—·.;；/|()（）"
_TOWN = re.compile(r"(.{1,10}?(?:镇|乡|街道|苏木))(?![镇乡])(.*)", re.DOTALL)
_COUNTY_AND_TOWN = re.compile(r"(?P<county>.{2,7}?[县縣区區市旗])(?P<rest>.{1,8}?(?:镇|乡|街道|苏木)(?:.*))", re.DOTALL)
"""A county that is not in the list of divisions, told by the town behind it."""
_VILLAGE = re.compile(r".{1,12}(?:村|社区|居委会|屯|庄)(?:.{0,10}组)?")
_CITY_ABROAD = re.compile(r"[\d\s-]*([\u4e00-\u9fff]{2,6}?)(?:市|都|府(?=.{1,5}[市区郡町]))")
_LONGEST_COUNTRY = 12
_AMBIGUOUS = frozenset({"georgia", "jersey", "中国", "china"})  # a state of the USA, and what says nothing
_CALLED = {
    "hong kong": "HK",
    "macau": "MO",
    "macao": "MO",
    "taipei": "TW",
    "臺灣": "TW",
    "澳門": "MO",
    "美國": "US",
    "英國": "GB",
    "法國": "FR",
    "德國": "DE",
    "韓國": "KR",
    "泰國": "TH",
    "澳大利亞": "AU",
    "紐西蘭": "NZ",
    "馬來西亞": "MY",
    "澳洲": "AU",
    "大马": "MY",
    "马来": "MY",
    "狮城": "SG",
    "南韩": "KR",
    "高丽": "KR",
    "hong kong sar": "HK",
    "u.k.": "GB",
    "uk": "GB",
    "us": "US",
    "u.s.": "US",
    "hk": "HK",
}
# Where many of those with roots here live, besides the cities that time zones are named after.
_CITIES = {
    "US": (
        "旧金山 三藩市 圣何塞 圣荷西 硅谷 西雅图 波士顿 休斯顿 休斯敦 达拉斯 费城 华盛顿 亚特兰大 迈阿密 "
        "圣地亚哥 拉斯维加斯 san#francisco san#jose seattle boston "
        "houston dallas philadelphia atlanta miami san#diego las#vegas flushing"
    ),
    "CA": "蒙特利尔 渥太华 卡尔加里 列治文 万锦 montreal ottawa calgary richmond markham",
    "GB": "曼彻斯特 利物浦 伯明翰 爱丁堡 格拉斯哥 剑桥 牛津 manchester liverpool edinburgh glasgow cambridge oxford",
    "JP": "大阪 横滨 神户 名古屋 京都 福冈 札幌 osaka yokohama kobe nagoya kyoto fukuoka sapporo",
    "IT": "米兰 普拉托 佛罗伦萨 都灵 milan milano prato florence",
    "ES": "巴塞罗那 瓦伦西亚 barcelona valencia",
    "FR": "里昂 马赛 lyon marseille",
    "DE": "法兰克福 慕尼黑 汉堡 科隆 杜塞尔多夫 frankfurt munich hamburg cologne",
    "NL": "鹿特丹 海牙 rotterdam",
    "AU": "堪培拉 黄金海岸 canberra",
    "NZ": "惠灵顿 基督城 wellington christchurch",
    "MY": "槟城 新山 怡保 马六甲 诗巫 penang johor#bahru ipoh sibu",
    "ID": "泗水 棉兰 万隆 surabaya medan bandung",
    "TH": "清迈 普吉 合艾 chiang#mai phuket",
    "PH": "宿务 达沃 cebu davao",
    "VN": "河内 岘港 hanoi",
    "TW": "台中 台南 高雄 新北 新竹 基隆 taichung tainan kaohsiung",
    "HK": "九龙 新界 沙田 荃湾 kowloon",
    "KR": "釜山 仁川 busan incheon",
    "RU": "圣彼得堡 海参崴",
    "BR": "里约热内卢",
    "ZA": "开普敦 德班 cape#town durban",
    "AE": "阿布扎比 abu#dhabi",
}
_BY_POSTCODE = (  # what only the addresses of one country end in
    (
        "US",
        re.compile(
            r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|"
            r"V[AT]|W[AIVY])\.?,? \d{5}(?:-\d{4})?\b"
        ),
    ),
    ("GB", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")),
    ("CA", re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b")),
)
_CITY_COUNTRIES = {city.replace("#", " "): country for country, cities in _CITIES.items() for city in cities.split()}


_PARTS = ("region", "city", "district", "lines")
"""The fields that the parts of a divided address stand in."""


class Hometown(NamedTuple):
    """Where somebody's family comes from; ``county`` is what stands before the town, down to the county."""

    county: str
    town: str
    village: str

    @property
    def whole(self) -> str:
        """The town with what stands before it."""
        return self.county + self.town


def read_address(text: str, country: str | None = None) -> dict[str, str]:
    """An address in one cell as fields of an address; ``country`` is what another column says.

    One in mainland China is parted down to the district; any other is left whole, with its country where it is found.
    """
    text = text.strip()
    if country not in {None, HOME}:
        return {"lines": text}
    in_han = is_han(text[:1] or " ")
    divided = _divided(text) if in_han else None
    if divided is None and country is None and (found := _country_of(text)) is not None:
        return {"country": found, "lines": text}
    postcode = ""
    match = _SIX_DIGITS.search(text) and (
        _NAMED_POSTCODE.search(text) or _POSTCODE.match(text) or _LAST_POSTCODE.search(text)
    )
    if match is not None and any(map(is_han, text)):
        postcode = match[1]
        text = (text[: match.start()] + " " + text[match.end() :]).strip(_APART.replace(")", "").replace("）", ""))
    if postcode or not in_han:
        divided = _divided(text)
    if divided is None and country is None and (found := _country_of(simplified_by_phrase(text))) is not None:
        return {"country": found, "lines": text}
    parts = {} if divided is None else _parts(divided)
    if divided is None and text:
        parts["lines"] = text
    if postcode:
        parts["postcode"] = postcode
    return parts


def read_place(text: str) -> Mapping[str, str]:
    """Where somebody lives, as fields of an address: a country, perhaps with a city, or a division of China.

    Raises:
        InvalidInputError: for a foreign place whose country is not known.
    """
    return _place(text)


@lru_cache(maxsize=16384)
def _place(text: str) -> Mapping[str, str]:
    text = text.strip().strip(_APART)
    if narrow(text).casefold() in {"中国", "中国大陆", "大陆", "国内", "境内", "china", "prc", "mainland china"}:
        return {"country": HOME}
    divided = _divided(text)
    if divided is not None:
        return _parts(divided)
    found = _at_start(text) or _at_end(text) or _at_start(simplified_by_phrase(text))
    if found is not None:
        country, rest = found
        if countries_by_name().get(rest.casefold()) == country:  # 法国 France
            rest = ""
        return {"country": country, **({"city": rest} if rest else {})}
    city = re.sub(r"市$", "", narrow(text)).casefold()
    abroad = _CITY_COUNTRIES.get(city) or cities_by_name().get(city)
    if abroad not in {None, HOME}:
        return {"country": str(abroad), "city": text}
    if text and not any(map(is_han, text)):
        raise InvalidInputError(_("Which country is “{value}” in? Write it too.").format(value=text))
    return {"lines": text} if text else {}


def _parts(divided: Divided) -> dict[str, str]:
    """What is known of a divided address, by the fields of an address."""
    return {name: part for name, part in zip(_PARTS, divided, strict=True) if part}


def read_hometown(text: str) -> Hometown:
    """The county, the town and the village of a home town; what names no town stands in the town as it is."""
    text = "".join(narrow(text).split()).strip(_APART)
    divided = divide(text)
    rest = divided.rest if divided is not None else text
    county = text[: len(text) - len(rest)] if divided is not None and text.endswith(rest) else ""
    if divided is None and (match := _COUNTY_AND_TOWN.fullmatch(text)):
        county, rest = match["county"], match["rest"]
    if match := _TOWN.fullmatch(rest):
        return Hometown(county, match[1], match[2].strip(_APART))
    if rest and _VILLAGE.fullmatch(rest):
        return Hometown(county, "", rest)
    return Hometown("", text, "")


def _country_of(text: str) -> str | None:
    """The country that an address names at its beginning or end, if it is another than China's mainland."""
    found = _at_start(text) or _at_end(text)
    if found is None:
        return _by_city(text) if any(map(is_han, text)) else _told_otherwise(text)
    return None if found is None or found[0] == HOME else found[0]


def _by_city(text: str) -> str | None:
    """The country of an address in Chinese characters beginning with a city abroad, or the sign of a postcode."""
    if text.startswith("〒"):
        return "JP"
    match = _CITY_ABROAD.match(simplified_by_phrase(text))
    country = match and (_CITY_COUNTRIES.get(match[1]) or cities_by_name().get(match[1]))
    return None if country == HOME else country


def _told_otherwise(text: str) -> str | None:
    """The country of an address in Latin letters by its postcode, or by a city that stands alone between commas."""
    for country, pattern in _BY_POSTCODE:
        if pattern.search(narrow(text)):
            return country
    parts = [re.sub(r"[\d()-]+", "", narrow(part)).strip(" .").casefold() for part in re.split(r"[,，\n]", text)]
    known = [_CITY_COUNTRIES.get(part) or cities_by_name().get(part) for part in parts[1:] if part]
    return next((country for country in known if country not in {None, HOME}), None)


def _divided(text: str) -> Divided | None:
    """The divisions of China before an address, which may be written in traditional characters."""
    found = divide(text)
    simplified = simplified_by_phrase(text) if found is None else text
    if simplified != text and len(simplified) == len(text) and (found := divide(simplified)) is not None:
        return found._replace(rest=text[len(text) - len(found.rest) :] if found.rest else "")
    return found


def _at_start(text: str) -> tuple[str, str] | None:
    known = countries_by_name()
    for length in range(min(len(text), _LONGEST_COUNTRY), 1, -1):
        name, rest = text[:length].casefold(), text[length:]
        code = _CALLED.get(name) or known.get(name)
        if code is None or not is_han(name[-1]) or name in _AMBIGUOUS or _STREET.match(rest):
            continue
        if code == "TW" and rest.startswith("省"):
            rest = rest[1:]
        return code, rest.removeprefix("特别行政区").strip(_APART)
    return None


def _at_end(text: str) -> tuple[str, str] | None:
    parts = [part.strip() for part in re.split(r"[,，\n]", text) if part.strip()]
    for at in range(len(parts) - 1, max(len(parts) - 3, -1), -1):
        name = re.sub(r"[\d()-]+", "", narrow(parts[at])).strip(" .").casefold()
        code = _CALLED.get(name) or countries_by_name().get(name)
        if code is not None and name not in _AMBIGUOUS:
            return code, ", ".join(parts[:at])
    if not any(map(is_han, text)):
        words = re.sub(r"[\d()-]+", "", narrow(text)).strip(" .").casefold().split()
        for length in (3, 2, 1):
            name = " ".join(words[-length:])
            if len(words) > length and name in countries_by_name() and name not in _AMBIGUOUS and len(name) > 3:
                return countries_by_name()[name], ""
    return None
