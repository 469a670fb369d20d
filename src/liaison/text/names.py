"""Names of people: how they are cleaned, split, read in pinyin, and put in order.

A name of Chinese characters is surname and given name; every other name (John Smith, 艾尔肯·吐尼亚孜) is left whole.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from liaison.text.fields import clean
from liaison.text.folding import fold, is_han, narrow
from liaison.text.remembered import Remembered
from liaison.text.romanisation import reading_syllables, reading_words
from liaison.text.strokes import stroke_key
from liaison.text.surnames import COMPOUND, COMPOUND_IF_LONG, READINGS

MIDDLE_DOT = "·"
_LONGEST_HAN_NAME = 4  # longer ones are not of the pattern surname and given name
_DOTS = re.compile(r"\s*[·•‧∙⋅・･᛫᛫●]\s*")
_DOT_BETWEEN_HAN = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\s*\.\s*(?=[\u3400-\u9fff\U00020000-\U0003ffff])"
)
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff\u3007\U00020000-\U0003ffff]"
_ALL_HAN = re.compile(f"{_HAN}+")
_PLAIN = re.compile(f"{_HAN}{{2,{_LONGEST_HAN_NAME}}}")
_RARE_READINGS = {"㐂": "xi"}  # characters of names that pypinyin does not know
_AFTER_ALL_HAN = "99"  # more than any number of strokes


class NameKeys(NamedTuple):
    """What a name is found and sorted by.

    ``pinyin`` (without spaces) and ``initials`` hold every reading, separated by a space: ``qinxiaoming tanxiaoming``.
    ``sort_pinyin`` and ``sort_strokes`` are plain ASCII that sorts right byte by byte, in any database.
    """

    pinyin: str
    initials: str
    sort_pinyin: str
    sort_strokes: str


def normalize_name(typed: str) -> str:
    """The name as it is stored.

    Full-width Latin letters and spaces become ordinary, every kind of middle dot becomes ``·``, and names of two to
    four Chinese characters lose the spaces that lists put in for looks (张　伟); other names keep single spaces.
    """
    name = " ".join(narrow(clean(typed)).split())
    name = _DOTS.sub(MIDDLE_DOT, name)
    name = _DOT_BETWEEN_HAN.sub(MIDDLE_DOT, name)
    together = name.replace(" ", "")
    return together if len(together) <= _LONGEST_HAN_NAME and _is_han_name(together) else name


def is_plain(name: str) -> bool:
    """Whether a name is one of two to four Chinese characters and nothing else, as it is stored already."""
    return _PLAIN.fullmatch(name) is not None


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name, for example 欧阳 and 娜娜; any but a Chinese name comes whole, with no given name."""
    if not is_plain(name):
        return name, ""
    compound = len(name) > 2 and (name[:2] in COMPOUND or (len(name) > 3 and name[:2] in COMPOUND_IF_LONG))
    at = 2 if compound else 1
    return name[:at], name[at:]


def pinyin_readings(name: str) -> tuple[str, ...]:
    """The readings of a name, lower case, without tones, ü as v, one space between syllables.

    Usually one; several where the surname has several: 覃 gives ``qin …`` and ``tan …``. Latin names give their
    letters; a character that no dictionary reads is kept as it is.
    """
    return tuple(map(" ".join, _readings(*split_name(fold(name)))))


def initials(syllables: Iterable[str]) -> str:
    """The first letters of the syllables of a reading: ``tan xiao ming`` gives ``txm``."""
    return "".join([syllable[:1] for syllable in syllables])


@lru_cache(maxsize=65536)
def name_keys(name: str, override: str | None = None) -> NameKeys:
    """The keys of a name; ``override`` is the office's own reading (``Tan Xiaoming``), in place of the dictionary's.

    Raises:
        InvalidInputError: when the override cannot be a reading of this name.
    """
    folded = fold(name)
    surname, given = split_name(folded)
    own = override if override and override.strip() else None
    readings = _readings(surname, given) if own is None else [_overridden(name, own)]
    units = list(folded) if given else _units(folded)
    return NameKeys(
        pinyin=_each("".join, readings),
        initials=_each(initials, readings),
        sort_pinyin=_sort_pinyin(units, readings[0]),
        sort_strokes=_sort_strokes(units, len(surname) if given else 1),
    )


def _is_han_name(name: str) -> bool:
    return _ALL_HAN.fullmatch(name) is not None


