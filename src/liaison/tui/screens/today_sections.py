"""The lists of the Today room: each knows what it shows, what it says of a row, and whom a row is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlmodel import Session
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from liaison.pairing.queries import (
    DueQuestion,
    DueRow,
    due_ids,
    due_rows,
    unpaired,
    unpaired_ids,
)
from liaison.store.settings import DUE_SOON_DAYS, read_setting
from liaison.store.tables import Named
from liaison.text.words import _
from liaison.tui.desk import Desk
from liaison.tui.screens import today_rows as rows
from liaison.tui.sources import IdSource, ReadSource
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import Row, RowSource
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.fields import ContactKind
from liaison.visits.follow_up_queries import FollowUpFilter, follow_up_ids, ledger_rows
from liaison.visits.queries import planned_ids, visit_rows

MOST_UNPAIRED = 200
"""How many people without a cadre are listed; an office that has more looks them up in People."""


@dataclass(frozen=True)
class Whom:
    """Whom some rows are about, and how a contact would best happen."""

    representatives: tuple[Named, ...]
    cadres: tuple[Named, ...] = ()
    kind: ContactKind = ContactKind.CALL
    pairings: tuple[int, ...] = ()


class Section(Vertical):
    """One list of the Today room with its title, which is seen where several lists stand side by side."""

    DEFAULT_CSS = """
    Section > .-title { height: 1; padding: 0 1; background: $panel; color: $text-muted; text-style: bold; }
    """
    COLUMNS: ClassVar[Sequence[Column]] = ()
    PAIRED: ClassVar[bool] = False
    """Whether its rows are pairings, which can be snoozed."""

    def __init__(self, desk: Desk, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.desk = desk
        self.total = 0
        self._found: dict[int, Any] = {}
        self.table = VirtualTable(self.COLUMNS, empty=self.nothing, id=f"{id}-rows")
        self._title = Static("", classes="-title", markup=False)

    def compose(self) -> ComposeResult:
        """Title and list."""
        yield self._title
        yield self.table

    async def bring_up_to_date(self) -> None:
        """Read the list anew and count it."""
        await self.table.show_rows(self.source(self.desk.today()))
        self.total = await self.count()
        self._title.update(Content(f"{self.words()} {self.total}"))

    async def count(self) -> int:
        """How many there are in all."""
        return self.table.row_count

    def reason(self) -> str:
        """One sentence about the row under the cursor."""
        row = self.table.cursor_row
        found = self._found.get(row.key) if row else None
        return "" if found is None else self.about(found)

    # What each list says for itself.

    def words(self) -> str:
        """Its title, two or three words."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What is said when it is empty."""
        raise NotImplementedError

    def source(self, today: date) -> RowSource:
        """Its rows."""
        raise NotImplementedError

    def about(self, found: Any) -> str:
        """One sentence about a record."""
        raise NotImplementedError

    async def whom(self, keys: Sequence[int]) -> Whom:
        """Whom these rows are about."""
        raise NotImplementedError

    def _kept(self, key: Callable[[Any], int], show: Callable[[Any], Row]) -> Callable[[Any], Row]:
        """Remember each record that is shown, for its sentence."""
        self._found = kept = {}

        def keep(record: Any) -> Row:
            kept[key(record)] = record
            return show(record)

        return keep


class PairingSection(Section):
    """A list of pairings."""

    PAIRED = True

    def about(self, found: DueRow) -> str:
        """Why the pairing stands as it does."""
        return found.reason

    async def whom(self, keys: Sequence[int]) -> Whom:
        """The people with the cadres who answer for them; a call, unless only other contacts would count."""
        found = await self.desk.ask(due_rows, keys, self.desk.today())
        people = tuple(dict.fromkeys(row.representative for row in found))
        cadres = tuple(dict.fromkeys(row.cadre for row in found))
        return Whom(people, cadres, _kind_that_counts(found), tuple(row.pairing for row in found))

    def _source(self, ids: Callable[[Session], list[int]], today: date, show: Callable[[DueRow], Row]) -> RowSource:
        return IdSource(
            self.desk.store,
            ids,
            lambda session, part: due_rows(session, part, today),
            self._kept(lambda row: row.pairing, show),
        )


class OverdueSection(PairingSection):
    """Who is overdue or was never contacted, the longest overdue first."""

    COLUMNS = rows.OVERDUE_COLUMNS

    def words(self) -> str:
        """Its title."""
        return _("Overdue")

    def nothing(self) -> str:
        """All is well."""
        return _("Nobody is overdue.")

    def source(self, today: date) -> RowSource:
        """From the stored due days; only the rows that are seen are judged."""
        question = DueQuestion(today, today)
        return self._source(lambda session: due_ids(session, question), today, rows.overdue_row)


