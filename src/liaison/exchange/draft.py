"""The plan while it is being made: what the store holds, what the file says, and who can be referred to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from liaison.errors import InvalidInputError
from liaison.exchange.mapping import Row
from liaison.exchange.planned import Decision, Plan, Planned, RowKey, Verdict
from liaison.exchange.records import Records
from liaison.exchange.resolve import Index, Names
from liaison.exchange.sheets import Sheet
from liaison.store.bulk import BATCH
from liaison.store.changes import next_id
from liaison.store.tables import Record
from liaison.text.words import _


@dataclass
class Draft:
    """A plan being made; each kind of record reads what those before it have settled.

    ``counts_from`` is the day from which new pairings that name none are to be reckoned; ``words`` are those of the
    office's lists that were met; ``addressed`` are the people whose row gives an address; ``decisions`` say of rows
    whether they speak of somebody who is in the store. ``ahead`` is called when many new records were planned.
    """

    session: Session
    held: Records
    plan: Plan
    today: date
    counts_from: date | None = None
    decisions: Mapping[RowKey, Decision] = field(default_factory=dict)
    cadres: Index = field(default_factory=Index)
    people: Index = field(default_factory=Index)
    rules: Names = field(default_factory=Names)
    trips: Names = field(default_factory=Names)
    households: Names = field(default_factory=Names)
    words: dict[str, dict[str, None]] = field(default_factory=dict)
    addressed: set[int] = field(default_factory=set)
    ahead: Callable[[Plan], object] | None = None
    _next: dict[type[Record], int] = field(default_factory=dict)

    def rows(self, sheet: Sheet) -> Sequence[Planned]:
        """The rows of a sheet."""
        return self.plan.rows.get(sheet, ())

    def new(self, model: type[Record], values: dict[str, Any]) -> int:
        """Plan a new record, whose own the values become; return its id."""
        row_id = self._next.get(model) or next_id(self.session, model)
        self._next[model] = row_id + 1
        values["id"] = row_id
        planned = self.plan.inserts[model]
        planned.append(values)
        if self.ahead is not None and len(planned) % BATCH == 0 and self._is_most(planned):
            self.ahead(self.plan)
        return row_id

    def _is_most(self, planned: Sequence[object]) -> bool:
        """Whether no other kind has more records: these alone are counted, so that whole batches are written."""
        return len(planned) == max(map(len, self.plan.inserts.values()))

    def edit(self, model: type[Record], row_id: int, values: Mapping[str, Any]) -> None:
        """Plan to change values of a record."""
        if values:
            self.plan.edits[model, row_id].update(values)

    def remark(self, sentence: str) -> None:
        """Say something that is to be known, once."""
        if sentence not in self.plan.remarks:
            self.plan.remarks.append(sentence)

    def word(self, setting: str, word: str) -> None:
        """Note a word that a list of the office is to have."""
        if word and word not in self.words.get(setting, ()):
            self.words.setdefault(setting, {})[word] = None


def planned_row(row: Row) -> Planned:
    """A row before anything is known of it but whether it is sound by itself."""
    verdict = Verdict.REJECTED if row.mends else Verdict.UNCHANGED
    return Planned(row, verdict, mends=list(row.mends))


def differences(
    planned: Planned, held: Mapping[str, Any], values: Mapping[str, Any], prefix: str = ""
) -> dict[str, Any]:
    """The values that differ from those held, noted in the row; ``prefix`` stands before the names of its columns."""
    column = planned.row.sheet.column
    changed = {n: value for n, value in values.items() if planned.differs(column(prefix + n), held[n], value)}
    if changed:
        planned.verdict = Verdict.CHANGED
    return changed


def same_row(first: Row, second: Row) -> bool:
    """Whether two rows of a sheet say the same."""
    return first.values == second.values


def repeats(draft: Draft, planned: Planned, first: Planned, sentence: str) -> None:
    """Deal with a row that speaks of what an earlier row speaks of: the same is passed over, anything else rejected."""
    sheet = planned.row.sheet
    if not planned.rejected and same_row(planned.row, first.row):
        remark = _("{sheet}: row {row} repeats row {first} and was passed over.")
        draft.remark(remark.format(sheet=planned.row.where, row=planned.row.number, first=first.row.number))
        return
    planned.reject(sheet.column(sheet.marked), sentence.format(row=first.row.number))


def require(planned: Planned, error: InvalidInputError) -> None:
    """Reject a row for what a rule of the house says of it."""
    sheet = planned.row.sheet
    names = {column.name for column in sheet.columns}
    planned.reject(sheet.column(error.field if error.field in names else sheet.marked), error.sentence)
