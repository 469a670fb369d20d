"""The People room: find anybody by a few letters, look through the lists, change many at once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from liaison.errors import LiaisonError
from liaison.people.queries import cadre_rows, representative_rows
from liaison.people.service import edit_many
from liaison.segments.language import show_query
from liaison.store.settings import SECTORS, TIERS, read_setting
from liaison.store.tables import Named
from liaison.text.words import _, n_
from liaison.tui.forms.modals import ChoiceScreen
from liaison.tui.room import Room
from liaison.tui.screens.cadre_form import CadreForm
from liaison.tui.screens.card import CardScreen
from liaison.tui.screens.card_cadre import CadreScreen
from liaison.tui.screens.card_log import log_for
from liaison.tui.screens.duplicates import DuplicatesScreen
from liaison.tui.screens.people_filter import PeopleChoice, choices
from liaison.tui.screens.people_keys import PEOPLE_COMMANDS
from liaison.tui.screens.people_rows import CADRE_COLUMNS, PEOPLE_COLUMNS, cadres_source, people_ids, people_source
from liaison.tui.screens.people_search import SearchInput
from liaison.tui.screens.people_segment import SegmentScreen
from liaison.tui.screens.people_settings import ask_what_to_set
from liaison.tui.screens.person_form import PersonForm
from liaison.tui.widgets.virtual_table import VirtualTable


class PeopleRoom(Room):
    """Representatives, or with a key the cadres; typing searches as you type."""

    ROOM: ClassVar[str] = "people"
    COMMAND_SET = PEOPLE_COMMANDS
    AUTO_FOCUS = "SearchInput"
    DEFAULT_CSS = """
    PeopleRoom > #said { height: 1; padding: 0 2; color: $text-muted; }
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._choice = PeopleChoice()
        self._of_cadres = False

    def body(self) -> ComposeResult:
        """The search line, what is listed, and the list: one of two."""
        yield SearchInput(compact=True, select_on_focus=True)
        yield Static("", id="said", markup=False)
        yield VirtualTable(PEOPLE_COLUMNS, empty=self._nobody, id="people")
        yield VirtualTable(CADRE_COLUMNS, empty=self._nobody, id="cadres")

    def command_title(self) -> str:
        """The heading on the help page."""
        return _("People")

    @property
    def table(self) -> VirtualTable:
        """The list in front."""
        return self.query_one("#cadres" if self._of_cadres else "#people", VirtualTable)

    @property
    def searched(self) -> str:
        """What is searched for."""
        return self.query_one(SearchInput).value.strip()

    def refresh_data(self) -> Any:
        """Read the list anew, the cursor staying on its row."""
        self._list(keep_cursor=True)

    def _list(self, *, keep_cursor: bool) -> None:
        self.query_one("#people").display = not self._of_cadres
        self.query_one("#cadres").display = self._of_cadres
        self.query_one(SearchInput).placeholder = (
            _("Search: name, pinyin, initials, unit or phone")
            if self._of_cadres
            else _("Search: name, pinyin, initials, phone or home town")
        )
        self._read_rows(keep_cursor)

    @work(exclusive=True, group="rows")
    async def _read_rows(self, keep_cursor: bool) -> None:
        today, text = self.desk.today(), self.searched
        source = (
            cadres_source(self.desk.store, text, today)
            if self._of_cadres
            else people_source(self.desk.store, self._choice.question(text, today))
        )
        await self.table.show_rows(source, keep_cursor=keep_cursor)
        self._say()

    # What is said above the list.

    @on(VirtualTable.MarksChanged)
    def _say(self) -> None:
        count = self.table.row_count
        if self._of_cadres:
            parts = [n_("{count} cadre", "{count} cadres", count).format(count=count)]
        else:
            parts = [n_("{count} representative", "{count} representatives", count).format(count=count)]
            chosen = self._choice.words()
            parts.append(_("only: {choice}").format(choice=chosen) if chosen else _("without the archived"))
        marked = len(self.table.marked)
        if marked:
            parts.append(n_("{count} person marked", "{count} people marked", marked).format(count=marked))
        self.query_one("#said", Static).update(Content("  |  ".join(parts)))

    def _nobody(self) -> str:
        if self.searched:
            found = _("Nobody is found by “{text}”.").format(text=self.searched)
            return found if self._of_cadres else found + " " + _("The archived are listed with f.")
        if self._of_cadres:
            return _("No cadre yet. Press a to add one.")
        if self._choice.words():
            return _("Nobody fits this choice. Press f to choose otherwise.")
        return _("Nobody yet. Press a to add a person.")

    # Searching.

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        self._list(keep_cursor=False)

    @on(SearchInput.ToList)
    def _to_list(self) -> None:
        self.table.focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._open_first(event.value.strip())
        else:
            self.table.focus()

    @work(exclusive=True, group="first")
    async def _open_first(self, text: str) -> None:
        # Enter may come before the list has been read, so the question is asked again.
        try:
            if self._of_cadres:
                ids = [row.id for row in await self.desk.ask(cadre_rows, text=text)]
            else:
                ids = await self.desk.ask(people_ids, self._choice.question(text, self.desk.today()))
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        if ids:
            self._open(ids[0])
        else:
            self.notify(_("Nobody is found by “{text}”.").format(text=text), markup=False)

    @on(VirtualTable.RowSelected)
    def _selected(self, event: VirtualTable.RowSelected) -> None:
        self._open(event.row.key)

    def _open(self, row_id: int) -> None:
        self.app.push_screen(CadreScreen(self.desk, row_id) if self._of_cadres else CardScreen(self.desk, row_id))

    # Commands.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What only representatives know is not offered for cadres."""
        if action in {"filter", "set_many", "log", "segment", "duplicates"}:
            return not self._of_cadres
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Go to the search line."""
        self.query_one(SearchInput).focus()

    def action_kind(self) -> None:
        """Go from representatives to cadres and back."""
        in_list = self.table.has_focus
        self._of_cadres = not self._of_cadres
        self._list(keep_cursor=True)
        if in_list:
            self.table.focus()
        self.refresh_bindings()

    @work
    async def action_add(self) -> None:
        """Add somebody, and show the card."""
        form = CadreForm(self.desk) if self._of_cadres else PersonForm(self.desk)
        added = await self.app.push_screen_wait(form)
        if added is not None:
            self._open(added)

    @work
    async def action_edit(self) -> None:
        """Change this person's record."""
        row = self.table.cursor_row
        if row is not None:
            form = CadreForm(self.desk, row.key) if self._of_cadres else PersonForm(self.desk, row.key)
            await self.app.push_screen_wait(form)

    @work
    async def action_filter(self) -> None:
        """Choose whom to list."""
        sectors, tiers = await self.desk.ask(_lists)
        change = await self.app.push_screen_wait(ChoiceScreen(_("List only"), choices(self._choice, sectors, tiers)))
        if change is not None:
            self._choice = change(self._choice)
            self._list(keep_cursor=False)

    @work
    async def action_segment(self) -> None:
        """List by a query or a saved segment."""
        held = self._choice.segment
        text = show_query(held.query) if held else ""
        picked = await self.app.push_screen_wait(SegmentScreen(self.desk, text))
        if picked is not None:
            self._choice = replace(self._choice, segment=picked if picked.query.terms else None)
            self._list(keep_cursor=False)

    @work
    async def action_log(self) -> None:
        """Record a contact with those marked, else with this one."""
        people = await self._targets()
        if people and await log_for(self.app, self.desk, people) is not None:
            self.table.clear_marks()

    @work
    async def action_set_many(self) -> None:
        """Set a value for all marked, as one deed."""
        people = await self._targets()
        wanted = await ask_what_to_set(self.app, self.desk, len(people)) if people else None
        if wanted is None:
            return
        try:
            await self.desk.do(edit_many, [person.id for person in people], **wanted.values)
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        done = n_("{count} person: {what}. Ctrl+Z undoes it.", "{count} people: {what}. Ctrl+Z undoes it.", len(people))
        self.notify(done.format(count=len(people), what=wanted.said), markup=False)
        self.table.clear_marks()
        self.bring_up_to_date()

    def action_duplicates(self) -> None:
        """Look through the possible duplicates."""
        self.app.push_screen(DuplicatesScreen(self.desk))

    async def _targets(self) -> Sequence[Named]:
        rows = await self.desk.ask(representative_rows, self.table.targets)
        return [Named(row.id, row.name) for row in rows]


def _lists(session: Any) -> tuple[list[str], list[str]]:
    return read_setting(session, SECTORS), read_setting(session, TIERS)
