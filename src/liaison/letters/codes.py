"""The short code on every piece: what is typed, or scanned, when an envelope comes back."""

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_2

from liaison.errors import InvalidInputError
from liaison.text.folding import narrow
from liaison.text.words import _

ALPHABET = "23456789CDFHJKMNPRTVWXY"
"""No two of these characters look alike in print or by hand; no vowels, so that no code reads as a word.

Their number is a prime: that is what makes the check of ISO 7064 (pure system, radix 2) catch every single wrong
character and every swap of two, also of two that are not neighbours, in codes of up to eleven characters.
"""

LENGTH = 6
"""Characters of a code with its check character; enough for the first 6,436,343 pieces, longer after that."""

# What people type for a character of the alphabet that they took for another one; the check decides whether it was it.
_TAKEN_FOR = str.maketrans("OQ01SZBGAU", "DDD752864V")
_SEPARATORS = str.maketrans("", "", " \t\r\n-‐‑‒–—−_./·*")
_LONGEST = 11


def code_of(number: int) -> str:
    """The code of a piece by its number: the number in the alphabet of codes, and its check character.

    Raises:
        ValueError: for a number below 1 or beyond what eleven characters can say.
    """
    rest, digits = number, ""
    while rest > 0:
        rest, digit = divmod(rest, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    if not 0 < len(digits) < _LONGEST:
        raise ValueError(number)
    digits = digits.rjust(LENGTH - 1, ALPHABET[0])
    return digits + mod_37_2.calc_check_digit(digits, ALPHABET)


def read_code(typed: str) -> str:
    """The code that was typed or scanned, as it stands in the store.

    Case, width, spaces and dashes do not matter; characters that no code holds are read as those that they are
    taken for (O as D, 1 as 7, S as 5, Z as 2, B as 8, G as 6, A as 4, U as V).

    Raises:
        InvalidInputError: when it is none, or one with a mistake in it.
    """
    code = narrow(typed).upper().translate(_SEPARATORS).translate(_TAKEN_FOR)
    if not code:
        raise InvalidInputError(_("Type or scan the code that stands on the envelope."), field="code")
    too_long = len(code) > _LONGEST or (len(code) > LENGTH and code.startswith(ALPHABET[0]))
    if len(code) < LENGTH or too_long or not set(code) <= set(ALPHABET):
        sentence = _("“{code}” is not the code of a letter: codes have {length} letters and digits, such as {example}.")
        said = sentence.format(code=typed.strip(), length=LENGTH, example=code_of(1_000_000))
        raise InvalidInputError(said, field="code")
    try:
        mod_37_2.validate(code, ALPHABET)
    except ValidationError:
        sentence = _(
            "“{code}” has a mistake in it: a character is wrong, missing or too many, or two are swapped. Look again."
        )
        raise InvalidInputError(sentence.format(code=typed.strip()), field="code") from None
    return code
