"""The timeline of a person as lines of a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liaison.stewardship.timeline import Entry, EntryKind
from liaison.text.dates import show_day
from liaison.text.words import N_, _
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row

TIMELINE_COLUMNS = (
    Column("day", lambda: _("Date"), width=10),
    Column("what", lambda: _("Entry"), width=10),
    Column("text", lambda: _("Details"), fraction=1, min_width=20),
)
KIND_WORDS: Mapping[EntryKind, str] = {
    EntryKind.VISIT: N_("contact"),
    EntryKind.PAIRING: N_("pairing"),
    EntryKind.PAUSE: N_("pause"),
    EntryKind.FOLLOW_UP: N_("follow-up"),
    EntryKind.STEP: N_("dealt with"),
    EntryKind.DISCLOSURE: N_("given out"),
    EntryKind.DEED: N_("deed"),
}


@dataclass(frozen=True)
class TimelineRows:
    """The lines of a timeline, and what each key stands for."""

    source: ListSource
    entries: Mapping[int, Entry]


def timeline_rows(entries: Iterable[Entry], *, deeds: bool) -> TimelineRows:
    """The lines, with the deeds among them or without."""
    shown: dict[int, Entry] = {}
    for entry in entries:
        if deeds or entry.kind is not EntryKind.DEED:
            shown[_key(entry, shown)] = entry
    return TimelineRows(ListSource(_row(key, entry) for key, entry in shown.items()), shown)


def _key(entry: Entry, taken: Mapping[int, Entry]) -> int:
    """A key that stays the same when the timeline is read again; one record may stand in it twice."""
    key = (entry.row_id * len(EntryKind) + list(EntryKind).index(entry.kind)) * 2
    return key + 1 if key in taken else key


def _row(key: int, entry: Entry) -> Row:
    style = "muted" if entry.kind is EntryKind.DEED else None
    return Row(key, (show_day(entry.day), _(KIND_WORDS[entry.kind]), entry.text), (style,) * 3)
