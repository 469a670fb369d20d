"""How a letter greets its people, and how the envelope names them.

Chinese: 尊敬的张伟先生、陈静女士：. English: Dear Mr. Zhang and Ms. Chen,. People of one household keep their own
surnames and titles; more than two, or more than a line holds, become the first of them with the family (阖家, 闔家, and
family).

Somebody without a title is greeted by the full name alone, in every language: the program guesses nobody's sex from
a name, and 同志 suits no notable abroad. The office gives a title, or a salutation of its own, where that is too bare.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from liaison.letters.scripts import is_chinese
from liaison.people.fields import Language
from liaison.text.folding import narrow
from liaison.text.names import MIDDLE_DOT, pinyin_readings, split_name
from liaison.text.scripts import simplified_by_phrase, traditional_by_phrase

_MOST_NAMED = 2
_LONGEST_GREETING = {Language.ZH_HANS: 24, Language.ZH_HANT: 24, Language.EN: 34}
"""What fits in one line of a letter, in widths of a Chinese character: on A5 in Chinese, on A4 in English."""
_LONGEST_ON_ENVELOPE = 14
_ENDS = "：:，,。.！!；;"
_RESPECTFULLY = ("尊敬的", "敬爱的", "敬愛的", "亲爱的", "親愛的", "尊贵的", "尊貴的")
_FAMILY = {Language.ZH_HANS: "阖家", Language.ZH_HANT: "闔家", Language.EN: " and family"}

_TO_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "先生": "Mr.",
        "女士": "Ms.",
        "小姐": "Ms.",
        "太太": "Mrs.",
        "夫人": "Mrs.",
        "教授": "Prof.",
        "副教授": "Prof.",
        "博士": "Dr.",
        "医生": "Dr.",
        "醫生": "Dr.",
        "医师": "Dr.",
        "醫師": "Dr.",
    }
)
_TO_CHINESE: Mapping[str, str] = MappingProxyType(
    {
        "mr": "先生",
        "ms": "女士",
        "mrs": "女士",
        "miss": "女士",
        "madam": "女士",
        "prof": "教授",
        "professor": "教授",
        "dr": "博士",
        "doctor": "博士",
        "sir": "先生",
    }
)
# Families from overseas often write the surname first, in spellings of their own; then the full name is said.
_OVERSEAS = """
ang au cham chan chang chen cheng cheong cheung chew chia chiang chin ching chiu cho choi chong choo chou chow
choy chu chua chui chung fok fong foo fu fung goh hau heng ho hong hsieh hsu huang hui hung hwang ip kam khoo
ko koh kong ku kuan kuok kwan kwok kwong lai lam lau law lee leong leung li liang lim lin ling liu lo loh loke
low lu lui luk lum ma mak mok ng ngai oh ong ooi pang poon quek seah seow shum sim sin siu so soh soo suen sun
sung szeto tai tam tan tang tay teh teng teo ting toh tong tsai tsang tse tseng tsoi tsui tu tung wan wang
wong woo wu yam yang yap yau yee yeo yeoh yeung yim yip yong yu yuen yung
"""
_OVERSEAS_SURNAMES = frozenset(_OVERSEAS.split())


@dataclass(frozen=True)
class Addressee:
    """One person of a letter: ``salutation`` is the office's own, in the person's ``language``."""

    name: str
    honorific: str = ""
    salutation: str = ""
    language: Language = Language.ZH_HANS


def salutation(people: Sequence[Addressee], language: Language, greeting: str = "") -> str:
    """The first line of a letter, with its own punctuation; empty without people and greeting.

    ``greeting`` is the household's own. It, and one person's own salutation, stand as they were typed, with the
    punctuation of the language at the end where they have none.
    """
    mark = "," if language is Language.EN else "："
    if greeting.strip():
        return _ended(greeting, mark)
    if len(people) == 1 and (own := _own(people[0], language)):
        return _ended(own, mark)
    said = _said(people, language, _LONGEST_GREETING[language])
    if not said:
        return ""
    begin = "Dear " if language is Language.EN else _beginning(_own(people[0], language))
    return f"{begin}{said}{mark}"


def without_mark(salutation: str) -> str:
    """A salutation without the punctuation at its end, as it can stand within a text."""
    return salutation.rstrip(_ENDS + " ")


def addressee_lines(people: Sequence[Addressee], language: Language, greeting: str = "") -> tuple[str, ...]:
    """The names on the envelope: in Chinese two people share a line where it holds them, in English one line each.

    A greeting of the household stands for all, without its 尊敬的 and its punctuation, but for one that greets without
    naming anybody of the household: then the people are named.
    """
    own = _bare_greeting(greeting)
    if own and any(_surname(person.name) in own for person in people):
        return (own,)
    names = [_on_envelope(person, language) for person in people]
    if len(names) > _MOST_NAMED:
        return (names[0] + _FAMILY[language],)
    if language is Language.EN or _width("、".join(names)) > _LONGEST_ON_ENVELOPE:
        return tuple(names)
    return ("、".join(names),) if names else ()


def _said(people: Sequence[Addressee], language: Language, longest: int) -> str:
    names = [_greeted(person, language) for person in people]
    joined = (" and " if language is Language.EN else "、").join(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED or (len(names) > 1 and _width(joined) > longest):
        return names[0] + _FAMILY[language]
    return joined


def _greeted(person: Addressee, language: Language) -> str:
    """One person as named in a greeting, without 尊敬的 or Dear."""
    if own := _own(person, language):
        return _bare_greeting(own)
    if language is not Language.EN:
        return _with_title(person, language)
    title = _english_title(person.honorific)
    return f"{title} {_english_surname(person.name)}" if title else _english_name(person.name)


def _on_envelope(person: Addressee, language: Language) -> str:
    if language is not Language.EN:
        return _with_title(person, language)
    return f"{_english_title(person.honorific)} {_english_name(person.name)}".strip()


def _with_title(person: Addressee, language: Language) -> str:
    """张伟先生; in Chinese a title follows the name, and a foreign one that has no Chinese word stands before it."""
    name, title = person.name.strip(), person.honorific.strip()
    title = _TO_CHINESE.get(title.rstrip(".").casefold(), title)
    if not title:
        return name
    if not is_chinese(title):
        return f"{title} {name}"
    if title not in _TO_ENGLISH:  # 先生 and 女士 are written alike in both scripts
        title = _in_script(title, language)
    return f"{name}{title}" if is_chinese(name) else f"{name} {title}"


def _english_title(honorific: str) -> str:
    """The title in English; empty for Chinese ones without an English title (老师, 会长): the full name is said."""
    title = narrow(honorific).strip()
    if is_chinese(title):
        return _TO_ENGLISH.get(title, "")
    plain = title.rstrip(".").casefold()
    return f"{plain.capitalize()}." if plain in {"mr", "mrs", "ms", "dr", "prof"} else title


def _english_surname(name: str) -> str:
    """The surname in Latin letters; the full name where which word it is cannot be told.

    Chinese names give their surname in pinyin. Of others it is the last word; but not where all words may be pinyin
    (Chen Jing, Dan Li), nor where three words begin with a surname of Chinese families abroad (Tan Chee Choong).
    """
    given = split_name(name)[1]
    if given:
        return _pinyin(name)[0]
    if "," in name:
        return name.partition(",")[0].strip()
    words = name.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if len(capitals) == 1 and len(words) > 1:
        return capitals[0].title()
    unsure = all(map(_may_be_pinyin, words)) or (len(words) > _MOST_NAMED and words[0].casefold() in _OVERSEAS_SURNAMES)
    return name if len(words) == 1 or unsure or is_chinese(name) else words[-1]


def _english_name(name: str) -> str:
    """The name in Latin letters, for a Chinese one in its own order: Chen Jing, Ouyang Zhiqiang."""
    given = split_name(name)[1]
    if given:
        return " ".join(_pinyin(name))
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name.strip()


def _pinyin(name: str) -> tuple[str, str]:
    """Surname and given name in pinyin, each one word: Ouyang, Zhiqiang; an apostrophe where syllables would run on."""
    surname, _given = split_name(name)
    syllables = [syllable.replace("v", "ü") for syllable in pinyin_readings(name)[0].split()]
    at = len(surname)
    return _one_word(syllables[:at]), _one_word(syllables[at:])


def _one_word(syllables: Sequence[str]) -> str:
    word = "".join(f"'{each}" if at and each[:1] in "aoe" else each for at, each in enumerate(syllables))
    return word[:1].upper() + word[1:]


def _may_be_pinyin(word: str) -> bool:
    return bool(_pinyin_words().fullmatch(word.casefold()))


@cache
def _pinyin_words() -> re.Pattern[str]:
    """A rough form of one to three syllables of pinyin: enough to know that an English name is none."""
    initial = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    final = "(?:i?ang|i?ong|iao|uang|uai|i?an|uan|eng|ing|ai|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aoeiuvü])"
    return re.compile(f"(?:{initial}{final}){{1,3}}")


def _own(person: Addressee, language: Language) -> str:
    """A person's own salutation; of no use in a letter of another language than the person's, English or Chinese."""
    fits = (person.language is Language.EN) == (language is Language.EN)
    return person.salutation.strip() if fits else ""


def _beginning(own: str) -> str:
    return next((word for word in _RESPECTFULLY if own.startswith(word)), _RESPECTFULLY[0])


def _bare_greeting(text: str) -> str:
    """A greeting without 尊敬的 or Dear, and without its punctuation."""
    said = without_mark(text.strip())
    for word in (*_RESPECTFULLY, "Dear "):
        said = said.removeprefix(word)
    return said.strip()


def _surname(name: str) -> str:
    surname, given = split_name(name)
    if given or is_chinese(name):
        return surname.partition(MIDDLE_DOT)[0]
    return next(reversed(name.split()), "")


def _ended(text: str, mark: str) -> str:
    said = text.strip()
    return said if said[-1] in _ENDS else said + mark


def _width(text: str) -> float:
    """The width in Chinese characters; a Latin letter takes half of one."""
    return sum(0.5 if ord(character) < 0x2E80 else 1 for character in text)


def _in_script(words: str, language: Language) -> str:
    """The program's own words and titles in the script of the letter; names are never converted."""
    return traditional_by_phrase(words) if language is Language.ZH_HANT else simplified_by_phrase(words)
