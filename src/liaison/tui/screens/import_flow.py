"""Taking in a workbook: choose the file, see what would come of it, do it.

``imported = await app.push_screen_wait(ImportScreen(desk))`` in a worker; True once a file was taken in.
"""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from platformdirs import user_documents_path, user_downloads_path
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from liaison.errors import LiaisonError
from liaison.exchange.apply import Wishes
from liaison.exchange.cards.card import ENDINGS as CARDS
from liaison.exchange.intake import Incoming, guidance_of, read_looked, receive
from liaison.exchange.looking import Looked, look
from liaison.exchange.tables.reading import ENDINGS
from liaison.text.dates import show_day
from liaison.text.display import fit, printable
from liaison.text.fields import clean
from liaison.text.words import _
from liaison.tui.commands import Command, Commanded
from liaison.tui.desk import Desk
from liaison.tui.forms.field_row import WRONG_SIGN
from liaison.tui.screens.import_columns import ImportColumnsScreen
from liaison.tui.screens.import_plan import ImportPlanScreen
from liaison.tui.widgets.command_bar import CommandBar

MOST_LISTED = 30
_OFFERED = tuple(ending for ending in ENDINGS if ending != ".txt")
_PLACE_WIDTH = 58


@dataclass(frozen=True)
class Found:
    """A workbook that lies where people keep them."""

    path: Path
    changed_on: date


class ImportScreen(Commanded, Screen[bool]):
    """Choose the workbook: type its path, or take one of those found."""

    COMMAND_SET = (
        Command("import.list", "down", lambda: _("Files found"), None, "to_list", palette=False),
        Command("import.back", "escape", lambda: _("Back"), None, "back", show=True, rank=3, palette=False),
    )
    DEFAULT_CSS = """
    ImportScreen > .-title { height: 1; padding: 0 1; background: $primary; color: $text; text-style: bold; }
    ImportScreen > .-words { height: auto; padding: 1 1 0 1; }
    ImportScreen > .-say { height: auto; min-height: 1; padding: 0 1; color: $text-muted; }
    ImportScreen > .-say.-wrong { color: $text-error; text-style: bold; }
    ImportScreen > Input { margin: 0 1; }
    ImportScreen > OptionList { height: 1fr; border: none; background: $background; padding: 0 1; }
    ImportScreen > OptionList:focus { border: none; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._found: list[Found] = []
        self._reading = False

    def compose(self) -> ComposeResult:
        """The path, and the workbooks found."""
        yield Static(Content(_("Import a workbook")), classes="-title")
        words = _(
            "An office workbook, a roster (.xlsx, .xls, .csv, .tsv) or cards (.vcf): see first what would come of it."
        )
        yield Static(Content(words), classes="-words")
        yield Input(placeholder=_("path of the file"))
        yield Static("", classes="-say", markup=False)
        found = _("Found in this folder, in Documents and Downloads (Down goes there):")
        yield Static(Content(found), classes="-words")
        yield OptionList(markup=False)
        yield CommandBar()

    def on_mount(self) -> None:
        """Look for workbooks."""
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        self._found = await asyncio.to_thread(lambda: list(workbooks_near()))
        options = [Option(Content(_line(found))) for found in self._found]
        self.query_one(OptionList).set_options(options or [Option(Content(_("none")), disabled=True)])

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        text = clean(event.value).strip("\"'")
        if text:
            self._read(Path(text).expanduser())
        else:
            self._say(_("Type where the file is, or choose one of those below."), wrong=True)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        path = self._found[event.option_index].path
        self.query_one(Input).value = str(path)
        self._read(path)

    def _read(self, path: Path) -> None:
        if not self._reading:
            self._reading = True
            self._read_file(path)

    @work
    async def _read_file(self, path: Path) -> None:
        """Read the file and go on to what would come of it."""
        try:
            self._say(_("Reading the file"))
            incoming = await self._understood(path)
        except LiaisonError as error:
            self._say(error.sentence, wrong=True)
            return
        finally:
            self._reading = False
        self._say("")
        if incoming is not None and await self.app.push_screen_wait(ImportPlanScreen(self.desk, incoming)):
            self.dismiss(result=True)

    async def _understood(self, path: Path) -> Incoming | None:
        """The file with its rows, once somebody has seen what its columns are read as; None if that was left."""
        wishes = Wishes(self.desk.today())
        guidance = await asyncio.to_thread(guidance_of, self.desk.store)
        if path.suffix.lower() in CARDS:
            return await asyncio.to_thread(receive, path, wishes, self._progress, guidance)
        looked: Looked | None = await asyncio.to_thread(look, path, guidance, self._progress)
        if looked is not None and looked.rosters():
            self._say("")
            looked = await self.app.push_screen_wait(ImportColumnsScreen(self.desk, looked))
        return None if looked is None else await asyncio.to_thread(read_looked, looked, wishes, self._progress)

    def _progress(self, stage: str, done: int, total: int) -> None:
        # Called in another thread.
        self.call_later(self._say, f"{stage} {done}/{total}" if total > 1 else stage)

    def _say(self, text: str, *, wrong: bool = False) -> None:
        line = self.query_one(".-say", Static)
        line.set_class(wrong, "-wrong")
        line.update(Content((WRONG_SIGN if wrong else "") + printable(text, lines=True)))

    def action_to_list(self) -> None:
        """Go to the workbooks found."""
        if self._found:
            offered = self.query_one(OptionList)
            offered.highlighted = offered.highlighted or 0
            offered.focus()

    def action_back(self) -> None:
        """Leave without importing anything."""
        self.dismiss(result=False)


def workbooks_near() -> Iterator[Found]:
    """The workbooks in this folder, in Documents and in Downloads, the latest changed first."""
    found: dict[Path, float] = {}
    for folder in (Path.cwd(), user_documents_path(), user_downloads_path()):
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            # A name that begins so is the mark of a workbook that is open in a spreadsheet program.
            if entry.name.lower().endswith(_OFFERED) and not entry.name.startswith(("~$", ".")):
                found[Path(entry.path).resolve()] = entry.stat().st_mtime
    for path in sorted(found, key=lambda path: (-found[path], path))[:MOST_LISTED]:
        yield Found(path, datetime.fromtimestamp(found[path]).astimezone().date())


def _line(found: Found) -> str:
    try:
        place = str(Path("~") / found.path.relative_to(Path.home()))
    except ValueError:
        place = str(found.path)
    place = printable(place)
    # The end of a path says more than its beginning.
    while len(place) > 1 and fit(place, _PLACE_WIDTH) != place:
        place = "…" + place[2 if place.startswith("…") else 1 :]
    return f"{fit(place, _PLACE_WIDTH, pad=True)}  {show_day(found.changed_on)}"
