"""The rows of a roster with their values: each cell is understood by what its column holds."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liaison.errors import InvalidInputError
from liaison.exchange.cells import Cell, is_blank
from liaison.exchange.check import Progress, mend
from liaison.exchange.mapping import Mend, Row
from liaison.exchange.sheets import ADDRESS, PEOPLE, Column, Holds
from liaison.exchange.tables.aliases import (
    BIRTHDAY,
    GIVEN_NAME,
    HOMETOWN,
    LUNAR_BIRTHDAY,
    PLACE,
    SERIAL,
    SURNAME,
    UNIT_POST,
    WHOLE_ADDRESS,
)
from liaison.exchange.tables.homes import HomeTowns
from liaison.exchange.tables.moments import read_day, read_moment
from liaison.exchange.tables.places import read_address, read_place
from liaison.exchange.tables.rosters import RosterTable
from liaison.exchange.tables.values import DITTO, join_name, read_name, read_phones, split_unit_post, text_of, unwrapped
from liaison.people.fields import PersonStatus
from liaison.text.countries import HOME
from liaison.text.folding import narrow
from liaison.text.phones import JOINER
from liaison.text.words import N_, _, n_

Values = dict[str, Any]

_OWN_WAY = frozenset(
    {SERIAL, SURNAME, GIVEN_NAME, UNIT_POST, HOMETOWN, WHOLE_ADDRESS, PLACE, BIRTHDAY, LUNAR_BIRTHDAY, "name", "phone"}
    | {"email", "wechat", "remarks", ADDRESS + "country", ADDRESS + "postcode"}
)
_SAME_AS_PHONE = frozenset(
    {
        "同手机",
        "同左",
        "同左边",
        "同手机号",
        "手机号",
        "同电话",
        "同手机号码",
        "微信同号",
        "同号",
        "手机同号",
        "same as phone",
        "same",
    }
)
_POSTCODE_DIGITS = 6
_FLOAT = re.compile(r"^(\d+)\.0+$")
_EVERY = 1000

_NO_DAY = N_("a birthday is a month and a day, and none of them was kept from cells with year and month only")
_NO_WHOLE_DAY = N_("cells that name only a month or a year were left out")
_NOT_PARTED = N_("unit and post could not be told apart, and the whole text stands in the unit")
_NO_YEAR = N_("only month and day of a birthday are held; the years were left out")
_MORE_MAILS = N_("of several e-mail addresses the first was taken")
_DIED = N_("the status was set to deceased, since a name says so")


def read_rows(
    table: RosterTable, today: date, remarks: list[str], home: str = "", progress: Progress | None = None
) -> tuple[list[Row], str]:
    """The rows of a roster with their values, and the county that goes without saying before home towns.

    What is to be known of the rows is added to the remarks. ``home`` is that county where it is known.
    """
    reader = RowReader(table, today, home)
    rows = []
    for done, (number, cells) in enumerate(table.rows, 1):
        rows.append(reader.read(number, cells))
        if progress is not None and (done % _EVERY == 0 or done == len(table.rows)):
            progress(_("Reading the rows"), done, len(table.rows))
    remarks.extend(reader.remarks())
    return rows, reader.home


class _WrongCellError(InvalidInputError):
    """One of the cells that are read together is wrong: which."""

    def __init__(self, place: int, sentence: str) -> None:
        super().__init__(sentence)
        self.place = place


@dataclass
class RowReader:
    """Reads the rows of one roster, and counts what has to be said of them."""

    table: RosterTable
    today: date
    home: str = ""
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._targets = {
            target: self.table.places(target) for target in {one.target or "" for one in self.table.judged.values()}
        }
        self._simple = [
            (column, self._targets[column.name][0])
            for column in self.table.sheet.columns
            if self._targets.get(column.name) and column.name not in _OWN_WAY
        ]
        self._parse = {column.name: column.parse for column in self.table.sheet.columns}
        self._above: Sequence[Cell] = ()
        self._coded: dict[tuple[str, str], Any] = {}
        self._homes = HomeTowns(self._home_texts(), self.home)
        self.home = self._homes.home
        self._steps = self._steps_needed()

    def read(self, number: int, cells: Sequence[Cell]) -> Row:
        """One row with its values, and with what is wrong in it."""
        cells = self._without_dittos(cells)
        values: Values = {}
        mends: list[Mend] = []
        for step, place in self._steps:
            try:
                step(cells, values)
            except _WrongCellError as error:
                mends.append(self._mend(error.place, cells, error.sentence))
            except InvalidInputError as error:
                mends.append(self._mend(place, cells, error.sentence))
        for column, place in self._simple:
            try:
                self._read_simple(column, place, cells, values)
            except InvalidInputError as error:
                mends.append(self._mend(place, cells, error.sentence))
        if not values.get("name") and not any(one.header == self._header(self._name_place) for one in mends):
            mends.insert(0, self._mend(self._name_place, cells, _("Fill this in.")))
        if values.get("status_since", self.today) > self.today:
            sentence = _("The status cannot begin in the future ({day}).").format(day=values["status_since"])
            mends.append(self._mend(self.table.positions["status_since"], cells, sentence))
        return Row(self.table.sheet, number, cells, values, tuple(mends), self.table)

    def remarks(self) -> Iterator[str]:
        """What was left out or decided in cells, each with how often, and where home towns come from."""
        for (header, words), count in self.notes.items():
            sentence = n_(
                "{table}, {column}, {count} cell: {words}.", "{table}, {column}, {count} cells: {words}.", count
            )
            yield sentence.format(table=self.table.name, column=header, count=count, words=_(words))
        if self._homes.left_out:
            sentence = _("{table}: “{county}” before the home towns, which most of them share, was left out.")
            yield sentence.format(table=self.table.name, county=self._homes.left_out)

    # What each column takes.

    def _steps_needed(self) -> list[tuple[Callable[[Sequence[Cell], Values], None], int]]:
        at = self._targets.get
        place_of: Mapping[Callable[[Sequence[Cell], Values], None], Sequence[int]] = {
            self._name: [self._name_place],
            self._phone: at("phone") or [],
            self._unit_post: at(UNIT_POST) or [],
            self._birthday: at(BIRTHDAY) or at(LUNAR_BIRTHDAY) or [],
            self._hometown: at(HOMETOWN) or [],
            self._country: at(ADDRESS + "country") or [],
            self._place: at(PLACE) or [],
            self._address: at(WHOLE_ADDRESS) or [],
            self._postcode: at(ADDRESS + "postcode") or [],
            self._email: at("email") or [],
            self._wechat: at("wechat") or [],
            self._remarks: at("remarks") or [],
        }
        return [(step, places[0]) for step, places in place_of.items() if places]

    @property
    def _name_place(self) -> int:
        return next(self._targets[each][0] for each in ("name", SURNAME, GIVEN_NAME) if self._targets.get(each))

    def _text(self, cells: Sequence[Cell], target: str) -> str:
        place = self._targets[target][0]
        return text_of(cells[place]) if place < len(cells) else ""

    def _name(self, cells: Sequence[Cell], values: Values) -> None:
        if self._targets.get("name"):
            text = self._text(cells, "name")
        else:
            parts = [self._text(cells, each) if self._targets.get(each) else "" for each in (SURNAME, GIVEN_NAME)]
            text = join_name(*parts)
        if not text:
            return
        found = read_name(text)
        values["name"] = self._parse["name"](found.name)
        if self.table.sheet is PEOPLE:
            if found.honorific:
                values["honorific"] = found.honorific
            if found.deceased:
                values["status"] = PersonStatus.DECEASED
                self._note(self._name_place, _DIED)

    def _phone(self, cells: Sequence[Cell], values: Values) -> None:
        found: dict[str, None] = {}
        for place in self._targets["phone"]:
            cell = cells[place] if place < len(cells) else ""
            if cell == "":
                continue
            try:
                found.update(dict.fromkeys(read_phones([cell]).split(JOINER)))
            except InvalidInputError as error:
                raise _WrongCellError(place, error.sentence) from error
        found.pop("", None)
        if found:
            values["phone"] = JOINER.join(found)

    def _unit_post(self, cells: Sequence[Cell], values: Values) -> None:
        text = self._text(cells, UNIT_POST)
        unit, post = split_unit_post(text)
        for name, found in (("unit", unit), ("post", post)):
            if found:
                values[name] = self._parse[name](found)
        if unit and not post and not self._targets.get("post"):
            self._note(self._targets[UNIT_POST][0], _NOT_PARTED)

    def _birthday(self, cells: Sequence[Cell], values: Values) -> None:
        target = BIRTHDAY if self._targets.get(BIRTHDAY) else LUNAR_BIRTHDAY
        place = self._targets[target][0]
        if place >= len(cells) or not text_of(cells[place]):
            return
        moment = read_moment(cells[place])
        if moment.month is None or moment.day is None:
            self._note(place, _NO_DAY)
            return
        values["birth_month"], values["birth_day"] = moment.month, moment.day
        if moment.lunar or target == LUNAR_BIRTHDAY:
            values["birth_lunar"] = True
        if moment.leap:
            values["birth_leap"] = True
        if moment.year is not None:
            self._note(place, _NO_YEAR)

    def _hometown(self, cells: Sequence[Cell], values: Values) -> None:
        town, village = self._homes.town_and_village(self._home_text(cells))
        for name, found in (("town", town), ("village", village)):
            if found:
                values[name] = self._parse[name](found)

    def _country(self, cells: Sequence[Cell], values: Values) -> None:
        text = self._text(cells, ADDRESS + "country")
        if not text:
            return
        column = self.table.sheet.column(ADDRESS + "country")
        try:
            values[column.name] = column.parse(text)
        except InvalidInputError:
            found = read_place(text)
            if "country" not in found:
                raise
            values.update({ADDRESS + name: value for name, value in found.items()})

    def _place(self, cells: Sequence[Cell], values: Values) -> None:
        text = self._text(cells, PLACE)
        if text:
            for name, value in read_place(text).items():
                values.setdefault(ADDRESS + name, value)

    def _address(self, cells: Sequence[Cell], values: Values) -> None:
        text = self._text(cells, WHOLE_ADDRESS)
        if not text:
            return
        country = values.get(ADDRESS + "country")
        found = read_address(text, country)
        if (
            "country" in found or {"region", "city"} & found.keys()
        ):  # it says all; where somebody lives may be elsewhere
            for name in ("country", "region", "city", "district", "lines"):
                if not (name == "country" and self._targets.get(ADDRESS + "country")):
                    values.pop(ADDRESS + name, None)
        values.update({ADDRESS + name: self._parse[ADDRESS + name](value) for name, value in found.items()})

    def _postcode(self, cells: Sequence[Cell], values: Values) -> None:
        text = narrow(self._text(cells, ADDRESS + "postcode")).replace(" ", "")
        if text:
            text = _FLOAT.sub(r"\1", text)
            at_home = values.get(ADDRESS + "country", HOME) == HOME
            if at_home and text.isdecimal():
                text = text.zfill(_POSTCODE_DIGITS)  # a spreadsheet took it for a number
            values[ADDRESS + "postcode"] = self._parse[ADDRESS + "postcode"](text)

    def _email(self, cells: Sequence[Cell], values: Values) -> None:
        text = narrow(self._text(cells, "email"))
        if not text:
            return
        parts = [part for part in text.replace(";", " ").replace(",", " ").replace("、", " ").split() if "@" in part]
        if len(parts) > 1:
            self._note(self._targets["email"][0], _MORE_MAILS)
        values["email"] = self._parse["email"](parts[0] if parts else text)

    def _wechat(self, cells: Sequence[Cell], values: Values) -> None:
        text = self._text(cells, "wechat")
        if text.casefold() in _SAME_AS_PHONE:
            text = values.get("phone", "").split(JOINER)[0].replace(" ", "")
        if text:
            values["wechat"] = self._parse["wechat"](text)

    def _remarks(self, cells: Sequence[Cell], values: Values) -> None:
        texts = [text_of(cells[place]) for place in self._targets["remarks"] if place < len(cells)]
        text = "\n".join(text for text in texts if text)
        if text:
            values["remarks"] = self._parse["remarks"](text)

    def _read_simple(self, column: Column, place: int, cells: Sequence[Cell], values: Values) -> None:
        cell = cells[place] if place < len(cells) else ""
        if cell == "" or not (text := text_of(cell)):
            return
        if column.holds is Holds.DAY:
            value = read_day(cell)
            if value is None:
                self._note(place, _NO_WHOLE_DAY)
                return
        elif column.holds is Holds.CODE:
            key = (column.name, text)
            if key not in self._coded:
                self._coded[key] = column.parse(text)
            value = self._coded[key]
        else:
            value = column.parse(unwrapped(text))
        if value is not None and value != "":
            # What an address in one cell says stands where a column of its own says nothing.
            values[column.name] = value

    # Helpers.

    def _home_text(self, cells: Sequence[Cell]) -> str:
        return "".join(text_of(cells[place]) for place in self._targets[HOMETOWN] if place < len(cells))

    def _home_texts(self) -> Iterator[str]:
        if self._targets.get(HOMETOWN):
            for _number, cells in self.table.rows:
                yield self._home_text(cells)

    def _without_dittos(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells, each that says “the same” with what stands above it; a name is never the same."""
        if not DITTO.isdisjoint(cells):
            above = self._above
            cells = [
                (above[place] if place < len(above) else "")
                if isinstance(cell, str) and cell in DITTO and place != self._name_place
                else cell
                for place, cell in enumerate(cells)
            ]
        self._above = cells
        return cells

    def _note(self, place: int, words: str) -> None:
        self.notes[self._header(place), words] += 1

    def _header(self, place: int) -> str:
        return self.table.judged[place].header

    def _mend(self, place: int, cells: Sequence[Cell], sentence: str) -> Mend:
        found = mend(Column("", self._header(place)), cells[place] if place < len(cells) else "", sentence)
        return found if not is_blank(found.value) else Mend(found.header, "", found.sentence)
