"""Which value wins where two records of one person are joined: chosen by the office, or settled by the stricter one.

Pure. What is chosen (a name, a post, a telephone number) has a default; what protects a person (a wish not to be
contacted, a death, a consent taken back, quiet at festivals) is never a matter of choice: the stricter value stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from liaison.people.fields import REPRESENTATIVE_FIELDS, Consent, Language, PersonStatus
from liaison.text.fields import TEXT_LIMIT, Field
from liaison.text.phones import JOINER
from liaison.text.words import _


class Side(StrEnum):
    """Whose value wins: that of the record that stays, that of the one that goes, or both together."""

    STAYS = "a"
    GOES = "b"
    BOTH = "both"


SETTLED = frozenset({"status", "status_since", "no_festive_until"})
"""Fields that are not chosen: the stricter value stays."""
ADDRESS = "address"
"""The choice of whose first address stays the first; all addresses are kept."""
BIRTHDAY = ("birth_month", "birth_day", "birth_lunar", "birth_leap")
_TOGETHER: Mapping[str, tuple[str, ...]] = {"name": ("name", "reading"), "birth_month": BIRTHDAY}
"""Columns that make sense only together are chosen together, under the first of them."""
_JOINABLE: Mapping[str, str] = {"phone": JOINER, "remarks": "\n"}
_STRICTEST = (PersonStatus.DECEASED, PersonStatus.NO_CONTACT, PersonStatus.ACTIVE, PersonStatus.ARCHIVED)
_CONSENTS = (Consent.WITHDRAWN, Consent.GIVEN, Consent.UNKNOWN)


@dataclass(frozen=True)
class Choosable:
    """Something that is chosen: its name, the columns that it moves, and the fields that show it."""

    name: str
    columns: tuple[str, ...]
    fields: tuple[Field, ...]

    def label(self) -> str:
        """Its name in the user's language."""
        return _("Birthday") if self.columns == BIRTHDAY else self.fields[0].label()

    def shown(self, values: Mapping[str, Any]) -> str:
        """Its value as a user reads it."""
        if self.columns == BIRTHDAY and not values.get("birth_month"):
            return ""
        shown = [field.show(values.get(field.name)) for field in self.fields]
        if self.columns == BIRTHDAY:
            month, day, lunar, leap = shown
            notes = [_("lunar") if lunar else "", _("leap month") if leap else ""]
            return " ".join(part for part in (f"{month}-{day}", *notes) if part)
        return " ".join(part for part in shown if part)


def choosable() -> tuple[Choosable, ...]:
    """Everything of a representative's own fields that is chosen, in the order of the card."""
    fields = {field.name: field for field in REPRESENTATIVE_FIELDS}
    within = {column for columns in _TOGETHER.values() for column in columns[1:]}
    names = [name for name in fields if name not in SETTLED and name not in within]
    return tuple(_choosable(name, fields) for name in names)


def _choosable(name: str, fields: Mapping[str, Field]) -> Choosable:
    columns = _TOGETHER.get(name, (name,))
    return Choosable("birthday" if columns == BIRTHDAY else name, columns, tuple(fields[c] for c in columns))


def sides(name: str, stays: Any, goes: Any) -> tuple[Side, ...]:
    """Whose value can win; both only of what can stand side by side."""
    joined = name in _JOINABLE and stays and goes and stays != goes
    fits = joined and len(_JOINABLE[name].join((stays, goes))) <= TEXT_LIMIT
    return (Side.STAYS, Side.GOES, Side.BOTH) if fits else (Side.STAYS, Side.GOES)


def default_side(name: str, stays: Sequence[Any], goes: Sequence[Any]) -> Side:
    """Whose value wins unless somebody chooses: nothing that only one record has is lost.

    That of the record that stays, unless it has none; telephone numbers and remarks of both.
    """
    if not any(_is_given(value) for value in stays):
        return Side.GOES if any(_is_given(value) for value in goes) else Side.STAYS
    if name == "name" and stays[0] == goes[0] and not stays[1]:
        return Side.GOES
    return Side.BOTH if Side.BOTH in sides(name, stays[0], goes[0]) else Side.STAYS


def chosen(name: str, side: Side, stays: Sequence[Any], goes: Sequence[Any]) -> Sequence[Any]:
    """The values that win."""
    if side is Side.BOTH:
        joiner = _JOINABLE[name]
        parts = [part for text in (stays[0], goes[0]) for part in text.split(joiner)]
        return (joiner.join(dict.fromkeys(parts)),)
    return stays if side is Side.STAYS else goes


def _is_given(value: Any) -> bool:
    return bool(value) and value is not Language.ZH_HANS


def settled_status(
    stays: tuple[PersonStatus, date | None], goes: tuple[PersonStatus, date | None]
) -> tuple[PersonStatus, date | None]:
    """Where a person stands of whom two records say it: who died is not written to, nor who asked for no contact.

    An archived record was only put away, so that the other one counts. Of two equal ones the earlier day holds.
    """
    if stays[0] is goes[0]:
        return stays[0], earlier(stays[1], goes[1])
    return min((stays, goes), key=lambda held: _STRICTEST.index(held[0]))


def settled_consent(
    stays: tuple[Consent, date | None, str], goes: tuple[Consent, date | None, str]
) -> tuple[Consent, date | None, str]:
    """What a person said about a channel: what was taken back stays so, and from the earlier day."""
    if stays[0] is goes[0]:
        return (stays[0], earlier(stays[1], goes[1]), stays[2] or goes[2])
    return min((stays, goes), key=lambda held: _CONSENTS.index(held[0]))


def earlier(one: date | None, other: date | None) -> date | None:
    """The earlier of two days on which something began; none means always."""
    return None if one is None or other is None else min(one, other)


def later(one: date | None, other: date | None) -> date | None:
    """The later of two days, as far as there are any."""
    return max((day for day in (one, other) if day is not None), default=None)
