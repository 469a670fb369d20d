"""The order of all that is printed: the same for letters, envelopes, labels and lists, so that they can be collated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from liaison.letters.pieces import PrintJob, PrintPiece
from liaison.printing.options import Grouping
from liaison.text.countries import HOME, country_word
from liaison.text.words import _

_NEAR = (HOME, "HK", "MO", "TW")


@dataclass(frozen=True)
class PieceGroup:
    """Pieces that stand together under a heading, empty where nothing is grouped."""

    heading: str
    pieces: tuple[PrintPiece, ...]


def ordered(job: PrintJob, group: Grouping) -> PrintJob:
    """The job with its pieces in the order of printing: by group, within a group as they were.

    Countries: China, Hong Kong, Macau and Taiwan first, then as their codes follow; pieces that go nowhere last.
    Cadres: in the order in which each first comes up; pieces without a cadre last.
    """
    if group is Grouping.NONE:
        return job
    return replace(job, pieces=tuple(piece for each in grouped(job, group) for piece in each.pieces))


def grouped(job: PrintJob, group: Grouping) -> tuple[PieceGroup, ...]:
    """The pieces of a job by group, in the order of printing."""
    if group is Grouping.NONE:
        return (PieceGroup("", job.pieces),) if job.pieces else ()
    name, heading = _HOW[group]
    together: dict[str, list[PrintPiece]] = {}
    for piece in job.pieces:
        together.setdefault(name(piece), []).append(piece)
    names = list(together)
    names.sort(key=_country_rank if group is Grouping.COUNTRY else _without_last)  # sorting keeps the order of equals
    return tuple(PieceGroup(heading(each), tuple(together[each])) for each in names)


def _country_rank(code: str) -> tuple[int, str]:
    return (_NEAR.index(code) if code in _NEAR else len(_NEAR) + (not code), code)


def _without_last(name: str) -> bool:
    return not name


_HOW: Mapping[Grouping, tuple[Callable[[PrintPiece], str], Callable[[str], str]]] = {
    Grouping.COUNTRY: (
        lambda piece: piece.country,
        lambda code: country_word(code) if code else _("Without a country"),
    ),
    Grouping.CADRE: (lambda piece: piece.cadre, lambda name: name or _("Without a cadre")),
}
