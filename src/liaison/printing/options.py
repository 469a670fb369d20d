"""How things are printed: paper, envelopes, labels, order; what can be chosen, and how it is typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from liaison.errors import InvalidInputError
from liaison.people.fields import yes_or_no
from liaison.text.fields import Field, choice, code_choices, code_word
from liaison.text.words import N_, _, p_


class Paper(StrEnum):
    """The paper of letters."""

    A4 = "a4"
    A5 = "a5"


class EnvelopeFormat(StrEnum):
    """Formats of envelopes: ISO 269, GB/T 1416-2003."""

    DL = "dl"
    ZL = "zl"
    C5 = "c5"
    B6 = "b6"
    C6 = "c6"


class LabelSheet(StrEnum):
    """Sheets of labels."""

    L7160 = "l7160"
    US5160 = "5160"
    A4_24 = "a4_24"


class Grouping(StrEnum):
    """What is put together in all that is printed."""

    NONE = "none"
    COUNTRY = "country"
    CADRE = "cadre"


class Reach(StrEnum):
    """Which envelopes are printed: those of two formats seldom go through the printer together."""

    ALL = "all"
    HOME = "home"
    ABROAD = "abroad"


@dataclass(frozen=True)
class LabelSize:
    """The measures of a sheet of labels in millimetres: the sheet, its first label, one label, from label to label."""

    page: tuple[float, float]
    first: tuple[float, float]
    label: tuple[float, float]
    pitch: tuple[float, float]
    columns: int
    rows: int

    @property
    def count(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows


PAPER_WORDS: Mapping[Paper, str] = {Paper.A4: "A4", Paper.A5: "A5"}
ENVELOPE_WORDS: Mapping[EnvelopeFormat, str] = {
    EnvelopeFormat.DL: N_("No. 5 (DL), 220 × 110 mm"),
    EnvelopeFormat.ZL: N_("No. 6 (ZL), 230 × 120 mm"),
    EnvelopeFormat.C5: N_("No. 7 (C5), 229 × 162 mm"),
    EnvelopeFormat.B6: N_("No. 3 (B6), 176 × 125 mm"),
    EnvelopeFormat.C6: N_("C6, 162 × 114 mm"),
}
LABEL_WORDS: Mapping[LabelSheet, str] = {
    LabelSheet.L7160: N_("L7160/J8160, A4, 3 × 7"),
    LabelSheet.US5160: N_("5160, Letter, 3 × 10"),
    LabelSheet.A4_24: N_("70 × 37 mm, A4, 3 × 8"),
}
GROUPING_WORDS: Mapping[Grouping, str] = {
    Grouping.NONE: N_("as frozen"),
    Grouping.COUNTRY: N_("by country"),
    Grouping.CADRE: N_("by cadre"),
}
REACH_WORDS: Mapping[Reach, str] = {
    Reach.ALL: N_("all envelopes"),
    Reach.HOME: N_("envelopes within China"),
    Reach.ABROAD: N_("envelopes abroad"),
}
YES_NO_WORDS: Mapping[bool, str] = {True: N_("yes"), False: N_("no")}

PAPERS: Mapping[Paper, tuple[float, float]] = {Paper.A4: (210, 297), Paper.A5: (148, 210)}
"""Width and height in millimetres."""
ENVELOPES: Mapping[EnvelopeFormat, tuple[float, float]] = {
    EnvelopeFormat.DL: (220, 110),
    EnvelopeFormat.ZL: (230, 120),
    EnvelopeFormat.C5: (229, 162),
    EnvelopeFormat.B6: (176, 125),
    EnvelopeFormat.C6: (162, 114),
}
"""Width and height in millimetres."""
LABELS: Mapping[LabelSheet, LabelSize] = {
    LabelSheet.L7160: LabelSize((210, 297), (7.20, 15.15), (63.5, 38.1), (66.04, 38.10), 3, 7),
    LabelSheet.US5160: LabelSize((215.9, 279.4), (4.78, 12.70), (66.68, 25.4), (69.85, 25.40), 3, 10),
    LabelSheet.A4_24: LabelSize((210, 297), (0, 0), (70, 37), (70, 37), 3, 8),
}

_LARGEST_OFFSET = 20.0
_PITCHES = (6.0, 12.0)
_MILLIMETRES = re.compile(r"([+-]?\d{1,3}(?:\.\d{1,2})?)\s*(?:mm|毫米)?", re.IGNORECASE)


@dataclass(frozen=True)
class PrintOptions:
    """How a campaign is printed.

    ``preprinted``: envelopes come with the boxes of the postcode on them. ``dx`` and ``dy`` move what is printed on
    envelopes and labels to the right and down, in millimetres; ``pitch`` is the distance from box to box of the
    postcode, in millimetres. ``start`` is the first free label, counted by rows from 1. ``blanks`` prints characters
    that no font has as blanks to fill in by hand.
    """

    paper: Paper = Paper.A4
    home: EnvelopeFormat = EnvelopeFormat.DL
    abroad: EnvelopeFormat = EnvelopeFormat.C6
    reach: Reach = Reach.ALL
    preprinted: bool = True
    dx: float = 0.0
    dy: float = 0.0
    pitch: float = 9.0
    labels: LabelSheet = LabelSheet.L7160
    start: int = 1
    group: Grouping = Grouping.NONE
    blanks: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be printed.

        Raises:
            InvalidInputError: with ``field`` set.
        """
        if self.home is EnvelopeFormat.C6:
            sentence = _("C6 envelopes are for letters abroad only; within China the post takes DL, ZL, C5 and B6.")
            raise InvalidInputError(sentence, field="home")
        for name in ("dx", "dy"):
            if not -_LARGEST_OFFSET <= getattr(self, name) <= _LARGEST_OFFSET:
                sentence = _("Print can be moved by at most {limit:g} mm.")
                raise InvalidInputError(sentence.format(limit=_LARGEST_OFFSET), field=name)
        if not _PITCHES[0] <= self.pitch <= _PITCHES[1]:
            sentence = _("The boxes of a postcode stand {least:g} to {most:g} mm apart.")
            raise InvalidInputError(sentence.format(least=_PITCHES[0], most=_PITCHES[1]), field="pitch")
        count = LABELS[self.labels].count
        if not 1 <= self.start <= count:
            sentence = _("The first free label is a number from 1 to {count} on these sheets.")
            raise InvalidInputError(sentence.format(count=count), field="start")


