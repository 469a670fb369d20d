"""How the values of a query are compared with the records: pure decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from liaison.segments.terms import Ago, AgoUnit, Key, Last, Sign

# What a place may be written with or without; a value that has one of them is not taken for another.
_ENDINGS: Mapping[Key, tuple[str, ...]] = {
    Key.TOWN: ("镇", "乡", "街道"),
    Key.VILLAGE: ("村", "社区"),
    Key.REGION: ("自治区", "特别行政区", "省", "市"),
    Key.CITY: ("市",),
}
_TURNED: Mapping[Sign, Sign] = {
    Sign.LESS: Sign.MORE,
    Sign.AT_MOST: Sign.AT_LEAST,
    Sign.MORE: Sign.LESS,
    Sign.AT_LEAST: Sign.AT_MOST,
}


@dataclass(frozen=True)
class TripPlace:
    """A trip by name, and the city it goes to."""

    name: str
    city: str


def lowered(text: str) -> str:
    """The text with A to Z in lower case, as databases lower it without regard to a language."""
    return "".join(character.lower() if character.isascii() else character for character in text)


def spellings(key: Key, value: str) -> tuple[str, ...]:
    """How a value may stand in the records, lowered: 上海 also as 上海市, 澜港镇 also as 澜港 but not as 澜港乡."""
    endings = _ENDINGS.get(key, ())
    had = next((ending for ending in endings if value.endswith(ending) and value != ending), None)
    others = [value.removesuffix(had)] if had else [value + ending for ending in endings]
    return tuple(dict.fromkeys(lowered(text) for text in (value, *others)))


def cities_of_trip(value: str, trips: Sequence[TripPlace]) -> tuple[str, ...]:
    """The cities of the trips that are meant: those of this name, and those to this city."""
    asked = lowered(value)
    cities = spellings(Key.CITY, value)
    meant = [trip.city for trip in trips if trip.city and (lowered(trip.name) == asked or lowered(trip.city) in cities)]
    return tuple(dict.fromkeys(meant))


def bound(last: Last, today: date) -> tuple[Sign, date]:
    """How the day of the last contact compares: more than 90 days ago means before the day 90 days back.

    Raises:
        ValueError: when the term asks for no contact at all.
    """
    if last.when is None:
        raise ValueError("a term without a day has no bound")
    if isinstance(last.when, Ago):
        return _TURNED[last.sign], today - _step(last.when)
    return last.sign, last.when


def _step(ago: Ago) -> relativedelta:
    if ago.unit is AgoUnit.DAY:
        return relativedelta(days=ago.amount)
    if ago.unit is AgoUnit.WEEK:
        return relativedelta(weeks=ago.amount)
    return relativedelta(months=ago.amount) if ago.unit is AgoUnit.MONTH else relativedelta(years=ago.amount)
