"""Whether lines fit a box: told from their characters where that is plain, so that typst need not measure them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

_POINT = 25.4 / 72
_LINE = 1.45
"""The height of a line in ems, with room to spare: our pages take 1.3."""
_WIDE, _NARROW = 1.0, 0.72
"""The width of a Chinese character, and of another where all are capitals, in ems."""
# Runs of writing that does not break between any two characters, as Chinese does.
_UNBROKEN = re.compile(r"[^\s\u2e80-\uffef]{10,}")


def surely_fits(
    lines: Sequence[str], width: float, height: float, size: float, larger: Mapping[int, float] | None = None
) -> bool:
    """Whether lines fit a box of so many millimetres in type of ``size`` points, beyond doubt.

    ``larger`` tells of lines, by their index, that are set so many times as large. Where this says no, the lines may
    fit all the same: then typst has to measure.
    """
    factors = [larger.get(index, 1.0) if larger else 1.0 for index in range(len(lines))]
    em = size * _POINT
    if (sum(factors) + 0.5) * _LINE * em > height:
        return False
    return all(_ems(line) * factor * em <= width for line, factor in zip(lines, factors, strict=True))


def unbroken(lines: Sequence[str], scale: float = 1.0) -> list[dict[str, Any]]:
    """The longest run of characters that cannot be parted over lines, with how much larger than others it is set."""
    longest = max((word for line in lines for word in _UNBROKEN.findall(line)), key=len, default="")
    return [{"text": longest, "scale": scale}] if longest else []


def _ems(line: str) -> float:
    return sum(_WIDE if unicodedata.east_asian_width(character) in "WFA" else _NARROW for character in line)
