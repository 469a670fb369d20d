"""One way to make text comparable, for the search index and for the keys that names sort by."""

import re
import unicodedata

# Letters that no decomposition turns into plain ones.
_PLAIN = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ð": "d",
    "đ": "d",
    "þ": "th",
    "ł": "l",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ŋ": "n",
}

# Full-width forms of ASCII, the ideographic space and the no-break space.
_WIDE = re.compile("[\uff01-\uff5e\u3000\xa0]")
WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}


def narrow(text: str) -> str:
    """The text with full-width letters, digits, punctuation and spaces as ASCII."""
    return text if text.isascii() or _WIDE.search(text) is None else text.translate(WIDTHS)


def fold(text: str) -> str:
    """The text without the differences that a search overlooks: case, width, accents on Latin letters.

    Each character is folded by itself, so folding a part of a text gives a part of the folded text.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def is_han(character: str) -> bool:
    """Whether the character is a Chinese character."""
    code = ord(character)
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x3FFFF or code == 0x3007


class _Folds(dict[int, str]):
    """The characters met so far as they are folded, by their code points."""

    def __missing__(self, code: int) -> str:
        folded = narrow(chr(code)).casefold()
        parts = unicodedata.normalize("NFKD", folded)
        if parts[0].isascii():
            folded = parts.casefold()
        plain = "".join(_PLAIN.get(c, c) for c in folded if not unicodedata.combining(c))
        self[code] = plain
        return plain


_FOLDS = _Folds()
