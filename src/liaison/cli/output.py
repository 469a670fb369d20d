"""What commands print: data to stdout as a table, CSV or JSON; remarks to stderr."""

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from liaison.exchange.cells import harmless
from liaison.text.words import _, listed

Record = Mapping[str, Any]


class Format(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Page(StrEnum):
    """How one thing is printed."""

    TEXT = "text"
    JSON = "json"


def emit(
    rows: Sequence[Record],
    columns: Mapping[str, str],
    form: Format,
    words: Mapping[str, Callable[[Any], str]] | None = None,
) -> None:
    """Print a list: ``columns`` names what a table or CSV shows, with the header of each; JSON holds everything.

    ``words`` says of columns that hold codes how a table or CSV shows them.
    """
    if form is Format.JSON:
        emit_json(rows)
        return
    show = words or {}
    lines = [[show.get(name, _cell)(row.get(name)) for name in columns] for row in rows]
    if form is Format.CSV:
        _emit_csv([list(columns.values()), *lines])
        return
    _emit_table(list(columns.values()), lines)


def emit_json(data: Any) -> None:
    """Print data as JSON, dates in ISO form."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))


def record(row: Any) -> dict[str, Any]:
    """A frozen row of a query as data; what it holds in turn too."""
    return asdict(row)


def say(sentence: str) -> None:
    """Print a remark."""
    from liaison.text.display import printable

    print(printable(sentence, lines=True), file=sys.stderr)


def say_given_out(number: int) -> None:
    """Print under which number it is noted that a file went out."""
    say(_("Noted as disclosure {number}: liaison disclosures list shows it.").format(number=number))


def tell(text: str) -> None:
    """Print data that is no list: lines of text."""
    from liaison.text.display import printable

    print(printable(text, lines=True))


def _emit_csv(lines: Sequence[Sequence[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([[harmless(cell) for cell in line] for line in lines])
    print(text.getvalue(), end="")


def _emit_table(headers: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    from rich.cells import cell_len

    from liaison.text.display import printable

    table = [[printable(cell.replace("\n", " ")) for cell in line] for line in (headers, *lines)]
    widths = [max(cell_len(line[column]) for line in table) for column in range(len(headers))]
    for number, line in enumerate(table):
        cells = [cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)]
        print("  ".join(cells).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
    if not lines:
        say(_("Nothing to list."))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return str(value.get("name", ""))
    if isinstance(value, list | tuple):
        return listed(_cell(item) for item in value)
    if isinstance(value, bool):
        return _("yes") if value else ""
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be printed as JSON")
