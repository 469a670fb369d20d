"""References: who is meant by a number, by a name, or by 姓名（单位）, alone or several in one cell."""

import re
from collections import defaultdict
from collections.abc import Sequence

from liaison.errors import InvalidInputError
from liaison.exchange.planned import Planned
from liaison.exchange.sheets import Column
from liaison.text.fields import clean
from liaison.text.folding import narrow
from liaison.text.names import normalize_name
from liaison.text.words import _, listed

JOINER = "、"
_BETWEEN = re.compile(r"([、，,;；\n])")
_LABEL = re.compile(r"〔\d+〕")
_LONGEST = 6
"""So many pieces between commas may belong to one name or unit."""
_OFFERED = 3


def label(place: int) -> str:
    """What stands for the number of somebody who has none and whom nothing else tells apart; it joins the sheets."""
    return f"〔{place}〕"


def is_label(number: str | None) -> bool:
    """Whether a number only joins the sheets of one workbook."""
    return number is not None and _LABEL.fullmatch(number) is not None


def with_unit(name: str, unit: str) -> str:
    """A reference by name and unit."""
    return f"{name}（{unit}）"


class Index:
    """The people whom references can mean: those of the store and of the file, under every name they have.

    People are given as ids; rows that were rejected stand there too, since what refers to them must be rejected.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._names: dict[str, set[int]] = defaultdict(set)
        self._whole: dict[str, set[int]] = defaultdict(set)
        self._shown: dict[int, str] = {}
        self._added: list[tuple[int, str, str, str | None]] = []
        self._rejected: dict[int, Planned] = {}
        self._answers: dict[str, tuple[int, ...]] = {}

    def add(self, person: int, name: str, unit: str, number: str | None) -> None:
        """Add somebody, or another name of somebody."""
        self._added.append((person, name, unit, number))

    def add_rejected(self, planned: Planned) -> None:
        """Add a row that is not taken in."""
        person = -1 - len(self._rejected)
        self._rejected[person] = planned
        values = planned.row.values
        self.add(person, values.get("name", ""), values.get("unit", ""), values.get("number"))

    def meant(self, reference: str) -> frozenset[int]:
        """All whom one reference can mean; a number goes before a name, a name before a name with its unit."""
        self._sort_in()
        text = " ".join(clean(reference).split())
        keys = ((self._numbers, text), (self._names, normalize_name(text)), (self._whole, _folded(text)))
        for table, key in keys:
            if found := table.get(key):
                return frozenset(found)
        return frozenset()

    def _sort_in(self) -> None:
        """Sort in who was added: a file of nothing but people refers to nobody."""
        for person, name, unit, number in self._added:
            if number:
                self._numbers[number].add(person)
            self._names[name].add(person)
            self._whole[_folded(with_unit(name, unit))].add(person)
            self._shown[person] = number if number and not is_label(number) else with_unit(name, unit)
        self._added.clear()

    def find(self, text: str) -> tuple[int, ...]:
        """The people whom a cell names, each once, in its order.

        Raises:
            InvalidInputError: when somebody is not known, or could be several, or stands in a row that was rejected.
        """
        if text not in self._answers:
            self._answers[text] = tuple(dict.fromkeys(self._only(reference) for reference in self._parts(text)))
        return self._answers[text]

    def is_one_part(self, reference: str) -> bool:
        """Whether a reference stays whole between others in a cell, and is not a longer one with its neighbours."""
        return _BETWEEN.search(reference) is None and reference == " ".join(clean(reference).split())

    def _parts(self, text: str) -> Sequence[str]:
        """The references in a cell; a comma inside a name or unit does not part it where the whole is known."""
        pieces = _BETWEEN.split(text)
        references: list[str] = []
        at = 0
        while at < len(pieces):
            for end in range(min(len(pieces), at + 2 * _LONGEST - 1), at, -2):
                reference = "".join(pieces[at:end]).strip()
                if end - at == 1 or self.meant(reference):
                    break
            if reference:
                references.append(reference)
            at = end + 1
        return references

    def _only(self, reference: str) -> int:
        found = sorted(self.meant(reference), reverse=True)
        if not found:
            sentence = _(
                "“{who}” is not known. Add the person, or write the number, name or 姓名（单位） as it stands there."
            )
            raise InvalidInputError(sentence.format(who=reference))
        if len(found) > 1:
            sentence = _("“{who}” can mean {people}. Write which: the number, or 姓名（单位）.")
            people = listed(self._shown[person] for person in found[:_OFFERED])
            raise InvalidInputError(
                sentence.format(who=reference, people=people + ("…" if len(found) > _OFFERED else ""))
            )
        if found[0] < 0:
            raise InvalidInputError(rejected_row(reference, self._rejected[found[0]]))
        return found[0]


class Names:
    """The rules, trips or households that references can mean by their one name."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._rejected: dict[str, Planned] = {}

    def add(self, name: str, key: int) -> None:
        """Add one."""
        self._known[name] = key

    def add_rejected(self, name: str, planned: Planned) -> None:
        """Add the name of a row that is not taken in."""
        self._rejected[name] = planned

    def get(self, name: str) -> int | None:
        """The one of a name, None where there is none yet."""
        return self._known.get(name)

    def find(self, text: str) -> int:
        """The one that a cell names.

        Raises:
            InvalidInputError: when there is none of that name, or it stands in a row that was rejected.
        """
        name = " ".join(clean(text).split())
        if name in self._known:
            return self._known[name]
        if name in self._rejected:
            raise InvalidInputError(rejected_row(name, self._rejected[name]))
        raise InvalidInputError(
            _("There is nothing named “{name}”. Add it, or write its name as it stands there.").format(name=name)
        )


def rejected_row(reference: str, planned: Planned) -> str:
    """Why a reference to a rejected row cannot be taken."""
    sentence = _("“{who}” stands in row {row} of the sheet “{sheet}”, which cannot be taken in. Mend that row too.")
    return sentence.format(who=reference, row=planned.row.number, sheet=planned.row.where)


def several(planned: Planned, column: Column, index: Index) -> tuple[int, ...]:
    """The people whom a cell of a row names; where it cannot be told, the row is rejected."""
    text = planned.row.values.get(column.name)
    if not text:
        return ()
    try:
        found = index.find(text)
    except InvalidInputError as error:
        planned.reject(column, error.sentence)
        return ()
    if not found:
        planned.reject(column, _("Name somebody."))
    return found


def only(planned: Planned, column: Column, index: Index) -> int | None:
    """The one person whom a cell of a row names, None where it is empty; else the row is rejected."""
    found = several(planned, column, index)
    if len(found) > 1:
        planned.reject(column, _("Name one person only."))
    return found[0] if len(found) == 1 else None


def named(planned: Planned, column: Column, names: Names) -> int | None:
    """The rule or trip that a cell of a row names, None where it is empty; else the row is rejected."""
    text = planned.row.values.get(column.name)
    if not text:
        return None
    try:
        return names.find(text)
    except InvalidInputError as error:
        planned.reject(column, error.sentence)
        return None


def _folded(text: str) -> str:
    return "".join(narrow(text).split())
