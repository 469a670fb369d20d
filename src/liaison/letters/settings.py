"""What the office has settled about its letters: where it is, how long the post takes, when it writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from liaison.calendar.festivals import Festival
from liaison.letters.fields import Zone
from liaison.letters.schedule import Home, ZoneDays, schedule
from liaison.store import settings as kept
from liaison.store.office_calendar import working_day_overrides

POST_DAYS: Mapping[Zone, str] = {
    Zone.COUNTY: kept.POST_DAYS_COUNTY,
    Zone.PROVINCE: kept.POST_DAYS_PROVINCE,
    Zone.MAINLAND: kept.POST_DAYS_MAINLAND,
    Zone.HK_MO_TW: kept.POST_DAYS_HK_MO_TW,
    Zone.ASIA: kept.POST_DAYS_ASIA,
    Zone.WORLD: kept.POST_DAYS_WORLD,
}
"""The setting of each zone's days in the post."""


@dataclass(frozen=True)
class LetterSettings:
    """``post_days`` are calendar days by zone; ``print_lead`` and ``freeze_lead`` working days."""

    home: Home
    post_days: Mapping[Zone, int]
    print_lead: int
    freeze_lead: int
    festivals: tuple[Festival, ...]
    overrides: Mapping[date, bool]

    def schedule(self, arrive_by: date) -> Mapping[Zone, ZoneDays]:
        """Until when letters of each zone are posted, printed and their list is frozen, to arrive by a day."""
        return schedule(
            arrive_by, self.post_days, self.overrides, print_lead=self.print_lead, freeze_lead=self.freeze_lead
        )


def letter_settings(session: Session) -> LetterSettings:
    """The settings of letters."""
    values = kept.all_settings(session)
    return LetterSettings(
        home=Home(values[kept.HOME_REGION], values[kept.HOME_CITY], values[kept.HOME_DISTRICT]),
        post_days={zone: values[name] for zone, name in POST_DAYS.items()},
        print_lead=values[kept.PRINT_LEAD_DAYS],
        freeze_lead=values[kept.FREEZE_LEAD_DAYS],
        festivals=tuple(Festival(code) for code in values[kept.LETTER_FESTIVALS]),
        overrides=working_day_overrides(session),
    )