def _units(name: str) -> list[str]:
    """What takes one syllable: each Chinese character, each word of other letters; punctuation is left out."""
    if _is_han_name(name):
        return list(name)
    units: list[str] = []
    for kind, characters in groupby(name, key=_kind):
        if kind == "han":
            units.extend(characters)
        elif kind == "word":
            units.append("".join(characters))
    return units


def _kind(character: str) -> str:
    if is_han(character):
        return "han"
    return "word" if character.isalnum() else ""


def _readings(surname: str, given: str) -> list[tuple[str, ...]]:
    """The readings of a folded name that was split; without a given name, ``surname`` is the whole of it."""
    if not given:
        return [tuple(_read_words(surname))] if len(surname) > 1 or surname not in READINGS else list(READINGS[surname])
    rest = _read_han(given)
    known = READINGS.get(surname)
    return [(*_read_han(surname), *rest)] if known is None else [(*reading, *rest) for reading in known]


def _read_words(text: str) -> Sequence[str]:
    if _is_han_name(text):
        return _read_han(text)
    syllables: list[str] = []
    for is_chinese, units in groupby(_units(text), key=lambda unit: is_han(unit[0])):
        words = list(units)
        syllables.extend(_read_han("".join(words)) if is_chinese else words)
    return syllables


def _read_han(characters: str) -> tuple[str, ...]:
    if len(characters) == 2 and characters not in _phrases():  # only within phrases do characters change readings
        return _READ[characters[0]] + _READ[characters[1]]
    return _READ[characters]


def _looked_up(characters: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - takes 200 ms, and most runs write no name

    read = lazy_pinyin(characters, errors=lambda unknown: " ".join(_RARE_READINGS.get(c, c) for c in unknown))
    return tuple(" ".join(read).split())


_READ = Remembered(_looked_up)


@cache
def _phrases() -> Container[str]:
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - as above

    phrases: Container[str] = PHRASES_DICT
    return phrases


def _usual_readings(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 - as above

    found = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return frozenset(found) | {reading[0] for reading in READINGS.get(character, ())}


def _overridden(name: str, override: str) -> tuple[str, ...]:
    if not _is_han_name(name) or len(name) > _LONGEST_HAN_NAME:
        return reading_words(override)
    return reading_syllables(override, name, [_usual_readings(character) for character in name])


def _each(key: Callable[[Sequence[str]], str], readings: Sequence[Sequence[str]]) -> str:
    """The keys of all readings that differ, separated by a space."""
    return key(readings[0]) if len(readings) == 1 else " ".join(dict.fromkeys(map(key, readings)))


def _sort_pinyin(units: Sequence[str], syllables: tuple[str, ...]) -> str:
    """Syllable by syllable; characters read alike go by their strokes, so that 汪 and 王 do not mix."""
    if len(units) != len(syllables):  # a reading of another shape, as of 艾尔肯·吐尼亚孜: Erkin Tuniyaz
        return " ".join((*syllables, *map(_STROKES.__getitem__, units)))
    return " ".join(map(_READ_AS.__getitem__, zip(units, syllables, strict=True)))


def _sort_strokes(units: Sequence[str], at: int) -> str:
    """The surname, one character before two; then given names of one character before longer ones; then the rest.

    ``at`` is how many units the surname has.
    """
    if not units or not is_han(units[0][0]):
        return _AFTER_ALL_HAN + " ".join(map(_ascii, units))
    surname, *rest = map(_STROKES.__getitem__, units)
    return f"{surname}{at}{''.join(rest[: at - 1])}{min(len(units) - at, 2)}{''.join(rest[at - 1 :])}"


def _unit_strokes(unit: str) -> str:
    return stroke_key(unit) if is_han(unit[0]) else _AFTER_ALL_HAN + _ascii(unit)


def _unit_read_as(read: tuple[str, str]) -> str:
    unit, syllable = read
    return f"{_ascii(syllable)} {stroke_key(unit)}" if is_han(unit[0]) else _ascii(syllable)


_STROKES = Remembered(_unit_strokes)
_READ_AS = Remembered(_unit_read_as)


def _ascii(word: str) -> str:
    """The word with every character outside ASCII as its code point, after all letters."""
    return word if word.isascii() else "".join(c if c.isascii() else f"~{ord(c):06x}" for c in word)
