"""The contacts of a span as reports count them: done, each with the people and cadres who took part."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.people.models import Cadre, Representative
from liaison.people.queries import CHUNK, RepresentativeRow, representative_rows
from liaison.reports.document import Figure, RecordKind, Unit, counted
from liaison.reports.spans import Span
from liaison.store.settings import NAME_ORDER, read_setting
from liaison.visits.fields import ContactKind, ContactState
from liaison.visits.models import Visit, VisitCadre, VisitRepresentative


@dataclass(frozen=True, slots=True)
class Participation:
    """One representative in one contact that is done: a person-time."""

    id: int
    visit_id: int
    person_id: int
    day: date
    kind: ContactKind
    trip_id: int | None


def participations(session: Session, span: Span) -> list[Participation]:
    """The person-times of a span, the earliest first."""
    query = (
        select(
            col(VisitRepresentative.id),
            col(Visit.id),
            col(VisitRepresentative.representative_id),
            col(Visit.happened_on),
            col(Visit.kind),
            col(Visit.trip_id),
        )
        .join(Visit, col(Visit.id) == col(VisitRepresentative.visit_id))
        .where(col(Visit.state) == ContactState.DONE, col(Visit.happened_on).between(span.since, span.until))
        .order_by(col(Visit.happened_on), col(Visit.id), col(VisitRepresentative.id))
    )
    return [Participation(row_id or 0, visit or 0, *rest) for row_id, visit, *rest in session.execute(query)]


def cadres_of_visits(session: Session, span: Span) -> dict[int, list[int]]:
    """The cadres who took part in each contact of a span that is done."""
    query = (
        select(col(VisitCadre.visit_id), col(VisitCadre.cadre_id))
        .join(Visit, col(Visit.id) == col(VisitCadre.visit_id))
        .where(col(Visit.state) == ContactState.DONE, col(Visit.happened_on).between(span.since, span.until))
        .order_by(col(VisitCadre.id))
    )
    found: dict[int, list[int]] = defaultdict(list)
    for visit, cadre in session.execute(query):
        found[visit].append(cadre)
    return found


def contact_figures(key: str, label: str, held: Iterable[Participation]) -> tuple[Figure, Figure, Figure]:
    """How many contacts, person-times and distinct people some participations make."""
    taken = list(held)
    return (
        counted(f"{key}.contacts", label, Unit.CONTACTS, RecordKind.VISIT, (p.visit_id for p in taken)),
        counted(f"{key}.person_times", label, Unit.PERSON_TIMES, RecordKind.PARTICIPATION, (p.id for p in taken)),
        counted(f"{key}.people", label, Unit.PEOPLE, RecordKind.PERSON, (p.person_id for p in taken)),
    )


def people_by_id(session: Session, ids: Iterable[int]) -> dict[int, RepresentativeRow]:
    """The lines of some representatives, by id."""
    return {row.id: row for row in representative_rows(session, sorted(set(ids)))}


def in_name_order(session: Session, ids: Iterable[int], table: type[Cadre] | type[Representative]) -> list[int]:
    """People in the office's order of names; those put away are in it too."""
    wanted: Sequence[int] = sorted(set(ids))
    order = table.sort_strokes if read_setting(session, NAME_ORDER) == "strokes" else table.sort_pinyin
    found: list[tuple[str, int]] = []
    for start in range(0, len(wanted), CHUNK):
        query = select(col(table.id), col(order)).where(col(table.id).in_(wanted[start : start + CHUNK]))
        found += [(key, row_id or 0) for row_id, key in session.execute(query)]
    return [row_id for _key, row_id in sorted(found)]
