"""Follow-ups as lines of a table, and one of them told whole."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from liaison.store.store import Store
from liaison.text.dates import show_day
from liaison.text.display import cell_width, printable
from liaison.text.words import _, n_
from liaison.tui.sources import IdSource
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import Row
from liaison.visits.fields import (
    FOLLOW_UP_ACTION_WORDS,
    FOLLOW_UP_KIND_WORDS,
    FOLLOW_UP_STATE_WORDS,
    OUTCOME_WORDS,
    FollowUpAction,
)
from liaison.visits.follow_up_queries import FollowUpFilter, LedgerRow, StepRow, follow_up_ids, ledger_rows
from liaison.visits.follow_up_rules import ENDED, OWED

OVERDUE_SIGN, REMIND_SIGN = "!", "*"
_DATED = {FollowUpAction.ASSIGN, FollowUpAction.EXTEND, FollowUpAction.REOPEN}


def ledger_columns() -> tuple[Column, ...]:
    """The columns, as wide as the words of the language spoken now."""
    kind = max(cell_width(_(word)) for word in FOLLOW_UP_KIND_WORDS.values())
    state = max(cell_width(_(word)) for word in FOLLOW_UP_STATE_WORDS.values())
    return (
        Column("due", lambda: _("Due by"), width=10, priority=3),
        Column("when", lambda: _("When"), width=15),
        Column("person", lambda: _("Who"), fraction=1, min_width=10),
        Column("kind", lambda: _("Kind"), width=kind, priority=4),
        Column("text", lambda: _("What was said"), fraction=3, min_width=16),
        Column("charge", lambda: _("In charge"), fraction=1, min_width=10, priority=2),
        Column("state", lambda: _("State"), width=state),
    )


def ledger_source(store: Store, wanted: FollowUpFilter, today: date) -> IdSource[LedgerRow]:
    """The follow-ups that fit, the most pressing first."""
    return IdSource(
        store,
        lambda session: follow_up_ids(session, wanted, today),
        lambda session, ids: ledger_rows(session, ids, today),
        lambda row: ledger_line(row, today),
    )


def ledger_line(row: LedgerRow, today: date) -> Row:
    """One follow-up; a sign marks what is overdue, another what somebody is to be reminded of."""
    cells = (
        show_day(row.due_on) if row.due_on else "",
        when_words(row, today),
        row.representative.name,
        _(FOLLOW_UP_KIND_WORDS[row.kind]),
        " ".join(row.text.split()),
        who_in_charge(row),
        _(FOLLOW_UP_STATE_WORDS[row.state]),
    )
    style = "error" if row.overdue else "warning" if row.to_remind else None
    return Row(row.id, cells, (None, style))


def when_words(row: LedgerRow, today: date) -> str:
    """How much time is left or gone, or what became of it."""
    if row.outcome is not None:
        return _(OUTCOME_WORDS[row.outcome])
    if row.state in ENDED:
        return show_day(row.closed_on) if row.closed_on else ""
    if row.due_on is None or row.state not in OWED:
        return ""
    if row.overdue:
        late = n_("{count} day late", "{count} days late", row.days_late).format(count=row.days_late)
        return f"{OVERDUE_SIGN} {late}"
    left = (row.due_on - today).days
    words = _("today") if left == 0 else n_("in {count} day", "in {count} days", left).format(count=left)
    return f"{REMIND_SIGN} {words}" if row.to_remind else words


def who_in_charge(row: LedgerRow) -> str:
    """The unit, the cadre or both."""
    return " ".join(part for part in (row.in_charge, row.cadre.name if row.cadre else "") if part)


def told(row: LedgerRow, steps: Sequence[StepRow]) -> Content:
    """One follow-up whole: why it presses, what was said, the answer, and what was done, the latest first."""
    kind, person = _(FOLLOW_UP_KIND_WORDS[row.kind]), row.representative.name
    head = _("#{id} {person}: {kind}, received on {day}").format(
        id=row.id, person=person, kind=kind, day=row.received_on
    )
    parts: list[str | tuple[str, str]] = [(printable(head), "bold"), "\n"]
    state = [_(FOLLOW_UP_STATE_WORDS[row.state]), _(OUTCOME_WORDS[row.outcome]) if row.outcome else ""]
    state += [show_day(row.closed_on) if row.closed_on else ""]
    parts += [" · ".join(part for part in state if part), "  ", printable(row.reason), "\n"]
    parts += [printable(row.text, lines=True), "\n"]
    if row.answer:
        parts += [(_("Answer"), "bold"), ": ", printable(row.answer, lines=True), "\n"]
    parts += [f"{step_line(step)}\n" for step in reversed(steps)]
    return Content.assemble(*parts)


def step_line(step: StepRow) -> str:
    """One step on a line."""
    due = _("due {day}").format(day=step.due_on) if step.due_on and step.action in _DATED else ""
    parts = [show_day(step.happened_on), _(FOLLOW_UP_ACTION_WORDS[step.action]), due, " ".join(step.note.split())]
    return printable("  ".join(part for part in parts if part))
