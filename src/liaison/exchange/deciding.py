"""Deciding of rows whether they speak of somebody who is probably in the store already."""

from collections.abc import Iterator, Sequence

from liaison.errors import InvalidInputError
from liaison.exchange.planned import Choice, Decision, Plan, Planned, RowKey
from liaison.text.folding import narrow
from liaison.text.words import _

EVERY_ROW = "all"


def decisions(plan: Plan, same: Sequence[str], apart: Sequence[str]) -> dict[RowKey, Decision]:
    """What was said of rows: ``same`` are those of somebody in the store, ``apart`` those of somebody else for good.

    A row is named by its number, with its table before it where there are several (名册:5), or by ``all``.

    Raises:
        InvalidInputError: when a row is not one of somebody who is probably in the store, or is said to be both.
    """
    found: dict[RowKey, Decision] = {}
    for choice, names in ((Choice.SAME, same), (Choice.APART, apart)):
        for name in names:
            for planned in _named(plan, name, choice):
                if planned.alike is None:
                    continue
                if found.get(planned.key, Decision(choice, planned.alike.person)).choice is not choice:
                    sentence = _("Row {row} cannot be both the same person and somebody else.")
                    raise InvalidInputError(sentence.format(row=name), field=choice.value)
                found[planned.key] = Decision(choice, planned.alike.person)
    return found


def _named(plan: Plan, name: str, choice: Choice) -> Iterator[Planned]:
    alike = plan.alike()
    if name.strip().casefold() == EVERY_ROW:
        yield from alike
        return
    table, _colon, number = narrow(name).rpartition(":")
    rows = [p for p in alike if str(p.row.number) == number.strip() and table.strip() in {"", p.row.where}]
    if len(rows) != 1:
        sentence = (
            _("“{row}” is not one row of somebody who is probably in the store. Write the row as TABLE:ROW.")
            if rows
            else _("Row “{row}” is none of somebody who is probably in the store. --dry-run lists them.")
        )
        raise InvalidInputError(sentence.format(row=name), field=choice.value)
    yield rows[0]
