"""The days on which the office works or does not, whatever the calendar says: two lists among its settings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from liaison.store.settings import DAY_LISTS, EXTRA_DAYS_OFF, EXTRA_WORKING_DAYS, read_setting


def overrides_in(settings: Mapping[str, Any]) -> dict[date, bool]:
    """The overrides that settings by name say, as `liaison.calendar.working_days` takes them: True is a working day."""
    off = {date.fromisoformat(word): False for word in settings[EXTRA_DAYS_OFF]}
    return off | {date.fromisoformat(word): True for word in settings[EXTRA_WORKING_DAYS]}


def working_day_overrides(session: Session) -> dict[date, bool]:
    """The office's own overrides of working days."""
    return overrides_in({name: read_setting(session, name) for name in DAY_LISTS})
