"""Understanding the rosters of a file: whose they are, what each column holds, and what has to be said of that."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from liaison.exchange.cells import cell_text, is_blank
from liaison.exchange.mapping import MappedTable, NotHeld
from liaison.exchange.sheets import CADRES, PEOPLE, TO_MEND, Sheet
from liaison.exchange.tables.aliases import GIVEN_NAME, HOMETOWN, PLACE, SERIAL, SURNAME, UNIT_POST, WHOLE_ADDRESS
from liaison.exchange.tables.finding import find_rosters
from liaison.exchange.tables.headers import Fate, Judged, names_city, plain, targets_of
from liaison.exchange.tables.memory import ColumnMap, fingerprint
from liaison.exchange.tables.roster_rows import Roster
from liaison.exchange.tables.source import Table
from liaison.text.words import _, listed, n_

JOINED = frozenset({"phone", "remarks", "hometown", "name.surname", "name.given"})
"""Fields that several columns may fill together."""
_OF_CADRES = re.compile("干部|工作人员|领导班子|cadres?|staff", re.IGNORECASE)
_OF_OTHERS = re.compile(
    "代表人士|联系对象|乡贤|党外|侨|台胞|专家|人才|嘉宾|企业家|结对|representative|notable|alumni|member", re.IGNORECASE
)
_NAMES = frozenset({"name", "name.surname", "name.given"})
_OF_A_PERSON = frozenset({"unit", "post", UNIT_POST, "phone", "email", "wechat"})
_OTHER_NAME = re.compile("(?:人|员|领导|干部|姓名|秘书|助理|cadre|assistant|secretary|person|officer)$", re.IGNORECASE)
_TOGETHER_IN: Mapping[str, Sequence[str]] = {
    UNIT_POST: ("unit", "post"),
    HOMETOWN: (HOMETOWN, "town", "village"),
}
"""The fields that one column fills."""
_CADRE_HEADERS = re.compile("到任|离任|到岗|离岗")
SERIAL_HEADER = "序号"
_GIVEN = "名字"
_STREET = "街道"
_SHOWN = 5
_LONGEST = 30


@dataclass(frozen=True)
class RosterTable(MappedTable):
    """A roster as it is understood: its columns by place, with the field of each that is read."""

    judged: Mapping[int, Judged]
    roster: Roster

    def places(self, target: str) -> list[int]:
        """Where the columns of a field stand."""
        return [place for place, one in self.judged.items() if one.fate is Fate.READ and one.target == target]

    @property
    def shape(self) -> str:
        """What stands for the shape of the table."""
        return fingerprint([one.header for one in self.judged.values()])

    def map(self) -> ColumnMap:
        """What each column is read as, as a map that can be written down."""
        return ColumnMap(
            self.sheet,
            {
                one.header: one.target if one.fate is Fate.READ else None
                for one in self.judged.values()
                if one.header != TO_MEND
            },
        )


def rosters_of(
    table: Table, stem: str, given: ColumnMap | None, remembered: Mapping[str, ColumnMap]
) -> list[RosterTable]:
    """The rosters of a table; ``stem`` is the name of its file.

    ``given`` says how columns are to be read, else what was remembered for the shape of the table, else their headers.
    """
    sheet = given.sheet if given is not None else None
    found = find_rosters(table, sheet or _kind(table.name, stem), given)
    if sheet is None and not found:
        sheet = CADRES if _kind(table.name, stem) is PEOPLE else PEOPLE  # names may stand under a header of theirs
        found = find_rosters(table, sheet)
        if not found and (known := _remembered(table, remembered)) is not None:
            sheet, found = known
    elif sheet is None:
        sheet = _told(found[0], table, stem)
        if sheet is not _kind(table.name, stem):
            found = find_rosters(table, sheet)
    said = remembered.get(_shape(found[0])) if found and given is None else None
    if said is not None and said.sheet is not sheet:
        sheet = said.sheet
        found = find_rosters(table, sheet, said)
    made = []
    for number, roster in enumerate(found, 1):
        columns = given or remembered.get(_shape(roster))
        if columns is not None and columns.sheet is not sheet:
            sheet = columns.sheet
        name = table.name if number == 1 else f"{table.name} ({number})"
        made.append(_understood(roster, sheet, columns, name))
    return made


def remarks_of(table: RosterTable) -> Iterator[str]:
    """What is to be known of how a roster was understood, in sentences."""
    yield from _of_columns(table)
    roster = table.roster
    if roster.table.hidden:
        yield _("{table}: the whole sheet is hidden; it was read too.").format(table=table.name)
    if roster.hidden_rows:
        sentence = n_(
            "{table}: {count} hidden row was read too ({rows}).",
            "{table}: {count} hidden rows were read too ({rows}).",
            len(roster.hidden_rows),
        )
        shown = listed((str(number) for number in roster.hidden_rows), _SHOWN)
        yield sentence.format(table=table.name, count=len(roster.hidden_rows), rows=shown)
    hidden = [table.judged[place].header for place in roster.table.hidden_columns if place in table.judged]
    if hidden:
        sentence = _("{table}: hidden columns: {columns}. They were treated as all others.")
        yield sentence.format(table=table.name, columns=listed(hidden, _SHOWN))
    if roster.passed:
        sentence = n_(
            "{table}: {count} row that speaks of nobody was passed over: {rows}.",
            "{table}: {count} rows that speak of nobody were passed over: {rows}.",
            len(roster.passed),
        )
        shown = listed((f"{row.number} “{_cut(row.text)}”" for row in roster.passed), _SHOWN)
        yield sentence.format(table=table.name, count=len(roster.passed), rows=shown)


def not_held(table: RosterTable) -> Iterator[NotHeld]:
    """The columns that hold what the program does not, with how many cells of each were left unread."""
    for place, one in table.judged.items():
        if one.fate is Fate.NOT_HELD:
            column = [cells[place] for _number, cells in table.rows if place < len(cells)]
            blank = sum(map(column.count, filter(is_blank, set(column))))
            yield NotHeld(table.name, one.header, len(column) - blank)


def _remembered(table: Table, remembered: Mapping[str, ColumnMap]) -> tuple[Sheet, list[Roster]] | None:
    """The rosters of a table in which only what somebody has said tells the column of names."""
    for shape, columns in remembered.items():
        found = find_rosters(table, columns.sheet, columns)
        if found and _shape(found[0]) == shape:
            return columns.sheet, found
    return None


def _shape(roster: Roster) -> str:
    return fingerprint([one.header for one in roster.judged.values()])


def _kind(name: str, stem: str) -> Sheet:
    for text in (name, stem):
        if _OF_OTHERS.search(text):
            return PEOPLE
        if _OF_CADRES.search(text):
            return CADRES
    return PEOPLE


def _told(roster: Roster, table: Table, stem: str) -> Sheet:
    """Whose roster it is, when its title and headers are looked at too."""
    if any(_CADRE_HEADERS.search(one.header) for one in roster.judged.values()):
        return CADRES
    if _OF_OTHERS.search(roster.title):
        return PEOPLE
    return CADRES if _OF_CADRES.search(roster.title) else _kind(table.name, stem)


def _understood(roster: Roster, sheet: Sheet, columns: ColumnMap | None, name: str) -> RosterTable:
    judged = dict(roster.judged)
    if columns is not None:
        judged = {place: _of_sheet(columns.judged(one), sheet) for place, one in judged.items()}
    else:
        judged = _streets(_of_somebody_else(judged))
    judged = _given_names(_numbers_that_run(roster, judged))
    judged = _each_once(judged)
    positions: dict[str, int] = {}
    for place, one in judged.items():
        if one.fate is Fate.READ and one.target is not None:
            for target in _TOGETHER_IN.get(one.target, (one.target,)):
                positions.setdefault(target, place)
    headers = tuple(judged[place].header if place in judged else "" for place in range(max(judged) + 1))
    rows = tuple(_one_each(roster, judged))
    return RosterTable(sheet, headers, positions, rows, name, judged, roster)


def _of_sheet(one: Judged, sheet: Sheet) -> Judged:
    """A column that holds what those of this sheet do not have is not read."""
    return replace(one, fate=Fate.UNKNOWN) if _reads(one, {one.target}) and one.target not in targets_of(sheet) else one


def _of_somebody_else(judged: Mapping[int, Judged]) -> dict[int, Judged]:
    """Take for others' what follows the name of somebody else: 联系领导, 职务, 姓名, 职务.

    That is so up to the name of the person, and behind it where the person has such a column too.
    """
    out = dict(judged)
    named_at = min((at for at, one in judged.items() if _reads(one, _NAMES)), default=-1)
    other: int | None = None
    for place in sorted(judged):
        one = judged[place]
        if one.fate is Fate.OTHERS and _OTHER_NAME.search(one.header):
            other = place
        elif other is None or not _reads(one, _OF_A_PERSON):
            other = None
        elif place < named_at or any(
            at < other and _reads(two, {one.target or "", UNIT_POST}) for at, two in judged.items()
        ):
            out[place] = replace(one, fate=Fate.OTHERS)
    return out


def _reads(one: Judged, targets: Collection[str | None]) -> bool:
    return one.fate is Fate.READ and one.target in targets


def _numbers_that_run(roster: Roster, judged: Mapping[int, Judged]) -> dict[int, Judged]:
    """Numbers that only count the rows are nobody's number, whatever their header."""
    place = next((at for at, one in judged.items() if one.fate is Fate.READ and one.target == "number"), None)
    if place is None:
        return dict(judged)
    filled = [
        cell_text(cells[place]) for _number, cells in roster.rows if place < len(cells) and not is_blank(cells[place])
    ]
    if filled != [str(number) for number in range(1, len(filled) + 1)] or not filled:
        return dict(judged)
    return {**judged, place: replace(judged[place], header=SERIAL_HEADER, target=SERIAL)}


