"""Reads of pairings and of who is due, on any day; frozen rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlmodel import Session, col

from liaison.errors import ConflictError, NotFoundError
from liaison.pairing.facts import CHUNK, load_facts
from liaison.pairing.models import ContactRuleRow, Pairing
from liaison.pairing.reasons import reason
from liaison.pairing.rules import standing
from liaison.pairing.terms import Standing, Status
from liaison.people.fields import PersonStatus
from liaison.people.models import Cadre, Pause, Representative
from liaison.store.settings import DUE_SOON_DAYS, read_setting
from liaison.store.tables import Named
from liaison.text.words import _, listed
from liaison.visits.fields import ContactState
from liaison.visits.models import Visit, VisitRepresentative

LATE = frozenset({Status.OVERDUE, Status.NEVER})


@dataclass(frozen=True)
class PairingRow:
    """A pairing, past or present."""

    id: int
    cadre: Named
    representative: Named
    started_on: date
    counts_from: date | None
    ended_on: date | None
    end_reason: str
    rule: Named | None


@dataclass(frozen=True)
class DueRow:
    """What the rule says of one pairing on one day, and why."""

    pairing: int
    representative: Named
    cadre: Named
    standing: Standing
    reason: str


@dataclass(frozen=True)
class DueQuestion:
    """Who is asked about: on ``day``, with ``today`` the day it is asked on.

    Without more, those overdue or never contacted; with ``within``, those due up to so many days on as well; with
    ``everybody``, every pairing that holds on the day.
    """

    day: date
    today: date
    within: int | None = None
    cadre_id: int | None = None
    everybody: bool = False


@dataclass(frozen=True)
class UnpairedRow:
    """A representative for whom no cadre answers."""

    id: int
    name: str
    sector: str
    town: str
    unit: str
    last_contact_on: date | None


def due_ids(session: Session, question: DueQuestion, limit: int | None = None) -> list[int]:
    """The pairings that answer the question, the longest overdue first; at most ``limit`` of them.

    A day after which nothing is on record, as today is, is answered from the stored due days by one scan of an index;
    any other day from the records.
    """
    if question.everybody or not _is_settled(session, question.day):
        return [held.pairing_id for held in _answer(session, question)[:limit]]
    days_on = -1 if question.within is None else max(question.within, -1)
    query = (
        select(col(Pairing.id))
        .where(col(Pairing.due_on) <= question.day + timedelta(days=days_on), *_holding(question.day))
        .order_by(col(Pairing.due_on), col(Pairing.id))
        .limit(limit)
    )
    if days_on >= 0:
        query = query.where(~_resting(question.day))
    if question.cadre_id is not None:
        query = query.where(col(Pairing.cadre_id) == question.cadre_id)
    return [row_id for row_id in session.scalars(query) if row_id]


def due_rows(session: Session, pairing_ids: Sequence[int], day: date) -> list[DueRow]:
    """The lines of a due list, in the order of ``pairing_ids``, each with its reason."""
    soon = int(read_setting(session, DUE_SOON_DAYS))
    found = {facts.pairing_id: standing(facts, day, soon) for facts in load_facts(session, pairing_ids)}
    return _told(session, [found[row_id] for row_id in pairing_ids if row_id in found], day)


def due_list(session: Session, question: DueQuestion) -> list[DueRow]:
    """The whole answer at once."""
    if question.everybody or not _is_settled(session, question.day):
        return _told(session, _answer(session, question), question.day)
    return due_rows(session, due_ids(session, question), question.day)


def standings_of(session: Session, representative_id: int, day: date) -> list[DueRow]:
    """The standing of each pairing of one person that holds on a day."""
    query = select(col(Pairing.id)).where(col(Pairing.representative_id) == representative_id, *_holding(day))
    ids = [row_id for row_id in session.scalars(query.order_by(col(Pairing.id))) if row_id]
    return due_rows(session, ids, day)


def pairing_rows(
    session: Session,
    *,
    representative_id: int | None = None,
    cadre_id: int | None = None,
    on: date | None = None,
) -> list[PairingRow]:
    """Pairings, the latest first: of one person, of one cadre, holding on a day, or all."""
    query = (
        select(Pairing, col(Cadre.name), col(Representative.name), col(ContactRuleRow.name))
        .join(Cadre, col(Cadre.id) == col(Pairing.cadre_id))
        .join(Representative, col(Representative.id) == col(Pairing.representative_id))
        .outerjoin(ContactRuleRow, col(ContactRuleRow.id) == col(Pairing.rule_id))
        .order_by(col(Pairing.started_on).desc(), col(Pairing.id).desc())
    )
    if representative_id is not None:
        query = query.where(col(Pairing.representative_id) == representative_id)
    if cadre_id is not None:
        query = query.where(col(Pairing.cadre_id) == cadre_id)
    if on is not None:
        query = query.where(*_holding(on))
    return [
        PairingRow(
            p.key,
            Named(p.cadre_id, cadre),
            Named(p.representative_id, person),
            p.started_on,
            p.counts_from,
            p.ended_on,
            p.end_reason,
            None if p.rule_id is None else Named(p.rule_id, rule),
        )
        for p, cadre, person, rule in session.execute(query)
    ]


def pairing_row(session: Session, pairing_id: int) -> PairingRow:
    """One pairing.

    Raises:
        NotFoundError: when there is none.
    """
    pairing = session.get(Pairing, pairing_id)
    if pairing is None:
        raise NotFoundError(_("There is no pairing with the number {id}.").format(id=pairing_id))
    rows = pairing_rows(session, representative_id=pairing.representative_id)
    return next(row for row in rows if row.id == pairing_id)


def open_pairing(session: Session, representative_id: int, cadre_id: int | None = None) -> PairingRow:
    """The one pairing of a person that has no end, with one cadre where that is said.

    Raises:
        NotFoundError: when there is none.
        ConflictError: when there are several, naming the cadres.
    """
    rows = pairing_rows(session, representative_id=representative_id, cadre_id=cadre_id)
    found = [row for row in rows if row.ended_on is None]
    if not found:
        raise NotFoundError(_("This person has no pairing that is still open."), field="representative_id")
    if len(found) > 1:
        sentence = _("{person} is paired with {cadres}. Say with which cadre.")
        names = listed(row.cadre.name for row in found)
        raise ConflictError(sentence.format(person=found[0].representative.name, cadres=names), field="cadre_id")
    return found[0]


def unpaired(session: Session, day: date, limit: int | None = None) -> list[UnpairedRow]:
    """Active representatives without a pairing that holds on a day, the longest uncontacted first."""
    last = (
        select(func.max(col(Visit.happened_on)))
        .join(VisitRepresentative, col(VisitRepresentative.visit_id) == col(Visit.id))
        .where(col(VisitRepresentative.representative_id) == col(Representative.id))
        .where(col(Visit.state) == ContactState.DONE, col(Visit.happened_on) <= day)
        .scalar_subquery()
    )
    columns = ("id", "name", "sector", "town", "unit")
    query = (
        select(*[getattr(Representative, name) for name in columns], last.label("last_contact_on"))
        .where(*_unpaired_on(day))
        .order_by(last.is_not(None), last, col(Representative.sort_pinyin), col(Representative.id))
        .limit(limit)
    )
    return [UnpairedRow(*row) for row in session.execute(query)]


def unpaired_ids(session: Session, day: date) -> set[int]:
    """The active representatives without a pairing that holds on a day."""
    query = select(col(Representative.id)).where(*_unpaired_on(day))
    return {row_id for row_id in session.scalars(query) if row_id is not None}


def cadres_of(session: Session, representative_ids: Sequence[int], day: date) -> dict[int, list[Named]]:
    """The cadres who answer for each of some representatives on a day, in the order of their pairings."""
    found: dict[int, list[Named]] = {}
    for start in range(0, len(representative_ids), CHUNK):
        part = representative_ids[start : start + CHUNK]
        query = (
            select(col(Pairing.representative_id), col(Cadre.id), col(Cadre.name))
            .join(Cadre, col(Cadre.id) == col(Pairing.cadre_id))
            .where(col(Pairing.representative_id).in_(part), *_holding(day))
            .order_by(col(Pairing.started_on), col(Pairing.id))
        )
        for person, cadre, name in session.execute(query):
            found.setdefault(person, []).append(Named(cadre or 0, name))
    return found


def load_of_cadres(session: Session, day: date) -> dict[int, int]:
    """How many people each cadre answers for on a day."""
    query = (
        select(col(Pairing.cadre_id), func.count(col(Pairing.representative_id).distinct()))
        .where(*_holding(day))
        .group_by(col(Pairing.cadre_id))
    )
    return {cadre: count for cadre, count in session.execute(query)}  # noqa: C416 - rows are no pairs to mypy


def _answer(session: Session, question: DueQuestion) -> list[Standing]:
    query = select(col(Pairing.id)).join(Representative, col(Representative.id) == col(Pairing.representative_id))
    put_away = [PersonStatus.DECEASED, PersonStatus.ARCHIVED]
    query = query.where(col(Representative.status).not_in(put_away), *_holding(question.day))
    if question.cadre_id is not None:
        query = query.where(col(Pairing.cadre_id) == question.cadre_id)
    ids = [row_id for row_id in session.scalars(query.order_by(col(Pairing.id))) if row_id]
    soon = int(read_setting(session, DUE_SOON_DAYS))
    answers = [standing(facts, question.day, soon) for facts in load_facts(session, ids)]
    wanted = [held for held in answers if question.everybody or _is_asked_for(held, question)]
    return sorted(wanted, key=lambda held: (held.due_on is None, held.due_on or date.max, held.pairing_id))


def _told(session: Session, standings: Sequence[Standing], day: date) -> list[DueRow]:
    """Standings with the names of the people and the reason of each."""
    rows = []
    for start in range(0, len(standings), CHUNK):
        part = standings[start : start + CHUNK]
        names = _names(session, [held.pairing_id for held in part])
        for held in part:
            representative, cadre = names[held.pairing_id]
            told = reason(held, day, cadre=cadre.name)
            rows.append(DueRow(held.pairing_id, representative, cadre, held, told))
    return rows


def _is_settled(session: Session, day: date) -> bool:
    """Whether no contact, pause or change of a status lies after a day, so that the stored due days hold for it."""
    later = (
        select(col(Visit.id)).where(col(Visit.state) == ContactState.DONE, col(Visit.happened_on) > day),
        select(col(Pause.id)).where(col(Pause.from_on) > day),
        select(col(Representative.id)).where(
            col(Representative.status) != PersonStatus.ACTIVE, col(Representative.status_since) > day
        ),
    )
    return not any(session.scalar(select(query.exists())) for query in later)


def _resting(day: date) -> ColumnElement[bool]:
    """Whether a pause of the person or of the pairing lasts on a day."""
    return exists().where(
        col(Pause.representative_id) == col(Pairing.representative_id),
        or_(col(Pause.pairing_id).is_(None), col(Pause.pairing_id) == col(Pairing.id)),
        col(Pause.from_on) <= day,
        or_(col(Pause.until).is_(None), col(Pause.until) >= day),
    )


def _is_asked_for(held: Standing, question: DueQuestion) -> bool:
    if held.status in LATE:
        return True
    if question.within is None or held.due_on is None:
        return False
    return held.due_on <= question.day + timedelta(days=question.within)


def _names(session: Session, pairing_ids: Sequence[int]) -> dict[int, tuple[Named, Named]]:
    query = (
        select(col(Pairing.id), col(Representative.id), col(Representative.name), col(Cadre.id), col(Cadre.name))
        .join(Representative, col(Representative.id) == col(Pairing.representative_id))
        .join(Cadre, col(Cadre.id) == col(Pairing.cadre_id))
        .where(col(Pairing.id).in_(pairing_ids))
    )
    return {
        pairing or 0: (Named(person or 0, name), Named(cadre or 0, cadre_name))
        for pairing, person, name, cadre, cadre_name in session.execute(query)
    }


def _holding(day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    ended = col(Pairing.ended_on)
    return col(Pairing.started_on) <= day, or_(ended.is_(None), ended > day)


def _unpaired_on(day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    paired = exists().where(col(Pairing.representative_id) == col(Representative.id), *_holding(day))
    return col(Representative.status) == PersonStatus.ACTIVE, ~paired
