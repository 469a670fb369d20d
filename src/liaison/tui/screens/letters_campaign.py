"""One campaign: its recipients with what each gets or why not; from here texts, freezing, printing, posting."""

from collections import Counter
from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.letters.fields import CampaignStage, PieceState
from liaison.letters.planning import RecipientRow, Recipients
from liaison.letters.queries import CampaignRow, campaign_row
from liaison.letters.recipients import Outcome
from liaison.letters.whole import whole_campaign
from liaison.people.fields import Language
from liaison.text.display import fit, printable
from liaison.text.words import _, n_
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ChoiceScreen, TextPromptScreen
from liaison.tui.screens import letters_deeds as deeds
from liaison.tui.screens.letters_elsewhere import send_elsewhere
from liaison.tui.screens.letters_form import CampaignForm
from liaison.tui.screens.letters_keys import CAMPAIGN_COMMANDS
from liaison.tui.screens.letters_post import post_letters
from liaison.tui.screens.letters_returns import ReturnsScreen
from liaison.tui.screens.letters_rows import (
    RECIPIENT_COLUMNS,
    RecipientFilter,
    campaign_words,
    filters,
    next_days,
    recipient_cells,
    states_words,
    totals,
)
from liaison.tui.screens.letters_schedule import ScheduleScreen
from liaison.tui.screens.letters_text import choose_language, refuse_frozen
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.paragraph import Paragraph
from liaison.tui.widgets.rows import ListSource
from liaison.tui.widgets.virtual_table import VirtualTable

_OPEN_ONLY = frozenset({"texts", "include", "leave_out", "as_usual", "channel", "person", "freeze"})
_FROZEN_ONLY = frozenset({"unfreeze", "take_out", "post", "acknowledge", "delivered"})


