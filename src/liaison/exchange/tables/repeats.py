"""The same person twice in one file: in two sheets, or in one list by mistake."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from liaison.exchange.check import mend
from liaison.exchange.mapping import Row
from liaison.exchange.sheets import CADRES, PEOPLE
from liaison.text.phones import numbers_of
from liaison.text.words import _, listed

_SHOWN = 5


def without_repeats(rows: Sequence[Row], remarks: list[str]) -> list[Row]:
    """The rows of rosters, each person once.

    Rows of one name are the same person when they have a telephone number in common, or the same unit. What a further
    row adds goes into the first; one that says something else is marked to be mended. Other rows stay as they are.
    """
    if not rows or rows[0].sheet not in {PEOPLE, CADRES} or all(row.table is None for row in rows):
        return list(rows)
    kept: list[Row] = []
    by_key: dict[tuple[str, str], int] = {}
    joined: list[Row] = []
    names = [row.values.get("name") for row in rows]
    often = Counter(names)
    for row, name in zip(rows, names, strict=True):
        keys = _keys(row) if often[name] > 1 and row.table is not None and not row.mends else []
        first = next((at for key in keys if (at := by_key.get(key)) is not None), None)
        if first is None or _are_two(kept[first], row):
            for key in keys:
                by_key.setdefault(key, len(kept))
            kept.append(row)
            continue
        whole = kept[first]
        conflict = next((name for name, value in row.values.items() if whole.values.get(name, value) != value), None)
        if conflict is None:
            kept[first] = whole._replace(values={**row.values, **whole.values})
            joined.append(row)
        else:
            kept.append(_marked(row, conflict, whole))
    if joined:
        shown = [_("{table} row {row}").format(table=row.where, row=row.number) for row in joined]
        sentence = _("Standing in the file once more, and put together with the first: {rows}.")
        remarks.append(sentence.format(rows=listed(shown, _SHOWN)))
    return kept


def _keys(row: Row) -> list[tuple[str, str]]:
    name, unit = row.values.get("name", ""), row.values.get("unit", "")
    keys = [(name, number) for number in numbers_of(row.values["phone"])] if "phone" in row.values else []
    if unit:
        keys.append((name, unit))
    return keys


def _are_two(first: Row, second: Row) -> bool:
    """Whether two rows of one name are told apart by their numbers."""
    numbers = (first.values.get("number"), second.values.get("number"))
    return None not in numbers and numbers[0] != numbers[1]


def _marked(row: Row, name: str, whole: Row) -> Row:
    column = row.sheet.column(name)
    sentence = _(
        "{table} row {row} says “{value}” of the same person. Write the same in both, remove one, or give each "
        "a number (编号) if they are two people."
    )
    said = sentence.format(table=whole.where, row=whole.number, value=column.show(whole.values[name]))
    wrong = mend(column, column.show(row.values[name]), said)
    place = None if row.table is None else row.table.positions.get(name)
    if row.table is not None and place is not None:
        wrong = replace(wrong, header=row.table.headers[place])
    return row._replace(mends=(wrong,))
