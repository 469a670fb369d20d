"""The fictional county's towns, and addresses and telephone numbers in the form of 25 countries and regions.

Cities, districts and the form of their postcodes are real; streets, numbers and people are invented. Telephone
numbers come from the ranges kept for fiction where a country has one, else from blocks of zeros.
In telephone numbers and postcodes ``#`` stands for a digit and ``@`` for a capital letter; in streets ``{n}`` for a
house number and ``{f}`` for a floor.
"""

from dataclasses import dataclass
from random import Random

PROVINCE, PREFECTURE, COUNTY = "浙江省", "澜海市", "澜港县"  # the prefecture and the county exist nowhere
TOWNS = (
    "澜城街道",
    "望潮街道",
    "鹭汀镇",
    "砚湾镇",
    "枫渚镇",
    "月坞镇",
    "双帆镇",
    "盐仓镇",
    "青礁乡",
    "云栈乡",
)
VILLAGES = ("前澳村", "后岙村", "渔塘村", "上礁村", "东埠村", "西埠村", "桂溪村", "麦屿村", "松坑村", "灯塔村")

_HAN_STREETS = (
    "海棠路{n}号{f}幢502室",
    "文星路{n}号{f}单元301室",
    "桂花街{n}号",
    "学府路{n}弄{f}号",
    "望江路{n}号1802室",
)
_ENGLISH_STREETS = ("{n} Maple Avenue", "{n} Harbour Street", "{n} Orchard Lane", "Unit {f}, {n} Station Road")


@dataclass(frozen=True)
class Address:
    """One address across the columns of the workbook; an empty text where a country has no such line."""

    country: str
    region: str
    city: str
    district: str
    street: str
    postcode: str


@dataclass(frozen=True)
class Country:
    """How people live and are called in one country: localities are (region, city, district, postcode)."""

    notables: int
    phones: tuple[str, ...]
    streets: tuple[str, ...]
    localities: tuple[tuple[str, str, str, str], ...]


BEIJING = (
    ("", "北京市", "海淀区", "100080"),
    ("", "北京市", "朝阳区", "100020"),
    ("", "北京市", "西城区", "100032"),
    ("", "北京市", "丰台区", "100071"),
)
SHANGHAI = (
    ("", "上海市", "浦东新区", "200120"),
    ("", "上海市", "徐汇区", "200030"),
    ("", "上海市", "杨浦区", "200082"),
    ("", "上海市", "闵行区", "201100"),
)
HANGZHOU = (
    ("浙江省", "杭州市", "西湖区", "310012"),
    ("浙江省", "杭州市", "滨江区", "310051"),
    ("浙江省", "杭州市", "拱墅区", "310011"),
    ("浙江省", "杭州市", "余杭区", "311100"),
)
ELSEWHERE = (
    ("浙江省", "宁波市", "鄞州区", "315100"),
    ("江苏省", "南京市", "鼓楼区", "210008"),
    ("江苏省", "苏州市", "姑苏区", "215008"),
    ("广东省", "深圳市", "南山区", "518052"),
    ("广东省", "广州市", "天河区", "510630"),
    ("福建省", "厦门市", "思明区", "361001"),
    ("四川省", "成都市", "武侯区", "610041"),
    ("湖北省", "武汉市", "洪山区", "430070"),
    ("陕西省", "西安市", "雁塔区", "710061"),
    ("", "天津市", "南开区", "300100"),
)
CHINA_BY_CITY = {"北京市": (BEIJING, 40), "上海市": (SHANGHAI, 45), "杭州市": (HANGZHOU, 35), "": (ELSEWHERE, 30)}

