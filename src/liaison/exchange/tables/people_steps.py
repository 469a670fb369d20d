"""How a row of a roster is read, made ready once for all its rows: what each column holds puts values into the row."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from liaison.errors import InvalidInputError
from liaison.exchange.cells import Cell
from liaison.exchange.sheets import ADDRESS, PEOPLE, Column, Holds
from liaison.exchange.tables.aliases import (
    BIRTHDAY,
    GIVEN_NAME,
    HOMETOWN,
    LUNAR_BIRTHDAY,
    OFFERED,
    PLACE,
    SERIAL,
    SURNAME,
    UNIT_POST,
    WHOLE_ADDRESS,
)
from liaison.exchange.tables.headers import names_city, plain
from liaison.exchange.tables.homes import HomeTowns
from liaison.exchange.tables.moments import read_day, read_moment
from liaison.exchange.tables.places import read_address, read_place
from liaison.exchange.tables.rosters import RosterTable
from liaison.exchange.tables.row_steps import (
    REMEMBERED,
    Note,
    Said,
    Step,
    Values,
    WrongCellError,
    by_cell,
    by_text,
    each,
    of_text,
)
from liaison.exchange.tables.values import (
    join_name,
    plain_phone,
    read_name,
    read_phones,
    split_unit_post,
    text_of,
    unwrapped,
)
from liaison.people.fields import PersonStatus
from liaison.text.countries import HOME
from liaison.text.folding import narrow
from liaison.text.names import is_plain
from liaison.text.phones import JOINER
from liaison.text.words import N_

_COUNTRY, _POSTCODE = f"{ADDRESS}country", f"{ADDRESS}postcode"
_OWN_WAY = frozenset(
    {SERIAL, SURNAME, GIVEN_NAME, UNIT_POST, HOMETOWN, WHOLE_ADDRESS, PLACE, BIRTHDAY, LUNAR_BIRTHDAY, "name", "phone"}
    | {"email", "wechat", "remarks", _COUNTRY, _POSTCODE}
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
_DIVISIONS = ("region", "city", "district")
_WHOLE = ("country", "region", "city")
_POSTCODE_DIGITS = 6
_FLOAT = re.compile(r"^(\d+)\.0+$")
_ONE_MAIL = re.compile(r"[^\s;,、@]+@[^\s;,、@]+")

_NO_DAY = N_("a birthday is a month and a day, and none of them was kept from cells with year and month only")
_NO_WHOLE_DAY = N_("cells that name only a month or a year were left out")
_NOT_PARTED = N_("unit and post could not be told apart, and the whole text stands in the unit")
_NO_YEAR = N_("only month and day of a birthday are held; the years were left out")
_MORE_MAILS = N_("of several e-mail addresses the first was taken")
_DIED = N_("the status was set to deceased, since a name says so")


class Steps:
    """Makes the steps that read the rows of a roster; ``home`` is the county that goes without saying, where known.

    Each gets rows with all their cells, empty ones for those left out at their ends. ``note`` is told the column and
    the words of what has to be said of a cell.
    """

    def __init__(self, table: RosterTable, home: str, note: Note) -> None:
        self._sheet = table.sheet
        self._headers = {at: one.header for at, one in table.judged.items()}
        self._targets = {target: table.places(target) for target in {one.target or "" for one in table.judged.values()}}
        self._parse = {column.name: column.parse for column in table.sheet.columns}
        self._note = note
        self.homes = HomeTowns(self._home_texts(table), home)

    def needed(self) -> list[Step]:
        """The steps that read rows, in their order."""
        at = self._targets.get
        makers: Sequence[tuple[Callable[[int], Step], Sequence[int] | None]] = (
            (self._name, [self.name_place]),
            (self._unit_post, at(UNIT_POST)),
            (self._birthday, at(BIRTHDAY) or at(LUNAR_BIRTHDAY)),
            (self._hometown, at(HOMETOWN)),
            (self._country, at(_COUNTRY)),
            (self._place, at(PLACE)),
            (self._address, at(WHOLE_ADDRESS)),
            (self._phone, at("phone")),  # where somebody lives says how numbers are written there
            (self._postcode, at(_POSTCODE)),
            (self._email, at("email")),
            (self._wechat, at("wechat")),
            (self._remarks, at("remarks")),
        )
        steps = [make(places[0]) for make, places in makers if places]
        simple = ((column, at(column.name)) for column in self._sheet.columns if column.name not in _OWN_WAY)
        return [*steps, *(self._simple(column, places[0]) for column, places in simple if places)]

    @property
    def name_place(self) -> int:
        """Where the name stands, or its first part."""
        return next(self._targets[each][0] for each in ("name", SURNAME, GIVEN_NAME) if self._targets.get(each))

    def _by_cell(self, place: int, understand: Callable[[Cell], Said]) -> Step:
        return by_cell(place, understand, self._note)

    def _by_text(self, text: Callable[[Sequence[Cell]], str], understand: Callable[[str], Said], place: int) -> Step:
        return by_text(text, understand, place, self._note)

    def _name(self, place: int) -> Step:
        parts = [self._targets.get(each, [])[:1] for each in (SURNAME, GIVEN_NAME)]

        def text(cells: Sequence[Cell]) -> str:
            return join_name(*("".join(text_of(cells[at]) for at in part) for part in parts))

        def understand(text: str) -> Said:
            found = read_name(text)
            values: Values = {"name": found.name if is_plain(found.name) else self._parse["name"](found.name)}
            if self._sheet is not PEOPLE:
                return values, ""
            if found.honorific:
                values["honorific"] = found.honorific
            if found.deceased:
                values["status"] = PersonStatus.DECEASED
            return values, _DIED if found.deceased else ""

        if self._targets.get("name"):
            return self._by_cell(place, of_text(understand))
        return self._by_text(text, understand, place)

    def _phone(self, _place: int) -> Step:
        places = self._targets["phone"]

        def step(cells: Sequence[Cell], values: Values) -> None:
            found: list[str] = []
            country = values.get(_COUNTRY)
            abroad = None if country == HOME else country
            for place in places:
                cell = cells[place]
                if cell == "":
                    continue
                try:
                    if number := plain_phone(cell, abroad=abroad is not None):
                        found.append(number)
                    else:
                        found += read_phones(cell, abroad)
                except InvalidInputError as error:
                    raise WrongCellError(place, error.sentence) from error
            if found:
                values["phone"] = found[0] if len(found) == 1 else JOINER.join(dict.fromkeys(found))

        return each(step, places[0])

    def _unit_post(self, place: int) -> Step:
        alone = not self._targets.get("post")

        def understand(text: str) -> Said:
            unit, post = split_unit_post(text)
            found = {name: self._parse[name](part) for name, part in (("unit", unit), ("post", post)) if part}
            return found, _NOT_PARTED if unit and not post and alone else ""

        return self._by_cell(place, of_text(understand))

    def _birthday(self, place: int) -> Step:
        always_lunar = not self._targets.get(BIRTHDAY)

        def understand(cell: Cell) -> Said:
            if not text_of(cell):
                return {}, ""
            moment = read_moment(cell)
            if moment.month is None or moment.day is None:
                return {}, _NO_DAY
            found: Values = {"birth_month": moment.month, "birth_day": moment.day}
            if moment.lunar or always_lunar:
                found["birth_lunar"] = True
            if moment.leap:
                found["birth_leap"] = True
            return found, "" if moment.year is None else _NO_YEAR

        return self._by_cell(place, understand)

    def _hometown(self, place: int) -> Step:
        def understand(text: str) -> Said:
            town, village = self.homes.town_and_village(text)
            return {n: self._parse[n](found) for n, found in (("town", town), ("village", village)) if found}, ""

        if len(self._targets[HOMETOWN]) == 1:
            return self._by_cell(place, of_text(understand))
        return self._by_text(self._home_text, understand, place)

    def _country(self, place: int) -> Step:
        column = self._sheet.column(_COUNTRY)

        def understand(text: str) -> Said:
            try:
                return {column.name: column.parse(text)}, ""
            except InvalidInputError:
                found = read_place(text)
                if "country" not in found:
                    raise
                return {ADDRESS + name: value for name, value in found.items()}, ""

        return self._by_cell(place, of_text(understand))

    def _place(self, place: int) -> Step:
        *countries, last = sorted(self._targets[PLACE], key=lambda at: names_city(self._headers[at]))

        def understand(text: str) -> Said:
            return {ADDRESS + name: value for name, value in read_place(text).items()}, ""

        if not countries and not self._targets.get(_COUNTRY):
            return self._by_cell(place, of_text(understand))

        def step(cells: Sequence[Cell], values: Values) -> None:
            country, city = "".join(text_of(cells[at]) for at in countries), text_of(cells[last])
            if text := city if city.startswith(country) else country + city:
                values.update(understand(text)[0] | values)

        return each(step, place)

    def _address(self, place: int) -> Step:
        told_apart = bool(self._targets.get(_COUNTRY))
        others = [ADDRESS + name for name in ("region", "city", "district", "lines", *["country"] * (not told_apart))]

        # Divisions stand as they are in the list of them; only what was typed is to be parsed.
        columns: dict[str, tuple[str, Callable[[str], Any] | None]] = {n: (ADDRESS + n, None) for n in _DIVISIONS}
        columns |= {n: (ADDRESS + n, self._parse[ADDRESS + n]) for n in ("country", "lines", "postcode")}

        def step(cells: Sequence[Cell], values: Values) -> None:
            if text := text_of(cells[place]):
                found = read_address(text, values.get(_COUNTRY))
                parsed = []
                for name, value in found.items():
                    column, parse = columns[name]
                    parsed.append((column, value if parse is None else parse(value)))
                if not found.keys().isdisjoint(_WHOLE):  # it says all; where somebody lives may be elsewhere
                    for name in others:
                        values.pop(name, None)
                values.update(parsed)

        return each(step, place)

    def _postcode(self, place: int) -> Step:
        @lru_cache(maxsize=REMEMBERED)
        def understood(text: str, country: str) -> str:
            text = _FLOAT.sub(r"\1", narrow(text).replace(" ", ""))
            if country == HOME and text.isdecimal():
                text = text.zfill(_POSTCODE_DIGITS)  # a spreadsheet took it for a number
            return str(self._parse[_POSTCODE](text))

        def step(cells: Sequence[Cell], values: Values) -> None:
            if text := text_of(cells[place]):
                whole = len(text) == _POSTCODE_DIGITS and text.isascii() and text.isdecimal()
                country = values.get(_COUNTRY, HOME)
                values[_POSTCODE] = text if whole else understood(text, country)

        return each(step, place)

    def _email(self, place: int) -> Step:
        parse = self._parse["email"]

        def step(cells: Sequence[Cell], values: Values) -> None:
            text = narrow(text_of(cells[place]))
            if not text:
                return
            if _ONE_MAIL.fullmatch(text):
                values["email"] = parse(text)
                return
            parts = [
                part for part in text.replace(";", " ").replace(",", " ").replace("、", " ").split() if "@" in part
            ]
            if len(parts) > 1:
                self._note(place, _MORE_MAILS)
            values["email"] = parse(parts[0] if parts else text)

        return each(step, place)

    def _wechat(self, place: int) -> Step:
        parse = self._parse["wechat"]

        def step(cells: Sequence[Cell], values: Values) -> None:
            text = text_of(cells[place])
            if text.casefold() in _SAME_AS_PHONE:
                text = values.get("phone", "").split(JOINER)[0].replace(" ", "")
            if text:
                values["wechat"] = parse(text)

        return each(step, place)

    def _remarks(self, place: int) -> Step:
        def understand(text: str) -> Said:
            return {"remarks": self._parse["remarks"](text)}, ""

        places = self._targets["remarks"]
        # What is kept there for want of a field says what it is.
        headers = {at: self._headers[at] if plain(self._headers[at]) in OFFERED else "" for at in places}

        def text(cells: Sequence[Cell]) -> str:
            said = ((headers[at], text_of(cells[at])) for at in places)
            return "\n".join(f"{header}：{text}" if header else text for header, text in said if text)

        if len(places) == 1 and not headers[place]:
            return self._by_cell(place, of_text(understand))
        return self._by_text(text, understand, place)

    def _simple(self, column: Column, place: int) -> Step:
        # What an address in one cell says stands where a column of its own says nothing.
        def understand(text: str) -> Said:
            value = column.parse(text if column.holds is Holds.CODE else unwrapped(text))
            return {} if value is None or value == "" else {column.name: value}, ""

        def day(cell: Cell) -> Said:
            if not text_of(cell):
                return {}, ""
            value = read_day(cell)
            return ({}, _NO_WHOLE_DAY) if value is None else ({column.name: value}, "")

        return self._by_cell(place, day if column.holds is Holds.DAY else of_text(understand))

    def _home_texts(self, table: RosterTable) -> Counter[str]:
        """The home towns of a roster, each with how often it stands there."""
        places = self._targets.get(HOMETOWN, ())
        parts = Counter([tuple([cells[at] for at in places if at < len(cells)]) for _number, cells in table.rows])
        often: Counter[str] = Counter()
        for cells, count in parts.items():
            often["".join(map(text_of, cells))] += count
        return often

    def _home_text(self, cells: Sequence[Cell]) -> str:
        return "".join(text_of(cells[place]) for place in self._targets[HOMETOWN])
