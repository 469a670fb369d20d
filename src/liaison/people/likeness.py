"""How much two records look like one person: the one rule for imports and for the review of duplicates.

Names decide first: whoever has another name is another person, whatever else is shared, since a household shares a
telephone, an address, a home town. What the records have in common then adds to the score, what contradicts takes away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Hamming

from liaison.text.folding import fold, is_han
from liaison.text.names import pinyin_readings, split_name
from liaison.text.phones import numbers_of
from liaison.text.scripts import simplified_by_character
from liaison.text.words import N_, _

PROBABLE = 60
"""From this score on (of 100), two records are probably of one person."""
HIGHEST = 99
LAST_DIGITS = 4

_OWN_NUMBER = 8  # so many digits are a whole number, not an extension
_WHOLE = 11
_NO_NUMBERS: frozenset[str] = frozenset()
_LATIN_ALIKE = 85  # percent, of names in Latin letters: Catherine and Katherine
_UNITS_ALIKE = 60  # percent, from which two units may be one
_UNITS_APART = 30
_MEN = frozenset({"先生", "mr", "mr."})
_WOMEN = frozenset({"女士", "小姐", "夫人", "太太", "ms", "ms.", "mrs", "mrs.", "miss"})


class Reason(StrEnum):
    """What speaks for or against two records being of one person."""

    SAME_NAME = "same_name"
    OTHER_SPELLING = "other_spelling"
    SAME_SOUND = "same_sound"
    ONE_CHARACTER = "one_character"
    SAME_PHONE = "same_phone"
    SAME_LINE = "same_line"
    SAME_EMAIL = "same_email"
    SAME_WECHAT = "same_wechat"
    LAST_DIGITS = "last_digits"
    SAME_UNIT = "same_unit"
    UNITS_ALIKE = "units_alike"
    SAME_TOWN = "same_town"
    SAME_BIRTHDAY = "same_birthday"
    PHONES_DIFFER = "phones_differ"
    UNITS_DIFFER = "units_differ"
    TOWNS_DIFFER = "towns_differ"
    TITLES_DIFFER = "titles_differ"
    BIRTHDAYS_DIFFER = "birthdays_differ"


POINTS: Mapping[Reason, int] = {
    Reason.SAME_NAME: 65,
    Reason.OTHER_SPELLING: 63,
    Reason.SAME_SOUND: 40,
    Reason.ONE_CHARACTER: 25,
    Reason.SAME_PHONE: 35,
    Reason.SAME_LINE: 20,
    Reason.SAME_EMAIL: 30,
    Reason.SAME_WECHAT: 30,
    Reason.LAST_DIGITS: 10,
    Reason.SAME_UNIT: 30,
    Reason.UNITS_ALIKE: 20,
    Reason.SAME_TOWN: 10,
    Reason.SAME_BIRTHDAY: 15,
    Reason.PHONES_DIFFER: -15,
    Reason.UNITS_DIFFER: -5,
    Reason.TOWNS_DIFFER: -10,
    Reason.TITLES_DIFFER: -25,
    Reason.BIRTHDAYS_DIFFER: -30,
}
"""What each reason is worth. The figures are a judgement, made so that one name with nothing to tell the records apart
is probable (60), one name with other telephones only where units are alike, and that of names which differ by one
character, as brothers' do, only those with the same mobile are."""

REASON_WORDS: Mapping[Reason, str] = {
    Reason.SAME_NAME: N_("same name"),
    Reason.OTHER_SPELLING: N_("same name, written otherwise"),
    Reason.SAME_SOUND: N_("names sound the same"),
    Reason.ONE_CHARACTER: N_("names differ by one character"),
    Reason.SAME_PHONE: N_("same phone"),
    Reason.SAME_LINE: N_("same landline"),
    Reason.SAME_EMAIL: N_("same e-mail"),
    Reason.SAME_WECHAT: N_("same WeChat"),
    Reason.LAST_DIGITS: N_("same last four digits of the phone"),
    Reason.SAME_UNIT: N_("same unit"),
    Reason.UNITS_ALIKE: N_("units alike"),
    Reason.SAME_TOWN: N_("same home town"),
    Reason.SAME_BIRTHDAY: N_("same birthday"),
    Reason.PHONES_DIFFER: N_("phones differ"),
    Reason.UNITS_DIFFER: N_("units differ"),
    Reason.TOWNS_DIFFER: N_("home towns differ"),
    Reason.TITLES_DIFFER: N_("titles differ"),
    Reason.BIRTHDAYS_DIFFER: N_("birthdays differ"),
}
_PROOFS = (Reason.SAME_PHONE, Reason.SAME_LINE, Reason.SAME_EMAIL, Reason.SAME_WECHAT, Reason.LAST_DIGITS)
_BITS: Mapping[Reason, int] = {reason: 1 << place for place, reason in enumerate(Reason)}
# Looked up for every pair, and a member of an enum takes long to look up.
_SAME_NAME, _OTHER_SPELLING, _SAME_SOUND, _ONE_CHARACTER = (_BITS[reason] for reason in tuple(Reason)[:4])
_SAME_UNIT, _SAME_TOWN = _BITS[Reason.SAME_UNIT], _BITS[Reason.SAME_TOWN]
_PHONES_DIFFER, _TOWNS_DIFFER = _BITS[Reason.PHONES_DIFFER], _BITS[Reason.TOWNS_DIFFER]
_CONTACTS = sum(_BITS[reason] for reason in _PROOFS if reason is not Reason.LAST_DIGITS)


