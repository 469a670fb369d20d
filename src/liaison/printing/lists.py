"""The mailing list, as pages and as a workbook, with what goes to the post by zone."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from liaison.letters.fields import LETTER_CHANNEL_WORDS, PIECE_STATE_WORDS, ZONE_WORDS, LetterChannel, Zone
from liaison.letters.pieces import PrintJob, PrintPiece
from liaison.people.fields import Language
from liaison.printing.engine import Batch, Sheets
from liaison.printing.files import whole_file
from liaison.printing.options import PrintOptions
from liaison.printing.order import grouped
from liaison.printing.plain import Plain
from liaison.text.countries import country_word
from liaison.text.words import _, n_, p_

_ROWS, _FIRST_ROWS = 980, 978
"""Rows of a list set at once, and at first: twenty full pages of rows of one line, the first with the title."""
_MOST_IN_A_CELL = 32_767
_SHEET_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def zone_counts(job: PrintJob) -> tuple[tuple[str, int], ...]:
    """How many pieces the post takes to each zone, the nearest first; pieces without a zone last."""
    counts = Counter(piece.zone for piece in job.pieces if piece.channel is LetterChannel.POST)
    zones: list[Zone | None] = [*Zone, None]
    return tuple((_(ZONE_WORDS[zone]) if zone else _("no zone"), counts[zone]) for zone in zones if counts[zone])


def list_sheets(job: PrintJob, options: PrintOptions, plain: Plain) -> Sheets:
    """The mailing list of a job as pages, by group, with a table of the zones at its end."""
    zones = zone_counts(job)
    count = len(job.pieces)
    shared = {
        "title": plain.line(_("{campaign}: mailing list").format(campaign=job.campaign)),
        "subtitle": n_("{count} piece, to arrive by {day}", "{count} pieces, to arrive by {day}", count).format(
            count=count, day=job.arrive_by.isoformat()
        ),
        "header": [
            p_("mailing list", "No."),
            p_("mailing list", "Code"),
            p_("mailing list", "Names"),
            p_("mailing list", "Place"),
            p_("mailing list", "Channel"),
            _("State"),
        ],
        "zones": {
            "title": _("To the post"),
            "header": [p_("mailing list", "Zone"), p_("mailing list", "Pieces")],
            "rows": [(zone, str(many)) for zone, many in zones],
            "total": (p_("mailing list", "Together"), str(sum(many for _zone, many in zones))),
        },
    }
    return Sheets("lists", shared, _batches(job, options, plain), count, {})


def write_list(target: Path, job: PrintJob, options: PrintOptions) -> None:
    """Write the mailing list as a workbook: all pieces in the order of printing, and the pieces by zone.

    Raises:
        NotFoundError, PrintError: as in `whole_file`.
    """
    with whole_file(target) as partial:
        book = xlsxwriter.Workbook(str(partial), {**_SHEET_OPTIONS, "constant_memory": True})
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
        sheet = book.add_worksheet(_("Mailing list"))
        sheet.freeze_panes(1, 0)
        for column, (header, width) in enumerate(_columns()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, bold)
        row = 0
        for row, cells in enumerate(_cells(job, options), 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                else:
                    sheet.write_string(row, column, cell[:_MOST_IN_A_CELL])
        sheet.autofilter(0, 0, max(row, 1), len(_columns()) - 1)
        _write_zones(book.add_worksheet(_("To the post")), zone_counts(job), bold)
        book.close()


def _write_zones(sheet: Any, zones: tuple[tuple[str, int], ...], bold: Any) -> None:
    sheet.set_column(0, 0, 24)
    sheet.write_string(0, 0, p_("mailing list", "Zone"), bold)
    sheet.write_string(0, 1, p_("mailing list", "Pieces"), bold)
    for row, (zone, many) in enumerate(
        (*zones, (p_("mailing list", "Together"), sum(many for _zone, many in zones))), 1
    ):
        sheet.write_string(row, 0, zone)
        sheet.write_number(row, 1, many)


def _columns() -> tuple[tuple[str, int], ...]:
    return (
        (p_("mailing list", "No."), 6),
        (p_("mailing list", "Code"), 11),
        (p_("mailing list", "Names"), 24),
        (p_("mailing list", "Place"), 22),
        (p_("mailing list", "Channel"), 14),
        (_("State"), 10),
        (p_("mailing list", "Addressee"), 26),
        (_("Address"), 48),
        (_("Postcode"), 11),
        (_("Country"), 14),
        (p_("mailing list", "Zone"), 18),
        (_("Cadre"), 12),
    )


def _cells(job: PrintJob, options: PrintOptions) -> Iterator[tuple[str | int, ...]]:
    for group in grouped(job, options.group):
        for piece in group.pieces:
            addressee = range(piece.name_line, piece.name_line + len(piece.addressee))
            address = (line for index, line in enumerate(piece.address_lines) if index not in addressee)
            yield (
                piece.position,
                piece.code,
                _names(piece),
                piece.place,
                _(LETTER_CHANNEL_WORDS[piece.channel]),
                _(PIECE_STATE_WORDS[piece.state]),
                "\n".join(piece.addressee),
                "\n".join(address),
                piece.postcode,
                country_word(piece.country) if piece.country else "",
                _(ZONE_WORDS[piece.zone]) if piece.zone else "",
                piece.cadre,
            )


def _batches(job: PrintJob, options: PrintOptions, plain: Plain) -> Iterator[Batch]:
    """The rows of each group, so many at once that memory stays small; a batch begins on a new page."""
    groups: list[dict[str, Any]] = []
    left, free = len(job.pieces), _FIRST_ROWS
    for group in grouped(job, options.group):
        head = {"heading": plain.line(group.heading), "count": _piece_count(len(group.pieces))}
        start = 0
        while start < len(group.pieces):
            some = group.pieces[start : start + free]
            groups.append({**head, "rows": [_row(piece, plain) for piece in some]})
            start, left, free = start + len(some), left - len(some), free - len(some)
            if not left or not free:
                yield Batch([{"groups": groups, "last": not left}], sum(len(each["rows"]) for each in groups))
                groups, free = [], _ROWS


def _row(piece: PrintPiece, plain: Plain) -> list[str]:
    return [
        str(piece.position),
        piece.code,
        plain.line(_names(piece)),
        plain.line(piece.place),
        _(LETTER_CHANNEL_WORDS[piece.channel]),
        _(PIECE_STATE_WORDS[piece.state]),
    ]


def _names(piece: PrintPiece) -> str:
    return (", " if piece.language is Language.EN else "、").join(piece.names)


def _piece_count(count: int) -> str:
    return n_("{count} piece", "{count} pieces", count).format(count=count)
