"""Envelopes as pages, within China and abroad."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from barcode.codex import Code128

from liaison.letters.fields import LetterChannel
from liaison.letters.pieces import PrintJob, PrintPiece, SenderFace
from liaison.people.fields import Language
from liaison.printing.engine import Sheets, in_batches
from liaison.printing.letters import on_paper
from liaison.printing.options import ENVELOPES, EnvelopeFormat, PrintOptions, Reach
from liaison.printing.plain import Plain
from liaison.printing.room import surely_fits, unbroken
from liaison.text.countries import HOME

BOX_LEFT, BOX_TOP = 12.0, 9.0
"""Millimetres from the corner to the first box of the postcode; the offsets of the options correct them."""
BOX_SIZE = (8.0, 9.0)
_CHINA_IN_LATIN = "P.R. CHINA"
_COUNTRY_LINE = re.compile(
    r"(?:^|[,，]\s*)(?:the\s+)?(?:p\.?\s*r\.?\s*(?:of\s+)?|people[’']?s\s+republic\s+of\s+)?china\s*\.?\s*$",
    re.IGNORECASE,
)
_WITHOUT_COUNTRY = frozenset({"HK", "MO", "TW"})
_TO_RECEIVE, _RECEIVES = "　收", ("收", "启", "啟", "鉴", "鑒")
_INDENT = "　　"
_TALL = 140
_LARGER = 1.35
"""How much larger names are on envelopes within China; stands in the template too."""


def at_home(piece: PrintPiece) -> bool:
    """Whether a piece goes into an envelope as used within China; what is handed over does."""
    return piece.country in {HOME, ""} or piece.channel is LetterChannel.BY_HAND


def envelope_sheets(job: PrintJob, options: PrintOptions, plain: Plain) -> Sheets:
    """The envelopes of a job, in its order; those within China or abroad alone where the options say so."""
    wanted = {Reach.ALL: {True, False}, Reach.HOME: {True}, Reach.ABROAD: {False}}[options.reach]
    pieces = [piece for piece in job.pieces if on_paper(piece) and at_home(piece) in wanted]
    return Sheets(
        "envelopes",
        _shared(job.sender, options, plain),
        in_batches(_envelopes(pieces, options, plain)),
        len(pieces),
        {},
    )


@cache
def _bars(code: str) -> tuple[tuple[tuple[int, int], ...], int]:
    modules = Code128(code).build()[0]
    bars, at = [], 0
    for module, run in groupby(modules):
        count = len(list(run))
        if module == "1":
            bars.append((at, count))
        at += count
    return tuple(bars), len(modules)


def boxes(options: PrintOptions) -> dict[str, Any]:
    """Where the boxes of a postcode are, in millimetres, and whether they are to be printed."""
    width, height = BOX_SIZE
    return {
        "left": BOX_LEFT,
        "top": BOX_TOP,
        "width": min(width, options.pitch),
        "height": height,
        "pitch": options.pitch,
        "printed": not options.preprinted,
    }


@cache
def _rooms(form: EnvelopeFormat, home: bool) -> dict[str, Any]:
    """Where recipient and sender stand, as left, top, width and height in millimetres, and their largest type."""
    width, height = ENVELOPES[form]
    if home:
        # The sender ends above the zone that the post keeps for its own bar codes: 20 mm high, 55 to 160 mm from the
        # right (GB/T 1416-2003); the recipient ends above the sender, and begins below the zone of the postcode.
        return {
            "recipient": (0.17 * width, 31, 0.83 * width - 16, height - 78),
            "sender": (0.5 * width - 12, height - 43, 0.5 * width, 21),
            "type": 18 if height > _TALL else 15,
            "sender-type": 11,
        }
    # The recipient stands below the stamps (40 mm), above the zone of the posts' own marks (15 mm), and as far from the
    # right (Universal Postal Convention).
    return {
        "recipient": (0.42 * width, 42, 0.58 * width - 15, height - 59),
        "sender": (8, 8, 0.5 * width - 12, 30),
        "type": 15 if height > _TALL else 13,
        "sender-type": 9.5,
    }


def _shared(sender: SenderFace, options: PrintOptions, plain: Plain) -> dict[str, Any]:
    faces = _faces(sender, plain)
    return {
        "boxes": boxes(options),
        "move": (options.dx, options.dy),
        "sender": {
            "faces": {
                name: {
                    "lines": lines,
                    "sure": _sender_fits(
                        lines, options.home if name == "home" else options.abroad, home=name == "home"
                    ),
                }
                for name, lines in faces.items()
            },
            "postcode": plain.line(sender.postcode),
            "words": unbroken([line for lines in faces.values() for line in lines]),
        },
    }


def _faces(sender: SenderFace, plain: Plain) -> dict[str, list[str]]:
    """The lines of the sender on envelopes within China, abroad, and to Hong Kong, Macau and Taiwan.

    Those are no other countries, so no line there names China as one; whoever reads the letter in Chinese, and the post
    that brings it back, read the sender in Chinese too.
    """
    home = plain.lines((*sender.address, sender.name))
    latin = plain.lines((sender.name_latin or sender.name, *(sender.address_latin or sender.address)))
    named = bool(latin) and "CHINA" in latin[-1].upper()
    without = [line for line in (*latin[:-1], *(_COUNTRY_LINE.sub("", line) for line in latin[-1:])) if line.strip()]
    postcode = plain.line(sender.postcode)
    return {
        "home": home,
        "abroad": latin if named or not latin else [*latin, _CHINA_IN_LATIN],
        "near": [*home, f"邮政编码 {postcode}"] if postcode else home,
        "near-latin": without,
    }


def _face_for(piece: PrintPiece) -> str:
    """Which lines of the sender stand on the envelope of a piece."""
    if at_home(piece):
        return "home"
    if piece.country not in _WITHOUT_COUNTRY:
        return "abroad"
    return "near-latin" if piece.language is Language.EN else "near"


def _envelopes(pieces: list[PrintPiece], options: PrintOptions, plain: Plain) -> Iterator[dict[str, Any]]:
    for piece in pieces:
        home = at_home(piece)
        by_hand = piece.channel is LetterChannel.BY_HAND
        addressed = bool(piece.address_lines) and not by_hand
        first = piece.name_line if addressed else 0
        lines = [plain.line(line) for line in (piece.address_lines if addressed else piece.addressee)]
        last = first + len(piece.addressee) - 1
        if home and addressed and piece.language is not Language.EN and not lines[last].endswith(_RECEIVES):
            lines[last] += _TO_RECEIVE
        bars, modules = _bars(piece.code)
        form = options.home if home else options.abroad
        rooms = _rooms(form, home)
        width, height = rooms["recipient"][2:]
        measured = [_INDENT * (home and first <= index <= last) + line for index, line in enumerate(lines)]
        larger = dict.fromkeys(range(first, last + 1), _LARGER) if home else {}
        yield {
            "code": piece.code,
            "bars": bars,
            "modules": modules,
            "size": ENVELOPES[form],
            "rooms": rooms,
            "sure": surely_fits(measured, width, height, rooms["type"], larger),
            "home": home,
            "sender": _face_for(piece),
            "digits": list(piece.postcode) if home and not by_hand else [],
            "lines": lines,
            "name-from": first,
            "name-to": last + 1,
            "by-hand": plain.line(_handed_over(piece)) if by_hand else "",
            "words": unbroken(lines, _LARGER if home else 1.0),
        }


def _handed_over(piece: PrintPiece) -> str:
    """What stands where the postcode would, in the language of the letter."""
    if piece.language is Language.EN:
        return f"By hand: {piece.cadre}" if piece.cadre else "By hand"
    by, self_given = ("煩請{}同志面交", "面呈") if piece.language is Language.ZH_HANT else ("烦请{}同志面交", "面呈")
    return by.format(piece.cadre) if piece.cadre else self_given


def _sender_fits(lines: list[str], form: EnvelopeFormat, *, home: bool) -> bool:
    rooms = _rooms(form, home)
    width, height = rooms["sender"][2:]
    return surely_fits(lines, width, height, rooms["sender-type"])
