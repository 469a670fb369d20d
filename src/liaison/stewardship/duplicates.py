"""The same person twice: which records look like one person, and which of them the office knows to be two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.people.fields import PersonStatus
from liaison.people.likeness import PROBABLE, Likeness, Traits
from liaison.people.models import Representative
from liaison.people.service import get_representative
from liaison.stewardship.blocks import Pair, likely_pairs
from liaison.stewardship.models import KeptApart
from liaison.store.store import about, deed
from liaison.store.tables import Named
from liaison.text.words import N_, _

MOST = 5000
"""How many pairs are told at once: more than anybody looks through; what is decided makes room for the next."""
_CHUNK = 500
_COMPARED = (
    "id",
    "name",
    "pinyin",
    "unit",
    "town",
    "phone",
    "email",
    "wechat",
    "honorific",
    "birth_month",
    "birth_day",
    "birth_lunar",
)


@dataclass(frozen=True)
class DuplicatePair:
    """Two records that look like one person; ``first`` has the lower id."""

    first: Named
    second: Named
    likeness: Likeness


@dataclass(frozen=True)
class ApartRow:
    """Two people who look alike and are not the same, and since when the office says so."""

    id: int
    first: Named
    second: Named
    kept_on: date


def duplicate_pairs(session: Session, least: int = PROBABLE, most: int = MOST) -> list[DuplicatePair]:
    """The pairs of representatives that look like one person, the likeliest first.

    Archived records are put away and are not looked at; those who died or asked not to be contacted are, so that
    nobody writes to a second record of theirs. People who are known to be two are left out.
    """
    columns = [getattr(Representative, name) for name in _COMPARED]
    query = select(*columns).where(col(Representative.status) != PersonStatus.ARCHIVED)
    rows = session.execute(query.order_by(col(Representative.id)))
    people = {row[0]: Traits(dict(zip(_COMPARED, row, strict=True))) for row in rows}
    return [
        DuplicatePair(Named(first, people[first].name), Named(second, people[second].name), alike)
        for (first, second), alike in likely_pairs(people, kept_apart_pairs(session), least=least, most=most)
    ]


def kept_apart_pairs(session: Session) -> frozenset[Pair]:
    """The pairs of representatives that are known to be two people, each by the lower id and the higher."""
    rows = session.execute(select(col(KeptApart.first_id), col(KeptApart.second_id)))
    return frozenset((first, second) for first, second in rows)


def kept_apart_rows(session: Session, representative_id: int | None = None) -> list[ApartRow]:
    """Who is known not to be the same, the latest first: all, or with one person."""
    query = select(KeptApart).order_by(col(KeptApart.kept_on).desc(), col(KeptApart.id).desc())
    if representative_id is not None:
        query = query.where(_with(representative_id))
    rows = session.scalars(query).all()
    names = _names(session, [person for row in rows for person in (row.first_id, row.second_id)])
    return [
        ApartRow(
            row.key,
            Named(row.first_id, names[row.first_id]),
            Named(row.second_id, names[row.second_id]),
            row.kept_on,
        )
        for row in rows
    ]


@deed(N_("keep two people apart"))
def keep_apart(session: Session, first_id: int, second_id: int, *, today: date) -> int:
    """Note for good that two records are of two people; return the id of the note, the held one if there is one.

    Raises:
        NotFoundError: when one of them is not in the store.
        InvalidInputError: when both are one record.
    """
    one, other = get_representative(session, first_id), get_representative(session, second_id)
    about(session, f"{one.name} – {other.name}")
    if first_id == second_id:
        raise InvalidInputError(_("Name two different records."), field="other")
    held = _held(session, first_id, second_id)
    if held is None:
        held = KeptApart(first_id=min(first_id, second_id), second_id=max(first_id, second_id), kept_on=today)
        session.add(held)
        session.flush()
    return held.key


@deed(N_("no longer keep two people apart"))
def keep_apart_no_more(session: Session, first_id: int, second_id: int) -> None:
    """Take back that two records are of two people; they are compared again.

    Raises:
        NotFoundError: when one of them is not in the store, or nobody said so.
    """
    one, other = get_representative(session, first_id), get_representative(session, second_id)
    about(session, f"{one.name} – {other.name}")
    held = _held(session, first_id, second_id)
    if held is None:
        sentence = _("{one} and {other} are not noted as two different people.")
        raise NotFoundError(sentence.format(one=one.name, other=other.name), field="other")
    session.delete(held)
    session.flush()


def require_mergeable(session: Session, first_id: int, second_id: int) -> None:
    """See that two records may be of one person.

    Raises:
        InvalidInputError: when both are one record.
        ConflictError: when the office noted that they are two people.
    """
    if first_id == second_id:
        raise InvalidInputError(_("Name two different records."), field="other")
    held = _held(session, first_id, second_id)
    if held is not None:
        names = _names(session, (first_id, second_id))
        sentence = _("{one} and {other} were noted as two different people on {day}. Take that back first.")
        raise ConflictError(sentence.format(one=names[first_id], other=names[second_id], day=held.kept_on))


def _held(session: Session, first_id: int, second_id: int) -> KeptApart | None:
    low, high = sorted((first_id, second_id))
    query = select(KeptApart).where(col(KeptApart.first_id) == low, col(KeptApart.second_id) == high)
    return session.scalars(query).first()


def _with(representative_id: int) -> ColumnElement[bool]:
    return or_(col(KeptApart.first_id) == representative_id, col(KeptApart.second_id) == representative_id)


def _names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        query = select(col(Representative.id), col(Representative.name)).where(col(Representative.id).in_(part))
        found.update({row_id: name for row_id, name in session.execute(query) if row_id})
    return found
