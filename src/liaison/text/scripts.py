"""Chinese in traditional and in simplified characters, by OpenCC: by character to compare, by phrase to be read.

Its tables take long to load, so they are loaded with the first text that may need them.
"""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_REMEMBERED = 4096
"""So many texts are kept with what they become: the same headers, districts and titles come again and again."""


def simplified_by_character(text: str) -> str:
    """The text with each traditional character as its simplified one, whatever stands beside it.

    For comparing names and units, and only for that. Each character always becomes the same one and the text keeps its
    length, so two ways of writing one name meet; but 乾隆 becomes 干隆, which nobody should be shown. Quick for many
    texts that are all different, since only characters are remembered.
    """
    return text if text.isascii() else text.translate(_SIMPLIFIED)


@lru_cache(maxsize=_REMEMBERED)
def simplified_by_phrase(text: str) -> str:
    """The text in simplified characters as it is written: 聯繫 becomes 联系, and 乾隆 stays what it is.

    For headers, the names of districts and countries, and the titles of a letter: ordinary words that are looked up or
    shown. Not for the names of people, who write them as they do.
    """
    return text if text.isascii() else str(_converter("t2s").convert(text))


@lru_cache(maxsize=_REMEMBERED)
def traditional_by_phrase(text: str) -> str:
    """The text in traditional characters as it is written: 皇后 stays what it is, and 前后 becomes 前後.

    For the program's own words and the titles of a letter. One simplified character stands for several traditional
    ones, so this cannot be done by character; names of people are never converted.
    """
    return text if text.isascii() else str(_converter("s2t").convert(text))


class _Characters(dict[int, str]):
    """The characters met so far, by their code points."""

    def __missing__(self, code: int) -> str:
        character = str(_converter("t2s").convert(chr(code)))
        self[code] = character
        return character


_SIMPLIFIED = _Characters()


@cache
def _converter(way: str) -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - its tables take long to load, and most runs need none of them

    return OpenCC(way)
