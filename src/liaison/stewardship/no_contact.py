"""A wish not to be contacted: kept at once, everywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from liaison.errors import ConflictError, InvalidInputError
from liaison.people.fields import Channel, Consent, PersonStatus
from liaison.people.models import ChannelConsent, Representative
from liaison.people.service import get_representative
from liaison.store.changes import Change
from liaison.store.store import about, deed, is_undoing
from liaison.store.tables import Named
from liaison.text.words import N_, _
from liaison.visits.fields import ContactKind, ContactState, Direction
from liaison.visits.models import Visit, VisitRepresentative
from liaison.visits.service import withdraw_planned

CHUNK = 500
KINDS_OF_CHANNEL: Mapping[Channel, Sequence[ContactKind]] = {
    Channel.POST: (ContactKind.LETTER,),
    Channel.PHONE: (ContactKind.CALL,),
    Channel.MESSAGE: (ContactKind.MESSAGE,),
    Channel.EMAIL: (),
}


@deed(N_("no more contact"))
def set_no_contact(
    session: Session, representative_id: int, *, since: date, today: date, channel: Channel | None = None
) -> int:
    """Note that a person asks not to be contacted, at all or by one channel; return how many plans that cancelled.

    Raises:
        NotFoundError: when there is no such person.
        InvalidInputError: when the wish would begin in the future.
    """
    person = get_representative(session, representative_id)
    about(session, person.name)
    if since > today:
        raise InvalidInputError(_("The wish cannot begin in the future ({day}).").format(day=since), field="since")
    if channel is None:
        person.status, person.status_since = PersonStatus.NO_CONTACT, since
        session.flush()
        return withdraw_planned(session, representative_id)
    set_consent(session, representative_id, channel, Consent.WITHDRAWN, since)
    return withdraw_planned(session, representative_id, KINDS_OF_CHANNEL[channel])


def keep_wishes(session: Session, changes: Sequence[Change]) -> None:
    """See that undoing does not plan a contact anew with somebody who has asked for none since.

    What one deed brought in together, as an import may, comes back together; the check names it then as before.

    Raises:
        ConflictError: naming the person and the day.
    """
    if not is_undoing(session):
        return
    asked: set[int] = set()
    planned: set[int] = set()
    for change in changes:
        now = change.after or {}
        if change.table == "representative" and now.get("status") == PersonStatus.NO_CONTACT:
            asked.add(change.row_id)
        elif change.table == "visit" and now.keys() & {"state", "direction"}:
            planned.add(change.row_id)
        elif change.table == "visit_representative" and change.before is None:
            planned.add(now["visit_id"])
    for key, ids in ((Representative.id, sorted(asked)), (Visit.id, sorted(planned))):
        for start in range(0, len(ids), CHUNK):
            for plan in planned_against_wishes(session, col(key).in_(ids[start : start + CHUNK])):
                if plan.representative.id not in asked or plan.visit_id not in planned:
                    sentence = _("{name} asked not to be contacted, but a contact is planned for {day}. Cancel it.")
                    raise ConflictError(sentence.format(name=plan.representative.name, day=plan.day))


@dataclass(frozen=True)
class UnwelcomePlan:
    """A contact that is planned with somebody who asked for none."""

    representative: Named
    visit_id: int
    day: date


def planned_against_wishes(session: Session, *among: ColumnElement[bool]) -> list[UnwelcomePlan]:
    """The contacts that are planned with people who asked for none, by day."""
    query = (
        select(col(Representative.id), col(Representative.name), col(Visit.id), col(Visit.happened_on))
        .join(VisitRepresentative, col(VisitRepresentative.representative_id) == col(Representative.id))
        .join(Visit, col(Visit.id) == col(VisitRepresentative.visit_id))
        .where(col(Representative.status) == PersonStatus.NO_CONTACT, col(Visit.state) == ContactState.PLANNED)
        .where(col(Visit.direction) == Direction.OUTGOING, *among)
        .order_by(col(Visit.happened_on), col(Visit.id))
    )
    return [
        UnwelcomePlan(Named(person or 0, name), visit or 0, day) for person, name, visit, day in session.exec(query)
    ]


@deed(N_("note consent"))
def set_consent(
    session: Session,
    representative_id: int,
    channel: Channel,
    consent: Consent,
    since: date | None,
    source: str = "",
) -> None:
    """Note what a person has said about being reached by one channel.

    Raises:
        NotFoundError: when there is no such person.
    """
    about(session, get_representative(session, representative_id).name)
    row = session.exec(
        select(ChannelConsent).where(
            col(ChannelConsent.representative_id) == representative_id, col(ChannelConsent.channel) == channel
        )
    ).first()
    if row is None:
        row = ChannelConsent(representative_id=representative_id, channel=channel)
        session.add(row)
    row.consent, row.since, row.source = consent, since, source
    session.flush()
