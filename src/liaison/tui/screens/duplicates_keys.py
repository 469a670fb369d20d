"""The commands of the review of duplicates."""

from liaison.text.words import _
from liaison.tui.commands import Command

DUPLICATES_COMMANDS = (
    Command(
        "duplicates.merge",
        "ctrl+s,m",
        lambda: _("Merge"),
        lambda: _("Join the right record into the left one with the values marked, as one deed."),
        "merge",
        show=True,
        rank=1,
    ),
    Command(
        "duplicates.apart",
        "d",
        lambda: _("Two people"),
        lambda: _("Note for good that these are two different people."),
        "apart",
        show=True,
        rank=2,
    ),
    Command(
        "duplicates.later",
        "l",
        lambda: _("Later"),
        lambda: _("Put this pair at the end, to decide later."),
        "later",
        show=True,
        rank=3,
    ),
    Command(
        "duplicates.left",
        "left",
        lambda: _("Left value"),
        lambda: _("The value on the left wins."),
        "win('a')",
        rank=20,
        palette=False,
    ),
    Command(
        "duplicates.right",
        "right",
        lambda: _("Right value"),
        lambda: _("The value on the right wins."),
        "win('b')",
        rank=21,
        palette=False,
    ),
    Command(
        "duplicates.value",
        "b",
        lambda: _("Which wins"),
        lambda: _("Choose whose value wins in this line: left, right, or both of phones and remarks; as Enter, Space."),
        "turn",
        show=True,
        rank=4,
    ),
    Command(
        "duplicates.swap",
        "x",
        lambda: _("Swap"),
        lambda: _("Let the other record be the one that stays."),
        "swap",
        show=True,
        rank=5,
    ),
    Command(
        "duplicates.card",
        "o",
        lambda: _("Card"),
        lambda: _("Open the card of one of the two."),
        "card",
        show=True,
        rank=6,
    ),
    Command("duplicates.next", "n", lambda: _("Next pair"), lambda: _("Go to the next pair."), "step(1)", rank=30),
    Command(
        "duplicates.previous", "p", lambda: _("Previous pair"), lambda: _("Go back by one pair."), "step(-1)", rank=31
    ),
)
