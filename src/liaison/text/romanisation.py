"""The office's own reading of a name, typed as ``Tan Xiaoming``: split into one syllable for each character."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from liaison.errors import InvalidInputError
from liaison.text.folding import fold, narrow
from liaison.text.words import _

_LONGEST_SYLLABLE = 6  # zhuang; also the longest Cantonese and Wade-Giles ones: cheung, hsiung
# The syllables of Hanyu Pinyin 汉语拼音, ü written v, for each initial the finals it takes.
_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_SEPARATORS = re.compile(r"[\s\-'’‘·.,]+")
_TONE_DIGITS = re.compile(r"(?<=[a-z])[1-5](?=[a-z]|$)")
# Passports write ü as yu: Lyu 吕, Nyu 女.
_PASSPORT_U = re.compile(r"^([ln])(?:yu|u:)(?=e?$)")


def reading_words(typed: str) -> tuple[str, ...]:
    """The words of a reading in lower case, without tones, ü as v; how they are split is left as typed.

    Raises:
        InvalidInputError: when it holds anything but Latin letters, or nothing.
    """
    text = unicodedata.normalize("NFC", narrow(typed)).casefold()
    text = "".join("v" if c in "üǖǘǚǜ" else fold(c) for c in text)
    words = tuple(_PASSPORT_U.sub(r"\1v", _TONE_DIGITS.sub("", word)) for word in _SEPARATORS.split(text) if word)
    if not words or not all(word.isascii() and word.isalpha() for word in words):
        sentence = _("“{value}” is not a reading. Write it in Latin letters, for example Tan Xiaoming.")
        raise InvalidInputError(sentence.format(value=typed))
    return words


def reading_syllables(typed: str, name: str, usual: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """The typed reading of a name of Chinese characters, one syllable for each.

    ``usual`` are the readings that dictionaries give for each character; among several ways to split (``Fangan`` as
    fan gan or fang an) the one that agrees with most of them is taken. As many words as characters are taken as they
    are, so that other romanisations (Chan Tai Man) can be written too.

    Raises:
        InvalidInputError: when the reading cannot be split into as many syllables as there are characters.
    """
    words = reading_words(typed)
    if len(words) == len(usual) and all(len(word) <= _LONGEST_SYLLABLE for word in words):
        return words
    ways = _ways(words, len(usual))
    if not ways:
        sentence = _(
            "“{value}” does not read {name}: it takes {count} syllables of pinyin, one for each character. "
            "Put spaces between the syllables if they cannot be told apart."
        )
        raise InvalidInputError(sentence.format(value=typed, name=name, count=len(usual)))
    return max(ways, key=lambda way: sum(map(frozenset.__contains__, usual, way)))


def _ways(words: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """Every way to split the words into ``count`` syllables; a syllable never crosses two words."""
    if not words or count < len(words):
        return [()] if not words and count == 0 else []
    word, rest = words[0], words[1:]
    found = []
    for end in range(1, min(len(word), _LONGEST_SYLLABLE) + 1):
        if word[:end] in _syllables():
            left = (word[end:], *rest) if word[end:] else rest
            found += [(word[:end], *way) for way in _ways(left, count - 1)]
    return found


@cache
def _syllables() -> frozenset[str]:
    return frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
