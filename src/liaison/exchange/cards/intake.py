"""Taking in cards: each is a row of the sheet of representatives, so that all that follows is as for a workbook."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from liaison.errors import InvalidInputError, NotFoundError
from liaison.exchange.cards.card import HELD
from liaison.exchange.cards.lines import begins_card, cards_of
from liaison.exchange.cards.reading import FAMILY, CardCells, read_card
from liaison.exchange.check import Progress, mend
from liaison.exchange.mapping import Mapped, MappedTable, NotHeld, Row
from liaison.exchange.sheets import PEOPLE, Column
from liaison.exchange.tables.aliases import is_not_held
from liaison.exchange.tables.values import read_phones
from liaison.people.rules import check_birthday
from liaison.text.phones import JOINER
from liaison.text.words import _, listed, n_

LARGEST_FILE = 400_000_000
"""Bytes of a file of cards that is read at all: pictures make them large, and are passed over."""
MOST_CARDS = 100_000
MOST_LINES = 8_000_000
"""Lines of a file that are looked at: as many as fill the largest file with pictures."""

_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_MARK = b"\xef\xbb\xbf"
_SMALLEST_CARD = len(b"BEGIN:VCARD\nEND:VCARD\n")
_EVERY = 1000
_LONGEST_READ = 1_000_000
_COLUMNS = tuple(PEOPLE.column(name) for name in HELD)


def receive_cards(path: Path, progress: Progress | None = None) -> tuple[Mapped, list[Row]]:
    """The people of a file of cards, with what is wrong in each card, and what is to be known of the file.

    Raises:
        NotFoundError: when there is no such file.
        InvalidInputError: when it cannot be read, is too large, or holds no card.
    """
    if not path.is_file():
        raise NotFoundError(_("There is no file {path}.").format(path=path))
    name = _("cards")
    counted = CardCells()
    notes: Counter[str] = Counter()
    table = MappedTable(
        PEOPLE, tuple(column.header for column in _COLUMNS), {n: i for i, n in enumerate(HELD)}, (), name
    )
    rows: list[Row] = []
    try:
        _refuse_too_large(path)
        for number, card in enumerate(cards_of(_lines(path)), 1):
            found = read_card(card, _not_held([line.name for line in card.lines]))
            rows.append(_row(table, number, found))
            notes.update(found.notes)
            counted.unread += found.unread
            counted.forbidden += found.forbidden
            if progress is not None and number % _EVERY == 0:
                progress(_("Reading the cards"), number, 0)
    except (OSError, UnicodeError) as error:
        raise InvalidInputError(_("{path} cannot be read: {detail}").format(path=path, detail=error)) from error
    if not rows:
        raise InvalidInputError(_("{path} holds no card (no line BEGIN:VCARD).").format(path=path))
    whole = replace(table, rows=tuple((row.number, row.cells) for row in rows))
    held = tuple(NotHeld(name, line, count) for line, count in sorted(counted.forbidden.items()))
    remarks = tuple(_remarks(name, notes, counted))
    return Mapped((whole,), remarks, held), [row._replace(table=whole) for row in rows]


def _row(table: MappedTable, number: int, card: CardCells) -> Row:
    values = {}
    mends = [mend(PEOPLE.column("name"), card.cells.get("name", ""), card.fault)] if card.fault else []
    for column in _COLUMNS:
        text = card.cells.get(column.name, "")
        try:
            value = _value(column, text) if text else None
        except InvalidInputError as error:
            mends.append(mend(column, text, error.sentence))
            continue
        if value is not None and value != "":
            values[column.name] = value
    try:
        check_birthday(values)
    except InvalidInputError as error:
        mends.append(mend(PEOPLE.column("birth_day"), card.cells.get("birth_day", ""), error.sentence))
    return Row(PEOPLE, number, tuple(card.cells.get(name, "") for name in HELD), values, tuple(mends), table)


def _value(column: Column, text: str) -> Any:
    return JOINER.join(dict.fromkeys(read_phones(text))) if column.name == "phone" else column.parse(text)


def _remarks(name: str, notes: Counter[str], counted: CardCells) -> Iterator[str]:
    for words, count in notes.items():
        sentence = n_("{table}, {count} card: {words}.", "{table}, {count} cards: {words}.", count)
        yield sentence.format(table=name, count=count, words=_(words))
    for left_out, sentence in (
        (counted.forbidden, _("{table}: not held by this program, so not read (with the cells left out): {columns}.")),
        (counted.unread, _("{table}: not read, since there is no field for them: {columns}.")),
    ):
        if left_out:
            shown = listed(f"{line} ({count})" for line, count in sorted(left_out.items()))
            yield sentence.format(table=name, columns=shown)


def _not_held(names: list[str]) -> frozenset[str]:
    return FAMILY | {name for name in names if is_not_held(name.removeprefix("X-"))}


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        start = file.read(len(_MARK))
        file.seek(0)
        wide = _WIDE.get(start[:2]) or (
            "utf-16-be" if start[:1] == b"\0" else "utf-16-le" if start[1:2] == b"\0" else ""
        )
        if wide:
            with path.open(encoding=wide, errors="replace") as text:
                while line := text.readline(_LONGEST_READ):
                    yield line.encode()
            return
        while raw := file.readline(_LONGEST_READ):
            # Very old programs end lines with nothing but a carriage return.
            yield from raw.removeprefix(_MARK).replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines()


def _refuse_too_large(path: Path) -> None:
    """Count the cards of a large file before they are read, which takes far longer."""
    size = path.stat().st_size
    if size > LARGEST_FILE or (size > MOST_CARDS * _SMALLEST_CARD and _holds_too_much(path)):
        sentence = _("{path} is too large to be taken in: at most {count} cards at a time. Divide it.")
        raise InvalidInputError(sentence.format(path=path, count=MOST_CARDS))


def _holds_too_much(path: Path) -> bool:
    cards = 0
    for number, line in enumerate(_lines(path), 1):
        cards += begins_card(line)
        if number > MOST_LINES or cards > MOST_CARDS:
            return True
    return False
