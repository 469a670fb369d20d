"""Until when letters have to be posted, printed and listed so that they arrive in time, by how far they have to go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from liaison.calendar.working_days import Overrides, add_working_days, is_provisional, working_day_on_or_before
from liaison.letters.addresses import AddressFacts
from liaison.letters.fields import Zone
from liaison.text.countries import HOME

PostDays = Mapping[Zone, int]

_HK_MO_TW = frozenset({"HK", "MO", "TW"})
# The countries and regions of Asia (142) in the standard M49 of the United Nations Statistics Division.
_COUNTRIES_OF_ASIA = """
AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS
QA SA SG SY TH TJ TL TM TR TW UZ VN YE
"""
_ASIA = frozenset(_COUNTRIES_OF_ASIA.split())
# The arrangement of a year may shift working days of the last week before it.
_WEEK = timedelta(days=7)
_KINDS = """
特别行政区 特別行政區 维吾尔自治区 壮族自治区 回族自治区 自治区 自治州 自治县 自治旗 地区 新区 林区 特区
省 市 区 县 州 盟 旗
"""
_KINDS_OF_PLACE = tuple(_KINDS.split())  # the longest first where one ends like another
_SHORTEST_NAME = 2


@dataclass(frozen=True)
class Home:
    """Where the office is, from where letters go: province, city, county or district."""

    region: str = ""
    city: str = ""
    district: str = ""


@dataclass(frozen=True)
class ZoneDays:
    """The days of one zone, all working days: by when to post, to print, and to have the list settled.

    ``provisional`` says that the working days of that time are not announced yet, so that the days may still move.
    """

    zone: Zone
    post_by: date
    print_by: date
    freeze_by: date
    provisional: bool


def zone_of(address: AddressFacts, home: Home) -> Zone:
    """How far the post has to go from the office to an address.

    Names of places are compared without their kind, so that 浙江 is 浙江省. A county counts as the office's own when
    province and city do not contradict it: many addresses name the county alone.
    """
    country = _region_apart(address)
    if country in _HK_MO_TW:
        return Zone.HK_MO_TW
    if country != HOME:
        return Zone.ASIA if country in _ASIA else Zone.WORLD
    region, city, district = _places(address, home)
    if district and district == _bare(home.district) and _agree(region, home.region) and _agree(city, home.city):
        return Zone.COUNTY
    same_city = bool(city) and city == _bare(home.city) and _agree(region, home.region)
    return Zone.PROVINCE if same_city or (region and region == _bare(home.region)) else Zone.MAINLAND


def schedule(
    arrive_by: date, days: PostDays, overrides: Overrides, *, print_lead: int, freeze_lead: int
) -> Mapping[Zone, ZoneDays]:
    """The days of every zone that ``days`` has, the nearest zone first.

    ``days`` are the days that the post takes, weekends counted. Letters are posted on the last working day from which
    they arrive in time, printed by ``print_lead`` working days before it, and the list is settled ``freeze_lead``
    working days before that.
    """
    return {zone: _zone_days(zone, arrive_by, days[zone], overrides, print_lead, freeze_lead) for zone in _known(days)}


def too_late(zone: Zone, schedule: Mapping[Zone, ZoneDays], today: date) -> bool:
    """Whether a letter to a zone that is posted today does not arrive in time any more."""
    return zone in schedule and today > schedule[zone].post_by


def _known(days: PostDays) -> list[Zone]:
    return [zone for zone in Zone if zone in days]


def _zone_days(
    zone: Zone, arrive_by: date, days: int, overrides: Overrides, print_lead: int, freeze_lead: int
) -> ZoneDays:
    latest = arrive_by - timedelta(days=days)
    post_by = working_day_on_or_before(latest, overrides)
    print_by = add_working_days(post_by, -print_lead, overrides)
    freeze_by = add_working_days(print_by, -freeze_lead, overrides)
    provisional = any(is_provisional(year) for year in range(freeze_by.year, (latest + _WEEK).year + 1))
    return ZoneDays(zone, post_by, print_by, freeze_by, provisional)


def _region_apart(address: AddressFacts) -> str:
    """The country of an address; Hong Kong, Macau and Taiwan also where they are written as a province of China."""
    apart = {"香港": "HK", "澳门": "MO", "澳門": "MO", "台湾": "TW", "臺灣": "TW", "台灣": "TW"}
    country = address.country.strip().upper() or HOME
    return apart.get(_bare(address.region), country) if country == HOME else country


def _places(address: AddressFacts, home: Home) -> tuple[str, str, str]:
    """Province, city and county without their kind; what has no field of its own may begin the lines."""
    first = "".join(address.lines.split())
    found = []
    for field, name in (
        (address.region, home.region),
        (address.city, home.city),
        (address.district, home.district),
    ):
        known = next((form for form in (name.strip(), _bare(name)) if form and first.startswith(form)), "")
        first = first[len(known) :]
        found.append(_bare(field) or _bare(known))
    region, city, district = found
    # 北京市 and its like are province and city in one, and are written as either.
    return region or (city if city == _bare(home.region) else ""), city, district


def _agree(given: str, expected: str) -> bool:
    return not given or not expected.strip() or given == _bare(expected)


@lru_cache(maxsize=2048)
def _bare(place: str) -> str:
    """The name of a place without its kind: 浙江 of 浙江省; names of one character keep it (环县)."""
    name = "".join(place.split())
    for kind in _KINDS_OF_PLACE:
        if name.endswith(kind) and len(name) - len(kind) >= _SHORTEST_NAME:
            return name[: -len(kind)]
    return name