COUNTRIES: dict[str, Country] = {
    "中国": Country(150, ("1390000####", "1580000####", "1880000####", "1990000####"), _HAN_STREETS, ELSEWHERE),
    "中国香港": Country(
        34,
        ("+852 9000 0###",),
        ("海景街{n}號{f}樓B室", "翠竹街{n}號海濤閣{f}樓A室"),
        (("九龍", "旺角", "", ""), ("新界", "沙田", "", ""), ("香港島", "北角", "", ""), ("新界", "荃灣", "", "")),
    ),
    "中国澳门": Country(12, ("+853 6600 0###",), ("海濱街{n}號{f}樓A座", "荷花圍{n}號"), (("", "", "", ""),)),
    "中国台湾": Country(
        14,
        ("+886 900 000 ###",),
        ("和平路{n}號{f}樓", "海安街{n}巷{f}號"),
        (
            ("", "台北市", "大安區", "106"),
            ("", "台中市", "西屯區", "407"),
            ("", "高雄市", "左營區", "813"),
            ("", "新北市", "板橋區", "220"),
        ),
    ),
    "新加坡": Country(
        22, ("+65 9000 0###",), ("Blk {n} Harbour Walk #0{f}-112", "{n} Jasmine Road"), (("", "", "", "5600##"),)
    ),
    "马来西亚": Country(
        18,
        ("+60 12-000 0###",),
        ("{n}, Jalan Melati", "No. {n}, Lorong Cempaka {f}"),
        (
            ("Wilayah Persekutuan", "Kuala Lumpur", "", "50450"),
            ("Pulau Pinang", "George Town", "", "10050"),
            ("Johor", "Johor Bahru", "", "80100"),
            ("Sarawak", "Kuching", "", "93100"),
        ),
    ),
    "泰国": Country(
        12,
        ("+66 80 000 0###",),
        ("{n} Mango Road", "{n}/{f} Lotus Village"),
        (("", "Bangkok", "Watthana", "10110"), ("", "Bangkok", "Sathon", "10120"), ("Phuket", "", "Mueang", "83000")),
    ),
    "印度尼西亚": Country(
        12,
        ("+62 812-0000-0###",),
        ("Jalan Melati No. {n}", "Jalan Kenanga No. {n}"),
        (
            ("DKI Jakarta", "Jakarta Selatan", "", "12190"),
            ("Jawa Timur", "Surabaya", "", "60261"),
            ("Sumatera Utara", "Medan", "", "20112"),
        ),
    ),
    "菲律宾": Country(
        9,
        ("+63 917 000 0###",),
        ("{n} Sampaguita Street", "{n} Narra Avenue"),
        (("Metro Manila", "Makati City", "", "1226"), ("Cebu", "Cebu City", "", "6000")),
    ),
    "越南": Country(
        6,
        ("+84 90 000 0###",),
        ("{n} Đường Hoa Sen", "{n} Đường Hoa Mai"),
        (("", "Hồ Chí Minh", "Quận 5", "700000"), ("", "Hà Nội", "Cầu Giấy", "100000")),
    ),
    "日本": Country(
        12,
        ("+81 90-0000-0###",),
        ("本町{f}丁目5番{f}号", "緑町{f}丁目12番1号"),
        (
            ("東京都", "豊島区", "", "170-0013"),
            ("神奈川県", "横浜市中区", "", "231-0023"),
            ("大阪府", "大阪市中央区", "", "542-0085"),
        ),
    ),
    "韩国": Country(
        5,
        ("+82 10-0000-0###",),
        ("중앙로 {n}", "은행나무길 {n}"),
        (("서울특별시", "", "마포구", "04001"), ("부산광역시", "", "해운대구", "48094")),
    ),
    "澳大利亚": Country(
        14,
        (
            *("+61 491 570 006", "+61 491 570 156", "+61 491 570 157", "+61 491 570 158", "+61 491 570 159"),
            *("+61 491 570 110", "+61 491 571 266", "+61 491 571 491", "+61 491 571 804", "+61 491 572 549"),
            *("+61 491 572 665", "+61 491 572 983", "+61 491 573 770", "+61 491 573 087", "+61 491 574 118"),
            *("+61 491 574 632", "+61 491 575 254", "+61 491 575 789"),
        ),
        _ENGLISH_STREETS,
        (
            ("NSW", "Chatswood", "", "2067"),
            ("VIC", "Box Hill", "", "3128"),
            ("QLD", "Sunnybank", "", "4109"),
            ("WA", "Perth", "", "6000"),
        ),
    ),
    "新西兰": Country(
        6, ("+64 21 000 0###",), _ENGLISH_STREETS, (("", "Auckland", "Epsom", "1023"), ("", "Wellington", "", "6011"))
    ),
    "美国": Country(
        26,
        ("+1 415-555-01##", "+1 212-555-01##", "+1 626-555-01##"),
        ("{n} Maple Avenue", "{n} Orchard Lane Apt {f}"),
        (
            ("CA", "San Jose", "", "95112"),
            ("NY", "Flushing", "", "11354"),
            ("CA", "Monterey Park", "", "91754"),
            ("TX", "Houston", "", "77036"),
            ("WA", "Seattle", "", "98104"),
        ),
    ),
    "加拿大": Country(
        14,
        ("+1 604-555-01##", "+1 416-555-01##"),
        _ENGLISH_STREETS,
        (("BC", "Richmond", "", "V6X #@#"), ("ON", "Markham", "", "L3R #@#"), ("QC", "Montréal", "", "H2Z #@#")),
    ),
    "英国": Country(
        9,
        ("+44 7700 900###",),
        _ENGLISH_STREETS,
        (("", "London", "", "NW9 #@@"), ("", "Manchester", "", "M1 #@@"), ("", "Cambridge", "", "CB1 #@@")),
    ),
    "法国": Country(
        5,
        ("+33 6 39 98 0# ##",),
        ("{n} rue des Tilleuls", "{n} avenue des Marronniers"),
        (("", "Paris", "", "75013"), ("", "Lyon", "", "69003")),
    ),
    "德国": Country(
        4,
        ("+49 176 0406 90##",),
        ("Lindenstraße {n}", "Am Hafen {n}"),
        (("", "Hamburg", "", "20095"), ("", "München", "", "80331")),
    ),
    "意大利": Country(
        5,
        ("+39 300 000 0###",),
        ("Via dei Tigli {n}", "Via del Porto {n}"),
        (("PO", "Prato", "", "59100"), ("MI", "Milano", "", "20123")),
    ),
    "西班牙": Country(
        3,
        ("+34 600 000 ###",),
        ("Calle de los Olivos, {n}", "Calle del Puerto, {n}"),
        (("", "Madrid", "", "28020"), ("", "Barcelona", "", "08010")),
    ),
    "荷兰": Country(2, ("+31 6 0000 0###",), ("Lindenlaan {n}",), (("", "Rotterdam", "", "3011 @@"),)),
    "巴西": Country(
        3, ("+55 11 90000-0###",), ("Rua das Palmeiras, {n}",), (("SP", "São Paulo", "Liberdade", "01503-0##"),)
    ),
    "南非": Country(2, ("+27 71 000 0###",), ("{n} Protea Road",), (("", "Johannesburg", "Cyrildene", "2198"),)),
    "阿联酋": Country(1, ("+971 50 000 0###",), ("P.O. Box {n}00{f}",), (("", "Dubai", "", ""),)),
}


