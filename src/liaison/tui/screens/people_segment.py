"""Listing people by a query: typed with completion and a count, taken from a saved segment, or saved as one."""

from dataclasses import dataclass

from sqlmodel import Session
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from liaison.errors import ConflictError, LiaisonError
from liaison.segments.language import parse_query, show_query
from liaison.segments.queries import SegmentRow, read_segment, segment_rows
from liaison.segments.service import delete_segment, save_segment
from liaison.segments.terms import Query
from liaison.text.display import fit, printable
from liaison.text.words import _
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.field_row import WRONG_SIGN
from liaison.tui.forms.modals import ConfirmScreen, Dialog, TextPromptScreen
from liaison.tui.segment_lookups import segment_editor

_NAME_WIDTH = 20


@dataclass(frozen=True)
class SegmentPick:
    """A query that was chosen, and the name of the saved segment where it was one."""

    query: Query
    name: str = ""

    def words(self) -> str:
        """What was chosen, in the user's language."""
        shown = show_query(self.query)
        return _("segment {name}").format(name=self.name) if self.name else shown


class SegmentScreen(Dialog[SegmentPick | None]):
    """A query and the saved segments; Enter lists the people, Escape gives None."""

    COMMAND_SET = (
        Command("segment.cancel", "escape", lambda: _("Back"), None, "dismiss(None)", palette=False),
        Command(
            "segment.save",
            "ctrl+s",
            lambda: _("Save the segment"),
            lambda: _("Keep the query under a name."),
            "save",
            priority=True,
            palette=False,
        ),
        Command(
            "segment.delete",
            "delete",
            lambda: _("Delete the segment"),
            lambda: _("Forget the saved segment; its people stay."),
            "delete",
            palette=False,
        ),
    )
    DEFAULT_CSS = """
    SegmentScreen > .-frame { width: 76; }
    SegmentScreen .-heading { color: $text-muted; margin-top: 1; }
    SegmentScreen OptionList.-saved { height: 8; max-height: 8; border: none; padding: 0; }
    SegmentScreen OptionList.-saved:focus { border: none; }
    """

    def __init__(self, desk: Desk, text: str = "") -> None:
        super().__init__()
        self.desk = desk
        self._text = text
        self._saved: list[SegmentRow] = []
        self._wrong = Static("", classes="-wrong-line", markup=False)

    def compose(self) -> ComposeResult:
        """The query, what is wrong with it, the saved segments."""
        foot = _("Enter: list them  Tab: complete, go on  Ctrl+S: save under a name  Delete: forget  Esc: back")
        frame = self.frame(
            segment_editor(self.desk, self._text),
            self._wrong,
            Static(Content(_("Saved segments")), classes="-heading"),
            OptionList(markup=False, classes="-saved"),
            Static(Content(foot), classes="-foot"),
        )
        frame.border_title = Content(_("List by a query, or a saved segment"))
        yield frame

    def on_mount(self) -> None:
        """Read the saved segments."""
        self._read_saved()

    @work(exclusive=True, group="saved")
    async def _read_saved(self) -> None:
        self._saved = await self.desk.ask(segment_rows)
        options = [Option(Content(printable(_line(row)))) for row in self._saved]
        nothing = [Option(Content(_("None yet: write a query, then Ctrl+S.")), disabled=True)]
        self._list.set_options(options or nothing)
        self._list.highlighted = 0 if options else None

    @property
    def _list(self) -> OptionList:
        return self.query_one("OptionList.-saved", OptionList)

    @property
    def _typed(self) -> str:
        return self.query_one(".-frame Input", Input).value

    @on(Input.Submitted)
    @work(exclusive=True, group="accept")
    async def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            pick = await self.desk.ask(_pick, event.value)
        except LiaisonError as error:
            self._wrong.update(Content(WRONG_SIGN + error.sentence))
            return
        self.dismiss(pick)

    @on(OptionList.OptionSelected, ".-saved")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        row = self._saved[event.option_index]
        self.dismiss(SegmentPick(parse_query(row.query), row.name))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a saved segment can be forgotten."""
        if action == "delete":
            return self._list.has_focus and self._list.highlighted is not None
        return super().check_action(action, parameters)

    @work
    async def action_save(self) -> None:
        """Ask for a name and keep the query under it; ask again before another is replaced."""
        query = self._typed
        name = await self.app.push_screen_wait(TextPromptScreen(_("Name of the segment"), hint=query))
        if name is None:
            return
        try:
            await self._save(name, query)
        except LiaisonError as error:
            self._wrong.update(Content(WRONG_SIGN + error.sentence))
            return
        self._wrong.update("")
        self._read_saved()

    async def _save(self, name: str, query: str) -> None:
        try:
            await self.desk.do(save_segment, name, query)
        except ConflictError as error:
            question = error.sentence + " " + _("Put this query in its place?")
            if not await self.app.push_screen_wait(ConfirmScreen(question, _("Replace"), _("Keep"))):
                return
            await self.desk.do(save_segment, name, query, overwrite=True)
        self.notify(_("The segment “{name}” is saved.").format(name=name.strip()), markup=False)

    @work
    async def action_delete(self) -> None:
        """Forget the saved segment under the cursor, after asking."""
        row = self._saved[self._list.highlighted or 0]
        question = _("Forget the segment “{name}”? Its people stay.").format(name=row.name)
        if await self.app.push_screen_wait(ConfirmScreen(question, _("Delete"), _("Keep"))):
            try:
                await self.desk.do(delete_segment, row.id)
            except LiaisonError as error:
                self.notify(error.sentence, severity="error", markup=False)
            self._read_saved()


def _pick(session: Session, typed: str) -> SegmentPick:
    name = typed.strip()
    saved = any(row.name == name for row in segment_rows(session))
    return SegmentPick(read_segment(session, typed), name if saved else "")


def _line(row: SegmentRow) -> str:
    return f"{fit(row.name, _NAME_WIDTH, pad=True)}  {show_query(parse_query(row.query))}"
