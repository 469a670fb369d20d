"""What a query over representatives is made of: frozen terms, all of which must hold."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Key(StrEnum):
    """What a term asks about; the value is the key's own name in a stored query."""

    SECTOR = "sector"
    TIER = "tier"
    TOWN = "town"
    VILLAGE = "village"
    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    LANGUAGE = "lang"
    CADRE = "cadre"
    TRIP = "trip"
    HAS = "has"
    WRITTEN = "written"
    CONTACTED = "contacted"
    STATUS = "status"
    NAME = "name"


DAY_KEYS = frozenset({Key.WRITTEN, Key.CONTACTED})
"""The keys that ask when something last happened."""


class Possession(StrEnum):
    """What ``has:`` asks for."""

    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    WECHAT = "wechat"
    PAIRING = "pairing"
    BIRTHDAY = "birthday"


class Sign(StrEnum):
    """How a day is compared; with a length of time, how long ago the last one was."""

    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class AgoUnit(StrEnum):
    """The unit of a length of time."""

    DAY = "d"
    WEEK = "w"
    MONTH = "m"
    YEAR = "y"


@dataclass(frozen=True)
class Ago:
    """A length of time back from today."""

    amount: int
    unit: AgoUnit = AgoUnit.DAY


@dataclass(frozen=True)
class AnyOf:
    """The person has any of the values; with ``negated``, none of them.

    Values are codes for countries, languages, statuses and possessions, else text as it stands in the records.
    """

    key: Key
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True)
class Last:
    """The last contact of a kind lies before or after a day, or so long ago; without ``when``, there was none.

    A comparison speaks only of people who had such a contact; ``negated`` takes all the others.
    """

    key: Key
    sign: Sign = Sign.LESS
    when: date | Ago | None = None
    negated: bool = False


Term = AnyOf | Last


@dataclass(frozen=True)
class Query:
    """A filter over representatives: every term must hold. Without a status term, only active people are meant."""

    terms: tuple[Term, ...] = ()

    @property
    def names_status(self) -> bool:
        """Whether the query itself says which statuses are meant."""
        return any(term.key is Key.STATUS for term in self.terms)