@dataclass(frozen=True)
class Likeness:
    """How much two records look like one person, of 100, and why: first what speaks for it, then what against."""

    score: int
    reasons: tuple[Reason, ...]

    def why(self) -> str:
        """The reasons in words: same phone, names differ by one character; but units differ."""
        told = [(_(REASON_WORDS[reason]), POINTS[reason]) for reason in self.reasons]
        said = _(", ").join(word for word, points in told if points > 0)
        against = _(", ").join(word for word, points in told if points < 0)
        return _("{reasons}; but {against}").format(reasons=said, against=against) if against else said


_NOT_ALIKE = Likeness(0, ())


class Traits:
    """What is compared of a record; what only few comparisons look at is worked out when it is first asked for.

    Made from the values of the fields by name, those of a representative or a cadre, in the store or in a file;
    fields that are missing say nothing. ``pinyin`` is the column of readings, if it is known.
    """

    __slots__ = (
        "_last_digits",
        "_sounds",
        "_values",
        "birthday",
        "email",
        "key",
        "name",
        "numbers",
        "title",
        "town",
        "unit",
        "wechat",
    )

    def __init__(self, values: Mapping[str, Any]) -> None:
        given = values.get
        self._values = values
        self._sounds: frozenset[str] | None = None
        self._last_digits: frozenset[str] | None = None
        self.name: str = given("name") or ""
        self.key = name_key(self.name)
        self.numbers = own_numbers(given("phone") or "")
        self.email = fold(given("email") or "")
        self.wechat = fold(given("wechat") or "")
        self.unit = _plain(given("unit") or "")
        self.town = _plain(given("town") or "")
        self.title = _title(given("honorific") or "")
        month, day = given("birth_month"), given("birth_day")
        self.birthday = (bool(given("birth_lunar")), month, day) if month and day else None

    @property
    def sounds(self) -> frozenset[str]:
        """Every reading of the name; those of Latin names also with the last word first, as surnames stand last."""
        if self._sounds is None:
            column = self._values.get("pinyin")
            readings = column.split() if column else [r.replace(" ", "") for r in pinyin_readings(self.name)]
            if " " in self.name:
                *first, last = fold(self.name).split()
                readings.append(last + "".join(first))
            self._sounds = frozenset(readings)
        return self._sounds

    @property
    def surname(self) -> str:
        """The surname, folded; of names that are no Chinese ones the whole."""
        return split_name(self.key)[0]

    @property
    def last_digits(self) -> frozenset[str]:
        """The last digits of each number."""
        if self._last_digits is None:
            self._last_digits = frozenset([number[-LAST_DIGITS:] for number in self.numbers])
        return self._last_digits


def likeness(one: Traits, other: Traits) -> Likeness:
    """How much two records look like one person; a score of 0 where the names say that they are two."""
    shared = _contacts(one, other)
    name = _name(one, other, shared)
    if not name:
        return _NOT_ALIKE
    bits = shared | name | _circumstances(one, other)
    if not shared & _CONTACTS and one.numbers and other.numbers:
        bits |= _PHONES_DIFFER
    return _weighed(bits)


def in_common(one: Traits, other: Traits) -> bool:
    """Whether two records share a telephone number, an e-mail address or a WeChat name."""
    return (
        not one.numbers.isdisjoint(other.numbers)
        or (one.email != "" and one.email == other.email)
        or (one.wechat != "" and one.wechat == other.wechat)
    )


def name_key(name: str) -> str:
    """A name without the differences of writing: case, width, accents, traditional characters, spaces and dots."""
    return simplified_by_character(fold(name)).replace(" ", "").replace("·", "")


