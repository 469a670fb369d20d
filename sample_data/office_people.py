"""The fictional cadres and representatives of the sample office."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from office_names import NameMaker, is_latin
from office_places import CHINA_BY_CITY, COUNTRIES, TOWNS, VILLAGES, Address, PlaceMaker

ACTIVE, NO_CONTACT, DECEASED, ARCHIVED = "联系中", "不联系", "已故", "已归档"
NOTABLE = "乡贤"


@dataclass(frozen=True)
class Cadre:
    """One row of the sheet 干部; ``left_on`` is empty while the cadre is in post."""

    code: str
    name: str
    unit: str
    post: str
    phone: str
    email: str
    joined_on: date
    left_on: date | None = None


@dataclass(frozen=True)
class Representative:
    """One row of the sheet 联系对象."""

    code: str
    name: str
    honorific: str
    sector: str
    tier: str
    town: str
    village: str
    unit: str
    post: str
    mobile: str
    email: str
    wechat: str
    language: str
    address: Address
    household: str = ""
    status: str = ACTIVE
    status_since: date | None = None
    note: str = ""


_CADRE_POSTS = (
    ("县委", "书记"),
    ("县委", "副书记"),
    ("县委", "常委"),
    ("县委", "常委"),
    ("县委", "常委、统战部部长"),
    ("县委", "常委、办公室主任"),
    ("县人大常委会", "主任"),
    ("县人大常委会", "副主任"),
    ("县人大常委会", "副主任"),
    ("县政府", "县长"),
    ("县政府", "常务副县长"),
    ("县政府", "副县长"),
    ("县政府", "副县长"),
    ("县政府", "副县长"),
    ("县政府", "副县长"),
    ("县政协", "主席"),
    ("县政协", "副主席"),
    ("县政协", "副主席"),
    ("县政协", "副主席"),
    ("县委统战部", "常务副部长"),
    ("县委统战部", "副部长"),
    ("县工商联", "党组书记"),
    ("县侨联", "主席"),
    ("县科协", "主席"),
    ("县经济和信息化局", "局长"),
    ("县教育局", "局长"),
    ("县农业农村局", "局长"),
    ("县商务局", "局长"),
)
FORMER_CADRE = 27  # position in the list above; his pairings went to others when he left
HANDOVER_DAY = date(2026, 7, 1)

PAIRED_BLOCKS = (
    ("知识界", "重点", 7),
    ("知识界", "一般", 13),
    ("民营经济", "重点", 9),
    ("民营经济", "一般", 15),
    ("新的社会阶层", "重点", 2),
    ("新的社会阶层", "一般", 9),
    ("侨界", "重点", 2),
    ("侨界", "一般", 5),
    ("港澳台", "一般", 5),
    ("其他", "一般", 2),
)
PAIRED_NOTABLES = (
    *((country, "") for country in ("新加坡", "马来西亚", "美国", "加拿大", "澳大利亚")),
    *((country, "") for country in ("英国", "日本", "意大利", "泰国", "新西兰")),
    *(("中国", city) for city in ("北京市", "北京市", "上海市", "上海市", "杭州市", "杭州市")),
)
_CHOSEN_NAMES = {
    0: ("单雨淼", True),
    3: ("仇喆", False),
    5: ("解镕", False),
    8: ("区堃", False),
    11: ("曾㛃", True),
    14: ("陈静", True),
    21: ("尉迟海", False),
    24: ("欧阳䶮", False),
    27: ("覃淼", True),
    31: ("陈静", True),
    34: ("司马𬍛", False),
    37: ("盖镕", False),
    41: ("上官喆", False),
    45: ("朴一禾", True),
    48: ("查㛃", True),
    51: ("李堃", False),
    54: ("林䶮", False),
    58: ("解语", True),
    70: ("Wei Ling Tan", True),
    80: ("覃𬍛", False),
}

_JOBS: dict[str, tuple[tuple[str, str], ...]] = {
    "知识界": (
        ("县第一中学", "高级教师"),
        ("县职业中等专业学校", "副校长"),
        ("县农业技术推广中心", "高级农艺师"),
        ("县文化馆", "研究馆员"),
        ("县海洋研究所", "研究员"),
        ("县规划设计院", "高级工程师"),
        ("县图书馆", "副研究馆员"),
    ),
    "民营经济": (
        ("鹭汀水产有限公司", "董事长"),
        ("砚湾船舶配件有限公司", "总经理"),
        ("双帆塑业有限公司", "总经理"),
        ("枫渚茶业有限公司", "董事长"),
        ("望潮冷链物流有限公司", "总经理"),
        ("盐仓食品有限公司", "创始人"),
        ("月坞民宿管理有限公司", "负责人"),
        ("青礁网具有限公司", "总经理"),
    ),
    "新的社会阶层": (
        ("澜城律师事务所", "主任"),
        ("望潮会计师事务所", "合伙人"),
        ("小岛日记文创工作室", "主理人"),
        ("海风电商服务中心", "负责人"),
        ("同舟社会工作服务中心", "理事长"),
        ("拾贝设计工作室", "设计师"),
    ),
    "侨界": (
        ("云栈侨资农业有限公司", "总经理"),
        ("县侨商联谊会", "副会长"),
        ("澜桥进出口有限公司", "总经理"),
        ("侨心幼儿园", "园长"),
    ),
    "港澳台": (
        ("海濤貿易有限公司", "董事"),
        ("翠竹設計有限公司", "總監"),
        ("同鄉聯誼會", "理事"),
        ("海安食品有限公司", "總經理"),
    ),
    "其他": (("县志愿服务联合会", "副会长"), ("县民间文艺家协会", "秘书长")),
}
_NOTABLE_JOBS = (
    ("澜港同乡会", "会长"),
    ("澜港同乡会", "秘书长"),
    ("同舟贸易公司", "总经理"),
    ("远帆物流公司", "创始人"),
    ("海晟餐饮公司", "负责人"),
    ("大学工学院", "教授"),
    ("大学经济学院", "副教授"),
    ("建筑设计事务所", "设计师"),
    ("软件公司", "工程师"),
    ("律师事务所", "律师"),
    ("中文学校", "校长"),
    ("", ""),
)
_NOTES = ("", "", "", "", "", "来电请在下午", "每年清明前后回乡", "愿意担任招商顾问", "愿意接待来访学生")


class PeopleMaker:
    """Makes cadres and representatives with running codes."""

    def __init__(self, rng: Random) -> None:
        """Start with nobody; ``rng`` decides every choice."""
        self.rng = rng
        self.names = NameMaker(rng)
        self.names.reserve(*(name for name, _ in _CHOSEN_NAMES.values()))
        self.places = PlaceMaker(rng)
        self._last_code = 0
        self._last_chosen = -1

    def cadres(self) -> list[Cadre]:
        """Twenty-seven leading cadres in post and one who left this year."""
        made = []
        for number, (unit, post) in enumerate(_CADRE_POSTS, start=1):
            joined = date(self.rng.randrange(2018, 2024), self.rng.randrange(1, 13), 1)
            code, left = f"G{number:03d}", HANDOVER_DAY if number - 1 == FORMER_CADRE else None
            name, phone = self.names.han(female=self.rng.random() < 0.3), self.places.phone("中国")
            made.append(Cadre(code, name, unit, post, phone, f"{code.lower()}@example.com", joined, left))
        return made

    def paired(self) -> list[Representative]:
        """The 85 representatives who have a cadre: those of the county first, then notables elsewhere."""
        made = []
        for sector, tier, count in PAIRED_BLOCKS:
            for number in range(count):
                country = ("中国香港", "中国澳门", "中国台湾")[number % 3] if sector == "港澳台" else ""
                job = _JOBS[sector][number % len(_JOBS[sector])]
                made.append(self._person(sector, tier, job, country))
        for country, city in PAIRED_NOTABLES:
            made.append(self._person(NOTABLE, "一般", self.rng.choice(_NOTABLE_JOBS[:-1]), country, city))
        return made

    def unpaired_locals(self) -> list[Representative]:
        """People of the county without a cadre: three await one, three are no longer kept up."""
        sectors = ("知识界", "民营经济", "新的社会阶层", "知识界", "民营经济", "侨界")
        made = [self._person(sector, "一般", _JOBS[sector][-1]) for sector in sectors]
        made[3] = replace(made[3], status=ARCHIVED, status_since=date(2025, 12, 31))
        made[4] = replace(made[4], status=ARCHIVED, status_since=date(2026, 4, 30))
        made[5] = replace(made[5], status=DECEASED, status_since=date(2026, 2, 3))
        return made

    def notables(self) -> list[Representative]:
        """The hometown notables without a cadre, so that with the paired ones each country has its number."""
        made = []
        for country, known in COUNTRIES.items():
            cities = {city: count for city, (_, count) in CHINA_BY_CITY.items()} if country == "中国" else {}
            for city, count in (cities or {"": known.notables}).items():
                for _ in range(count - PAIRED_NOTABLES.count((country, city))):
                    tier = "重点" if self.rng.random() < 0.05 else "一般"
                    made.append(self._person(NOTABLE, tier, self.rng.choice(_NOTABLE_JOBS), country, city))
        for position, status, day in _OTHER_STATUSES:
            made[position] = replace(made[position], status=status, status_since=day)
        for position in _WITHOUT_STREET:
            made[position] = replace(made[position], address=replace(made[position].address, street="", postcode=""))
        return self._with_households(made)

    def _person(
        self, sector: str, tier: str, job: tuple[str, str], country: str = "", city: str = ""
    ) -> Representative:
        position, self._last_code = self._last_code, self._last_code + 1
        female = self.rng.random() < 0.38
        name = self.names.living_in(country or "中国", female=female)
        name, female = _CHOSEN_NAMES.get(position, (name, female))
        code, town = f"D{position + 1:03d}", self.rng.choice(TOWNS)
        address = self.places.abroad(country, city) if country else self.places.home(town)
        return Representative(
            code=code,
            name=name,
            honorific=_honorific(job[1], female),
            sector=sector,
            tier=tier,
            town=town,
            village=self.rng.choice(VILLAGES) if self.rng.random() < 0.8 else "",
            unit=job[0],
            post=job[1],
            mobile=self.places.phone(country or "中国"),
            email=f"{code.lower()}@example.com" if self.rng.random() < 0.6 else "",
            wechat=f"lg-{code.lower()}" if self.rng.random() < 0.4 else "",
            language=_language(name, country),
            address=address,
            note=self.rng.choice(_NOTES),
        )

    def _with_households(self, people: list[Representative]) -> list[Representative]:
        """Let some neighbours in the list share one address and one household label; the first has three members."""
        shared = list(people)
        for number, start in enumerate(_HOUSEHOLD_STARTS, start=1):
            for position in range(start, start + (3 if number == 1 else 2)):
                member = replace(people[position], address=people[start].address, household=f"同户{number:02d}")
                shared[position] = member
        return shared


_OTHER_STATUSES = (
    (12, NO_CONTACT, date(2025, 5, 6)),
    (97, NO_CONTACT, date(2026, 1, 19)),
    (210, NO_CONTACT, date(2026, 9, 1)),
    (30, DECEASED, date(2024, 11, 3)),
    (77, DECEASED, date(2025, 3, 22)),
    (155, DECEASED, date(2025, 10, 9)),
    (231, DECEASED, date(2026, 3, 30)),
    (322, DECEASED, date(2026, 8, 14)),
    (55, ARCHIVED, date(2025, 1, 10)),
    (140, ARCHIVED, date(2025, 6, 30)),
    (288, ARCHIVED, date(2026, 6, 30)),
    (350, ARCHIVED, date(2026, 10, 12)),
)
_WITHOUT_STREET = (276, 312)
_HOUSEHOLD_STARTS = (5, 40, 60, 84, 120, 150, 165, 190, 205, 225, 245, 262, 300, 330, 345)


def _honorific(post: str, female: bool) -> str:
    """How a person is addressed: by a scholar's or lawyer's title, else as Mr or Ms."""
    titles = {"教授": "教授", "副教授": "教授", "律师": "律师", "高级教师": "老师", "研究员": "研究员"}
    return titles.get(post, "女士" if female else "先生")


def _language(name: str, country: str) -> str:
    """The language a person is likely to want letters in."""
    if is_latin(name):
        return "英文"
    return "繁体中文" if country in {"中国香港", "中国澳门", "中国台湾"} else "简体中文"
