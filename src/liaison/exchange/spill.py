"""Texts too long for a cell, as the picture of a signature: a mark stands in the cell, the text in parts elsewhere."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from liaison.exchange.cells import Cell, cell_text
from liaison.exchange.letter_sheets import LONG_TEXTS
from liaison.exchange.mapping import MappedTable

MOST_CHARACTERS = 32_767
"""What a cell of a workbook can hold at most."""
_PART = 30_000
_MARK = re.compile(r"〔长文\d+〕")


@dataclass
class Spill:
    """The long texts of a workbook that is being written."""

    texts: list[str] = field(default_factory=list)

    def in_cell(self, cell: Cell | None) -> Cell | None:
        """What to write in a cell: the text itself, or the mark of one that is too long or could be taken for one."""
        if not isinstance(cell, str) or (len(cell) <= MOST_CHARACTERS and not _MARK.fullmatch(cell)):
            return cell
        self.texts.append(cell)
        return f"〔长文{len(self.texts)}〕"

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of the sheet of long texts."""
        for number, text in enumerate(self.texts, 1):
            for place, start in enumerate(range(0, len(text), _PART), 1):
                yield {"number": f"〔长文{number}〕", "place": place, "text": text[start : start + _PART]}


def long_texts(tables: Sequence[MappedTable]) -> Mapping[str, str]:
    """The long texts of a workbook that was read, by their marks."""
    parts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for table in tables:
        if table.sheet is not LONG_TEXTS:
            continue
        number, place, text = (table.positions.get(name) for name in ("number", "place", "text"))
        if number is None or place is None or text is None:
            continue
        for _row, cells in table.rows:
            said = cell_text(cells[place]) if place < len(cells) else ""
            if said.strip().isdecimal() and text < len(cells):
                parts[cell_text(cells[number]).strip()].append((int(said), cell_text(cells[text])))
    return {number: "".join(text for _place, text in sorted(each)) for number, each in parts.items()}
