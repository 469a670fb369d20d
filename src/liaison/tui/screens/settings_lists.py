"""Settings: the lists that the office edits, sectors and tiers."""

from textual import on, work
from textual.app import ComposeResult

from liaison.errors import LiaisonError
from liaison.stewardship.lists import ListWord, list_words, remove_word, rename_word
from liaison.store.settings import SECTORS, TIERS, change_setting, read_setting
from liaison.text.fields import one_line
from liaison.text.words import _, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ConfirmScreen, TextPromptScreen
from liaison.tui.screens.settings_panel import SettingsPanel
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_LONGEST = 40
_COLUMNS = (
    Column("word", lambda: _("Word"), fraction=2, min_width=12),
    Column("people", lambda: _("People"), width=8, align="right"),
    Column("remark", lambda: _("Remark"), fraction=2, min_width=12, priority=2),
)


class ListPanel(SettingsPanel):
    """The words of one list, in the order in which they are offered."""

    SETTING = ""
    COMMAND_SET = (
        Command("lists.add", "a", lambda: _("Add"), lambda: _("Add a word at the end."), "add", show=True, rank=1),
        Command(
            "lists.edit",
            "e",
            lambda: _("Rename"),
            lambda: _("Write the word otherwise, also for everybody who has it; Enter does the same."),
            "edit",
            show=True,
            rank=2,
        ),
        Command(
            "lists.delete",
            "delete",
            lambda: _("Remove"),
            lambda: _("Remove a word that nobody has."),
            "delete",
            show=True,
            rank=3,
        ),
        Command(
            "lists.up",
            "shift+up,K",
            lambda: _("Move up"),
            lambda: _("Offer the word earlier."),
            "shift(-1)",
            show=True,
            rank=4,
        ),
        Command("lists.down", "shift+down,J", lambda: _("Move down"), lambda: _("Offer the word later."), "shift(1)"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words: list[ListWord] = []

    def body(self) -> ComposeResult:
        """The list."""
        yield VirtualTable(_COLUMNS, empty=lambda: _("The list is empty. Press a to add a word."), marks=False)

    @work(exclusive=True, group="words")
    async def refresh_data(self) -> None:
        """Read the list anew."""
        self._words = await self.desk.ask(list_words, self.SETTING)
        rows = [Row(key, _cells(word)) for key, word in enumerate(self._words)]
        self.table.refresh_rows(ListSource(rows))

    @work
    async def action_add(self) -> None:
        """Ask for a new word."""
        word = await self.app.push_screen_wait(TextPromptScreen(_("New word"), parse=one_line(_LONGEST)))
        if word is None:
            return
        listed = await self.desk.ask(read_setting, self.SETTING)
        await self._change([*listed, word])

    @on(VirtualTable.RowSelected)
    @work()
    async def action_edit(self) -> None:
        """Ask for another word, for everybody who has this one; one only people have joins the list."""
        held = self._here()
        if held is None:
            return
        if not held.listed:
            listed = await self.desk.ask(read_setting, self.SETTING)
            await self._change([*listed, held.word])
            return
        title = _("Rename “{word}”").format(word=held.word)
        word = await self.app.push_screen_wait(TextPromptScreen(title, held.word, parse=one_line(_LONGEST)))
        if word is None or word == held.word:
            return
        try:
            count = await self.desk.do(rename_word, self.SETTING, held.word, word)
        except LiaisonError as error:
            self.say_error(error)
            return
        done = n_("Renamed, also for {count} person.", "Renamed, also for {count} people.", count)
        self.say_done(done.format(count=count))
        self.refresh_data()

    @work
    async def action_delete(self) -> None:
        """Remove the word under the cursor, after asking."""
        held = self._here()
        if held is None:
            return
        question = _("Remove “{word}” from the list?").format(word=held.word)
        if not await self.app.push_screen_wait(ConfirmScreen(question, _("Remove"), _("Keep"))):
            return
        try:
            await self.desk.do(remove_word, self.SETTING, held.word)
        except LiaisonError as error:
            self.say_error(error)
            return
        self.say_done(_("“{word}” is removed.").format(word=held.word))
        self.refresh_data()

    @work
    async def action_shift(self, step: int) -> None:
        """Move the word under the cursor up or down."""
        held, listed = self._here(), list(await self.desk.ask(read_setting, self.SETTING))
        if held is None or held.word not in listed:
            return
        place = listed.index(held.word)
        target = place + step
        if 0 <= target < len(listed):
            listed[place], listed[target] = listed[target], listed[place]
            await self._change(listed)
            self.table.move_cursor(target)

    async def _change(self, words: list[str]) -> None:
        try:
            await self.desk.do(change_setting, self.SETTING, words)
        except LiaisonError as error:
            self.say_error(error)
        self.refresh_data()

    def _here(self) -> ListWord | None:
        row = self.table.cursor_row
        return self._words[row.key] if row and row.key < len(self._words) else None


class SectorsPanel(ListPanel):
    """The sectors."""

    SECTION = "sectors"
    SETTING = SECTORS

    def title(self) -> str:
        """The name of the section."""
        return _("Sectors")

    def remark(self) -> str:
        """A line of help."""
        return _("The public role in which the office knows a person; never which party or belief.")


class TiersPanel(ListPanel):
    """The tiers."""

    SECTION = "tiers"
    SETTING = TIERS

    def title(self) -> str:
        """The name of the section."""
        return _("Tiers")

    def remark(self) -> str:
        """A line of help."""
        return _("How closely the office keeps in touch.")


def _cells(word: ListWord) -> tuple[str, ...]:
    remark = "" if word.listed else "! " + _("not in the list; Enter adds it")
    return word.word, str(word.people or ""), remark
