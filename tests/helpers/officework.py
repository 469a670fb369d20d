"""Short ways to furnish an office in a test."""

from datetime import date
from typing import Any

from liaison.pairing.rulebook import add_rule
from liaison.pairing.scope import ScopeKind
from liaison.pairing.service import add_pairing
from liaison.pairing.terms import Basis, Clause, CountedBy, Frequency, Unit
from liaison.people.service import add_cadre, add_representative
from liaison.store.store import Store
from liaison.visits.fields import ContactKind, ContactState
from liaison.visits.service import log_contact

TODAY = date(2026, 11, 20)
QUARTERLY = Clause(Frequency(Basis.CALENDAR, 1, Unit.QUARTER))
MONTHLY_BY_ANYONE = Clause(Frequency(Basis.ROLLING, 1, Unit.MONTH), by=CountedBy.ANYONE)


class Furnish:
    """Adds records to a store and answers with their ids."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def rule(
        self, *clauses: Clause, name: str = "每季一次", scope: ScopeKind = ScopeKind.DEFAULT, value: str = ""
    ) -> int:
        return self.store.write(add_rule, name=name, scope=scope, scope_value=value, clauses=clauses or (QUARTERLY,))

    def cadre(self, name: str = "单小明", **values: Any) -> int:
        return self.store.write(add_cadre, name=name, **values)

    def person(self, name: str = "覃淼", **values: Any) -> int:
        return self.store.write(add_representative, name=name, **values)

    def pair(self, cadre: int, person: int, start: date = date(2026, 1, 1), **values: Any) -> int:
        return self.store.write(add_pairing, cadre_id=cadre, representative_id=person, started_on=start, **values)

    def contact(
        self,
        *people: int,
        cadres: tuple[int, ...] = (),
        on: date = TODAY,
        kind: ContactKind = ContactKind.VISIT,
        state: ContactState = ContactState.DONE,
        **values: Any,
    ) -> int:
        return self.store.write(
            log_contact,
            representatives=people,
            cadres=cadres,
            happened_on=on,
            kind=kind,
            state=state,
            today=TODAY,
            **values,
        )