class SoonSection(PairingSection):
    """Who will be due soon."""

    COLUMNS = rows.SOON_COLUMNS

    def words(self) -> str:
        """Its title."""
        return _("Due soon")

    def nothing(self) -> str:
        """Nothing is near."""
        return _("Nobody becomes due in the next days.")

    def source(self, today: date) -> RowSource:
        """From the stored due days."""
        return self._source(lambda session: _soon_ids(session, today), today, lambda row: rows.soon_row(row, today))


class PlannedSection(Section):
    """What is planned this week, and what was planned for a day gone by."""

    COLUMNS = rows.PLANNED_COLUMNS

    def words(self) -> str:
        """Its title."""
        return _("Planned")

    def nothing(self) -> str:
        """Nothing is planned."""
        return _("Nothing is planned this week. Press p to plan a contact.")

    def source(self, today: date) -> RowSource:
        """Planned contacts up to Sunday."""
        return IdSource(
            self.desk.store,
            lambda session: planned_ids(session, rows.week_end(today)),
            visit_rows,
            self._kept(lambda row: row.id, lambda row: rows.planned_row(row, today)),
        )

    def about(self, found: Any) -> str:
        """What is planned."""
        return rows.about_planned(found, self.desk.today())

    async def whom(self, keys: Sequence[int]) -> Whom:
        """Those who are to take part."""
        found = await self.desk.ask(visit_rows, keys)
        people = dict.fromkeys(person for visit in found for person in visit.representatives)
        cadres = dict.fromkeys(cadre for visit in found for cadre in visit.cadres)
        return Whom(tuple(people), tuple(cadres))


class FollowUpSection(Section):
    """Suggestions and requests that are still open."""

    COLUMNS = rows.FOLLOW_UP_COLUMNS

    def words(self) -> str:
        """Its title."""
        return _("Raised")

    def nothing(self) -> str:
        """Nothing is open."""
        return _("No suggestion or request is open.")

    def source(self, today: date) -> RowSource:
        """The open ones, the most pressing first."""
        return IdSource(
            self.desk.store,
            lambda session: follow_up_ids(session, FollowUpFilter(open_only=True), today),
            lambda session, ids: ledger_rows(session, ids, today),
            self._kept(lambda row: row.id, lambda row: rows.follow_up_row(row, today)),
        )

    def about(self, found: Any) -> str:
        """Why it presses, and what was said."""
        return rows.about_follow_up(found)

    async def whom(self, keys: Sequence[int]) -> Whom:
        """Those who raised it."""
        found = await self.desk.ask(ledger_rows, keys, self.desk.today())
        return Whom(tuple(dict.fromkeys(row.representative for row in found)))


class UnpairedSection(Section):
    """People for whom no cadre answers, the longest uncontacted first."""

    COLUMNS = rows.UNPAIRED_COLUMNS

    def words(self) -> str:
        """Its title."""
        return _("Unpaired")

    def nothing(self) -> str:
        """Everybody has a cadre."""
        return _("Everybody has a cadre who answers for them.")

    def source(self, today: date) -> RowSource:
        """The first of them."""
        return ReadSource(
            self.desk.store,
            lambda session: unpaired(session, today, MOST_UNPAIRED),
            self._kept(lambda row: row.id, rows.unpaired_row),
        )

    async def count(self) -> int:
        """All of them, also those not listed."""
        if self.table.row_count < MOST_UNPAIRED:
            return self.table.row_count
        return len(await self.desk.ask(unpaired_ids, self.desk.today()))

    def about(self, found: Any) -> str:
        """Since when nobody has spoken with the person."""
        return rows.about_unpaired(found)

    async def whom(self, keys: Sequence[int]) -> Whom:
        """The people themselves."""
        found = await self.desk.ask(unpaired, self.desk.today(), MOST_UNPAIRED)
        return Whom(tuple(Named(row.id, row.name) for row in found if row.id in keys))


SECTIONS: tuple[tuple[str, type[Section]], ...] = (
    ("overdue", OverdueSection),
    ("soon", SoonSection),
    ("planned", PlannedSection),
    ("raised", FollowUpSection),
    ("unpaired", UnpairedSection),
)


def _soon_ids(session: Session, today: date) -> list[int]:
    """Those due up to so many days on as the office calls soon, without those overdue already."""
    soon = due_ids(session, DueQuestion(today, today, within=int(read_setting(session, DUE_SOON_DAYS))))
    late = set(due_ids(session, DueQuestion(today, today)))
    return [row_id for row_id in soon if row_id not in late]


def _kind_that_counts(found: Sequence[DueRow]) -> ContactKind:
    """A call, where it counts for all of them or no one kind does; else the first kind that counts for all."""
    asked = [row.standing.clause.kinds for row in found if row.standing.clause and row.standing.clause.kinds]
    fitting = [kind for kind in ContactKind if all(kind in kinds for kinds in asked)]
    return fitting[0] if fitting and ContactKind.CALL not in fitting else ContactKind.CALL
