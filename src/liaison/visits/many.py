"""Many contact records at once, each with one person: as a round of letters writes them, at the speed of the driver."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.errors import InvalidInputError
from liaison.people.fields import PersonStatus
from liaison.people.models import Representative
from liaison.store.changes import bulk_insert, next_id
from liaison.text.words import _
from liaison.visits.fields import ContactKind, ContactState, Direction
from liaison.visits.models import Visit, VisitCadre, VisitRepresentative
from liaison.visits.rules import check_visit

CHUNK = 500


@dataclass(frozen=True)
class OutgoingContact:
    """A contact from the office with one person, who exists; a cadre only where one took part."""

    representative_id: int
    kind: ContactKind
    place: str = ""
    summary: str = ""
    cadre_id: int | None = None


def unwelcome(session: Session, people: Sequence[int], on: date) -> dict[int, str]:
    """Those of some people, by name, whom nobody writes to on a day: no contact wanted, dead, archived."""
    found: dict[int, str] = {}
    for start in range(0, len(people), CHUNK):
        query = select(col(Representative.id), col(Representative.name), col(Representative.status_since)).where(
            col(Representative.id).in_(people[start : start + CHUNK]), col(Representative.status) != PersonStatus.ACTIVE
        )
        for person, name, since in session.execute(query):
            if since is None or on >= since:
                found[person or 0] = name
    return found


def record_contacts(session: Session, contacts: Sequence[OutgoingContact], *, on: date, today: date) -> list[int]:
    """Record contacts that were done on a day, within a deed; return their ids in the same order.

    Raises:
        InvalidInputError: when the day lies in the future, or somebody is not to be contacted.
    """
    people = [contact.representative_id for contact in contacts]
    check_visit(on, ContactState.DONE, people, today)
    against = unwelcome(session, people, on)
    if against:
        sentence = _("{name} is not to be contacted any more.")
        raise InvalidInputError(sentence.format(name=next(iter(against.values()))), field="representatives")
    first = next_id(session, Visit)
    ids = list(range(first, first + len(contacts)))
    done = {"happened_on": on, "state": ContactState.DONE, "direction": Direction.OUTGOING}
    visits = [
        {**done, "id": visit, "kind": contact.kind, "place": contact.place, "summary": contact.summary}
        for visit, contact in zip(ids, contacts, strict=True)
    ]
    bulk_insert(session, Visit, visits)
    first = next_id(session, VisitRepresentative)
    with_whom = [
        {"id": first + at, "visit_id": visit, "representative_id": contact.representative_id}
        for at, (visit, contact) in enumerate(zip(ids, contacts, strict=True))
    ]
    bulk_insert(session, VisitRepresentative, with_whom)
    first = next_id(session, VisitCadre)
    by_cadres = [(visit, contact.cadre_id) for visit, contact in zip(ids, contacts, strict=True) if contact.cadre_id]
    staff = [{"id": first + at, "visit_id": visit, "cadre_id": cadre} for at, (visit, cadre) in enumerate(by_cadres)]
    bulk_insert(session, VisitCadre, staff)
    return ids