def own_numbers(phone: str) -> frozenset[str]:
    """The telephone numbers in a field that are long enough to be somebody's own, by their last eleven digits."""
    if not phone:
        return _NO_NUMBERS
    digits = phone.replace(" ", "")
    if len(digits) == _WHOLE and digits.isdecimal() and digits.isascii():
        return frozenset((digits,))
    return frozenset(number[-_WHOLE:] for number in numbers_of(phone) if len(number) >= _OWN_NUMBER)


@cache
def _weighed(bits: int) -> Likeness:
    """What a set of reasons comes to; there are few sets."""
    reasons = [reason for reason in Reason if bits & _BITS[reason]]
    proofs = [POINTS[reason] for reason in reasons if reason in _PROOFS]
    others = sum(POINTS[reason] for reason in reasons if reason not in _PROOFS)
    # Two addresses in common are hardly better proof than one.
    score = others + max(proofs, default=0) + 5 * (len(proofs) > 1)
    return Likeness(max(0, min(score, HIGHEST)), tuple(sorted(reasons, key=lambda reason: POINTS[reason] < 0)))


def _contacts(one: Traits, other: Traits) -> int:
    bits = 0
    if one.numbers and other.numbers:
        shared = one.numbers & other.numbers
        if shared:
            # A mobile is somebody's own; a landline may be a whole office's.
            own = any(len(number) == _WHOLE and number[0] == "1" for number in shared)
            bits = _BITS[Reason.SAME_PHONE if own else Reason.SAME_LINE]
        elif one.key[:1] == other.key[:1] and not one.last_digits.isdisjoint(other.last_digits):
            bits = _BITS[Reason.LAST_DIGITS] if one.surname == other.surname else 0
    if one.email and one.email == other.email:
        bits |= _BITS[Reason.SAME_EMAIL]
    if one.wechat and one.wechat == other.wechat:
        bits |= _BITS[Reason.SAME_WECHAT]
    return bits


def _name(one: Traits, other: Traits, shared: int) -> int:
    """How two names are one, or 0; names that are only nearly the same need something in common besides."""
    if one.key == other.key:
        return _SAME_NAME if one.name == other.name else _OTHER_SPELLING
    if not one.sounds.isdisjoint(other.sounds):
        return _SAME_SOUND
    near = bool(shared) and (_one_apart(one.key, other.key) or _latin_alike(one, other))
    return _ONE_CHARACTER if near else 0


def _one_apart(one: str, other: str) -> bool:
    """Whether one character of at least three differs: of two, it is the whole given name."""
    return len(one) == len(other) and 3 <= len(one) <= 4 and is_han(one[0]) and Hamming.distance(one, other) == 1


def _latin_alike(one: Traits, other: Traits) -> bool:
    """Whether a name in Latin letters is nearly another's, or nearly how a Chinese one is read."""
    if is_han(one.key[:1] or " ") and is_han(other.key[:1] or " "):
        return False
    return any(fuzz.ratio(a, b) >= _LATIN_ALIKE for a in one.sounds for b in other.sounds)


def _circumstances(one: Traits, other: Traits) -> int:
    bits = 0
    if one.unit and other.unit:
        bits = _SAME_UNIT if one.unit == other.unit else _units(one.unit, other.unit)
    if one.town and other.town:
        bits |= _SAME_TOWN if one.town == other.town else _TOWNS_DIFFER
    if one.birthday and other.birthday and one.birthday[0] == other.birthday[0]:
        bits |= _BITS[Reason.SAME_BIRTHDAY if one.birthday == other.birthday else Reason.BIRTHDAYS_DIFFER]
    if one.title and other.title and one.title != other.title:
        bits |= _BITS[Reason.TITLES_DIFFER]
    return bits


@lru_cache(maxsize=65536)
def _units(one: str, other: str) -> int:
    """Units are often written short: 远恒水产 is 远恒水产有限公司."""
    alike = 99.0 if one in other or other in one else fuzz.ratio(one, other)
    if alike >= _UNITS_ALIKE:
        return _BITS[Reason.UNITS_ALIKE]
    return _BITS[Reason.UNITS_DIFFER] if alike < _UNITS_APART else 0


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    return simplified_by_character(fold(text)).replace(" ", "")


def _title(honorific: str) -> str:
    """Whether somebody is addressed as a man or a woman, where the title says so."""
    title = fold(honorific) if honorific else ""
    return "m" if title in _MEN else "f" if title in _WOMEN else ""
