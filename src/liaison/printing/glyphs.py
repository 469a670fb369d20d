"""Characters that none of our fonts has: found before anything is printed, since a page shows nothing but a box."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from tempfile import TemporaryDirectory

import pylopdf_fonts_ko
import pylopdf_fonts_th
import pylopdf_fonts_zh_cn
import typst
from fontTools.ttLib import TTFont

from liaison.letters.pieces import PrintJob, PrintPiece
from liaison.printing.engine import fonts, template_source
from liaison.printing.errors import GlyphError
from liaison.printing.plain import printed
from liaison.text.words import N_, _, listed, n_

_IN_NO_FONT = "\U0010fffd"
_SHOWN = 8


class GlyphPlace(StrEnum):
    """Where a character stands."""

    LETTER = "letter"
    ENVELOPE = "envelope"
    LIST = "list"
    SENDER = "sender"
    TEXT = "text"


GLYPH_PLACE_WORDS = {
    GlyphPlace.LETTER: N_("in the letter"),
    GlyphPlace.ENVELOPE: N_("on the envelope"),
    GlyphPlace.LIST: N_("in the list"),
    GlyphPlace.SENDER: N_("in what is printed of the sender"),
    GlyphPlace.TEXT: N_("in the text of all letters"),
}


@dataclass(frozen=True)
class MissingGlyph:
    """A character that no font has, with all the places where it stands on one piece.

    ``position``, ``code`` and ``names`` say whose piece it is; they are 0 and empty where it stands on all of them.
    """

    position: int
    code: str
    names: tuple[str, ...]
    character: str
    where: tuple[GlyphPlace, ...]

    def sentence(self) -> str:
        """Whose character it is, which, and where."""
        place = listed(_(GLYPH_PLACE_WORDS[each]) for each in self.where)
        shown = f"{self.character} (U+{ord(self.character):04X})"
        if not self.code:
            return f"{shown} {place}"
        return _("{names} (No. {position}, {code}): {character} {place}").format(
            names=listed(self.names), position=self.position, code=self.code, character=shown, place=place
        )


def missing_glyphs(job: PrintJob) -> tuple[MissingGlyph, ...]:
    """Every character of a job that no font has, by piece, in the order of the job; each once a piece."""
    characters: set[str] = set()
    for _place, texts in _shared_texts(job):
        characters.update(*texts)
    for piece in job.pieces:
        for _place, texts in _texts(piece):
            characters.update(*texts)
    missing = in_no_font(characters)
    if not missing:
        return ()
    found = [
        MissingGlyph(0, "", (), character, where) for character, where in _places(missing, _shared_texts(job)).items()
    ]
    found.extend(
        MissingGlyph(piece.position, piece.code, piece.names, character, where)
        for piece in job.pieces
        for character, where in _places(missing, _texts(piece)).items()
    )
    return tuple(found)


def check_glyphs(job: PrintJob) -> None:
    """Make sure that everything can be printed.

    Raises:
        GlyphError: naming person and character, where it cannot.
    """
    missing = missing_glyphs(job)
    if missing:
        raise GlyphError(glyph_sentence(missing))


def glyph_sentence(missing: tuple[MissingGlyph, ...]) -> str:
    """What cannot be printed, and what to do about it."""
    lines = [each.sentence() for each in missing[:_SHOWN]]
    more = len(missing) - len(lines)
    if more:
        lines.append(n_("… and {count} more", "… and {count} more", more).format(count=more))
    sentence = _(
        "Nothing was printed: no font has these characters. Write others, or print with blanks to fill in by hand."
    )
    return "\n".join((sentence, *lines))


def _shared_texts(job: PrintJob) -> Iterator[tuple[GlyphPlace, Iterable[str]]]:
    sender = job.sender
    yield (
        GlyphPlace.SENDER,
        (sender.name, sender.name_latin, *sender.address, *sender.address_latin, sender.postcode, sender.letterhead),
    )
    for text in job.texts.values():
        yield GlyphPlace.TEXT, (text.heading, *text.closing, *text.signature, text.date_line)
    yield GlyphPlace.LIST, (job.campaign,)


def _texts(piece: PrintPiece) -> Iterator[tuple[GlyphPlace, Iterable[str]]]:
    yield GlyphPlace.LETTER, (piece.salutation, piece.body)
    yield GlyphPlace.ENVELOPE, (*piece.addressee, *piece.address_lines, piece.postcode)
    yield GlyphPlace.LIST, (*piece.names, piece.place, piece.cadre)


def _places(
    missing: frozenset[str], texts: Iterable[tuple[GlyphPlace, Iterable[str]]]
) -> dict[str, tuple[GlyphPlace, ...]]:
    """The missing ones among the characters of some texts, as they come, each with its places."""
    found: dict[str, tuple[GlyphPlace, ...]] = {}
    for where, words in texts:
        for character in dict.fromkeys("".join(words)):
            if character in missing and where not in found.get(character, ()):
                found[character] = (*found.get(character, ()), where)
    return found


def in_no_font(characters: Iterable[str]) -> frozenset[str]:
    """Those of some characters that none of our fonts has."""
    known = _characters_of_our_fonts()
    doubtful = [each for each in sorted(characters) if ord(each) not in known and printed(each).strip()]
    return frozenset(each for each in doubtful if not _typst_has(each)) if doubtful else frozenset()


@cache
def _characters_of_our_fonts() -> frozenset[int]:
    """What the Chinese, Korean and Thai fonts have, by their own tables."""
    known: set[int] = set()
    chinese = (pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path())
    for path in (*chinese, pylopdf_fonts_ko.serif_path(), pylopdf_fonts_th.serif_path()):
        with TTFont(path, lazy=True) as font:
            known.update(font.getBestCmap())
    return frozenset(known)


@cache
def _typst_has(character: str) -> bool:
    """Whether typst's own fonts have a character: whether its picture differs from that of one which no font has.

    Those fonts are built into typst, where their tables cannot be read.
    """
    with TemporaryDirectory(prefix="liaison-print-") as folder:
        compiler = typst.Compiler(root=folder, font_paths=fonts(), ignore_system_fonts=True)
        data = json.dumps({"records": [_IN_NO_FONT, character]}, ensure_ascii=False)
        pages = compiler.compile(template_source("glyphs"), format="svg", sys_inputs={"data": data})
    return isinstance(pages, list) and pages[0] != pages[1]
