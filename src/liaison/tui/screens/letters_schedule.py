"""By when the letters of a campaign have to be settled, printed and posted, zone by zone."""

from textual import work
from textual.app import ComposeResult

from liaison.errors import LiaisonError
from liaison.letters.planning import campaign_schedule
from liaison.letters.queries import campaign_row
from liaison.text.dates import show_day_long
from liaison.text.words import _
from liaison.tui.desk import Desk
from liaison.tui.screens.letters_rows import ZONE_COLUMNS, zone_cells
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.paragraph import Paragraph
from liaison.tui.widgets.rows import ListSource
from liaison.tui.widgets.virtual_table import VirtualTable


class ScheduleScreen(SubScreen[None]):
    """The days of each zone."""

    DEFAULT_CSS = """
    ScheduleScreen > #about { height: auto; padding: 0 1; background: $surface; }
    """

    def __init__(self, desk: Desk, campaign_id: int, name: str) -> None:
        super().__init__(desk)
        self._campaign_id, self._name = campaign_id, name

    def body(self) -> ComposeResult:
        """The zones, and what the signs mean."""
        yield VirtualTable(ZONE_COLUMNS, marks=False)
        yield Paragraph(id="about")

    def title_words(self) -> str:
        """The title."""
        return _("{campaign}: days").format(campaign=self._name)

    @work(exclusive=True, group="schedule")
    async def refresh_data(self) -> None:
        """Reckon the days anew."""
        today = self.desk.today()
        try:
            campaign = await self.desk.ask(campaign_row, self._campaign_id, today, counts=False)
            rows = await self.desk.ask(campaign_schedule, self._campaign_id, today)
        except LiaisonError as error:
            self.app.notify(error.sentence, severity="error", markup=False)
            self.dismiss(None)
            return
        lines = [zone_cells(number, row, today) for number, row in enumerate(rows)]
        self.query_one(VirtualTable).refresh_rows(ListSource(lines))
        parts = [_("Reckoned back from {day}.").format(day=show_day_long(campaign.arrive_by))]
        if any(row.provisional for row in rows):
            parts.append(_("~ The working days of that time are not announced yet, so these days may still move."))
        if any(row.too_late for row in rows):
            parts.append(_("“Too late”: people left out, since a letter posted today would come too late; i includes."))
        parts.append(_("How long the post takes is kept in the settings."))
        self.query_one("#about", Paragraph).say(" ".join(parts))
