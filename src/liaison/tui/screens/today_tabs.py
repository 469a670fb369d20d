"""The line on top of the Today room: its lists with their counts, the one in front in brackets."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


@dataclass(frozen=True)
class Tab:
    """One list: its id, its title, how many it has, whether it is in front."""

    id: str
    words: str
    count: int
    active: bool


class SectionTabs(Widget):
    """The tabs; a click goes to a list."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SectionTabs { height: 1; background: $panel; color: $foreground; }
    """
    tabs: reactive[Sequence[Tab]] = reactive((), always_update=True)

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, section_id: str) -> None:
            super().__init__()
            self.section_id = section_id

    def render(self) -> Content:
        """All tabs in one line."""
        return Content.assemble(
            *((_text(tab), "bold reverse" if tab.active else "bold" if tab.count else "dim") for tab in self.tabs)
        )

    def on_click(self, event: Click) -> None:
        """Go to the list whose tab was clicked."""
        right = 0
        for tab in self.tabs:
            right += cell_len(_text(tab))
            if event.x < right:
                self.post_message(self.Chosen(tab.id))
                return


def _text(tab: Tab) -> str:
    inside = f"{tab.words} {tab.count}"
    return f"[{inside}]" if tab.active else f" {inside} "