def _given_names(judged: Mapping[int, Judged]) -> dict[int, Judged]:
    """Beside a column of surnames, 名字 holds the given names."""
    parted = any(_reads(one, {SURNAME}) for one in judged.values())
    return {
        place: replace(one, target=GIVEN_NAME)
        if parted and _reads(one, {"name"}) and plain(one.header) == _GIVEN
        else one
        for place, one in judged.items()
    }


def _streets(judged: Mapping[int, Judged]) -> dict[int, Judged]:
    """Beside a city and a postcode, 街道 is the street of an address, not the part of a county that it else may be."""
    held = {one.target for one in judged.values() if one.fate is Fate.READ}
    of_address = {"address.city", "address.postcode"} <= held and held.isdisjoint({"address.lines", WHOLE_ADDRESS})
    return {
        place: replace(one, fate=Fate.READ, target="address.lines", likeness=100, like="")
        if of_address and one.fate is Fate.UNSURE and plain(one.header) == _STREET
        else one
        for place, one in judged.items()
    }


def _each_once(judged: Mapping[int, Judged]) -> dict[int, Judged]:
    """Of several columns of one field, the one most like it is read; some fields take them all.

    Where somebody lives may stand in a column of countries and one of cities.
    """
    by_target: dict[str, list[int]] = defaultdict(list)
    for place, one in judged.items():
        if one.fate is Fate.READ and one.target is not None:
            by_target[one.target].append(place)
    out = dict(judged)
    for target, places in by_target.items():
        if target not in JOINED and len(places) > 1:
            best = min(places, key=lambda place: (-judged[place].likeness, place))
            cities = [place for place in places if target == PLACE and names_city(judged[place].header)]
            country = next((place for place in places if place not in cities), best)
            kept = {country, cities[0]} if cities else {best}
            out |= {place: replace(judged[place], fate=Fate.TWICE) for place in places if place not in kept}
    return out