class PlaceMaker:
    """Gives out addresses and telephone numbers; no number twice."""

    def __init__(self, rng: Random) -> None:
        """Start with no number given out; ``rng`` decides every choice."""
        self._rng = rng
        self._numbers: set[str] = set()

    def home(self, town: str) -> Address:
        """An address in the fictional county; its postcode is in a block that is not in use."""
        street = f"{town}{self._street(_HAN_STREETS)}"
        return Address("中国", PROVINCE, PREFECTURE, COUNTY, street, f"3195{TOWNS.index(town):02d}")

    def abroad(self, country: str, city: str = "") -> Address:
        """An address in ``country``; in China in ``city``, which is empty for anywhere else in China."""
        known = COUNTRIES[country]
        localities = CHINA_BY_CITY[city][0] if country == "中国" else known.localities
        region, town, district, postcode = self._rng.choice(localities)
        street = self._street(known.streets)
        return Address(country, region, town, district, street, self._fill(postcode))

    def phone(self, country: str) -> str:
        """An invented telephone number in the form of ``country``."""
        patterns = COUNTRIES[country].phones
        while (number := self._fill(self._rng.choice(patterns))) in self._numbers:
            pass
        self._numbers.add(number)
        return number

    def _fill(self, pattern: str) -> str:
        digits = "".join(str(self._rng.randrange(10)) if c == "#" else c for c in pattern)
        return "".join(self._rng.choice("ABDEFGHJLN") if c == "@" else c for c in digits)

    def _street(self, streets: tuple[str, ...]) -> str:
        return self._rng.choice(streets).format(n=self._rng.randrange(3, 260), f=self._rng.randrange(2, 9))
