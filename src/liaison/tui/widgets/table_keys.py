"""The commands of a virtual table: moving, choosing, marking."""

from liaison.text.words import _
from liaison.tui.commands import Command, Commanded

_MOVING = (
    Command("table.down", "down,j", lambda: _("Down"), None, "move(1)", palette=False),
    Command("table.up", "up,k", lambda: _("Up"), None, "move(-1)", palette=False),
    Command("table.page_down", "pagedown", lambda: _("Page down"), None, "move_page(1)", palette=False),
    Command("table.page_up", "pageup", lambda: _("Page up"), None, "move_page(-1)", palette=False),
    Command("table.first", "home", lambda: _("First row"), None, "first", palette=False),
    Command("table.last", "end", lambda: _("Last row"), None, "last", palette=False),
    Command("table.select", "enter", lambda: _("Open"), None, "select", palette=False),
)
_MARKING = (
    Command(
        "table.mark",
        "space",
        lambda: _("Mark"),
        lambda: _("Mark this row and go down; a command then takes all marked rows at once."),
        "mark",
        show=True,
        rank=70,
        palette=False,
    ),
    Command(
        "table.mark_all",
        "ctrl+a,asterisk",
        lambda: _("Mark all"),
        lambda: _("Mark every row of this list, also those out of sight; again: unmark them."),
        "mark_all",
    ),
    Command(
        "table.clear_marks",
        "escape",
        lambda: _("Unmark all"),
        lambda: _("Unmark every row, also those of earlier searches."),
        "clear_marks",
    ),
)


class TableKeys(Commanded):
    """The commands of a table, those for marking only where its rows can be marked."""

    COMMAND_SET = (*_MOVING, *_MARKING)
    with_marks = True

    def offered_commands(self) -> tuple[Command, ...]:
        """The commands that the help page tells of."""
        return tuple(each for each in self.all_commands() if self.with_marks or each not in _MARKING)
