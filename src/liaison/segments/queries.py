"""Reads of segments: who belongs to one, which are saved, what a query can name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from liaison.errors import NotFoundError
from liaison.people.lookup import Candidate
from liaison.people.models import Address, Cadre, Representative
from liaison.segments.completion import SegmentChoices
from liaison.segments.conditions import conditions
from liaison.segments.language import parse_query
from liaison.segments.models import Segment
from liaison.segments.rules import TripPlace
from liaison.segments.terms import Key, Query
from liaison.store.settings import NAME_ORDER, SECTORS, TIERS, read_setting
from liaison.text.words import _, listed
from liaison.visits.models import Trip

_NEAR = 5
_NEAR_ENOUGH = 60


@dataclass(frozen=True)
class SegmentRow:
    """A saved segment; ``query`` as it is stored, which `parse_query` reads."""

    id: int
    name: str
    query: str


def segment_ids(session: Session, query: Query, today: date) -> list[int]:
    """The ids of the representatives who belong to a segment on a day, in the office's order of names."""
    order = (
        Representative.sort_strokes if read_setting(session, NAME_ORDER) == "strokes" else Representative.sort_pinyin
    )
    found = select(col(Representative.id)).where(*_conditions(session, query, today))
    return [row_id for row_id in session.scalars(found.order_by(col(order), col(Representative.id))) if row_id]


def segment_count(session: Session, query: Query, today: date) -> int:
    """How many representatives belong to a segment on a day."""
    found = select(func.count(col(Representative.id))).where(*_conditions(session, query, today))
    return session.scalar(found) or 0


def segment_rows(session: Session) -> list[SegmentRow]:
    """The saved segments by name."""
    return [SegmentRow(row.key, row.name, row.query) for row in session.scalars(_by_name())]


def find_segment(session: Session, name: str) -> SegmentRow:
    """The saved segment of a name.

    Raises:
        NotFoundError: when there is none, naming those whose names are like it.
    """
    row = session.scalars(select(Segment).where(col(Segment.name) == name.strip())).first()
    if row is not None:
        return SegmentRow(row.key, row.name, row.query)
    sentence = _("There is no segment “{name}”.").format(name=name.strip())
    near = _near(session, name.strip())
    if near:
        sentence += _(" Did you mean {names}?").format(names=listed(near))
    raise NotFoundError(sentence, field="name")


def read_segment(session: Session, typed: str) -> Query:
    """The query of the saved segment of that name; else what was typed, read as a query.

    Raises:
        InvalidInputError: when it is neither.
    """
    saved = session.scalars(select(col(Segment.query)).where(col(Segment.name) == typed.strip())).first()
    return parse_query(typed if saved is None else saved)


def segment_choices(session: Session) -> SegmentChoices:
    """What a query can name in this office: the words of its lists and those in its records, the commonest first."""
    trips = trip_places(session)
    return SegmentChoices(
        sectors=_words(read_setting(session, SECTORS), _common(session, Representative.sector)),
        tiers=_words(read_setting(session, TIERS), _common(session, Representative.tier)),
        towns=_common(session, Representative.town),
        villages=_common(session, Representative.village),
        countries=_common(session, Address.country),
        regions=_common(session, Address.region),
        cities=_common(session, Address.city),
        cadres=_cadres(session),
        trips=tuple(dict.fromkeys(word for trip in trips for word in (trip.city, trip.name) if word)),
    )


def trip_places(session: Session) -> list[TripPlace]:
    """The trips with their cities, the latest first."""
    query = select(col(Trip.name), col(Trip.city)).order_by(col(Trip.from_on).desc(), col(Trip.id).desc())
    return [TripPlace(name, city) for name, city in session.execute(query)]


def _conditions(session: Session, query: Query, today: date) -> list[ColumnElement[bool]]:
    trips = trip_places(session) if any(term.key is Key.TRIP for term in query.terms) else ()
    return conditions(query, today, trips)


def _by_name() -> Select[Segment]:
    return select(Segment).order_by(col(Segment.name), col(Segment.id))


def _common(session: Session, column: str) -> tuple[str, ...]:
    query = (
        select(col(column)).where(col(column) != "").group_by(col(column)).order_by(func.count().desc(), col(column))
    )
    return tuple(session.scalars(query))


def _words(listed: Sequence[str], held: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*listed, *held]))


def _cadres(session: Session) -> tuple[Candidate, ...]:
    query = select(col(Cadre.id), col(Cadre.name), col(Cadre.number), col(Cadre.unit))
    rows = session.execute(query.order_by(col(Cadre.left_on).is_not(None), col(Cadre.sort_pinyin), col(Cadre.id)))
    return tuple(Candidate(row[0] or 0, row[1], row[2], row[3]) for row in rows)


def _near(session: Session, name: str) -> list[str]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where a name was not found

    names = [row.name for row in segment_rows(session)]
    found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH, limit=_NEAR)
    return [word for word, _score, _index in found]
