"""Clauses of a contact rule as rows, and rows as clauses."""

from typing import Any

from liaison.pairing.models import ClauseRow
from liaison.pairing.terms import Clause, Frequency
from liaison.visits.fields import ContactKind


def clause_of(row: ClauseRow) -> Clause:
    """The clause that a row holds."""
    kinds = frozenset(ContactKind(code) for code in row.kinds.split(",") if code)
    return Clause(Frequency(row.basis, row.amount, row.unit), kinds, row.counted_by)


def columns_of(clause: Clause) -> dict[str, Any]:
    """The columns of a clause's row, but for its rule and position."""
    return {
        "basis": clause.frequency.basis,
        "amount": clause.frequency.amount,
        "unit": clause.frequency.unit,
        "kinds": ",".join(kind for kind in ContactKind if kind in clause.kinds),
        "counted_by": clause.by,
    }
