"""An import from beginning to end: read, map, check, plan, apply, and a workbook of what was rejected."""

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from liaison.errors import InvalidInputError, LiaisonError
from liaison.exchange.apply import Wishes, import_plan
from liaison.exchange.cards.card import ENDINGS as CARDS
from liaison.exchange.check import Progress, check_rows
from liaison.exchange.looking import Looked, look
from liaison.exchange.mapping import Mapped, Row
from liaison.exchange.plan import make_plan
from liaison.exchange.planned import Plan
from liaison.exchange.sheets import PEOPLE, Sheet
from liaison.exchange.tables.memory import ColumnMap, remembered_home, remembered_maps, write_map
from liaison.exchange.tables.people_rows import read_rows
from liaison.exchange.tables.repeats import without_repeats
from liaison.exchange.tables.rosters import RosterTable
from liaison.exchange.understand import Guidance
from liaison.store.copies import copy_beside
from liaison.store.store import Store
from liaison.text.words import _


@dataclass(frozen=True)
class Incoming:
    """A file that was read and understood, before it is compared with a store."""

    path: Path
    mapped: Mapped
    rows: Mapping[Sheet, Sequence[Row]]
    wishes: Wishes
    guidance: Guidance = field(default_factory=Guidance)
    home: str = ""

    def rosters(self) -> list[RosterTable]:
        """The tables of the file that are no sheets of the office workbook."""
        return [table for table in self.mapped.tables if isinstance(table, RosterTable)]

    def maps(self) -> dict[str, ColumnMap]:
        """What is to be remembered: what was said of columns, for each shape of table that it was used for."""
        said = self.guidance.corrected
        return {t.shape: t.map() for t in self.rosters() if self.guidance.given is not None or t.shape in said}


@dataclass(frozen=True)
class Outcome:
    """What came of an import; ``rejects`` is the workbook with the rows to mend, if one was written."""

    plan: Plan
    applied: bool
    rejects: Path | None = None


MANY_OBJECTS = 200_000
"""From so many new objects on, those that stay are left out of later searches for objects that can go."""

P = ParamSpec("P")
T = TypeVar("T")


def _for_many_objects(work: Callable[P, T]) -> Callable[P, T]:
    """Let work that makes millions of objects which all stay run without the search for those that can go.

    The search looks at all of them again and again, and takes a third of the time.
    """

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return work(*args, **kwargs)
        finally:
            if was_on:
                if gc.get_count()[0] > MANY_OBJECTS:  # nor is it to look at them later
                    gc.freeze()
                gc.enable()

    return run


@_for_many_objects
def receive(path: Path, wishes: Wishes, progress: Progress | None = None, guidance: Guidance | None = None) -> Incoming:
    """Read a file and understand its rows; ``guidance`` says how the columns of rosters are to be read.

    Raises:
        NotFoundError: when there is no such file.
        InvalidInputError: when it cannot be read, or there is nobody in it.
    """
    if path.suffix.lower() in CARDS:
        return _receive_cards(path, wishes, progress)
    return read_looked(look(path, guidance or Guidance(), progress), wishes, progress)


@_for_many_objects
def read_looked(looked: Looked, wishes: Wishes, progress: Progress | None = None) -> Incoming:
    """Read the rows of a file that was looked at."""
    mapped, home = looked.mapped, looked.guidance.home
    office = replace(mapped, tables=tuple(table for table in mapped.tables if not isinstance(table, RosterTable)))
    rows = check_rows(office, wishes.today, progress)
    remarks = list(mapped.remarks)
    for table in mapped.tables:
        if isinstance(table, RosterTable):
            found, home = read_rows(table, wishes.today, remarks, home, progress)
            rows.setdefault(table.sheet, []).extend(found)
    for sheet in rows:
        rows[sheet] = without_repeats(rows[sheet], remarks)
    whole = replace(mapped, remarks=tuple(remarks))
    return Incoming(looked.path, whole, rows, wishes, looked.guidance, home)


def _receive_cards(path: Path, wishes: Wishes, progress: Progress | None) -> Incoming:
    from liaison.exchange.cards.intake import receive_cards  # noqa: PLC0415 - loads what only cards need

    mapped, rows = receive_cards(path, progress)
    remarks = list(mapped.remarks)
    people = without_repeats(rows, remarks)
    return Incoming(path, replace(mapped, remarks=tuple(remarks)), {PEOPLE: people}, wishes)


def guidance_of(store: Store, given: ColumnMap | None = None) -> Guidance:
    """How columns are to be read: as ``given``, else as this office has said before for tables of the same shape."""
    return Guidance(given, store.read(remembered_maps), home=store.read(remembered_home))


def save_map(path: Path, incoming: Incoming) -> None:
    """Write down how the columns of the rosters of a file are read, to be corrected and given back.

    Raises:
        InvalidInputError: when the file holds no roster, or the map cannot be written.
        NotFoundError: when the folder does not exist.
    """
    tables = incoming.rosters()
    if not tables:
        raise InvalidInputError(_("{path} is an office workbook: it needs no map.").format(path=incoming.path))
    columns = {header: target for table in reversed(tables) for header, target in table.map().columns.items()}
    write_map(path, ColumnMap(tables[0].sheet, columns))


@_for_many_objects
def preview(store: Store, incoming: Incoming, progress: Progress | None = None) -> Plan:
    """What an import would do; it changes nothing."""
    plan = store.read(
        make_plan,
        incoming.rows,
        incoming.mapped.remarks,
        incoming.wishes.today,
        counts_from=incoming.wishes.counts_from,
        decisions=incoming.wishes.decisions,
        progress=progress,
    )
    plan.not_held = incoming.mapped.not_held
    return plan


@_for_many_objects
def take_in(store: Store, incoming: Incoming, progress: Progress | None = None) -> Outcome:
    """Do an import as one deed, copying the store before; rows that were rejected go to a workbook beside the file.

    Raises:
        ConflictError, StoreError: when the store cannot take it; nothing is then changed.
    """
    from liaison.exchange.rejects import write_rejects  # noqa: PLC0415 - loads what only rejected rows need

    def copy() -> None:
        if store.path is not None:
            copy_beside(store.path, datetime.now().astimezone())

    plan, applied = store.write(
        import_plan,
        incoming.rows,
        incoming.mapped.remarks,
        incoming.wishes,
        subject=incoming.path.name,
        before=copy,
        maps=incoming.maps(),
        home=incoming.home,
        progress=progress,
    )
    plan.not_held = incoming.mapped.not_held
    try:
        rejects = write_rejects(incoming.path, incoming.mapped, plan) if plan.rejected() else None
    except LiaisonError as error:
        # What was taken in stays, and the rows that were not are named in the plan.
        plan.remarks.append(error.sentence)
        rejects = None
    return Outcome(plan, applied, rejects)
