"""Invented names for the fictional county: common, rare, two-character surnames, Latin letters.

Every name is put together from lists by chance. Nobody real is meant; names that are widely known are left out.
"""

from collections.abc import Callable
from random import Random

COMMON_SURNAMES = "陈林王张黄李吴刘郑周徐叶潘朱胡郭何高罗蔡杨许谢沈金孙方洪邱余施庄颜柯翁姚汤戴卢江童葛"
READING_SURNAMES = ("单", "仇", "解", "区", "曾", "覃", "朴", "盖", "查")
DOUBLE_SURNAMES = ("尉迟", "欧阳", "司马", "上官")
RARE_CHARACTERS = "㛃喆堃淼镕𬍛䶮"

_FIRST = "文志永家子思晓雨一心书景元嘉可以世立春秋望亦"
_LAST_MALE = "海航帆骏鸿远哲瀚铭逸轩澄川屿岳柏亭舟礼朗衡恺旭翰喆堃镕"
_LAST_FEMALE = "岚汐婷琳雅筠韵怡蕊芷若婉荷月霏宁知意舒念晴棠禾苒菡语嫣㛃淼"

_TRADITIONAL_SURNAMES = ("陳", "林", "黃", "張", "李", "吳", "劉", "鄭", "周", "葉", "許", "蔡", "謝", "區", "歐陽")
_TRADITIONAL_FIRST = "家志嘉詠淑雅景承啟"
_TRADITIONAL_MALE = "榮鴻軒浩澤楷燊"
_TRADITIONAL_FEMALE = "儀雯珍薇嵐蓉瑩"

_SURNAME_FIRST = {
    "surnames": ("Tan", "Lim", "Ong", "Goh", "Teo", "Koh", "Chua", "Sim", "Yeo", "Quek"),
    "male": ("Wei Jie", "Jia Hao", "Boon Keng", "Zhi Yang", "Kok Leong", "Jun Ming"),
    "female": ("Wei Ling", "Hui Shan", "Mei Fong", "Siew Lan", "Xin Yi", "Li Ting"),
}
_WESTERN = {
    "surnames": ("Chen", "Lin", "Hwang", "Cheung", "Tsai", "Hsu", "Yip", "Poon", "Au-Yeung", "Szeto", "Chu", "Kwok"),
    "male": ("David", "Kevin", "Stephen", "Alan", "Victor", "Edmund", "Philip", "Raymond"),
    "female": ("Grace", "Helen", "Vivian", "Joyce", "Sophie", "Irene", "Teresa", "Annie"),
}
_BY_COUNTRY: dict[str, dict[str, tuple[str, ...]]] = {
    "泰国": {
        "surnames": ("Sae-Tan", "Sae-Lim", "Charoenwong", "Limsuwan"),
        "male": ("Somsak", "Anan", "Prasit"),
        "female": ("Malee", "Siriporn", "Kanya"),
    },
    "印度尼西亚": {
        "surnames": ("Limanto", "Tanuwidjaja", "Kusumadi", "Halimanto"),
        "male": ("Hendra", "Agus", "Rudi"),
        "female": ("Lina", "Dewi", "Sari"),
    },
    "菲律宾": {
        "surnames": ("Chuakay", "Limjoko", "Tanchoco", "Sychua"),
        "male": ("Antonio", "Ramon", "Miguel"),
        "female": ("Rosario", "Carmela", "Imelda Joy"),
    },
    "越南": {
        "surnames": ("Trần Minh", "Lâm Quốc", "Quách Gia"),
        "male": ("Hải", "Phong", "Khang"),
        "female": ("Hạnh", "Ngọc", "Thảo"),
    },
}
_SURNAME_FIRST_COUNTRIES = frozenset({"新加坡", "马来西亚"})
_TRADITIONAL_COUNTRIES = frozenset({"中国香港", "中国澳门", "中国台湾"})
_MAINLY_HAN_COUNTRIES = frozenset({"中国", "日本", "韩国"})
_LATIN_SHARE = 0.3
_WIDELY_KNOWN = frozenset(
    {
        "李一舟",
        "林志榮",
        "金元",
        "王一海",
        "高文",
        "王嘉",
        "王雅",
        "李雅",
        "王逸",
        "张亦",
        "刘亦婷",
        "何帆",
        "朱婷",
        "方志远",
        "戴晴",
        "张轩",
        "吴宁",
        "李镕",
    }
)


class NameMaker:
    """Gives out names, none of them twice."""

    def __init__(self, rng: Random) -> None:
        """Start with no name given out; ``rng`` decides every choice."""
        self._rng = rng
        self._taken: set[str] = set(_WIDELY_KNOWN)

    def reserve(self, *names: str) -> None:
        """Keep ``names`` from being given out by chance."""
        self._taken.update(names)

    def han(self, *, female: bool) -> str:
        """A Chinese name in simplified characters."""
        return self._new(lambda: self._surname() + self._given(_FIRST, _LAST_FEMALE if female else _LAST_MALE))

    def living_in(self, country: str, *, female: bool) -> str:
        """A name such as a person from the county living in ``country`` would use."""
        if country in _TRADITIONAL_COUNTRIES:
            return self._new(lambda: self._traditional(female))
        if country in _MAINLY_HAN_COUNTRIES or self._rng.random() > _LATIN_SHARE:
            return self.han(female=female)
        return self._new(lambda: self._latin(country, female))

    def _new(self, make: Callable[[], str]) -> str:
        while (name := make()) in self._taken:
            pass
        self._taken.add(name)
        return name

    def _surname(self) -> str:
        chance = self._rng.random()
        if chance < 0.03:
            return self._rng.choice(DOUBLE_SURNAMES)
        if chance < 0.09:
            return self._rng.choice(READING_SURNAMES)
        return self._rng.choice(COMMON_SURNAMES)

    def _given(self, first: str, last: str) -> str:
        end = self._rng.choice(last)
        return end if self._rng.random() < 0.08 else self._rng.choice(first) + end

    def _traditional(self, female: bool) -> str:
        last = _TRADITIONAL_FEMALE if female else _TRADITIONAL_MALE
        return self._rng.choice(_TRADITIONAL_SURNAMES) + self._given(_TRADITIONAL_FIRST, last)

    def _latin(self, country: str, female: bool) -> str:
        surname_first = country in _SURNAME_FIRST_COUNTRIES or country == "越南"
        parts = _SURNAME_FIRST if country in _SURNAME_FIRST_COUNTRIES else _BY_COUNTRY.get(country, _WESTERN)
        surname = self._rng.choice(parts["surnames"])
        given = self._rng.choice(parts["female" if female else "male"])
        return f"{surname} {given}" if surname_first else f"{given} {surname}"


def is_latin(name: str) -> bool:
    """Whether ``name`` is written in Latin letters."""
    return name[0].isascii() or name[0] in "ĐÔƠƯ"
