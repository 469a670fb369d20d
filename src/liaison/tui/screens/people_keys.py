"""The commands of the People room."""

from liaison.text.words import _
from liaison.tui.commands import Command

PEOPLE_COMMANDS = (
    Command("people.search", "slash", lambda: _("Search"), lambda: _("Go to the search line."), "search", rank=30),
    Command(
        "people.add",
        "a",
        lambda: _("Add"),
        lambda: _("Add a representative, or a cadre while the cadres are listed."),
        "add",
        show=True,
        rank=12,
    ),
    Command(
        "people.edit", "e", lambda: _("Edit"), lambda: _("Change this person's record."), "edit", show=True, rank=13
    ),
    Command(
        "people.log",
        "l",
        lambda: _("Log a contact"),
        lambda: _("Record one contact with all marked people, else with this one."),
        "log",
        show=True,
        rank=11,
    ),
    Command(
        "people.set",
        "s",
        lambda: _("Set for all marked"),
        lambda: _("Set the sector, tier or contact rule of all marked people, as one deed."),
        "set_many",
        rank=20,
    ),
    Command(
        "people.filter",
        "f",
        lambda: _("Filter"),
        lambda: _("List only one sector, tier or status, or those without a pairing, or the archived."),
        "filter",
        show=True,
        rank=14,
    ),
    Command(
        "people.segment",
        "ctrl+n,n",
        lambda: _("By query"),
        lambda: _("List by a short query or a saved segment, such as sector:乡贤 country:CA; save one."),
        "segment",
        show=True,
        rank=75,
    ),
    Command(
        "people.kind",
        "ctrl+t,t",
        lambda: _("Cadres or people"),
        lambda: _("Go from representatives to cadres and back."),
        "kind",
        show=True,
        rank=15,
    ),
    Command(
        "people.duplicates",
        "d",
        lambda: _("Duplicates"),
        lambda: _("The same person twice: look through the pairs of records that are probably of one person."),
        "duplicates",
        rank=21,
    ),
)
