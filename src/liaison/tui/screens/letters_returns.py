"""The console for what comes back: codes typed or scanned one after another, each done at once, with a log.

A scanner types a code and Enter, so nothing here ever waits for another key: what went wrong is rung and logged, and
what is to be decided (another address) waits in the log until somebody goes there with Tab.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from liaison.errors import LiaisonError
from liaison.letters.posting import acknowledge
from liaison.letters.queries import PieceRow, piece_by_code
from liaison.letters.returns import Returned, take_back
from liaison.letters.rules import names_line
from liaison.store.history import deed_rows
from liaison.store.tables import Named
from liaison.store.undo import undo
from liaison.text.display import printable
from liaison.text.words import _, n_, p_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.screens.letters_elsewhere import send_elsewhere
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.paragraph import Paragraph
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_BELL_GAP = 0.25
"""Seconds between the two rings of an error, so that they are heard as two."""
_COLUMNS = (
    Column("number", lambda: p_("mailing list", "No."), width=4, align="right", priority=3),
    Column("code", lambda: _("Code"), width=10),
    Column("who", lambda: _("Who"), fraction=1, min_width=12),
    Column("done", lambda: _("What was done"), fraction=3, min_width=20),
)


@dataclass(frozen=True)
class Entry:
    """One line of the log; ``deed_id`` is what undoing takes back."""

    number: int
    code: str
    who: str
    said: str
    ok: bool
    deed_id: int | None = None
    piece_id: int | None = None
    person: Named | None = None
    came_back: bool = False
    undone: bool = False


class ReturnsScreen(SubScreen[None]):
    """Returned envelopes and acknowledgements, by the code of the letter."""

    AUTO_FOCUS = "Input"
    COMMAND_SET = (
        Command(
            "letters.returns_undo",
            "ctrl+b",
            lambda: _("Undo the last"),
            lambda: _("Take back the last code that was noted here."),
            "undo_last",
            show=True,
            rank=1,
        ),
        Command(
            "letters.returns_mode",
            "ctrl+t",
            lambda: _("Returned or answered"),
            lambda: _("Go from returned envelopes to acknowledgements and back."),
            "mode",
            show=True,
            rank=2,
        ),
        Command(
            "letters.returns_log",
            "tab",
            lambda: _("To the log and back"),
            lambda: _("In the log Enter offers another address of the person, or opens the card."),
            "swap_focus",
            show=True,
            rank=3,
            priority=True,
            palette=False,
        ),
    )
    DEFAULT_CSS = """
    ReturnsScreen > #mode { height: auto; padding: 0 1; background: $surface; }
    ReturnsScreen > Input { margin: 0 1; }
    ReturnsScreen > #last { height: auto; min-height: 2; padding: 0 1; text-style: bold; }
    ReturnsScreen > #last.-wrong { color: $text-error; }
    ReturnsScreen > #last.-right { color: $text-success; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._answered = False
        self._entries: list[Entry] = []
        self._turn = asyncio.Lock()

    def body(self) -> ComposeResult:
        """What is noted now, the line for codes, the last answer, the log."""
        yield Static("", id="mode", markup=False)
        yield Input(placeholder=_("code, then Enter"))
        yield Paragraph(id="last")
        yield VirtualTable(_COLUMNS, empty=lambda: _("Nothing noted yet."), id="log", marks=False)

    def title_words(self) -> str:
        """The title."""
        return _("Answers to letters") if self._answered else _("Returned letters")

    def on_mount(self) -> None:
        """Say what is noted."""
        super().on_mount()
        self._say_mode()

    def _say_mode(self) -> None:
        words = (
            _("Somebody thanked or answered: type or scan the code of the letter.")
            if self._answered
            else _("An envelope came back: type or scan the code at its edge. The address is marked at once.")
        )
        self.query_one("#mode", Static).update(Content(words))
        self.say_title()

    # Codes.

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        typed = event.value.strip()
        event.input.value = ""
        if typed:
            self._note(typed, answered=self._answered)

    @work()
    async def _note(self, typed: str, *, answered: bool) -> None:
        # A scanner is faster than a deed; codes are done in the order in which they came.
        async with self._turn:
            try:
                entry = await (self._acknowledge(typed) if answered else self._take_back(typed))
            except LiaisonError as error:
                entry = Entry(len(self._entries) + 1, typed.upper(), "", error.sentence, ok=False)
            self._entries.append(entry)
            self._show(entry)

    async def _take_back(self, typed: str) -> Entry:
        today = self.desk.today()
        done = await self.desk.do(take_back, typed, on=today, today=today)
        return await self._entry(done.piece_id, done.code, done.people, _said(done), came_back=True)

    async def _acknowledge(self, typed: str) -> Entry:
        today = self.desk.today()
        piece: PieceRow = await self.desk.ask(piece_by_code, typed)
        await self.desk.do(acknowledge, [piece.id], on=today, today=today)
        said = _("{campaign}: acknowledged").format(campaign=piece.campaign.name)
        return await self._entry(piece.id, piece.code, piece.people, said)

    async def _entry(
        self, piece_id: int, code: str, people: Sequence[Named], said: str, *, came_back: bool = False
    ) -> Entry:
        person = people[0] if people else None
        deed_id = await self.desk.ask(_last_deed, person.id) if person else None
        who = names_line([each.name for each in people], 2)
        number = len(self._entries) + 1
        return Entry(
            number, code, who, said, ok=True, deed_id=deed_id, piece_id=piece_id, person=person, came_back=came_back
        )

    def _show(self, entry: Entry) -> None:
        last = self.query_one("#last", Paragraph)
        last.set_class(not entry.ok, "-wrong")
        last.set_class(entry.ok, "-right")
        done = "= " + " ".join(part for part in (entry.code, entry.who, entry.said) if part)
        last.say(done if entry.ok else f"! {entry.said}")
        self._log()
        self._ring(ok=entry.ok)

    def _log(self) -> None:
        rows = [_row(entry) for entry in reversed(self._entries)]
        self.query_one("#log", VirtualTable).refresh_rows(ListSource(rows), keep_cursor=False)
        self.refresh_bindings()

    def _ring(self, *, ok: bool) -> None:
        """One ring for done, two for wrong: whoever scans looks at the envelopes, not at the screen."""
        self.app.bell()
        if not ok:
            self.set_timer(_BELL_GAP, self.app.bell)

    # Commands.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be taken back before something was noted."""
        if action == "undo_last":
            return self._last_standing() is not None
        return super().check_action(action, parameters)

    def _last_standing(self) -> Entry | None:
        return next((each for each in reversed(self._entries) if each.deed_id and not each.undone), None)

    def action_mode(self) -> None:
        """Note answers instead of returns, or the other way round."""
        self._answered = not self._answered
        self._say_mode()

    def action_swap_focus(self) -> None:
        """Go to the log, or back to the codes."""
        line, log = self.query_one(Input), self.query_one("#log", VirtualTable)
        (log if line.has_focus else line).focus()

    @work
    async def action_undo_last(self) -> None:
        """Take back the last code."""
        async with self._turn:
            entry = self._last_standing()
            if entry is None or entry.deed_id is None:
                return
            last = self.query_one("#last", Paragraph)
            try:
                await self.desk.do(undo, entry.deed_id)
            except LiaisonError as error:
                last.set_class(True, "-wrong")  # noqa: FBT003 - Textual's
                last.say("! " + error.sentence)
                self._ring(ok=False)
                return
            self._entries[entry.number - 1] = replace(entry, undone=True)
            last.remove_class("-wrong")
            last.say("= " + _("Taken back: {code} {who}").format(code=entry.code, who=entry.who))
            self._log()

    @on(VirtualTable.RowSelected)
    @work
    async def _open_entry(self, event: VirtualTable.RowSelected) -> None:
        entry = self._entries[event.row.key - 1]
        if entry.person is None:
            return
        waits = entry.came_back and not entry.undone
        await send_elsewhere(self, entry.piece_id if waits else None, entry.person)


def _said(done: Returned) -> str:
    parts = [_("{campaign}: address marked").format(campaign=done.campaign.name)]
    if done.cadre is not None:
        parts.append(_("follow-up for {cadre}").format(cadre=done.cadre.name))
    elif done.follow_up_id is not None:
        parts.append(_("follow-up registered"))
    count = len(done.offers)
    if count:
        words = n_("{count} other address: Tab, Enter", "{count} other addresses: Tab, Enter", count)
        parts.append(words.format(count=count))
    return _(", ").join(parts)


def _row(entry: Entry) -> Row:
    sign = _("taken back: ") if entry.undone else "" if entry.ok else "! "
    style = "muted" if entry.undone else None if entry.ok else "error"
    cells = (str(entry.number), entry.code, entry.who, printable(sign + entry.said))
    return Row(entry.number, cells, (None, style, style, style))


def _last_deed(session: Session, representative_id: int) -> int | None:
    found = deed_rows(session, representative_id=representative_id, limit=1)
    return found[0].id if found else None