class CampaignScreen(SubScreen[None]):
    """The recipients of a campaign, all of them accounted for."""

    COMMAND_SET = CAMPAIGN_COMMANDS
    DEFAULT_CSS = """
    CampaignScreen > #about { height: auto; padding: 0 1; background: $surface; color: $text-muted; }
    CampaignScreen > #totals { height: auto; padding: 0 1; background: $surface; text-style: bold; }
    CampaignScreen > #said { height: 1; padding: 0 2; color: $text-muted; }
    """

    def __init__(self, desk: Desk, campaign_id: int) -> None:
        super().__init__(desk)
        self.campaign_id = campaign_id
        self.row: CampaignRow | None = None
        self.found = Recipients((), 0, 0)
        self._listed: dict[int, RecipientRow] = {}
        self._filter = RecipientFilter()
        self._days = ""

    def body(self) -> ComposeResult:
        """What the campaign is, everybody accounted for, the list."""
        yield Paragraph(id="about")
        yield Paragraph(id="totals")
        yield Static("", id="said", markup=False)
        yield VirtualTable(RECIPIENT_COLUMNS, empty=self._nobody, id="recipients")

    def title_words(self) -> str:
        """The name of the campaign."""
        return self.row.name if self.row else _("Letters")

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one("#recipients", VirtualTable)

    # Reading.

    def on_mount(self) -> None:
        """Coming to the front reads the list."""
        self.say_title()

    def on_screen_resume(self) -> None:
        """Show what another screen has changed."""
        self.refresh_data()

    @work(exclusive=True, group="recipients")
    async def refresh_data(self) -> None:
        """Read the campaign and its recipients anew."""
        today = self.desk.today()
        try:
            whole = await self.desk.ask(whole_campaign, self.campaign_id, today, with_problems=False)
        except LiaisonError as error:
            self.app.notify(error.sentence, severity="error", markup=False)
            self.dismiss(None)
            return
        self.row, self.found, self._days = whole.row, whole.found, next_days(whole.zones, today)
        self.say_title()
        self._say_about()
        self.query_one("#totals", Paragraph).say(totals(self.found))
        self.refresh_bindings()
        await self._list(keep_cursor=True)

    def _say_about(self) -> None:
        row = self.row
        if row is not None:
            states = states_words(row.by_state) if row.stage is not CampaignStage.OPEN else ""
            parts = (campaign_words(row), states, self._days)
            self.query_one("#about", Paragraph).say(" · ".join(part for part in parts if part))

    async def _list(self, *, keep_cursor: bool) -> None:
        self._listed = {row.person.id: row for row in self.found.rows if self._filter.fits(row)}
        source = ListSource(map(recipient_cells, self._listed.values()))
        await self.table.show_rows(source, keep_cursor=keep_cursor)
        self._say()

    @on(VirtualTable.MarksChanged)
    @on(VirtualTable.RowHighlighted)
    def _say(self) -> None:
        chosen, marked = self._filter.words(), len(self.table.marked)
        parts = [_("listed: {count}").format(count=len(self._listed))] if chosen else []
        parts += [_("only: {choice}").format(choice=chosen)] if chosen else []
        parts += [n_("{count} person marked", "{count} people marked", marked).format(count=marked)] if marked else []
        here = self.here
        parts += [deeds.about_person(here)] if here and not parts else []
        said = fit(printable("  |  ".join(parts)), max(self.size.width - 4, 1))
        self.query_one("#said", Static).update(Content(said))
        self.refresh_bindings()

    def _nobody(self) -> str:
        if self.row is None:
            return _("Reading the list…")
        if self._filter.words():
            return _("Nobody fits this choice. Press f to choose otherwise.")
        return _("Nobody belongs to the segment. Press e to say who is meant, or a to add somebody.")

    @property
    def here(self) -> RecipientRow | None:
        """The recipient under the cursor."""
        row = self.table.cursor_row if self.query("#recipients") else None
        return self._listed.get(row.key) if row else None

    def chosen(self) -> list[RecipientRow]:
        """The marked recipients, else the one under the cursor."""
        everybody = {row.person.id: row for row in self.found.rows}
        return [everybody[key] for key in self.table.targets if key in everybody]

    def marked(self) -> list[RecipientRow]:
        """The marked recipients only."""
        return self.chosen() if self.table.marked else []

    # Commands.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A list is chosen from while it is open; pieces are posted once it is frozen."""
        frozen = self.row is not None and self.row.frozen_on is not None
        if action in _OPEN_ONLY:
            return not frozen
        if action in _FROZEN_ONLY:
            return frozen
        if action == "elsewhere":
            return self.here is not None and self.here.state is PieceState.RETURNED
        return super().check_action(action, parameters)

    @on(VirtualTable.RowSelected)
    def action_preview(self) -> None:
        """Show the letter of this person; the card of somebody who gets none."""
        here = self.here
        if here is None:
            return
        if here.outcome is Outcome.EXCLUDED:
            self.action_card()
        else:
            from liaison.tui.screens.letters_preview import PreviewScreen  # noqa: PLC0415 - what prints takes long to load

            people = [row.person for row in self._listed.values() if row.outcome is Outcome.PIECE]
            self.app.push_screen(PreviewScreen(self.desk, self.campaign_id, here.person, people))

    def action_card(self) -> None:
        """Open the card of the person under the cursor."""
        from liaison.tui.screens.card import CardScreen  # noqa: PLC0415 - the card lists letters too

        here = self.here
        if here is not None:
            self.app.push_screen(CardScreen(self.desk, here.person.id))

    @work
    async def action_filter(self) -> None:
        """Choose which recipients to list."""
        title = _("List only")
        wanted = await self.app.push_screen_wait(ChoiceScreen(title, filters(self.found, self._filter)))
        if wanted is not None:
            self._filter = wanted
            await self._list(keep_cursor=False)

    @work
    async def action_find(self) -> None:
        """List those whose name has a part."""
        hint = _("A part of the name, or the code of a letter; empty: everybody.")
        text = await self.app.push_screen_wait(TextPromptScreen(_("Find"), self._filter.text, hint=hint))
        if text is not None:
            self._filter = RecipientFilter(text=text.strip())
            await self._list(keep_cursor=False)

    @work
    async def action_edit(self) -> None:
        """Change the campaign."""
        await self.app.push_screen_wait(CampaignForm(self.desk, self.campaign_id))

    @work
    async def action_texts(self) -> None:
        """Write the texts."""
        try:
            refuse_frozen(await self.desk.ask(campaign_row, self.campaign_id, self.desk.today(), counts=False))
        except LiaisonError as error:
            self.notify(error.sentence, severity="warning", markup=False)
            return
        await choose_language(self, self.desk, self.campaign_id, self._languages())

    def _languages(self) -> Counter[Language]:
        return Counter(row.language for row in self.found.rows if row.outcome is Outcome.PIECE)

    def action_schedule(self) -> None:
        """Show the days of each zone."""
        self.app.push_screen(ScheduleScreen(self.desk, self.campaign_id, self.title_words()))

    def action_returns(self) -> None:
        """Note what came back."""
        self.app.push_screen(ReturnsScreen(self.desk))

    @work
    async def action_print(self) -> None:
        """Print."""
        from liaison.tui.screens.letters_print import print_campaign  # noqa: PLC0415 - what prints takes long to load

        await print_campaign(self, self.campaign_id, _pieces(self.marked()))
        self.refresh_data()

    @work
    async def action_post(self) -> None:
        """Say what was posted."""
        await post_letters(self, self.campaign_id, self.found.rows, _pieces(self.marked()))
        self._after_deed()

    @work
    async def action_freeze(self) -> None:
        """Settle the list."""
        await deeds.freeze_list(self, self.campaign_id, self.found)
        self._after_deed()

    @work
    async def action_unfreeze(self) -> None:
        """Take the freezing back."""
        await deeds.open_again(self, self.campaign_id)
        self._after_deed()

    @work
    async def action_leave_out(self) -> None:
        """Leave people out."""
        await deeds.leave_out(self, self.campaign_id, self.chosen())
        self._after_deed()

    @work
    async def action_include(self) -> None:
        """Write to people all the same."""
        await deeds.include(self, self.campaign_id, self.chosen())
        self._after_deed()

    @work
    async def action_as_usual(self) -> None:
        """Take back what was decided by hand."""
        await deeds.as_usual(self, self.campaign_id, self.chosen())
        self._after_deed()

    @work
    async def action_channel(self) -> None:
        """Choose how letters go out."""
        await deeds.choose_channel(self, self.campaign_id, self.chosen())
        self._after_deed()

    @work
    async def action_person(self) -> None:
        """Add somebody who is not in the segment."""
        await deeds.add_person(self, self.campaign_id)
        self._after_deed()

    @work
    async def action_take_out(self) -> None:
        """Take a frozen letter out."""
        here = self.here
        if here is not None:
            await deeds.take_letter_out(self, here)
            self._after_deed()

    @work
    async def action_elsewhere(self) -> None:
        """Send a returned letter to another address."""
        here = self.here
        if (
            here is not None
            and here.state is PieceState.RETURNED
            and await send_elsewhere(self, here.piece_id, here.person)
        ):
            self._after_deed()

    @work
    async def action_acknowledge(self) -> None:
        """Note thanks or answers."""
        await deeds.acknowledge_letters(self, _pieces(self.chosen()))
        self._after_deed()

    @work
    async def action_delivered(self) -> None:
        """Note that letters arrived."""
        await deeds.letters_arrived(self, _pieces(self.chosen()))
        self._after_deed()

    def _after_deed(self) -> None:
        self.table.clear_marks()
        self.refresh_data()


def _pieces(rows: Sequence[RecipientRow]) -> tuple[int, ...]:
    """The pieces of some recipients, each once."""
    return tuple(dict.fromkeys(row.piece_id for row in rows if row.piece_id is not None))
