"""What an import is going to do: row by row for those who read it, record by record for the store."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from liaison.exchange.check import mend
from liaison.exchange.mapping import Mend, NotHeld, Row
from liaison.exchange.sheets import Column, Sheet
from liaison.pairing.scope import ScopeKind
from liaison.pairing.terms import Clause
from liaison.store.tables import Record


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class FieldChange:
    """One value of a record that an import changes, as the workbook writes values."""

    header: str
    old: str
    new: str


class Choice(StrEnum):
    """What is done with a row that probably speaks of somebody of the store.

    ``LATER`` takes it in as a new person, who stands in the review of duplicates until somebody decides.
    """

    LATER = "later"
    SAME = "same"
    APART = "apart"


RowKey: TypeAlias = tuple[str, int]
"""What tells a row of a file: the table that it stands in, and its number."""


@dataclass(frozen=True)
class Decision:
    """What somebody has decided of a row, and of whom in the store."""

    choice: Choice
    person: int


@dataclass(frozen=True)
class Alike:
    """Somebody of the store who is probably the same as the person of a row: how much so, of 100, and why."""

    person: int
    name: str
    unit: str
    score: int
    why: str


@dataclass(slots=True)
class Planned:
    """A row and what becomes of it; ``mends`` says what to mend in one that is rejected.

    ``alike`` is who the person of a row probably is, and ``choice`` what is done with that: where nobody has decided,
    the person is taken in as somebody new.
    """

    row: Row
    verdict: Verdict = Verdict.UNCHANGED
    changes: list[FieldChange] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)
    alike: Alike | None = None
    choice: Choice = Choice.LATER

    @property
    def key(self) -> RowKey:
        """What tells the row in its file."""
        return self.row.where, self.row.number

    @property
    def rejected(self) -> bool:
        """Whether the row is not taken in."""
        return self.verdict is Verdict.REJECTED

    def reject(self, column: Column, sentence: str, cell: Any = None) -> None:
        """Do not take the row in, since a cell is wrong."""
        self.verdict = Verdict.REJECTED
        text = column.show(self.row.values[column.name]) if cell is None and column.name in self.row.values else ""
        self.mends.append(mend(column, text if cell is None else cell, sentence))

    def differs(self, column: Column, old: Any, new: Any) -> bool:
        """Note a value that changes; say whether it does."""
        if old == new:
            return False
        self.changes.append(FieldChange(column.header, column.show(old) if old is not None else "", column.show(new)))
        return True


@dataclass(frozen=True)
class RuleChange:
    """A rule of the store that is to be another: for whom it holds, and its clauses."""

    scope: ScopeKind
    scope_value: str
    clauses: Sequence[Clause]


@dataclass
class Plan:
    """An import before it is done: every row, and every record to be added or changed.

    The ids of new records are good only in the transaction in which they were given out.
    """

    rows: Mapping[Sheet, Sequence[Planned]]
    remarks: list[str]
    inserts: dict[type[Record], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    edits: dict[tuple[type[Record], int], dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    rules: dict[int, RuleChange] = field(default_factory=dict)
    travellers: dict[int, Sequence[int]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    not_held: Sequence[NotHeld] = ()

    def counts(self) -> dict[Sheet, Counter[Verdict]]:
        """How many rows of each sheet there are of each verdict."""
        return {sheet: Counter(planned.verdict for planned in rows) for sheet, rows in self.rows.items()}

    def rejected(self) -> list[Planned]:
        """The rows that are not taken in."""
        return [planned for rows in self.rows.values() for planned in rows if planned.rejected]

    def alike(self) -> list[Planned]:
        """The people who are probably somebody of the store, whatever was decided of them."""
        return [planned for rows in self.rows.values() for planned in rows if planned.alike is not None]

    def does_something(self) -> bool:
        """Whether the store is another afterwards."""
        return bool(self.inserts or self.edits or self.rules or self.travellers or self.settings)
