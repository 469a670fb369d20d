"""Which representatives stand behind the figures of a report: whose data goes out with it."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Select, select
from sqlmodel import Session, col

from liaison.letters.models import PieceMember
from liaison.pairing.models import Pairing
from liaison.people.queries import CHUNK
from liaison.reports.document import RecordKind, Report
from liaison.visits.models import FollowUp, VisitRepresentative

_People = Callable[[Sequence[int]], Select[int]]
_QUERIES: Mapping[RecordKind, _People] = {
    RecordKind.VISIT: lambda ids: select(col(VisitRepresentative.representative_id)).where(
        col(VisitRepresentative.visit_id).in_(ids)
    ),
    RecordKind.PARTICIPATION: lambda ids: select(col(VisitRepresentative.representative_id)).where(
        col(VisitRepresentative.id).in_(ids)
    ),
    RecordKind.PAIRING: lambda ids: select(col(Pairing.representative_id)).where(col(Pairing.id).in_(ids)),
    RecordKind.FOLLOW_UP: lambda ids: select(col(FollowUp.representative_id)).where(col(FollowUp.id).in_(ids)),
    RecordKind.PIECE: lambda ids: select(col(PieceMember.representative_id)).where(col(PieceMember.piece_id).in_(ids)),
}


def people_behind(session: Session, report: Report) -> tuple[int, ...]:
    """The ids of the representatives behind all figures of a report."""
    ids: dict[RecordKind, set[int]] = {}
    for figure in report.figures():
        ids.setdefault(figure.records.kind, set()).update(figure.records.ids)
    people = ids.pop(RecordKind.PERSON, set())
    for kind, found in ids.items():
        query = _QUERIES.get(kind)
        rows = sorted(found) if query else []
        for start in range(0, len(rows), CHUNK):
            if query is not None:
                people.update(session.scalars(query(rows[start : start + CHUNK])))
    return tuple(sorted(people))
