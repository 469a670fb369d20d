"""What is printed of a campaign, as frozen values: the pieces in their order, the texts, the sender."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liaison.letters.fields import LetterChannel, PieceState, Zone
from liaison.people.fields import Language


@dataclass(frozen=True)
class SenderFace:
    """The sender as printed: ``address`` and ``address_latin`` hold lines, the signature is a picture as a data URI."""

    name: str
    name_latin: str = ""
    address: tuple[str, ...] = ()
    address_latin: tuple[str, ...] = ()
    postcode: str = ""
    phone: str = ""
    letterhead: str = ""
    signature: str = ""


@dataclass(frozen=True)
class LetterText:
    """What all letters of one language share: heading, the words of the closing, lines of the signature, the date."""

    language: Language
    heading: str = ""
    closing: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    date_line: str = ""


@dataclass(frozen=True)
class PrintPiece:
    """One piece as printed.

    ``names`` are the plain names of its people, ``addressee`` the lines of names on the envelope, ``address_lines``
    all lines of the envelope in order with the addressee from ``name_line`` on. The ``salutation`` carries its own
    punctuation; it is empty where the text says it itself. ``body`` has one paragraph a line.
    """

    id: int
    position: int
    code: str
    language: Language
    channel: LetterChannel
    zone: Zone | None
    state: PieceState
    names: tuple[str, ...]
    addressee: tuple[str, ...]
    address_lines: tuple[str, ...]
    name_line: int
    postcode: str
    country: str
    place: str
    cadre: str
    salutation: str
    body: str


@dataclass(frozen=True)
class PrintJob:
    """Everything that printing needs of a campaign; ``pieces`` stand in the order in which they are printed."""

    campaign: str
    festival: str
    arrive_by: date
    sender: SenderFace
    texts: Mapping[Language, LetterText]
    pieces: tuple[PrintPiece, ...] = field(default=())
