"""Letters: the campaigns with their stage, the latest first."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult

from liaison.errors import LiaisonError
from liaison.letters.fields import CampaignStage
from liaison.letters.planning import campaign_schedule
from liaison.letters.queries import CampaignRow, campaign_rows
from liaison.letters.service import delete_campaign
from liaison.text.words import _
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.room import Room
from liaison.tui.screens.letters_keys import LETTERS_COMMANDS
from liaison.tui.screens.letters_rows import (
    CAMPAIGN_COLUMNS,
    campaign_cells,
    campaign_words,
    next_days,
    reasons,
    states_words,
)
from liaison.tui.widgets.paragraph import Paragraph
from liaison.tui.widgets.rows import ListSource
from liaison.tui.widgets.virtual_table import VirtualTable


class LettersRoom(Room):
    """Letters: the campaigns with their stage, and below what the one under the cursor waits for."""

    ROOM: ClassVar[str] = "letters"
    COMMAND_SET = LETTERS_COMMANDS
    AUTO_FOCUS = "#campaigns"
    DEFAULT_CSS = """
    LettersRoom > #about { height: auto; min-height: 2; max-height: 4; padding: 0 1; background: $surface; }
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._campaigns: dict[int, CampaignRow] | None = None

    def body(self) -> ComposeResult:
        """The list, and a few lines about one of it."""
        yield VirtualTable(CAMPAIGN_COLUMNS, empty=self._nothing, id="campaigns", marks=False)
        yield Paragraph(id="about")

    def command_title(self) -> str:
        """The heading on the help page."""
        return _("Letters")

    @property
    def table(self) -> VirtualTable:
        """The list of campaigns."""
        return self.query_one("#campaigns", VirtualTable)

    @work(exclusive=True, group="campaigns")
    async def refresh_data(self) -> None:
        """Read the campaigns anew."""
        try:
            rows: Sequence[CampaignRow] = await self.desk.ask(campaign_rows, self.desk.today())
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        self._campaigns = {row.id: row for row in rows}
        await self.table.show_rows(ListSource(map(campaign_cells, rows)))
        self._say()

    def _here(self) -> CampaignRow | None:
        row = self.table.cursor_row
        return (self._campaigns or {}).get(row.key) if row else None

    @on(VirtualTable.RowHighlighted)
    def _say(self) -> None:
        campaign = self._here()
        self.refresh_bindings()
        if campaign is None:
            self.query_one("#about", Paragraph).say("")
        else:
            self._say_about(campaign)

    @work(exclusive=True, group="about")
    async def _say_about(self, row: CampaignRow) -> None:
        today = self.desk.today()
        parts = [campaign_words(row)]
        if row.excluded:
            parts.append(_("left out") + _(": ") + reasons(row.by_reason))
        if row.stage is not CampaignStage.OPEN:
            parts.append(states_words(row.by_state))
        if row.stage is not CampaignStage.POSTED:
            parts.append(next_days(await self.desk.ask(campaign_schedule, row.id, today), today))
        self.query_one("#about", Paragraph).say(" · ".join(part for part in parts if part))

    # Commands.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a campaign is not offered while there is none."""
        if action in {"open", "edit", "delete"} and self.query("#campaigns"):
            return self.table.row_count > 0
        return super().check_action(action, parameters)

    @on(VirtualTable.RowSelected)
    def action_open(self) -> None:
        """Go to the campaign under the cursor."""
        campaign = self._here()
        if campaign is not None:
            self._open(campaign.id)

    def _open(self, campaign_id: int) -> None:
        from liaison.tui.screens.letters_campaign import CampaignScreen  # noqa: PLC0415 - not needed to show the room

        self.app.push_screen(CampaignScreen(self.desk, campaign_id))

    @work
    async def action_add(self) -> None:
        """Begin a campaign, and go to it."""
        from liaison.tui.screens.letters_form import CampaignForm  # noqa: PLC0415 - not needed to show the room

        campaign_id = await self.app.push_screen_wait(CampaignForm(self.desk))
        if campaign_id is not None:
            self._open(campaign_id)

    @work
    async def action_edit(self) -> None:
        """Change the campaign under the cursor."""
        from liaison.tui.screens.letters_form import CampaignForm  # noqa: PLC0415 - not needed to show the room

        campaign = self._here()
        if campaign is not None:
            await self.app.push_screen_wait(CampaignForm(self.desk, campaign.id))

    @work
    async def action_delete(self) -> None:
        """Delete the campaign under the cursor, after asking."""
        campaign = self._here()
        if campaign is None:
            return
        question = _("Delete the campaign “{name}” with its texts and its list?").format(name=campaign.name)
        if not await self.app.push_screen_wait(ConfirmScreen(question, _("Delete"), _("Keep"))):
            return
        try:
            await self.desk.do(delete_campaign, campaign.id)
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        said = _("The campaign “{name}” is deleted.").format(name=campaign.name)
        self.notify(_("{done} Ctrl+Z undoes it.").format(done=said), markup=False)
        self.bring_up_to_date()

    def action_senders(self) -> None:
        """Who writes."""
        from liaison.tui.screens.letters_senders import SendersScreen  # noqa: PLC0415 - seldom opened

        self.app.push_screen(SendersScreen(self.desk))

    def action_returns(self) -> None:
        """Note what came back."""
        from liaison.tui.screens.letters_returns import ReturnsScreen  # noqa: PLC0415 - not needed to show the room

        self.app.push_screen(ReturnsScreen(self.desk))

    def _nothing(self) -> str:
        # Before the first answer there may be campaigns.
        return "" if self._campaigns is None else _newcomer()


def _newcomer() -> str:
    return _(
        "No letters yet. First press s and say who writes: name, address, signature. Then press a: choose a festival"
        " and whom to write to. You see everybody with the reasons before anything is printed."
    )
