"""An import from beginning to end: read, map, check, plan, apply, and a workbook of what was rejected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from liaison.errors import LiaisonError
from liaison.exchange.apply import Wishes, import_plan
from liaison.exchange.check import Progress, check_rows
from liaison.exchange.mapping import Mapped, Row, map_source
from liaison.exchange.plan import make_plan
from liaison.exchange.planned import Plan
from liaison.exchange.sheets import Sheet
from liaison.exchange.tables.reading import read_source
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


@dataclass(frozen=True)
class Outcome:
    """What came of an import; ``rejects`` is the workbook with the rows to mend, if one was written."""

    plan: Plan
    applied: bool
    rejects: Path | None = None


def receive(path: Path, wishes: Wishes, progress: Progress | None = None) -> Incoming:
    """Read a file and understand its rows, without looking at a store.

    Raises:
        NotFoundError: when there is no such file.
        InvalidInputError: when it cannot be read or is no office workbook.
    """
    if progress is not None:
        progress(_("Reading the file"), 0, 1)
    mapped = map_source(read_source(path))
    return Incoming(path, mapped, check_rows(mapped, wishes.today, progress), wishes)


def preview(store: Store, incoming: Incoming, progress: Progress | None = None) -> Plan:
    """What an import would do; it changes nothing."""
    return store.read(
        make_plan,
        incoming.rows,
        incoming.mapped.remarks,
        incoming.wishes.today,
        counts_from=incoming.wishes.counts_from,
        progress=progress,
    )


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
        progress=progress,
    )
    try:
        rejects = write_rejects(incoming.path, incoming.mapped, plan) if plan.rejected() else None
    except LiaisonError as error:
        # What was taken in stays, and the rows that were not are named in the plan.
        plan.remarks.append(error.sentence)
        rejects = None
    return Outcome(plan, applied, rejects)
