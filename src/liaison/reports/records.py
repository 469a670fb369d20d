"""Opening a figure: the rows of the store behind it, as lines with words, the people of each, in pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.letters.fields import PIECE_STATE_WORDS
from liaison.letters.models import Campaign, Piece, PieceMember
from liaison.pairing.models import Pairing
from liaison.people.fields import PERSON_STATUS_WORDS
from liaison.people.models import Cadre, Representative
from liaison.people.queries import CHUNK, representative_rows
from liaison.reports.document import Column, RecordKind, Records
from liaison.store.tables import Named
from liaison.text.countries import country_word
from liaison.text.words import _, listed
from liaison.visits.fields import CONTACT_KIND_WORDS, FOLLOW_UP_KIND_WORDS, FOLLOW_UP_STATE_WORDS, OUTCOME_WORDS
from liaison.visits.models import FollowUp, Trip, TripCadre, VisitRepresentative
from liaison.visits.queries import VisitRow, visit_rows

Cells = tuple[str | date | None, ...]


@dataclass(frozen=True)
class RecordLine:
    """One row behind a figure: its cells under `record_columns`, and the representatives whose card it leads to."""

    id: int
    cells: Cells
    people: tuple[Named, ...] = ()


def record_columns(records: Records) -> tuple[Column, ...]:
    """The columns in which the rows behind a figure are shown."""
    return (*_COLUMNS[records.kind](), *(Column(header, 1.2) for header in records.headers))


def record_lines(session: Session, records: Records, ids: Sequence[int] | None = None) -> list[RecordLine]:
    """The rows behind a figure, or those of them in ``ids``, in their order; rows deleted since are left out."""
    wanted = records.ids if ids is None else ids
    read = _READERS[records.kind]
    lines: list[RecordLine] = []
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        found = read(session, part)
        lines += [_noted(found[row_id], records) for row_id in part if row_id in found]
    return lines


def _noted(line: RecordLine, records: Records) -> RecordLine:
    if not records.headers:
        return line
    notes = records.notes.get(line.id, ("",) * len(records.headers))
    return RecordLine(line.id, (*line.cells, *notes), line.people)


def _joined(names: Sequence[Named]) -> str:
    return listed(one.name for one in names)


def _visit_cells(row: VisitRow) -> Cells:
    places = [row.trip.name if row.trip else "", row.place]
    return (
        row.happened_on,
        _(CONTACT_KIND_WORDS[row.kind]),
        _joined(row.cadres),
        _joined(row.representatives),
        " · ".join(place for place in places if place),
        row.summary,
    )


def _visits(session: Session, ids: Sequence[int]) -> dict[int, RecordLine]:
    return {row.id: RecordLine(row.id, _visit_cells(row), row.representatives) for row in visit_rows(session, ids)}


def _participations(session: Session, ids: Sequence[int]) -> dict[int, RecordLine]:
    query = (
        select(
            col(VisitRepresentative.id),
            col(VisitRepresentative.visit_id),
            col(Representative.id),
            col(Representative.name),
        )
        .join(Representative, col(Representative.id) == col(VisitRepresentative.representative_id))
        .where(col(VisitRepresentative.id).in_(ids))
    )
    taken = [(row_id or 0, visit, Named(person or 0, name)) for row_id, visit, person, name in session.execute(query)]
    visits = {row.id: row for row in visit_rows(session, sorted({visit for _id, visit, _person in taken}))}
    return {
        row_id: RecordLine(row_id, (person.name, *_visit_cells(visits[visit])), (person,))
        for row_id, visit, person in taken
    }


def _people(session: Session, ids: Sequence[int]) -> dict[int, RecordLine]:
    return {
        row.id: RecordLine(
            row.id,
            (
                row.name,
                row.sector,
                row.tier,
                " ".join(part for part in (row.unit, row.post) if part),
                row.town,
                " ".join(part for part in (country_word(row.country) if row.country else "", row.city) if part),
                _(PERSON_STATUS_WORDS[row.status]),
            ),
            (Named(row.id, row.name),),
        )
        for row in representative_rows(session, ids)
    }


def _cadres(session: Session, ids: Sequence[int]) -> dict[int, RecordLine]:
    columns = (Cadre.id, Cadre.name, Cadre.unit, Cadre.post)
    query = select(*map(col, columns)).where(col(Cadre.id).in_(ids))
    return {row_id: RecordLine(row_id, (name, unit, post)) for row_id, name, unit, post in session.execute(query)}


def _pairings(session: Session, ids: Sequence[int]) -> dict[int, RecordLine]:
    query = (
        select(Pairing, col(Cadre.name), col(Representative.name))
        .join(Cadre, col(Cadre.id) == col(Pairing.cadre_id))
        .join(Representative, col(Representative.id) == col(Pairing.representative_id))
        .where(col(Pairing.id).in_(ids))
    )
    return {
        row.key: RecordLine(
            row.key,
            (cadre, person, row.started_on, row.ended_on, row.end_reason),
            (Named(row.representative_id, person),),
        )
        for row, cadre, person in session.execute(query)
    }


def _follow_ups(session: Session, ids: Sequence[int]) -> dict[int, RecordLine]:
    query = (
        select(FollowUp, col(Representative.name))
        .join(Representative, col(Representative.id) == col(FollowUp.representative_id))
        .where(col(FollowUp.id).in_(ids))
    )
    return {
        row.key: RecordLine(
            row.key,
            (
                row.received_on,
                person,
                _(FOLLOW_UP_KIND_WORDS[row.kind]),
                row.text,
                row.in_charge,
                _(FOLLOW_UP_STATE_WORDS[row.state]),
                _(OUTCOME_WORDS[row.outcome]) if row.outcome else "",
                row.due_on,
            ),
            (Named(row.representative_id, person),),
        )
        for row, person in session.execute(query)
    }


def _trips(session: Session, ids: Sequence[int]) -> dict[int, RecordLine]:
    going = (
        select(col(TripCadre.trip_id), col(Cadre.name))
        .join(Cadre, col(Cadre.id) == col(TripCadre.cadre_id))
        .where(col(TripCadre.trip_id).in_(ids))
        .order_by(col(TripCadre.id))
    )
    cadres: dict[int, list[str]] = {}
    for trip_id, name in session.execute(going):
        cadres.setdefault(trip_id, []).append(name)
    trips = session.scalars(select(Trip).where(col(Trip.id).in_(ids)))
    return {
        trip.key: RecordLine(
            trip.key, (trip.name, trip.city, trip.from_on, trip.until, listed(cadres.get(trip.key, ())))
        )
        for trip in trips
    }


def _pieces(session: Session, ids: Sequence[int]) -> dict[int, RecordLine]:
    members: dict[int, list[Named]] = {}
    named = select(col(PieceMember.piece_id), col(PieceMember.representative_id), col(PieceMember.name))
    for piece_id, person, name in session.execute(
        named.where(col(PieceMember.piece_id).in_(ids)).order_by(col(PieceMember.place))
    ):
        members.setdefault(piece_id, []).append(Named(person, name))
    query = (
        select(Piece, col(Campaign.name))
        .join(Campaign, col(Campaign.id) == col(Piece.campaign_id))
        .where(col(Piece.id).in_(ids))
    )
    return {
        piece.key: RecordLine(
            piece.key,
            (
                piece.code,
                _joined(members.get(piece.key, ())),
                campaign,
                country_word(piece.country) if piece.country else "",
                _(PIECE_STATE_WORDS[piece.state]),
                piece.posted_on,
                piece.returned_on,
            ),
            tuple(members.get(piece.key, ())),
        )
        for piece, campaign in session.execute(query)
    }


def _campaigns(session: Session, ids: Sequence[int]) -> dict[int, RecordLine]:
    found = session.scalars(select(Campaign).where(col(Campaign.id).in_(ids)))
    return {one.key: RecordLine(one.key, (one.name, one.arrive_by)) for one in found}


def _visit_columns() -> tuple[Column, ...]:
    return (
        Column(_("Date"), 1.5),
        Column(_("How"), 0.9),
        Column(_("Cadres"), 1.6),
        Column(_("Representatives"), 2),
        Column(_("Place or trip"), 1.8),
        Column(_("What it was about"), 3.4),
    )


_COLUMNS: Mapping[RecordKind, Callable[[], tuple[Column, ...]]] = {
    RecordKind.VISIT: _visit_columns,
    RecordKind.PARTICIPATION: lambda: (Column(_("Representative"), 1.2), *_visit_columns()),
    RecordKind.PERSON: lambda: (
        Column(_("Representative"), 1.2),
        Column(_("Sector"), 1.2),
        Column(_("Tier"), 0.8),
        Column(_("Unit and post"), 2.6),
        Column(_("Town"), 1.2),
        Column(_("Lives in"), 1.6),
        Column(_("State"), 1),
    ),
    RecordKind.CADRE: lambda: (Column(_("Cadre"), 1.2), Column(_("Unit"), 2.4), Column(_("Post"), 2)),
    RecordKind.PAIRING: lambda: (
        Column(_("Cadre"), 1.2),
        Column(_("Representative"), 1.4),
        Column(_("Paired from"), 1.3),
        Column(_("Ended on"), 1.3),
        Column(_("Reason for the end"), 2),
    ),
    RecordKind.FOLLOW_UP: lambda: (
        Column(_("Received on"), 1.3),
        Column(_("Representative"), 1.2),
        Column(_("Suggestion or request"), 0.9),
        Column(_("What was said"), 3.6),
        Column(_("In charge"), 1.6),
        Column(_("State"), 1),
        Column(_("Outcome"), 1.4),
        Column(_("Answer due on"), 1.3),
    ),
    RecordKind.TRIP: lambda: (
        Column(_("Name of the trip"), 2.6),
        Column(_("City"), 1),
        Column(_("From"), 1.3),
        Column(_("Until"), 1.3),
        Column(_("Cadres"), 2),
    ),
    RecordKind.PIECE: lambda: (
        Column(_("Code"), 1),
        Column(_("Representatives"), 1.8),
        Column(_("Letters of"), 2),
        Column(_("Country"), 1.2),
        Column(_("State"), 1),
        Column(_("Posted on"), 1.3),
        Column(_("Returned on"), 1.3),
    ),
    RecordKind.CAMPAIGN: lambda: (Column(_("Letters of"), 3), Column(_("To arrive by"), 1.3)),
}
_READERS: Mapping[RecordKind, Callable[[Session, Sequence[int]], dict[int, RecordLine]]] = {
    RecordKind.VISIT: _visits,
    RecordKind.PARTICIPATION: _participations,
    RecordKind.PERSON: _people,
    RecordKind.CADRE: _cadres,
    RecordKind.PAIRING: _pairings,
    RecordKind.FOLLOW_UP: _follow_ups,
    RecordKind.TRIP: _trips,
    RecordKind.PIECE: _pieces,
    RecordKind.CAMPAIGN: _campaigns,
}
