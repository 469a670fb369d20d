"""A chart of a report on the terminal, drawn by plotext; series differ in their marks too, not only in colour."""

from itertools import chain, count
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual_plotext import PlotextPlot

from liaison.reports.layout import ChartData
from liaison.text.display import cell_width, printable

_FILLER = "\ue000"
"""Stands for the second cell of a wide character while plotext lays out, which takes every character for one cell."""
_MARKS = "█▓▒░#="
_COLOURS = ("blue+", "orange+", "green+", "magenta+", "cyan+", "gray+")
_AXIS_ROOM = 8
_STANDING_HEIGHT = 12
_MOST_STEPS = 5


class _Plot(PlotextPlot):
    """A plot whose Chinese words take the room that they need."""

    def render(self) -> Text:
        """The plot, without the fillers."""
        super().render()
        return Text.from_ansi(self.plt.build().replace(_FILLER, ""))


class ReportChart(VerticalScroll, can_focus=False):
    """The chart below a table; standing bars where their names fit side by side, else lying ones."""

    DEFAULT_CSS = """
    ReportChart { height: 50%; max-height: 18; border-top: solid $panel; }
    ReportChart > Static { height: 1; padding: 0 1; color: $text-muted; }
    ReportChart > _Plot { height: 12; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._data: ChartData | None = None

    def compose(self) -> ComposeResult:
        """The title with the marks of the series, and the plot."""
        yield Static("", markup=False)
        yield _Plot()

    def show(self, data: ChartData) -> None:
        """Draw another chart."""
        self._data = data
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._draw()

    def _draw(self) -> None:
        data = self._data
        if data is None or not self.size.width:
            return
        marks = "  ".join(f"{mark} {name}" for mark, (name, _values) in zip(_MARKS, data.series, strict=False))
        title = f"{data.title}   {marks}" if len(data.series) > 1 else data.title
        self.query_one(Static).update(Content(printable(title)))
        plot = self.query_one(_Plot)
        names = [_spaced(printable(name)) for name in data.categories]
        standing = sum(len(name) + 1 for name in names) + _AXIS_ROOM <= self.size.width
        bars_each = 1 if data.stacked else len(data.series)
        plot.styles.height = _STANDING_HEIGHT if standing else len(names) * bars_each + 3
        plt: Any = plot.plt  # plotext takes lists of marks and colours, which its types do not say
        plt.clear_figure()
        values = [list(numbers) for _name, numbers in data.series]
        draw = plt.stacked_bar if data.stacked else plt.multiple_bar
        draw(
            names if standing else names[::-1],
            values if standing else [numbers[::-1] for numbers in values],
            marker=list(_MARKS[: len(values)]),
            color=list(_COLOURS[: len(values)]),
            width=0.6,
            orientation="vertical" if standing else "horizontal",
        )
        totals = map(sum, zip(*values, strict=True)) if data.stacked else chain.from_iterable(values)
        ticks = whole_ticks(max(totals, default=0))
        (plt.yticks if standing else plt.xticks)(ticks, list(map(str, ticks)))
        plot.refresh(layout=True)


def whole_ticks(highest: float) -> list[int]:
    """The numbers beside an axis that begins at 0: whole ones, since contacts and people are counted, and few."""
    steps = (factor * 10**power for power in count() for factor in (1, 2, 5))
    step = next(step for step in steps if highest <= step * _MOST_STEPS)
    return list(range(0, int(highest) + 1, step))


def _spaced(text: str) -> str:
    return "".join(character + _FILLER * (cell_width(character) - 1) for character in text)
