"""Messages to cadres: who is to be contacted, ready to paste into a chat. Nothing private stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liaison.pairing.queries import DueRow
from liaison.pairing.terms import Contact
from liaison.store.tables import Named
from liaison.text.words import _, n_, p_
from liaison.visits.fields import CONTACT_KIND_WORDS


@dataclass(frozen=True)
class CadreMessage:
    """What one cadre is told."""

    cadre: Named
    text: str


def messages_by_cadre(rows: Sequence[DueRow], day: date) -> list[CadreMessage]:
    """One short message for each cadre of a due list, in the order of the list.

    A message names the people with their due days and last contacts that counted; never what was talked about.
    """
    cadres = dict.fromkeys(row.cadre for row in rows if row.standing.due_on is not None)
    return [
        CadreMessage(cadre, _message(cadre, [r for r in rows if r.cadre == cadre and r.standing.due_on], day))
        for cadre in cadres
    ]


def _message(cadre: Named, rows: Sequence[DueRow], day: date) -> str:
    head = n_(
        "{cadre}, as of {day} the following {count} person you are paired with is to be contacted:",
        "{cadre}, as of {day} the following {count} people you are paired with are to be contacted:",
        len(rows),
    )
    lines = [f"{number}. {_line(row, day)}" for number, row in enumerate(rows, 1)]
    foot = _("Please tell the office once it is done, so that it can be recorded. Thank you.")
    return "\n".join([head.format(cadre=cadre.name, day=_day(day, day), count=len(rows)), *lines, foot])


def _line(row: DueRow, day: date) -> str:
    held = row.standing
    parts = [_due(held.due_on or day, held.days_late, day), _last(held.last_counted, day)]
    inside = p_("between the parts of a sentence", "; ").join(parts)
    return _("{name} ({details})").format(name=row.representative.name, details=inside)


def _due(due_on: date, late: int, day: date) -> str:
    if late:
        sentence = n_("was due by {due}, {count} day late", "was due by {due}, {count} days late", late)
    else:
        sentence = _("due by {due}")
    return sentence.format(due=_day(due_on, day), count=late)


def _last(contact: Contact | None, day: date) -> str:
    if contact is None:
        return _("no contact so far")
    kind = _(CONTACT_KIND_WORDS[contact.kind])
    return _("last contact {day}, {kind}").format(day=_day(contact.happened_on, day), kind=kind)


def _day(day: date, today: date) -> str:
    """A day as people say it; the year only where it is another."""
    if day.year == today.year:
        return p_("a day without its year", "{month:02d}-{day:02d}").format(month=day.month, day=day.day)
    sentence = p_("a day with its year", "{year}-{month:02d}-{day:02d}")
    return sentence.format(year=day.year, month=day.month, day=day.day)
