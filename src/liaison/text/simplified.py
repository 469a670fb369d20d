"""Traditional characters as simplified ones, to compare what was written in one way with what was in the other."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def simplified(text: str) -> str:
    """The text with each traditional character as its simplified one, character by character.

    For comparing only: a character by itself does not say which of several was meant.
    """
    return text if text.isascii() else text.translate(_TABLE)


class _Characters(dict[int, str]):
    """The characters met so far, by their code points."""

    def __missing__(self, code: int) -> str:
        character = str(_converter().convert(chr(code)))
        self[code] = character
        return character


_TABLE = _Characters()


@lru_cache(maxsize=1)
def _converter() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - its tables take long to load, and most runs compare no names

    return OpenCC("t2s")
