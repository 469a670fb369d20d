"""Settings: letters: for which festivals the office writes, where it is, how long its post takes."""

from typing import Any

from liaison.calendar.festivals import FESTIVAL_WORDS, Festival
from liaison.errors import LiaisonError
from liaison.letters.settings import POST_DAYS
from liaison.store.settings import (
    EXTRA_DAYS_OFF,
    EXTRA_WORKING_DAYS,
    FREEZE_LEAD_DAYS,
    HOME_CITY,
    HOME_DISTRICT,
    HOME_REGION,
    LETTER_FESTIVALS,
    PRINT_LEAD_DAYS,
    SETTING_WORDS,
    all_settings,
    change_setting,
    parse_setting,
)
from liaison.text.words import _, listed
from liaison.tui.forms.modals import TextPromptScreen
from liaison.tui.screens.settings_choices import Choice, ChoicesPanel

_LISTS = (LETTER_FESTIVALS, EXTRA_WORKING_DAYS, EXTRA_DAYS_OFF)
_LINES = (
    LETTER_FESTIVALS,
    HOME_REGION,
    HOME_CITY,
    HOME_DISTRICT,
    *POST_DAYS.values(),
    PRINT_LEAD_DAYS,
    FREEZE_LEAD_DAYS,
    EXTRA_WORKING_DAYS,
    EXTRA_DAYS_OFF,
)


class LettersPanel(ChoicesPanel):
    """What the days of letters are reckoned from."""

    SECTION = "letters"

    def title(self) -> str:
        """The name of the section."""
        return _("Letters and post")

    def remark(self) -> str:
        """A line of help."""
        return _("By when letters are printed and posted follows from these; days in the post count weekends too.")

    async def choices(self) -> list[Choice]:
        """Festivals, the place of the office, days in the post, leads, the office's own working days."""
        values = await self.desk.ask(all_settings)
        return [self._line(name, values[name]) for name in _LINES]

    def _line(self, name: str, value: Any) -> Choice:
        async def change() -> None:
            await self._ask(name, _shown(name, value))

        return Choice(_(SETTING_WORDS[name]), _shown(name, value) or "–", change)

    async def _ask(self, name: str, text: str) -> None:
        hint = _HINTS[name]() if name in _HINTS else ""
        prompt = TextPromptScreen(_(SETTING_WORDS[name]), text, parse=lambda typed: _read(name, typed), hint=hint)
        wanted = await self.app.push_screen_wait(prompt)
        if wanted is None:
            return
        try:
            await self.desk.do(change_setting, name, wanted)
        except LiaisonError as error:
            self.say_error(error)
        else:
            self.say_done(_("The setting is changed."))


_HINTS = {
    LETTER_FESTIVALS: lambda: _("Parted by commas; there are: {names}.").format(
        names=listed(_(words) for words in FESTIVAL_WORDS.values())
    ),
    EXTRA_WORKING_DAYS: lambda: _("Days as 2027-01-30, parted by spaces; empty: none."),
    EXTRA_DAYS_OFF: lambda: _("Days as 2027-01-30, parted by spaces; empty: none."),
}


def _shown(name: str, value: Any) -> str:
    if name == LETTER_FESTIVALS:
        return listed(_(FESTIVAL_WORDS[Festival(code)]) for code in value)
    return " ".join(value) if name in _LISTS else str(value)


def _read(name: str, typed: str) -> Any:
    return parse_setting(name, [typed])
