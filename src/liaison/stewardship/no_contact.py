"""A wish not to be contacted: kept at once, everywhere."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, select

from liaison.errors import InvalidInputError
from liaison.people.fields import Channel, Consent, PersonStatus
from liaison.people.models import ChannelConsent
from liaison.people.service import get_representative
from liaison.store.store import about, deed
from liaison.text.words import N_, _
from liaison.visits.fields import ContactKind
from liaison.visits.service import withdraw_planned

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
