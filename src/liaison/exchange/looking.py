"""Looking at a file before its rows are read: which tables it holds, and what each column is taken for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from liaison.exchange.check import Progress
from liaison.exchange.mapping import Mapped
from liaison.exchange.sheets import CADRES, PEOPLE, TO_MEND, Sheet
from liaison.exchange.tables.headers import Fate
from liaison.exchange.tables.memory import ColumnMap
from liaison.exchange.tables.reading import read_source
from liaison.exchange.tables.rosters import RosterTable
from liaison.exchange.tables.source import Source
from liaison.exchange.tables.values import text_of
from liaison.exchange.understand import Guidance, understand
from liaison.text.words import _

SAMPLES = 3


@dataclass(frozen=True)
class Looked:
    """A file as it was understood, with the tables that it was understood from."""

    path: Path
    source: Source
    mapped: Mapped
    guidance: Guidance

    def rosters(self) -> list[RosterTable]:
        """The tables of the file that are no sheets of the office workbook."""
        return [table for table in self.mapped.tables if isinstance(table, RosterTable)]

    def columns(self) -> list["ColumnView"]:
        """Each column of each roster, as it is understood."""
        return [
            ColumnView(
                table, place, one.header, one.fate, one.target, one.likeness, place in table.roster.table.hidden_columns
            )
            for table in self.rosters()
            for place, one in sorted(table.judged.items())
            if one.header and one.header != TO_MEND
        ]


@dataclass(frozen=True)
class ColumnView:
    """One column: where it stands, what it is taken for, and whether it is hidden."""

    table: RosterTable
    place: int
    header: str
    fate: Fate
    target: str | None
    likeness: int
    hidden: bool

    def samples(self) -> list[str]:
        """The first few things that stand in it, each once; nothing of what is not held."""
        found: dict[str, None] = {}
        if self.fate is not Fate.NOT_HELD:
            for _number, cells in self.table.rows:
                text = text_of(cells[self.place]) if self.place < len(cells) else ""
                found.update({text.replace("\n", " "): None} if text else {})
                if len(found) == SAMPLES:
                    break
        return list(found)


def look(path: Path, guidance: Guidance, progress: Progress | None = None) -> Looked:
    """Read a workbook or a text, and understand its tables.

    Raises:
        NotFoundError: when there is no such file.
        InvalidInputError: when it cannot be read, or there is nobody in it.
    """
    if progress is not None:
        progress(_("Reading the file"), 0, 1)
    source = read_source(path)
    return Looked(path, source, understand(source, guidance), guidance)


def corrected(looked: Looked, column: ColumnView, target: str | None) -> Looked:
    """The file with one column read as another field, None for not at all.

    Raises:
        InvalidInputError: when nothing is left to be read.
    """
    table = column.table
    columns = {**table.map().columns, column.header: target}
    return _with(looked, table.shape, ColumnMap(table.sheet, columns))


def turned(looked: Looked, table: RosterTable) -> Looked:
    """The file with the people of a table taken for cadres instead of representatives, or the other way round."""
    other: Sheet = CADRES if table.sheet is PEOPLE else PEOPLE
    return _with(looked, table.shape, ColumnMap(other, {}))


def _with(looked: Looked, shape: str, columns: ColumnMap) -> Looked:
    said: Mapping[str, ColumnMap] = {**looked.guidance.corrected, shape: columns}
    guidance = replace(looked.guidance, corrected=said)
    return replace(looked, mapped=understand(looked.source, guidance), guidance=guidance)
