"""Checking a store: everything that is kept beside the records is computed anew, and every difference is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from liaison.pairing.facts import CHUNK, load_facts
from liaison.pairing.models import Pairing
from liaison.pairing.rules import stored_due
from liaison.pairing.settle import all_pairing_ids, stored
from liaison.people.models import Cadre, Representative
from liaison.people.search import stale_search_lines
from liaison.stewardship.no_contact import planned_against_wishes
from liaison.text.words import _
from liaison.visits.fields import ContactState
from liaison.visits.models import Visit


@dataclass(frozen=True)
class Finding:
    """One difference: what kind it is, about whom or what, and a sentence that says how to mend it."""

    kind: str
    about: str
    sentence: str


def check_store(session: Session, today: date) -> list[Finding]:
    """Everything in the store that is not as it should be."""
    return [
        *_integrity(session),
        *_due_days(session),
        *_search(session),
        *_left_cadres(session, today),
        *_planned_against_wishes(session),
        *_done_in_future(session, today),
    ]


def _integrity(session: Session) -> Iterator[Finding]:
    if session.connection().dialect.name != "sqlite":
        return
    verdict = session.connection().exec_driver_sql("PRAGMA quick_check").scalars().all()
    for line in verdict:
        if line != "ok":
            yield Finding("file", "", _("The file of the store is damaged: {detail}").format(detail=line))
    for table, row_id, parent, _key in session.connection().exec_driver_sql("PRAGMA foreign_key_check"):
        sentence = _("{table} {id} points to a record of {parent} that does not exist.")
        yield Finding("reference", str(table), sentence.format(table=table, id=row_id, parent=parent))


def _due_days(session: Session) -> Iterator[Finding]:
    ids = all_pairing_ids(session)
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        held = stored(session, part)
        for facts in load_facts(session, part):
            fresh = stored_due(facts)
            if fresh == held[facts.pairing_id]:
                continue
            cadre, person = _names(session, facts.pairing_id)
            sentence = _("{cadre} and {person}: the due day is kept as {held}, the records give {fresh}.")
            days = {"held": held[facts.pairing_id].due_on or "–", "fresh": fresh.due_on or "–"}
            yield Finding("due", person, sentence.format(cadre=cadre, person=person, **days))


def _names(session: Session, pairing_id: int) -> tuple[str, str]:
    # One of the two may be lacking in a store that is damaged.
    query = (
        select(col(Cadre.name), col(Representative.name))
        .select_from(Pairing)
        .outerjoin(Cadre, col(Cadre.id) == col(Pairing.cadre_id))
        .outerjoin(Representative, col(Representative.id) == col(Pairing.representative_id))
        .where(col(Pairing.id) == pairing_id)
    )
    cadre, person = session.execute(query).one()
    return cadre or "?", person or "?"


def _search(session: Session) -> Iterator[Finding]:
    for name in stale_search_lines(session):
        sentence = _("{name} is not found as the record says; edit and save the record to mend it.")
        yield Finding("search", name, sentence.format(name=name))


def _left_cadres(session: Session, today: date) -> Iterator[Finding]:
    query = (
        select(col(Cadre.name), col(Cadre.left_on), col(Representative.name))
        .join(Pairing, col(Pairing.cadre_id) == col(Cadre.id))
        .join(Representative, col(Representative.id) == col(Pairing.representative_id))
        .where(col(Cadre.left_on) <= today, col(Pairing.started_on) <= today)
        .where(or_(col(Pairing.ended_on).is_(None), col(Pairing.ended_on) > today))
        .order_by(col(Cadre.id), col(Pairing.id))
    )
    for cadre, left_on, person in session.execute(query):
        sentence = _("{cadre} left on {day} but is still paired with {person}. Hand this person over.")
        yield Finding("left", cadre, sentence.format(cadre=cadre, day=left_on, person=person))


def _planned_against_wishes(session: Session) -> Iterator[Finding]:
    for plan in planned_against_wishes(session):
        name = plan.representative.name
        sentence = _("{name} asked not to be contacted, but a contact is planned for {day}. Cancel it.")
        yield Finding("wish", name, sentence.format(name=name, day=plan.day))


def _done_in_future(session: Session, today: date) -> Iterator[Finding]:
    query = select(col(Visit.id), col(Visit.happened_on)).where(
        col(Visit.happened_on) > today, col(Visit.state).in_([ContactState.DONE, ContactState.ATTEMPTED])
    )
    for visit_id, day in session.execute(query):
        sentence = _("Contact record {id} is marked as done on {day}, which is still to come.")
        yield Finding("future", str(visit_id), sentence.format(id=visit_id, day=day))
