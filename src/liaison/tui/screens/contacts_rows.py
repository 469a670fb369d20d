"""Contact records as lines of a table."""

from datetime import date

from liaison.store.store import Store
from liaison.text.dates import show_day
from liaison.text.display import cell_width
from liaison.text.words import _, listed
from liaison.tui.sources import IdSource
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import Row
from liaison.visits.fields import CONTACT_KIND_WORDS, CONTACT_STATE_WORDS, ContactState
from liaison.visits.queries import VisitFilter, VisitRow, visit_ids, visit_rows


def contact_columns() -> tuple[Column, ...]:
    """The columns, as wide as the words of the language spoken now."""
    kind = max(cell_width(_(word)) for word in CONTACT_KIND_WORDS.values())
    state = max(cell_width(_(word)) for word in CONTACT_STATE_WORDS.values())
    return (
        Column("day", lambda: _("Date"), width=10),
        Column("kind", lambda: _("How"), width=kind, priority=2),
        Column("state", lambda: _("State"), width=state + 2),
        Column("cadres", lambda: _("Cadres"), fraction=2, min_width=10, priority=2),
        Column("people", lambda: _("Representatives"), fraction=3, min_width=12),
        Column("place", lambda: _("Place or trip"), fraction=2, min_width=10, priority=3),
        Column("summary", lambda: _("What it was about"), fraction=4, min_width=24, priority=4),
    )


_SIGNS = {
    ContactState.PLANNED: ("o", None),
    ContactState.DONE: ("+", None),
    ContactState.ATTEMPTED: ("x", "muted"),
    ContactState.CANCELLED: ("-", "muted"),
}
PAST_ITS_DAY = ("!", "warning")
"""A planned contact whose day has gone by without a word on whether it took place."""


def contacts_source(store: Store, wanted: VisitFilter, today: date) -> IdSource[VisitRow]:
    """The records that fit, newest first."""
    return IdSource(store, lambda session: visit_ids(session, wanted), visit_rows, lambda row: contact_row(row, today))


def contact_row(row: VisitRow, today: date) -> Row:
    """One record: its state has a sign beside the word, so that no colour is needed."""
    late = row.state is ContactState.PLANNED and row.happened_on < today
    sign, style = PAST_ITS_DAY if late else _SIGNS[row.state]
    places = [row.trip.name if row.trip else "", row.place]
    cells = (
        show_day(row.happened_on),
        _(CONTACT_KIND_WORDS[row.kind]),
        f"{sign} {_(CONTACT_STATE_WORDS[row.state])}",
        listed(cadre.name for cadre in row.cadres),
        listed(person.name for person in row.representatives),
        " · ".join(place for place in places if place),
        row.summary,
    )
    return Row(row.id, cells, (None, None, style))