def _parse_millimetres(typed: str) -> float:
    found = _MILLIMETRES.fullmatch(typed.strip().replace("−", "-"))
    if found is None:
        sentence = _("“{value}” is no length in millimetres, such as 1.5 or -2.")
        raise InvalidInputError(sentence.format(value=typed.strip()))
    return float(found[1])


def _parse_number(typed: str) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit()):
        raise InvalidInputError(_("“{value}” is not a whole number.").format(value=text))
    return int(text)


def _show_yes(value: bool | None) -> str:
    return "" if value is None else _(YES_NO_WORDS[value])


def _show_millimetres(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _yes_choices() -> list[tuple[str, str]]:
    return [("yes", _(YES_NO_WORDS[True])), ("no", _(YES_NO_WORDS[False]))]


OPTION_FIELDS: tuple[Field, ...] = (
    Field(
        "paper",
        "纸张",
        lambda: _("Paper"),
        choice(Paper, PAPER_WORDS),
        code_word(PAPER_WORDS),
        choices=code_choices(Paper, PAPER_WORDS),
    ),
    Field(
        "home",
        "国内信封",
        lambda: _("Envelopes within China"),
        choice(EnvelopeFormat, ENVELOPE_WORDS),
        code_word(ENVELOPE_WORDS),
        choices=code_choices(EnvelopeFormat, ENVELOPE_WORDS),
    ),
    Field(
        "abroad",
        "国际信封",
        lambda: _("Envelopes abroad"),
        choice(EnvelopeFormat, ENVELOPE_WORDS),
        code_word(ENVELOPE_WORDS),
        choices=code_choices(EnvelopeFormat, ENVELOPE_WORDS),
    ),
    Field(
        "reach",
        "信封范围",
        lambda: _("Which envelopes"),
        choice(Reach, REACH_WORDS),
        code_word(REACH_WORDS),
        choices=code_choices(Reach, REACH_WORDS),
    ),
    Field(
        "preprinted",
        "印有邮编框",
        lambda: _("Postcode boxes are preprinted"),
        yes_or_no,
        _show_yes,
        choices=_yes_choices,
    ),
    Field(
        "dx",
        "右移",
        lambda: _("Move to the right (mm)"),
        _parse_millimetres,
        _show_millimetres,
        hint=lambda: _("Print the calibration page and measure; a negative number moves to the left."),
    ),
    Field(
        "dy",
        "下移",
        lambda: _("Move down (mm)"),
        _parse_millimetres,
        _show_millimetres,
        hint=lambda: _("Print the calibration page and measure; a negative number moves up."),
    ),
    Field("pitch", "邮编框间距", lambda: _("From box to box (mm)"), _parse_millimetres, _show_millimetres),
    Field(
        "labels",
        "标签",
        lambda: _("Label sheets"),
        choice(LabelSheet, LABEL_WORDS),
        code_word(LABEL_WORDS),
        choices=code_choices(LabelSheet, LABEL_WORDS),
    ),
    Field(
        "start",
        "起始标签",
        lambda: _("First free label"),
        _parse_number,
        hint=lambda: _("Counted by rows from the top left."),
    ),
    Field(
        "group",
        "分组",
        lambda: p_("printing", "Order"),
        choice(Grouping, GROUPING_WORDS),
        code_word(GROUPING_WORDS),
        choices=code_choices(Grouping, GROUPING_WORDS),
        hint=lambda: _("Choose the same for letters, envelopes and list, so that they can be put together."),
    ),
    Field(
        "blanks",
        "缺字留空",
        lambda: _("Leave missing characters blank"),
        yes_or_no,
        _show_yes,
        choices=_yes_choices,
        hint=lambda: _("Characters that no font has are filled in by hand."),
    ),
)
"""The fields of `PrintOptions`, as forms and commands ask for them."""


def options_from(typed: Mapping[str, str]) -> PrintOptions:
    """Options from what was typed, by the names of `OPTION_FIELDS`; what is empty or not given is as usual.

    Raises:
        InvalidInputError: with ``field`` set, for what cannot be read or cannot be printed.
    """
    values: dict[str, Any] = {
        each.name: each.read(typed[each.name]) for each in OPTION_FIELDS if typed.get(each.name, "").strip()
    }
    return PrintOptions(**values)
