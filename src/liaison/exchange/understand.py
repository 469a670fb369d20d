"""From the tables of a file to people: the sheets of the office workbook, and rosters as offices keep them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from liaison.errors import InvalidInputError
from liaison.exchange.all_sheets import SHEETS
from liaison.exchange.mapping import Mapped, MappedTable, NotHeld, columns_not_held, has_no_key, map_table, office_sheet
from liaison.exchange.sheets import CADRES, PEOPLE
from liaison.exchange.tables.memory import ColumnMap
from liaison.exchange.tables.rosters import RosterTable, not_held, remarks_of, rosters_of
from liaison.exchange.tables.source import Source, Table
from liaison.text.words import _, listed


@dataclass(frozen=True)
class Guidance:
    """How columns are to be read: as a map says that was given, else as was said of tables of their shape.

    ``corrected`` is what was said just now, to be ``remembered``. ``home`` is the county that goes without saying.
    """

    given: ColumnMap | None = None
    remembered: Mapping[str, ColumnMap] = field(default_factory=dict)
    corrected: Mapping[str, ColumnMap] = field(default_factory=dict)
    home: str = ""

    @property
    def known(self) -> Mapping[str, ColumnMap]:
        """What was said of tables, by their shape."""
        return {**self.remembered, **self.corrected}


def understand(source: Source, guidance: Guidance) -> Mapped:
    """Find the people of a file, and whatever else an office workbook holds.

    Raises:
        InvalidInputError: when there is nothing of it, or a sheet lacks a column that it cannot do without.
    """
    remarks: list[str] = []
    tables: list[MappedTable] = []
    unread: list[Table] = []
    for table in source.tables:
        sheet = office_sheet(table, named=source.named)
        of_office = sheet is not None and not (guidance.given and sheet in {PEOPLE, CADRES})
        rosters: list[RosterTable] = []
        if not of_office or (sheet is not None and has_no_key(table, sheet)):
            rosters = rosters_of(table, source.path.stem, guidance.given, guidance.known)
        if of_office and sheet is not None and not rosters:
            found = map_table(table, sheet, remarks)
            tables.extend([found] if found is not None else [])
            continue
        tables.extend(rosters)
        if not rosters and table.rows:
            unread.append(table)
    tables = _without_bare_names(tables, remarks)
    if not tables:
        raise _nothing(source)
    for table in unread:
        sentence = _("The sheet “{sheet}” has no column of names, and is none of the office workbook; it was not read.")
        remarks.append(sentence.format(sheet=table.name))
    left_out: list[NotHeld] = []
    for mapped in tables:
        if isinstance(mapped, RosterTable):
            remarks.extend(remarks_of(mapped))
            left_out.extend(not_held(mapped))
        else:
            left_out.extend(columns_not_held(mapped))
    return Mapped(tuple(tables), tuple(remarks), tuple(left_out))


def _without_bare_names(tables: list[MappedTable], remarks: list[str]) -> list[MappedTable]:
    """Leave out what beside other tables holds nothing but names: statistics, or words to choose from."""
    kept = [
        table
        for table in tables
        if not (isinstance(table, RosterTable) and table.positions.keys() <= {"name", "serial"})
    ]
    if not kept or len(kept) == len(tables):
        return tables
    for table in tables:
        if table not in kept:
            sentence = _("The sheet “{sheet}” holds nothing of people but names; it was not read.")
            remarks.append(sentence.format(sheet=table.name))
    return kept


def _nothing(source: Source) -> InvalidInputError:
    wanted = listed(sheet.name for sheet in SHEETS)
    sentence = _("{path}: no column of names (姓名) was found, and no sheet of the office workbook ({sheets}).")
    return InvalidInputError(sentence.format(path=source.path, sheets=wanted))
