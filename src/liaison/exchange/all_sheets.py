"""All sheets of the office workbook, in their order."""

from liaison.exchange.letter_sheets import LETTER_SHEETS, LONG_TEXTS
from liaison.exchange.sheets import (
    ADDRESSES,
    CADRES,
    CONSENTS,
    FOLLOW_UP_STEPS,
    FOLLOW_UPS,
    HOUSEHOLDS,
    PAIRINGS,
    PAUSES,
    PEOPLE,
    RULES,
    SEGMENTS,
    SETTINGS,
    TRIPS,
    VISITS,
    Sheet,
)

SHEETS = (
    *(CADRES, PEOPLE, PAIRINGS, RULES, VISITS, TRIPS, PAUSES, FOLLOW_UPS, FOLLOW_UP_STEPS, ADDRESSES, CONSENTS),
    *(HOUSEHOLDS, SEGMENTS, SETTINGS, *LETTER_SHEETS, LONG_TEXTS),
)


def sheet_named(name: str) -> Sheet | None:
    """The sheet of a name, None for any other name."""
    return next((sheet for sheet in SHEETS if sheet.name == name), None)
