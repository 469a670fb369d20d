"""Settings: the store itself: where it lies, its copies, checking it, taking records out and in."""

from datetime import datetime
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.people.queries import count_people
from liaison.stewardship.check import Finding, check_store
from liaison.store.copies import copies
from liaison.text.display import printable
from liaison.text.words import _, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.screens.settings_panel import SettingsPanel
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_COLUMNS = (
    Column("about", lambda: _("About"), fraction=1, min_width=10),
    Column("finding", lambda: _("What is not as it should be"), fraction=5, min_width=20),
)


class StorePanel(SettingsPanel):
    """The store."""

    SECTION = "store"
    COMMAND_SET = (
        Command(
            "store.check",
            "c",
            lambda: _("Check now"),
            lambda: _("Compute everything anew from the records and list every difference."),
            "check",
            show=True,
            rank=1,
        ),
    )
    DEFAULT_CSS = """
    StorePanel > .-facts { height: auto; padding: 0 1; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._findings: list[Finding] | None = None

    def title(self) -> str:
        """The name of the section."""
        return _("The store")

    def remark(self) -> str:
        """A line of help."""
        return _("A copy is made beside the store before every import and every migration; the last five are kept.")

    def body(self) -> ComposeResult:
        """What is known of it, and what a check found."""
        yield Static("", classes="-facts", markup=False)
        yield VirtualTable(_COLUMNS, empty=self._nothing, marks=False)

    @work(exclusive=True, group="store")
    async def refresh_data(self) -> None:
        """Read the facts anew; what a check found stays until the next check."""
        cadres, people = await self.desk.ask(count_people)
        path = self.desk.store.path
        lines = [_("It lies at {place}").format(place=self.desk.store.location)]
        held = [
            n_("{count} cadre", "{count} cadres", cadres).format(count=cadres),
            n_("{count} representative", "{count} representatives", people).format(count=people),
        ]
        if path is not None and path.exists():
            held.append(_size(path.stat().st_size))
        lines.append(" · ".join(held))
        beside = copies(path) if path is not None else []
        lines.append(_("Copies beside it:") if beside else _("There are no copies beside it yet."))
        lines += [f"  {copy.name}  {_size(copy.stat().st_size)}  {_made(copy)}" for copy in reversed(beside)]
        self.query_one(".-facts", Static).update(Content(printable("\n".join(lines), lines=True)))
        self._show_findings()

    @work(exclusive=True, group="check")
    async def action_check(self) -> None:
        """Check the store."""
        self.notify(_("Checking…"), timeout=2, markup=False)
        try:
            self._findings = await self.desk.ask(check_store, self.desk.today())
        except LiaisonError as error:
            self.say_error(error)
            return
        self._show_findings()
        count = len(self._findings)
        said = n_("{count} difference found.", "{count} differences found.", count) if count else _("All is well.")
        self.notify(said.format(count=count), severity="warning" if count else "information", markup=False)

    def _show_findings(self) -> None:
        found = self._findings or []
        rows = [Row(key, (one.about, one.sentence), (None, "warning")) for key, one in enumerate(found)]
        self.table.refresh_rows(ListSource(rows))

    def _nothing(self) -> str:
        if self._findings is None:
            return _("Press c to check the store.")
        return _("All is well: everything kept beside the records agrees with them.")


def _size(octets: int) -> str:
    return f"{octets / 1_000_000:.1f} MB"


def _made(copy: Path) -> str:
    return f"{datetime.fromtimestamp(copy.stat().st_mtime).astimezone():%Y-%m-%d %H:%M}"
