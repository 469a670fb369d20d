"""Telephone numbers as staff write them, in one shape."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from liaison.errors import InvalidInputError
from liaison.text.fields import clean
from liaison.text.folding import narrow
from liaison.text.words import _

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

JOINER = "、"
_HOME = "CN"
_SHORTEST, _LONGEST = 5, 40
_NO_DIGITS = re.compile(r"\D+")
_BETWEEN = re.compile(r"[、,;|\n]+|\s+/\s+|\s*或\s*")
_EXTENSION = re.compile(
    r"^(?P<number>.*\d\)?)\s*(?:转|轉|分机|分機|extension|ext\.?|x|#)\s*(?P<extension>\d{1,6})$", re.IGNORECASE
)
_DASHED_EXTENSION = re.compile(r"^(?P<number>\(?0\d{2,3}\)?[- ]?\d{7,8})-(?P<extension>\d{1,6})$")
_FROM_EXCEL = re.compile(r"^(\d{5,15})\.0+$")
_PUNCTUATION = re.compile(r"[\d\s+\-().#*/、转轉]+|分机|分機|ext\.?", re.IGNORECASE)
# What a mainland number begins with; a landline whose 0 a spreadsheet took away may as well be of another country.
_OF_HOME = re.compile(r"0|[48]00\d{7}|86")
MOBILE = re.compile(r"1[3-9]\d{9}")
"""A mobile number of the mainland, without the signs between its digits."""
_NORTH_AMERICAN = re.compile(r"1[ .(-]+\d{3}[ .)-]+\d{3}[ .-]?\d{4}")
# Numbers by themselves, written plainly. Whether one can be one, and where it is divided, does not depend on its last
# digits: in mobiles on none after the fifth, in landlines of the mainland on none after the first of the local number,
# but 010 and 021 know 800. Numbers of the small islands of the Pacific are left out: they are divided by their last.
_PLAIN_MOBILE = re.compile(r"(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})")
_MOBILE_FREE = 6
_PLAIN_LANDLINE = re.compile(r"\(?0(?:(?:10|21)\)?[ -]?[2-7]|(?:2[02-9]|[3-9]\d\d)\)?[ -]?[2-8])(\d{6,7})")
_PLAIN = re.compile(r"(?!\+6[789])[+\d(][\d ()-]{5,20}(\d{4})")
# A country's digits without the plus: only those that an office here writes so, and only whole numbers.
_PLUS_LEFT_OUT = re.compile(r"^(?:86|852|853|886)\d{8,11}$")


def parse_phone(typed: str) -> str:
    """One or several numbers as they are stored and shown.

    Mobiles of the mainland become ``138 0013 8000``, landlines ``0571-88881234``, numbers of other countries
    ``+1 650-253-0000``; an extension stays (``0571-88881234转802``), several numbers are joined with 、. What is not
    understood, such as a local number without area code, stays as typed.

    Raises:
        InvalidInputError: when that is not 5 to 40 characters of digits and the signs of telephone numbers.
    """
    text = narrow(clean(typed)).replace("–", "-").replace("—", "-")
    return plain_number(text) or _parsed(text)


def plain_number(text: str) -> str:
    """The shape of a text that is a single number written plainly, as nearly all are; empty for any other.

    It is what the library makes of the number, asked once for all that begin alike.
    """
    if not text.isascii():
        return ""
    if match := _PLAIN_MOBILE.fullmatch(text):
        first, second, last = match.groups()
        if " " in _of_beginning(f"{first}{second[:2]}", _MOBILE_FREE):
            return f"{first} {second} {last}"
        if MOBILE.fullmatch(text):
            return text
    if match := _PLAIN_LANDLINE.fullmatch(text) or _PLAIN.fullmatch(text):
        free = match[1]
        shape = _of_beginning(text[: -len(free)], len(free))
        if shape.endswith("0" * len(free)):
            return shape[: -len(free)] + free
    return ""


def meet_mobiles() -> Iterator[None]:
    """Ask the library, one after the other, about what mobiles of the mainland begin with."""
    for operator in range(130, 200):
        for place in range(100):
            _of_beginning(f"{operator}{place:02}", _MOBILE_FREE)
            yield


@lru_cache(maxsize=65536)
def _of_beginning(beginning: str, free: int) -> str:
    return _parsed(beginning + "0" * free)


def _parsed(text: str) -> str:
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    text = " ".join(text.split())
    try:
        numbers = [number for part in parts for number in _numbers(part)]
    except InvalidInputError:  # a sign that joins numbers stands inside one: 0571-88881234/5
        numbers = []
    return JOINER.join(dict.fromkeys(numbers)) or _kept(text)


def phone_abroad(typed: str, country: str) -> str | None:
    """A number of somebody who lives in a country, where it is written as people there do: without the plus.

    None where it names its own country, or is a whole number of the mainland, which many who live abroad keep.
    """
    import phonenumbers  # noqa: PLC0415 - loads large tables, and most runs write no number

    text = narrow(clean(typed))
    if (match := _FROM_EXCEL.match(text)) is not None:
        text = match[1]
    digits = _NO_DIGITS.sub("", text)
    northern = country in {"US", "CA"} and _NORTH_AMERICAN.fullmatch(text) is not None
    if text[:1] == "+" or (not northern and (MOBILE.fullmatch(digits) or (_OF_HOME.match(digits) and _valid(text)))):
        return None
    try:
        found = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    return _shape(found, "") if phonenumbers.is_valid_number(found) else None


def phone_digits(phone: str) -> str:
    """The digits of each number, separated by a space: what a search by number looks at."""
    return " ".join(numbers_of(phone)) if JOINER in phone else _digits(phone)


def numbers_of(phone: str) -> list[str]:
    """The digits of each number."""
    return [digits for number in phone.split(JOINER) if (digits := _digits(number))]


def _digits(number: str) -> str:
    plain = number.replace(" ", "").replace("-", "")  # all there is beside digits in the shapes that are stored
    return plain if plain.isdecimal() and plain.isascii() else _NO_DIGITS.sub("", narrow(number))


def _numbers(part: str) -> list[str]:
    """The number, or the several that stand with nothing but spaces or strokes between them."""
    if shown := _shown(part):
        return [shown]
    apart = [_shown(piece) for piece in re.split(r"[\s/]+", part)]
    return [shown for shown in apart if shown] if len(apart) > 1 and all(apart) else [_kept(part)]


def _shown(typed: str) -> str | None:
    """The number in its shape, or None when it is no valid number."""
    number = _FROM_EXCEL.sub(r"\1", typed)
    extension = ""
    if match := _EXTENSION.match(number) or _DASHED_EXTENSION.match(number):
        number, extension = match["number"], match["extension"]
    if not _PUNCTUATION.fullmatch(number):
        return None
    digits = _NO_DIGITS.sub("", number)
    if digits.startswith("00"):
        number = "+" + digits[2:]
    found = _valid(number)
    if found is None and _PLUS_LEFT_OUT.match(digits):
        found = _valid("+" + digits)
    return _shape(found, extension) if found else None


def _valid(number: str) -> "PhoneNumber | None":
    import phonenumbers  # noqa: PLC0415 - loads large tables, and most runs write no number

    try:
        found = phonenumbers.parse(number, _HOME)
    except phonenumbers.NumberParseException:
        return None
    return found if phonenumbers.is_valid_number(found) else None


def _shape(number: "PhoneNumber", extension: str) -> str:
    import phonenumbers  # noqa: PLC0415 - as above

    if phonenumbers.region_code_for_number(number) != _HOME:
        shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        return f"{shown} ext. {extension}" if extension else shown
    area = phonenumbers.length_of_geographical_area_code(number)
    if area:
        national = phonenumbers.national_significant_number(number)
        shown = f"0{national[:area]}-{national[area:]}"
    else:
        shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return f"{shown}转{extension}" if extension else shown


def _kept(text: str) -> str:
    if not (_SHORTEST <= len(text) <= _LONGEST and _PUNCTUATION.sub("", text) == "" and re.search(r"\d", text)):
        sentence = _(
            "“{value}” is not a telephone number. Write for example 138 0013 8000, 0571-88881234 or +1 650 253 0000."
        )
        raise InvalidInputError(sentence.format(value=text))
    return text
