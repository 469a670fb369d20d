"""The Reports room: a report part by part, each number open to its records, and a file of it for others."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.reports.document import Figure, Report, Row, Section
from liaison.reports.layout import chart_data
from liaison.reports.spans import year_span
from liaison.text.display import printable
from liaison.text.words import _
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ChoiceScreen, MessageScreen
from liaison.tui.room import Room
from liaison.tui.screens.reports_choice import Asked, ReportKind, choose_by, choose_report, choose_span, made_words
from liaison.tui.screens.reports_keys import REPORTS_COMMANDS
from liaison.tui.screens.reports_rows import Shown, figures_of, shown_section
from liaison.tui.screens.reports_tabs import tab_line
from liaison.tui.widgets.paragraph import Paragraph
from liaison.tui.widgets.rows import ListSource
from liaison.tui.widgets.virtual_table import VirtualTable


class ReportsRoom(Room):
    """The Reports room."""

    ROOM: ClassVar[str] = "reports"
    COMMAND_SET = REPORTS_COMMANDS
    DEFAULT_CSS = """
    ReportsRoom > .-about { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    ReportsRoom > .-parts { height: 1; background: $panel; color: $foreground; }
    ReportsRoom > .-said { height: auto; max-height: 5; padding: 0 1; background: $surface; }
    ReportsRoom > #part { height: 1fr; }
    ReportsRoom > .-rest { height: auto; max-height: 2; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        today = desk.today()
        self._asked = Asked(ReportKind.VISITS, year_span(today.year, today))
        self._report: Report | None = None
        self._part = 0
        self._shown = Shown((), (), ())
        self._with_chart: bool | None = None

    def body(self) -> ComposeResult:
        """Which report, its parts, the sentences of a part, and its table with the chart."""
        yield Static("", classes="-about", markup=False)
        yield Static("", classes="-parts", markup=False)
        yield Paragraph(classes="-said")
        yield Container(id="part")
        yield Paragraph(classes="-rest")

    def command_title(self) -> str:
        """The heading on the help page."""
        return _("Reports")

    @property
    def section(self) -> Section | None:
        """The part that is shown."""
        return self._report.sections[self._part] if self._report else None

    # Reading.

    @work(exclusive=True, group="reports")
    async def refresh_data(self) -> None:
        """Make the report anew."""
        asked = self._asked
        about = self.query_one(".-about", Static)
        if self._report is None:
            about.update(Content(_("Reckoning …")))
        try:
            report = await self.desk.ask(asked.make, self.desk.today())
        except LiaisonError as error:
            self._report, self._part = None, 0
            about.update(Content(printable(error.sentence)))
            await self._lay_out()
            return
        kept = self._report is not None and len(self._report.sections) == len(report.sections)
        self._report = report
        self._part = self._part if kept else 0
        about.update(Content(printable(made_words(report))))
        await self._lay_out(keep_cursor=kept)

    async def _lay_out(self, *, keep_cursor: bool = False) -> None:
        """Show a part: its columns may differ from those of the part before, so the table is made anew."""
        section, report = self.section, self._report
        self._say_parts()
        said = [*section.sentences, section.remark] if section else []
        paragraph = self.query_one(".-said", Paragraph)
        paragraph.say("\n".join(text for text in said if text))
        paragraph.display = bool(paragraph.text)
        place = self.query_one("#part", Container)
        cursor = self._table.cursor if keep_cursor and self._table is not None else 0
        await place.remove_children()
        self._say_rest()
        if section is None or report is None:
            return
        self._shown = shown_section(report, section)
        table = VirtualTable(
            self._shown.columns, ListSource(self._shown.rows), empty=lambda: _("Nothing to list."), marks=False
        )
        await place.mount(table)
        await table.show_rows()
        table.move_cursor(cursor)
        table.focus()
        await self._show_chart()
        self.call_after_refresh(self._say_rest)
        self.refresh_bindings()

    @property
    def _table(self) -> VirtualTable | None:
        return next(iter(self.query(VirtualTable)), None)

    async def _show_chart(self) -> None:
        from liaison.tui.screens.reports_chart import ReportChart  # noqa: PLC0415 - its library takes long to load

        section, place = self.section, self.query_one("#part", Container)
        await place.query(ReportChart).remove()
        if section is None or not self._has_chart(section):
            return
        wanted = self.has_class("-wide") if self._with_chart is None else self._with_chart
        if wanted and section.chart is not None and section.table is not None:
            chart = ReportChart()
            await place.mount(chart)
            chart.show(chart_data(section.table, section.chart))

    def _has_chart(self, section: Section | None) -> bool:
        return section is not None and section.chart is not None and bool(section.table and section.table.rows)

    def _say_parts(self) -> None:
        titles = [section.title for section in self._report.sections] if self._report else []
        width = self.app.size.width
        self.query_one(".-parts", Static).update(tab_line(titles, self._part, width))

    def on_resize(self) -> None:
        """Say the parts for the new width."""
        super().on_resize()
        if self.query(".-parts"):
            self._say_parts()
            self.call_after_refresh(self._say_rest)

    @on(VirtualTable.RowHighlighted)
    def _say_rest(self) -> None:
        """Below the table, what stands in the columns for which there is no room, of the line under the cursor."""
        table = self._table
        row = table.cursor_row if table is not None else None
        columns = table.left_out if table is not None and row is not None else ()
        told = [f"{self._shown.columns[place].label()} {row.cells[place] or '–'}" for place in columns] if row else []
        rest = self.query_one(".-rest", Paragraph)
        rest.say(_("No room for: {values}").format(values=" · ".join(told)) if told else "")
        rest.display = bool(told)

    # Opening.

    @on(VirtualTable.RowSelected)
    @work()
    async def _open(self, event: VirtualTable.RowSelected) -> None:
        from liaison.tui.screens.reports_records import RecordsScreen, open_card  # noqa: PLC0415 - leads to cards

        line = self._shown.lines[event.row.key]
        figures = figures_of(line)
        if not figures:
            await open_card(self.app, self.desk, line.people)
            return
        words = dict(zip((one.key for one in figures), self._labels(line), strict=True))
        chosen: str | None = figures[0].key
        if len(figures) > 1:
            offered = [(one.key, f"{words[one.key]}: {one.said()}") for one in figures]
            chosen = await self.app.push_screen_wait(ChoiceScreen(event.row.cells[0], offered))
        figure = next((one for one in figures if one.key == chosen), None)
        if figure is not None:
            self.app.push_screen(RecordsScreen(self.desk, figure, f"{event.row.cells[0]} · {words[figure.key]}"))

    # Commands.

    async def action_section(self, step: int) -> None:
        """Go to the next part or the one before."""
        if self._report is not None:
            self._part = (self._part + step) % len(self._report.sections)
            await self._lay_out()

    @work
    async def action_report(self) -> None:
        """Choose the report."""
        await self._ask_anew(await choose_report(self.app, self.desk, self._asked))

    @work
    async def action_span(self) -> None:
        """Choose the days."""
        await self._ask_anew(await choose_span(self.app, self.desk, self._asked))

    @work
    async def action_by(self) -> None:
        """Choose what the summary goes by."""
        await self._ask_anew(await choose_by(self.app, self._asked))

    async def action_chart(self) -> None:
        """Show the chart, or put it away."""
        from liaison.tui.screens.reports_chart import ReportChart  # noqa: PLC0415 - its library takes long to load

        self._with_chart = not self.query(ReportChart)
        await self._show_chart()

    @work
    async def action_text(self) -> None:
        """Read sentences and definitions."""
        if self._report is not None:
            await self.app.push_screen_wait(MessageScreen("\n\n".join(self._texts()), self._report.title))

    def _texts(self) -> list[str]:
        """The sentences and definitions of the report; a sheet to take along has none."""
        report = self._report
        if report is None:
            return []
        return [*(sentence for section in report.sections for sentence in section.sentences), *report.definitions]

    @work
    async def action_write(self) -> None:
        """Write the report to a file."""
        from liaison.tui.screens.reports_save import write_report  # noqa: PLC0415 - its writers take long to load

        if self._report is not None:
            await write_report(self.app, self.desk, self._report)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What this report or this part has not cannot be asked for."""
        if action == "by":
            return self._asked.kind is ReportKind.VISITS
        if action == "span":
            return self._asked.has_days()
        if action == "chart":
            return self._has_chart(self.section)
        if action == "write":
            return self._report is not None
        if action == "text":
            return bool(self._texts())
        return super().check_action(action, parameters)

    async def _ask_anew(self, asked: Asked | None) -> None:
        if asked is not None:
            if asked.kind is not self._asked.kind:
                self._part = 0
                self._report = None
            self._asked = asked
            self.refresh_data()

    def _labels(self, line: Row) -> list[str]:
        """What each figure of a line is called: by its column."""
        return [
            column.label()
            for column, cell in zip(self._shown.columns, line.cells, strict=True)
            if isinstance(cell, Figure)
        ]
