"""What a column of a roster can be read as, in words."""

from collections.abc import Callable, Mapping

from liaison.exchange.sheets import ADDRESS, CADRES, Sheet
from liaison.exchange.tables.aliases import (
    BIRTHDAY,
    GIVEN_NAME,
    HOMETOWN,
    LUNAR_BIRTHDAY,
    PLACE,
    SERIAL,
    SURNAME,
    UNIT_POST,
    WHOLE_ADDRESS,
)
from liaison.exchange.tables.headers import targets_of
from liaison.people.fields import ADDRESS_FIELDS, CADRE_FIELDS, REPRESENTATIVE_FIELDS
from liaison.text.words import N_, _

_COMBINED: Mapping[str, str] = {
    UNIT_POST: N_("Unit and post in one"),
    HOMETOWN: N_("Home town and village in one"),
    WHOLE_ADDRESS: N_("Address in one cell"),
    PLACE: N_("Where they live"),
    BIRTHDAY: N_("Birthday"),
    LUNAR_BIRTHDAY: N_("Lunar birthday"),
    SURNAME: N_("Surname"),
    GIVEN_NAME: N_("Given name"),
    SERIAL: N_("Running number"),
    "household": N_("Household"),
    "rule": N_("Contact rule"),
    ADDRESS + "for_household": N_("Address of the household"),
}
_FIRST = ("name", "honorific", "unit", "post", UNIT_POST, "phone", "email", "wechat", "sector", "tier", HOMETOWN)


def reading_word(sheet: Sheet, target: str) -> str:
    """What a field that a column is read as is called, in the user's language."""
    if target in _COMBINED:
        return _(_COMBINED[target])
    return _labels(sheet)[target]() if target in _labels(sheet) else target


def readings(sheet: Sheet) -> list[tuple[str, str]]:
    """Everything that a column can be read as, with its word; the commonest first."""
    known = targets_of(sheet)
    first = [target for target in _FIRST if target in known]
    ordered = [*first, *(c.name for c in sheet.columns if c.name not in first), *sorted(known - set(first))]
    return [(target, reading_word(sheet, target)) for target in dict.fromkeys(ordered)]


def _labels(sheet: Sheet) -> Mapping[str, Callable[[], str]]:
    if sheet is CADRES:
        return {field.name: field.label for field in CADRE_FIELDS}
    own = {field.name: field.label for field in REPRESENTATIVE_FIELDS}
    return own | {ADDRESS + field.name: field.label for field in ADDRESS_FIELDS}
