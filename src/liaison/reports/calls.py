"""Before a call to one person: how to reach, who answers, the last contacts, what is still open, on a sheet.

A channel that the person does not want is named as such, without its number.
"""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from liaison.pairing.queries import standings_of
from liaison.people.fields import (
    ADDRESS_FIELDS,
    CHANNEL_WORDS,
    PAUSE_REASON_WORDS,
    PERSON_STATUS_WORDS,
    REPRESENTATIVE_FIELDS,
    Channel,
    Consent,
    PersonStatus,
)
from liaison.people.queries import PauseRow, RepresentativeCard, representative_card
from liaison.reports.document import Cell, Column, RecordKind, Records, Report, Row, Section, Table
from liaison.reports.follow_ups import raised_table, raised_until
from liaison.reports.records import record_columns, record_lines
from liaison.stewardship.disclosures import Given
from liaison.text.words import _, listed
from liaison.visits.fields import ContactState
from liaison.visits.queries import VisitFilter, visit_ids

PERSON_CONTACTS = 10
"""How many of the last contacts stand on the sheet of one person."""
_NOT_ON_SHEET = frozenset({"name", "status", "status_since", "review_on", "source", "purpose", "number"})
_FIELDS_OF_CHANNEL: Mapping[str, Channel] = {
    "phone": Channel.PHONE,
    "wechat": Channel.MESSAGE,
    "email": Channel.EMAIL,
}


def person_sheet(session: Session, representative_id: int, today: date) -> Report:
    """The sheet of one person: how to reach, who answers, the last contacts, what is still open.

    Raises:
        NotFoundError: when there is no such person.
    """
    card = representative_card(session, representative_id)
    done = VisitFilter(representative_id=representative_id, state=ContactState.DONE)
    visits = visit_ids(session, done, limit=PERSON_CONTACTS)
    contacts = Records(RecordKind.VISIT, tuple(visits))
    still = [one for one in raised_until(session, today, people=[representative_id]) if one.is_open]
    standings = standings_of(session, representative_id, today)
    return Report(
        given=Given.BEFORE_CALL,
        title=card.name,
        span="",
        made_on=today,
        sections=(
            Section(_("Who it is"), table=_facts(card, today)),
            Section(
                _("Pairings"),
                remark="" if standings else _("No cadre answers for this person."),
                table=Table(
                    (Column(_("Cadre"), 1.5), Column(_("Standing"), 7.5)),
                    tuple(Row((row.cadre.name, row.reason)) for row in standings),
                ),
            ),
            Section(
                _("Last contacts"),
                table=Table(
                    record_columns(contacts),
                    tuple(Row(line.cells, line.people) for line in record_lines(session, contacts)),
                ),
            ),
            Section(_("Still open"), table=raised_table(still)),
        ),
        people=(representative_id,),
    )


def _facts(card: RepresentativeCard, today: date) -> Table:
    withdrawn = {row.channel for row in card.consents if row.consent is Consent.WITHDRAWN}
    hidden = {"phone", "wechat", "email"} if card.status is not PersonStatus.ACTIVE else set()
    hidden |= {name for name, channel in _FIELDS_OF_CHANNEL.items() if channel in withdrawn}
    facts: list[tuple[Cell, ...]] = []
    if card.status is not PersonStatus.ACTIVE:
        facts.append((_("State"), _(PERSON_STATUS_WORDS[card.status])))
    facts += [
        (_("Paused"), paused_words(pause)) for pause in card.pauses if pause.pairing_id is None and _lasts(pause, today)
    ]
    for field in REPRESENTATIVE_FIELDS:
        text = field.show(card.values[field.name])
        if text and field.name not in _NOT_ON_SHEET and field.name not in hidden:
            facts.append((field.label(), text))
    facts += [(_("Does not want"), _(CHANNEL_WORDS[channel])) for channel in Channel if channel in withdrawn]
    for address in card.addresses if card.status is PersonStatus.ACTIVE else ():
        parts = [flat(field.show(address[field.name])) for field in ADDRESS_FIELDS]
        facts.append((_("Address"), " ".join(part for part in parts if part)))
    if card.household:
        members = listed(name for _id, name in card.household_members)
        words = _("{household} ({members})") if members else "{household}"
        facts.append((_("Household"), words.format(household=card.household, members=members)))
    return Table((Column("", 1.5), Column("", 7.5)), tuple(Row(cells) for cells in facts))


def paused_words(pause: PauseRow) -> str:
    """That somebody is left in peace, until when and why."""
    until = pause.until.isoformat() if pause.until else "…"
    return _("paused until {day}: {reason}").format(day=until, reason=_(PAUSE_REASON_WORDS[pause.reason]))


def _lasts(pause: PauseRow, today: date) -> bool:
    return pause.from_on <= today and (pause.until is None or pause.until >= today)


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
