"""The history: the last deeds, the latest first; what each changed, and taking one back."""

from datetime import UTC, datetime
from typing import Any

from textual import on, work
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.stewardship.deeds import FATE_WORDS, DeedStory, RecordStory, deed_story, kept_records
from liaison.store.history import DeedRow, deed_rows
from liaison.store.undo import undo
from liaison.text.display import printable
from liaison.text.words import _, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ConfirmScreen, MessageScreen
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

MOST_DEEDS = 500
"""How many deeds are listed."""
_MOST_NAMED = 12

_COLUMNS = (
    Column("number", lambda: _("No."), width=6, align="right"),
    Column("at", lambda: _("When"), width=16),
    Column("who", lambda: _("Done by"), fraction=1, min_width=8, priority=2),
    Column("deed", lambda: _("Deed"), fraction=3, min_width=14),
    Column("subject", lambda: _("About"), fraction=3, min_width=10),
    Column("remark", lambda: _("Remark"), fraction=2, min_width=16, priority=3),
)


class HistoryScreen(SubScreen[None]):
    """The last deeds, of the whole store or of one person."""

    COMMAND_SET = (
        Command(
            "history.undo",
            "u",
            lambda: _("Undo this"),
            lambda: _("Take back this deed, as far as later deeds allow; an undo is taken back by doing it again."),
            "undo_this",
            show=True,
            rank=1,
        ),
        Command(
            "history.story",
            "o",
            lambda: _("What changed"),
            lambda: _("The values before and after; Enter does the same."),
            "story",
            show=True,
            rank=2,
        ),
    )

    def __init__(self, desk: Desk, representative_id: int | None = None) -> None:
        super().__init__(desk)
        self._person = representative_id
        self._deeds: dict[int, DeedRow] = {}

    def title_words(self) -> str:
        """The title."""
        return _("History")

    def body(self) -> ComposeResult:
        """The list."""
        yield VirtualTable(_COLUMNS, empty=lambda: _("Nothing has been done yet."), id="history", marks=False)

    def on_screen_resume(self) -> None:
        """Show what the screen in front has undone."""
        self.refresh_data()

    @work(exclusive=True, group="history")
    async def refresh_data(self) -> None:
        """Read the deeds anew."""
        deeds = await self.desk.ask(deed_rows, representative_id=self._person, limit=MOST_DEEDS)
        self._deeds = {deed.id: deed for deed in deeds}
        self.query_one(VirtualTable).refresh_rows(ListSource(map(_row, deeds)))

    @on(VirtualTable.RowSelected)
    def action_story(self) -> None:
        """Show what the deed under the cursor changed."""
        deed = self._here()
        if deed is not None:
            self.app.push_screen(DeedScreen(self.desk, deed))

    @work
    async def action_undo_this(self) -> None:
        """Take back the deed under the cursor, after asking; say what stands in the way."""
        deed = self._here()
        if deed is not None and await undo_after_asking(self, self.desk, deed):
            self.refresh_data()

    def _here(self) -> DeedRow | None:
        row = self.query_one(VirtualTable).cursor_row
        return self._deeds.get(row.key) if row else None


class DeedScreen(SubScreen[None]):
    """What one deed changed: each record with its values before and after."""

    COMMAND_SET = (
        Command(
            "deed.undo",
            "u",
            lambda: _("Undo this"),
            lambda: _("Take back this deed, as far as later deeds allow."),
            "undo_this",
            show=True,
            rank=1,
        ),
    )
    DEFAULT_CSS = """
    DeedScreen VerticalScroll { padding: 0 1; }
    """

    def __init__(self, desk: Desk, deed: DeedRow) -> None:
        super().__init__(desk)
        self._deed = deed

    def title_words(self) -> str:
        """The title: the deed."""
        return f"#{self._deed.id} {_(self._deed.name)}"

    def body(self) -> ComposeResult:
        """The text, which scrolls."""
        with VerticalScroll():
            yield Static("", id="story", markup=False)

    @work(exclusive=True, group="story")
    async def refresh_data(self) -> None:
        """Read the deed anew."""
        story = await self.desk.ask(deed_story, self._deed.id)
        self._deed = story.deed
        self.query_one("#story", Static).update(_told(story))

    @work
    async def action_undo_this(self) -> None:
        """Take it back, after asking."""
        if await undo_after_asking(self, self.desk, self._deed):
            self.dismiss(None)


async def undo_after_asking(screen: SubScreen[None], desk: Desk, deed: DeedRow) -> bool:
    """Ask whether to take a deed back and do so; say what stands in the way. Answers whether it was done."""
    app = screen.app
    question = _("Undo deed {number}: {name} ({subject})?")
    question = question.format(number=deed.id, name=_(deed.name), subject=deed.subject or "–")
    if not await app.push_screen_wait(ConfirmScreen(question, _("Undo"), _("Cancel"))):
        return False
    try:
        await desk.do(undo, deed.id)
    except LiaisonError as error:
        await app.push_screen_wait(MessageScreen(error.sentence, _("Not undone")))
        return False
    done = _("Undone: {name} ({subject}).").format(name=_(deed.name), subject=deed.subject or "–")
    app.notify(done, markup=False)
    await tell_kept(app, desk, deed.id)
    return True


async def tell_kept(app: App[Any], desk: Desk, deed_id: int) -> None:
    """Name the records that an undo has left as they are, if there are any."""
    kept = await desk.ask(kept_records, deed_id)
    if kept:
        words = [_("Kept, since they were edited after it, or belong to what was:"), *kept[:_MOST_NAMED]]
        if len(kept) > _MOST_NAMED:
            words.append(_("… and {count} more.").format(count=len(kept) - _MOST_NAMED))
        await app.push_screen_wait(MessageScreen("\n".join(words), _("Undo")))


def local_time(at: datetime) -> str:
    """The moment of a deed, which the store keeps in UTC, on the user's own clock."""
    return f"{at.replace(tzinfo=UTC).astimezone():%Y-%m-%d %H:%M}"


def _row(deed: DeedRow) -> Row:
    cells = (str(deed.id), local_time(deed.at), deed.who, _(deed.name), deed.subject, _remark(deed))
    undone = "muted" if deed.undone_by_id is not None else None
    return Row(deed.id, cells, (undone,) * len(cells))


def _remark(deed: DeedRow) -> str:
    if deed.undone_by_id is not None:
        return _("- undone by {number}").format(number=deed.undone_by_id)
    if deed.undoes_id is not None:
        return _("undid {number}").format(number=deed.undoes_id)
    return n_("{count} change", "{count} changes", deed.changes).format(count=deed.changes)


def _told(story: DeedStory) -> Content:
    deed = story.deed
    head = " · ".join(part for part in (deed.subject, deed.who, local_time(deed.at), _remark(deed)) if part)
    parts: list[str | tuple[str, str]] = [printable(head), "\n"]
    for record in story.records:
        parts += ["\n", *_told_record(record)]
    if story.left_out:
        more = n_("… and {count} more record", "… and {count} more records", story.left_out)
        parts += ["\n", more.format(count=story.left_out)]
    if not story.records:
        parts += ["\n", _("Nothing is kept of what it changed.")]
    return Content.assemble(*parts)


def _told_record(record: RecordStory) -> list[str | tuple[str, str]]:
    title = " ".join(part for part in (record.what, record.about) if part)
    lines: list[str | tuple[str, str]] = [(printable(f"{title}: {_(FATE_WORDS[record.fate])}"), "bold"), "\n"]
    for value in record.values:
        before, after = value.before or "–", value.after or "–"
        lines.append(printable(f"   {value.label}: {before} → {after}") + "\n")
    return lines
