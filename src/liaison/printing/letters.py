"""Letters as pages: what each page says, from the pieces of a job."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from liaison.errors import InvalidInputError
from liaison.letters.fields import LetterChannel
from liaison.letters.pieces import LetterText, PrintJob, PrintPiece
from liaison.people.fields import Language
from liaison.printing.engine import Sheets, in_batches
from liaison.printing.options import PAPERS, PrintOptions
from liaison.printing.plain import Plain
from liaison.text.words import _

_PICTURES: Mapping[str, str] = {"image/svg+xml": "svg", "image/png": "png"}
_DATA_URI = re.compile(r"data:(?P<type>[\w/+.-]+)(?P<parameters>(?:;[\w=-]+)*),(?P<data>.*)", re.DOTALL)
_BETWEEN_NAMES = {Language.ZH_HANS: "、", Language.ZH_HANT: "、", Language.EN: ", "}
_LONGEST_SALUTATION = 60
_SALUTES = re.compile(r".*[：:]|(?:Dear|To)\b.*,", re.IGNORECASE)


def on_paper(piece: PrintPiece) -> bool:
    """Whether a piece is a letter on paper: what goes out as a message is only listed."""
    return piece.channel is not LetterChannel.MESSAGE


def letter_sheets(job: PrintJob, options: PrintOptions, plain: Plain) -> Sheets:
    """The letters of a job, in its order.

    Raises:
        InvalidInputError: when the picture of the signature is neither SVG nor PNG.
    """
    pieces = [piece for piece in job.pieces if on_paper(piece)]
    pictures, picture = {}, None
    if job.sender.signature:
        ending, content = signature_picture(job.sender.signature)
        picture = f"signature.{ending}"
        pictures[picture] = content
    has_latin = job.sender.letterhead and not job.sender.letterhead.isascii()
    latin_name = job.sender.name_latin if has_latin else ""
    width, height = PAPERS[options.paper]
    shared = {
        "paper": {"width": width, "height": height},
        "letterhead": plain.line(job.sender.letterhead),
        "texts": {
            language: {
                **_text(job.texts.get(language, LetterText(language)), picture, plain),
                "latin-name": plain.line(latin_name) if language is Language.EN else "",
            }
            for language in {piece.language for piece in pieces}
        },
    }
    return Sheets("letters", shared, in_batches(_letters(pieces, plain)), len(pieces), pictures)


def signature_picture(uri: str) -> tuple[str, bytes]:
    """The ending and the bytes of a picture given as a data URI.

    Raises:
        InvalidInputError: when it is neither an SVG nor a PNG picture.
    """
    found = _DATA_URI.fullmatch(uri.strip())
    ending = _PICTURES.get(found["type"].lower()) if found else None
    content = b""
    if found is not None and ending is not None:
        try:
            packed = found["parameters"].lower().endswith(";base64")
            content = base64.b64decode(unquote_to_bytes(found["data"])) if packed else unquote_to_bytes(found["data"])
        except binascii.Error:
            ending = None
    looks_right = content.startswith(b"\x89PNG") if ending == "png" else b"<svg" in content
    if ending is None or not looks_right:
        sentence = _("The picture of the signature is neither SVG nor PNG. Choose another file for this sender.")
        raise InvalidInputError(sentence, field="signature")
    return ending, content


def _text(text: LetterText, picture: str | None, plain: Plain) -> dict[str, Any]:
    return {
        "heading": plain.line(text.heading),
        "closing": plain.lines(text.closing),
        "signature": plain.lines(text.signature),
        "date": plain.line(text.date_line),
        "picture": picture,
    }


def _letters(pieces: list[PrintPiece], plain: Plain) -> Iterator[dict[str, Any]]:
    for piece in pieces:
        salutation, body = salutation_and_body(piece)
        yield {
            "code": piece.code,
            "language": piece.language,
            "salutation": plain.line(salutation).split(_BETWEEN_NAMES[piece.language]),
            "body": plain.lines(body),
        }


def salutation_and_body(piece: PrintPiece) -> tuple[str, list[str]]:
    """The salutation and the paragraphs; a first line that salutes, where the text says it itself, is not indented."""
    body = piece.body.split("\n")
    first = body[0].strip()
    if not piece.salutation and len(first) <= _LONGEST_SALUTATION and _SALUTES.fullmatch(first):
        return first, body[1:]
    return piece.salutation, body
