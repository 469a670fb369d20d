"""The letter of one recipient as it will stand on the page, with its envelope; the real page goes to a PDF file."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.containers import Center, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.letters.job import preview_job
from liaison.letters.pieces import PrintJob
from liaison.printing.remembered import remembered_options
from liaison.store.tables import Named
from liaison.text.display import printable
from liaison.text.fields import Field, clean
from liaison.text.words import _
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import MessageScreen
from liaison.tui.opening import can_open, open_file
from liaison.tui.screens.letters_page import PAGE_WIDTH, envelope_lines, letter_lines
from liaison.tui.screens.letters_paths import read_path, usual_path
from liaison.tui.subscreen import SubScreen


class PreviewScreen(SubScreen[None]):
    """One letter as text; the arrows lead to the next person's."""

    COMMAND_SET = (
        Command(
            "letters.next", "right,n", lambda: _("Next"), lambda: _("The next letter."), "turn(1)", show=True, rank=1
        ),
        Command(
            "letters.before",
            "left,b",
            lambda: _("Letter before"),
            lambda: _("The letter before."),
            "turn(-1)",
            show=True,
            rank=2,
        ),
        Command(
            "letters.open_page",
            "o",
            lambda: _("Open the page"),
            lambda: _("Set the real page, with fonts, letterhead and signature, and open it."),
            "open_page",
            show=True,
            rank=3,
        ),
        Command(
            "letters.write_page",
            "w",
            lambda: _("Write a PDF"),
            lambda: _("Set the real page and write it to a file."),
            "write_page",
            show=True,
            rank=4,
        ),
    )
    DEFAULT_CSS = f"""
    PreviewScreen > VerticalScroll {{ height: 1fr; background: $panel; }}
    PreviewScreen #envelope {{ width: {PAGE_WIDTH + 8}; height: auto; padding: 0 4; color: $text-muted; }}
    PreviewScreen #page {{
        width: {PAGE_WIDTH + 8}; height: auto; padding: 1 4; background: $surface; color: $foreground; margin-bottom: 1;
    }}
    """

    def __init__(self, desk: Desk, campaign_id: int, person: Named, people: Sequence[Named] = ()) -> None:
        super().__init__(desk)
        self._campaign_id = campaign_id
        self._people = list(people) if person in people else [person, *people]
        self._at = self._people.index(person)
        self._job: PrintJob | None = None

    def body(self) -> ComposeResult:
        """The envelope above, the page below."""
        with VerticalScroll():
            with Center():
                yield Static("", id="envelope", markup=False)
            with Center():
                yield Static("", id="page", markup=False)

    @property
    def person(self) -> Named:
        """Whose letter is shown."""
        return self._people[self._at]

    def title_words(self) -> str:
        """The title."""
        where = f"  {self._at + 1}/{len(self._people)}" if len(self._people) > 1 else ""
        return _("Letter to {name}").format(name=self.person.name) + where

    @work(exclusive=True, group="page")
    async def refresh_data(self) -> None:
        """Compose the letter of this person."""
        self.say_title()
        try:
            job = await self.desk.ask(preview_job, self._campaign_id, self.person.id, self.desk.today())
        except LiaisonError as error:
            self._job = None
            self.query_one("#envelope", Static).update("")
            self.query_one("#page", Static).update(Content(error.sentence))
            return
        self._job = job
        piece = job.pieces[0]
        envelope = "\n".join([_("On the envelope:"), *(f"  {line}" for line in envelope_lines(piece))])
        self.query_one("#envelope", Static).update(Content(printable(envelope, lines=True)))
        self.query_one("#page", Static).update(Content("\n".join(letter_lines(job, piece))))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_turn(self, step: int) -> None:
        """Go to another letter."""
        self._at = (self._at + step) % len(self._people)
        self.refresh_data()

    @work
    async def action_open_page(self) -> None:
        """Set the real page and open it."""
        if not can_open():
            await self._write(_("There is no desktop here to open a page on, so it is written to a file."))
            return
        folder = Path(tempfile.mkdtemp(prefix="liaison-page-"))
        path = folder / "page.pdf"
        if await self._set_page(path):
            await asyncio.to_thread(open_file, path)

    @work
    async def action_write_page(self) -> None:
        """Set the real page and write it to a file."""
        await self._write("")

    async def _write(self, remark: str) -> None:
        field = Field("path", "", lambda: _("Write to"), read_path, required=True)
        place = usual_path(f"{clean(self.person.name)}.pdf")
        title = _("Write the page of {name}").format(name=self.person.name)
        accept = _("write the file")
        dialog = FormDialog(title, lambda: Form([field], values={"path": str(place)}), remark=remark, accept=accept)
        values: dict[str, Any] | None = await self.app.push_screen_wait(dialog)
        if values is not None and await self._set_page(values["path"]):
            self.app.notify(_("Written: {path}").format(path=values["path"]), markup=False)

    async def _set_page(self, path: Path) -> bool:
        from liaison.printing.jobs import print_letters  # noqa: PLC0415 - its fonts take long to load

        job = self._job
        if job is None:
            return False
        try:
            options = await self.desk.ask(remembered_options)
            await asyncio.to_thread(print_letters, job, path, options)
        except LiaisonError as error:
            await self.app.push_screen_wait(MessageScreen(error.sentence, _("Not written")))
            return False
        return True
