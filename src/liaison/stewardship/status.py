"""Where a representative stands with the office, changed together with what was planned."""

from datetime import date

from sqlmodel import Session

from liaison.errors import InvalidInputError
from liaison.people.fields import PersonStatus
from liaison.people.service import set_status
from liaison.store.store import deed
from liaison.text.words import N_, _
from liaison.visits.service import withdraw_planned


@deed(N_("change a status"))
def change_status(session: Session, representative_id: int, status: PersonStatus, *, since: date, today: date) -> int:
    """Archive a record, note a death, or make a record active again; return how many plans that cancelled.

    Nothing stays planned with somebody who died or whose record is put away.

    Raises:
        NotFoundError: when there is no such person.
        InvalidInputError: when the day lies in the future.
        ValueError: for a wish not to be contacted, which is a deed of its own.
    """
    if since > today:
        sentence = _("A status cannot begin in the future ({day}).")
        raise InvalidInputError(sentence.format(day=since), field="since")
    if status is PersonStatus.NO_CONTACT:
        raise ValueError("a wish not to be contacted is noted by set_no_contact")
    set_status(session, representative_id, status, since)
    return 0 if status is PersonStatus.ACTIVE else withdraw_planned(session, representative_id)