def _one_each(roster: Roster, judged: Mapping[int, Judged]) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows, those of one person whose name is merged over several made one."""
    names = [place for place, one in judged.items() if one.fate is Fate.READ and one.target in {"name", "name.surname"}]
    first = roster.table.first_row
    inside = {
        row + first
        for block in roster.table.merged
        if block.left in names and block.bottom > block.top
        for row in range(block.top + 1, block.bottom + 1)
    }
    if not inside:
        yield from roster.rows
        return
    whole: tuple[int, list[Any]] | None = None
    for number, cells in roster.rows:
        if number in inside and whole is not None:
            _add(whole[1], cells)
            continue
        if whole is not None:
            yield whole
        whole = number, list(cells)
    if whole is not None:
        yield whole


def _add(whole: list[Any], cells: Sequence[Any]) -> None:
    """Put what a further row says of the same person into the cells of the first."""
    whole.extend([""] * (len(cells) - len(whole)))
    for place, cell in enumerate(cells):
        if is_blank(cell) or cell == whole[place]:
            continue
        whole[place] = cell if is_blank(whole[place]) else f"{cell_text(whole[place])}；{cell_text(cell)}"


def _of_columns(table: RosterTable) -> Iterator[str]:
    by_fate: dict[Fate, list[Judged]] = defaultdict(list)
    for one in table.judged.values():
        if one.header and one.header != TO_MEND:
            by_fate[one.fate].append(one)
    guessed = [one for one in by_fate[Fate.READ] if one.likeness < 100]
    if guessed:
        sentence = _("{table}: taken for usual headers by their likeness: {columns}.")
        yield sentence.format(table=table.name, columns=listed(f"{one.header} = {one.like}" for one in guessed))
    if by_fate[Fate.NOT_HELD]:
        counts = Counter({held.header: held.cells for held in not_held(table)})
        columns = listed(f"{one.header} ({counts[one.header]})" for one in by_fate[Fate.NOT_HELD])
        sentence = _("{table}: not held by this program, so not read (with the cells left out): {columns}.")
        yield sentence.format(table=table.name, columns=columns)
    if by_fate[Fate.UNSURE]:
        columns = listed(f"{one.header} ({one.like}?)" for one in by_fate[Fate.UNSURE])
        sentence = _("{table}: not read, since it is not sure what they are: {columns}. Say it with --map.")
        yield sentence.format(table=table.name, columns=columns)
    if by_fate[Fate.OTHERS]:
        sentence = _("{table}: not read, since they seem to be about somebody else: {columns}.")
        yield sentence.format(table=table.name, columns=listed(one.header for one in by_fate[Fate.OTHERS]))
    if by_fate[Fate.TWICE]:
        sentence = _("{table}: not read, since another column holds the same field: {columns}.")
        yield sentence.format(table=table.name, columns=listed(one.header for one in by_fate[Fate.TWICE]))
    if by_fate[Fate.UNKNOWN]:
        sentence = _("{table}: not read, since there is no field for them: {columns}.")
        yield sentence.format(table=table.name, columns=listed(one.header for one in by_fate[Fate.UNKNOWN]))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
