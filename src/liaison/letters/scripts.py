"""In which script something is written: what decides in which order an address stands and how a name is said."""

import unicodedata

from liaison.text.folding import is_han

# A Chinese character says about as much as three Latin letters: 彌敦道132號 Tower A is Chinese, Flat 3 (三樓) is not.
_LETTERS_A_CHARACTER = 3


def is_chinese(text: str) -> bool:
    """Whether a text is written in Chinese characters in the main."""
    han = sum(map(is_han, text))
    return han > 0 and han * _LETTERS_A_CHARACTER >= _latin_letters(text)


def is_latin(text: str) -> bool:
    """Whether a text is written in Latin letters in the main; a text without any letter is."""
    letters = sum(map(str.isalpha, text))
    return not is_chinese(text) and _latin_letters(text) * 2 >= letters


def _latin_letters(text: str) -> int:
    return sum(map(_is_latin, text))


def _is_latin(character: str) -> bool:
    if character.isascii():
        return character.isalpha()
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN")
