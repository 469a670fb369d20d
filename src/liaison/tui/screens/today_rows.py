"""What the lists of the Today room show of a record: its cells, and one sentence about it."""

from collections.abc import Sequence
from datetime import date, timedelta

from liaison.pairing.queries import DueRow, UnpairedRow
from liaison.pairing.reasons import show_clause
from liaison.store.tables import Named
from liaison.text.dates import show_day, weekday_name
from liaison.text.words import _, listed, n_, p_
from liaison.tui.screens.follow_ups_rows import when_words, who_in_charge
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import Row
from liaison.visits.fields import CONTACT_KIND_WORDS, FOLLOW_UP_STATE_WORDS
from liaison.visits.follow_up_queries import LedgerRow
from liaison.visits.queries import VisitRow

_PERSON = Column("person", lambda: _("Who"), fraction=2, min_width=13)
_CADRE = Column("cadre", lambda: _("Cadre"), fraction=1, min_width=8, priority=2)
_DUE = Column("due", lambda: _("Due on"), width=10, priority=3)
_LAST = Column("last", lambda: _("Last contact"), width=12, priority=4)
_RULE = Column("rule", lambda: _("Asked for"), fraction=6, min_width=18, priority=6)

OVERDUE_COLUMNS = (_PERSON, _CADRE, _DUE, Column("late", lambda: _("Days late"), width=9, align="right"), _LAST, _RULE)
SOON_COLUMNS = (_PERSON, _CADRE, _DUE, Column("left", lambda: _("Days left"), width=9, align="right"), _LAST, _RULE)
PLANNED_COLUMNS = (
    Column("day", lambda: _("Date"), width=10, priority=2),
    Column("when", lambda: _("When"), width=13),
    Column("kind", lambda: _("How"), width=12, priority=4),
    Column("people", lambda: _("With"), fraction=2, min_width=12),
    Column("cadres", lambda: _("Cadres"), fraction=1, min_width=8, priority=3),
    Column("place", lambda: _("Place"), fraction=2, min_width=12, priority=6),
)
FOLLOW_UP_COLUMNS = (
    Column("due", lambda: _("Due by"), width=10, priority=3),
    Column("when", lambda: _("When"), width=14),
    Column("person", lambda: _("Who"), fraction=1, min_width=12),
    Column("text", lambda: _("What was said"), fraction=3, min_width=16),
    Column("state", lambda: _("State"), width=10, priority=2),
    Column("charge", lambda: _("In charge"), fraction=1, min_width=12, priority=4),
)
UNPAIRED_COLUMNS = (
    Column("person", lambda: _("Who"), fraction=2, min_width=12),
    Column("last", lambda: _("Last contact"), width=12),
    Column("sector", lambda: _("Sector"), width=14, priority=3),
    Column("town", lambda: _("Home town"), fraction=1, min_width=10, priority=2),
    Column("unit", lambda: _("Unit"), fraction=3, min_width=16, priority=5),
)


def overdue_row(row: DueRow) -> Row:
    """One pairing that is overdue."""
    return Row(row.pairing, _pairing_cells(row, row.standing.days_late), (None, None, None, "error"))


def soon_row(row: DueRow, today: date) -> Row:
    """One pairing that is due soon."""
    left = (row.standing.due_on - today).days if row.standing.due_on else 0
    return Row(row.pairing, _pairing_cells(row, left), (None, None, None, "warning" if left <= 1 else None))


def planned_row(row: VisitRow, today: date) -> Row:
    """One planned contact; a sign marks one whose day has gone by."""
    past = (today - row.happened_on).days
    cells = (
        show_day(row.happened_on),
        "! " + n_("{count} day ago", "{count} days ago", past).format(count=past) if past > 0 else _near(-past, row),
        _(CONTACT_KIND_WORDS[row.kind]),
        _names(row.representatives),
        _names(row.cadres),
        row.place or (row.trip.name if row.trip else ""),
    )
    return Row(row.id, cells, (None, "warning" if past > 0 else None))


def follow_up_row(row: LedgerRow, today: date) -> Row:
    """One suggestion or request that is not closed yet; signs mark what is overdue or to be reminded of."""
    cells = (
        show_day(row.due_on) if row.due_on else "",
        when_words(row, today),
        row.representative.name,
        " ".join(row.text.split()),
        _(FOLLOW_UP_STATE_WORDS[row.state]),
        who_in_charge(row),
    )
    return Row(row.id, cells, (None, "error" if row.overdue else "warning" if row.to_remind else None))


def unpaired_row(row: UnpairedRow) -> Row:
    """One person for whom no cadre answers."""
    return Row(row.id, (row.name, _last(row.last_contact_on), row.sector, row.town, row.unit))


def about_planned(row: VisitRow, today: date) -> str:
    """A planned contact in a sentence."""
    kind, people, day = _(CONTACT_KIND_WORDS[row.kind]), _names(row.representatives), row.happened_on
    if day < today:
        sentence = _("{kind} with {people} was planned for {day}. Did it take place? d: yes, Enter: change it.")
    else:
        sentence = _("{kind} with {people} is planned for {day}.")
    said = sentence.format(kind=kind.capitalize(), people=people, day=day)
    return " ".join([said, row.summary]).strip()


def about_follow_up(row: LedgerRow) -> str:
    """Why a suggestion or request presses, and what was said."""
    who = _("{person}, {day}: {text}").format(person=row.representative.name, day=row.received_on, text=row.text)
    return f"{row.reason} {who}".strip()


def about_unpaired(row: UnpairedRow) -> str:
    """A person without a cadre in a sentence."""
    if row.last_contact_on is None:
        return _("No cadre answers for {person}, and no contact is recorded.").format(person=row.name)
    sentence = _("No cadre answers for {person}; the last contact was on {day}.")
    return sentence.format(person=row.name, day=row.last_contact_on)


def week_end(today: date) -> date:
    """The Sunday of this week."""
    return today + timedelta(days=6 - today.weekday())


def _pairing_cells(row: DueRow, days: int) -> tuple[str, ...]:
    held = row.standing
    return (
        row.representative.name,
        row.cadre.name,
        show_day(held.due_on) if held.due_on else "",
        str(days),
        _last(held.last_contact_on),
        show_clause(held.clause) if held.clause else "",
    )


def _last(day: date | None) -> str:
    return p_("when the last contact was", "never") if day is None else show_day(day)


def _near(days: int, row: VisitRow) -> str:
    if days == 0:
        return _("today")
    return _("tomorrow") if days == 1 else weekday_name(row.happened_on)


def _names(people: Sequence[Named]) -> str:
    return listed(person.name for person in people)
