"""How letters begin and end: headings, closings and date lines in three languages, as the festival allows.

Closings are lines: within Chinese letters the first is set in (此致, 顺颂) and the second stands flush left (敬礼！).
At Qingming people remember their dead: nothing festive is wished, and nothing is happy.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from liaison.calendar.festivals import Festival
from liaison.letters.fields import Closing, LetterKind
from liaison.people.fields import Language
from liaison.text.folding import fold

_HANS, _HANT, _EN = Language.ZH_HANS, Language.ZH_HANT, Language.EN

# Set phrases of Chinese letters (祝颂语 and 致敬语), as handbooks of official correspondence give them.
_CLOSINGS: Mapping[Closing, Mapping[Language, tuple[str, ...]]] = MappingProxyType(
    {
        Closing.NONE: {_HANS: (), _HANT: (), _EN: ()},
        Closing.RESPECTFUL: {_HANS: ("此致", "敬礼！"), _HANT: ("此致", "敬禮！"), _EN: ("Yours sincerely,",)},
        Closing.HEALTH: {
            _HANS: ("敬祝", "身体健康，阖家安康！"),
            _HANT: ("敬祝", "身體健康，闔家安康！"),
            _EN: ("With best wishes for your good health and that of your family,",),
        },
        Closing.NEW_YEAR: {
            _HANS: ("恭祝", "新春快乐，阖家幸福！"),
            _HANT: ("恭祝", "新春快樂，闔家幸福！"),
            _EN: ("With our best wishes for a happy and prosperous New Year,",),
        },
        Closing.MID_AUTUMN: {
            _HANS: ("恭祝", "中秋快乐，阖家团圆！"),
            _HANT: ("恭祝", "中秋快樂，闔家團圓！"),
            _EN: ("Wishing you and your family a happy Mid-Autumn Festival,",),
        },
        Closing.QUIET: {
            _HANS: ("谨祝", "安康"),
            _HANT: ("謹祝", "安康"),
            _EN: ("With kind regards,",),
        },
    }
)
# 春祺, 夏祺, 秋祺, 冬祺 by the season that the festival falls in; 时祺 for letters of no festival.
_SEASONS: Mapping[Festival | None, tuple[str, str, str]] = MappingProxyType(
    {
        None: ("时祺", "時祺", "With the compliments of the season,"),
        Festival.SPRING: ("春祺", "春祺", "With our best wishes for the spring,"),
        Festival.LANTERN: ("春祺", "春祺", "With our best wishes for the spring,"),
        Festival.DRAGON_BOAT: ("夏祺", "夏祺", "With our best wishes for the summer,"),
        Festival.MID_AUTUMN: ("秋祺", "秋祺", "With our best wishes for the autumn,"),
        Festival.DOUBLE_NINTH: ("秋祺", "秋祺", "With our best wishes for the autumn,"),
    }
)
_BY_FESTIVAL: Mapping[Festival | None, tuple[Closing, ...]] = MappingProxyType(
    {
        None: (Closing.RESPECTFUL, Closing.SEASON, Closing.HEALTH, Closing.QUIET, Closing.NONE),
        Festival.SPRING: (
            Closing.NEW_YEAR,
            Closing.SEASON,
            Closing.HEALTH,
            Closing.RESPECTFUL,
            Closing.NONE,
        ),
        Festival.LANTERN: (Closing.SEASON, Closing.HEALTH, Closing.RESPECTFUL, Closing.NONE),
        Festival.QINGMING: (Closing.QUIET, Closing.RESPECTFUL, Closing.NONE),
        Festival.DRAGON_BOAT: (Closing.HEALTH, Closing.SEASON, Closing.RESPECTFUL, Closing.NONE),
        Festival.MID_AUTUMN: (
            Closing.MID_AUTUMN,
            Closing.SEASON,
            Closing.HEALTH,
            Closing.RESPECTFUL,
            Closing.NONE,
        ),
        Festival.DOUBLE_NINTH: (Closing.HEALTH, Closing.SEASON, Closing.RESPECTFUL, Closing.NONE),
    }
)
# In both scripts.
_UNFIT_AT_QINGMING = """
快乐 快樂 愉快 欢乐 歡樂 欢度 歡度 喜庆 喜慶 喜气 喜氣 喜迎 欢庆 歡慶 庆祝 慶祝 恭喜 祝贺 祝賀 恭贺 恭賀 佳节 佳節
吉祥 大吉 红火 紅火 热闹 熱鬧 节日好 節日好 节日祝福 節日祝福 团圆 團圓 新春 拜年 贺岁 賀歲
"""
_UNFIT_IN_ENGLISH = """
happy happily happiness merry festive festivities celebrate celebrating celebration joyful joyous cheerful
congratulations
"""
_HEADINGS: Mapping[LetterKind, tuple[str, str, str]] = MappingProxyType(
    {
        LetterKind.HOME_LETTER: ("一封家书", "一封家書", "A Letter from Home"),
        LetterKind.NEWSLETTER: ("家乡简讯", "家鄉簡訊", "News from Home"),
        LetterKind.INVITATION: ("邀请函", "邀請函", "Invitation"),
    }
)
_MONTHS = """
January February March April May June July August September October November December
"""


def allowed_closings(festival: Festival | None) -> tuple[Closing, ...]:
    """The closings that fit a festival, the most fitting first; None stands for letters of no festival."""
    return _BY_FESTIVAL[festival]


def closing_lines(closing: Closing, language: Language, festival: Festival | None) -> tuple[str, ...]:
    """The lines of a closing; empty for none. Whether it fits the festival is for `allowed_closings` to say."""
    if closing is Closing.SEASON:
        simplified, traditional, english = _SEASONS.get(festival) or _SEASONS[None]
        by_language = {_HANS: ("顺颂", f"{simplified}！"), _HANT: ("順頌", f"{traditional}！"), _EN: (english,)}
        return by_language[language]
    return _CLOSINGS[closing][language]


def default_heading(kind: LetterKind, language: Language) -> str:
    """The heading of a letter where the office gives none."""
    return dict(zip((_HANS, _HANT, _EN), _HEADINGS[kind], strict=True))[language]


def date_line(day: date, language: Language) -> str:
    """The day under a letter: 2027年1月18日, 18 January 2027."""
    if language is _EN:
        return f"{day.day} {_MONTHS.split()[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def unfit_words(text: str, festival: Festival | None) -> tuple[str, ...]:
    """The words of a text that do not fit its festival, in the order of the list; for Qingming alone there are any."""
    if festival is not Festival.QINGMING:
        return ()
    folded = fold(text)
    english = set("".join(c if c.isalpha() else " " for c in folded).split())
    found = [word for word in _UNFIT_AT_QINGMING.split() if word in text]
    return (*found, *(word for word in _UNFIT_IN_ENGLISH.split() if word in english))
