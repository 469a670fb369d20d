"""Whom a `PeoplePicker` offers for what was typed; each blocks on the store, as the picker's worker thread expects."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlmodel import Session

from liaison.people.queries import cadre_rows, representative_rows
from liaison.people.search import find_representatives
from liaison.store.store import Store
from liaison.store.tables import Named
from liaison.tui.forms.people_picker import Candidate

MOST_OFFERED = 20


def representatives(store: Store) -> Callable[[str], Sequence[Candidate]]:
    """Representatives by name, pinyin, phone or home town."""
    return lambda typed: store.read(_representatives, typed)


def cadres(
    store: Store, today: Callable[[], date], *, without: int | None = None
) -> Callable[[str], Sequence[Candidate]]:
    """Cadres still in office by name, pinyin or unit; ``without`` leaves one out."""
    return lambda typed: store.read(_cadres, typed, today(), without)


def all_cadres(store: Store) -> Callable[[str], Sequence[Candidate]]:
    """Cadres, those who left included: to look back."""
    return lambda typed: store.read(_cadres, typed, None, None)


def candidates(people: Sequence[Named]) -> list[Candidate]:
    """People known already, such as those of a record that is edited."""
    return [Candidate(person.id, person.name) for person in people]


def _representatives(session: Session, typed: str) -> list[Candidate]:
    ids = find_representatives(session, typed, MOST_OFFERED)
    return [
        Candidate(row.id, _label(row.name, row.unit or row.town, row.phone))
        for row in representative_rows(session, ids)
    ]


def _cadres(session: Session, typed: str, today: date | None, without: int | None) -> list[Candidate]:
    rows = [
        row
        for row in cadre_rows(session, text=typed)
        if row.id != without and (today is None or row.left_on is None or row.left_on > today)
    ]
    return [Candidate(row.id, _label(row.name, row.unit, row.post)) for row in rows[:MOST_OFFERED]]


def _label(name: str, *rest: str) -> str:
    return "  ".join(part for part in (name, *rest) if part)
