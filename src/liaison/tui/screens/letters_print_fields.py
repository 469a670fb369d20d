"""What can be printed of a campaign, and what is asked for each."""

from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum

from liaison.errors import InvalidInputError
from liaison.people.fields import yes_or_no
from liaison.printing.options import (
    ENVELOPE_WORDS,
    LABEL_WORDS,
    OPTION_FIELDS,
    YES_NO_WORDS,
    EnvelopeFormat,
    LabelSheet,
    PrintOptions,
)
from liaison.text.fields import Field
from liaison.text.words import N_, _
from liaison.tui.forms.given_fields import given_fields
from liaison.tui.screens.letters_paths import read_path


class PrintKind(StrEnum):
    """Something that can be printed or written."""

    LETTERS = "letters"
    ENVELOPES = "envelopes"
    LABELS = "labels"
    LIST = "list"
    WORKBOOK = "workbook"
    ZONES = "zones"
    CALIBRATION = "calibration"


PRINT_KIND_WORDS: Mapping[PrintKind, str] = {
    PrintKind.LETTERS: N_("Letters"),
    PrintKind.ENVELOPES: N_("Envelopes"),
    PrintKind.LABELS: N_("Labels"),
    PrintKind.LIST: N_("Mailing list to print"),
    PrintKind.WORKBOOK: N_("Mailing list as a workbook"),
    PrintKind.ZONES: N_("How many letters per zone"),
    PrintKind.CALIBRATION: N_("Page to measure envelopes or labels by"),
}
_ASKED: Mapping[PrintKind, tuple[str, ...]] = {
    PrintKind.LETTERS: ("paper", "group", "blanks"),
    PrintKind.ENVELOPES: ("reach", "home", "abroad", "preprinted", "dx", "dy", "pitch", "group", "blanks"),
    PrintKind.LABELS: ("labels", "start", "dx", "dy", "group", "blanks"),
    PrintKind.LIST: ("group", "blanks"),
    PrintKind.WORKBOOK: ("group",),
    PrintKind.CALIBRATION: ("dx", "dy", "pitch"),
}
NEVER_KEPT = frozenset({"start", "reach", "blanks"})
"""Options that belong to one print, not to the usual way of printing."""

GIVEN_OUT = frozenset({PrintKind.LIST, PrintKind.WORKBOOK})
"""What others may get to see, so that it is recorded who did."""


class Which(StrEnum):
    """Which pieces are printed."""

    ALL = "all"
    WAITING = "waiting"
    MARKED = "marked"


def print_fields(kind: PrintKind, which: Mapping[Which, int]) -> list[Field]:
    """The fields of a print: which pieces, how, where to, and whether to keep the options."""
    declared = {field.name: field for field in OPTION_FIELDS}
    words = {
        Which.ALL: _("all letters"),
        Which.WAITING: _("those not printed yet"),
        Which.MARKED: _("the marked ones"),
    }
    offered = [(each.value, f"{words[each]}  {count}") for each, count in which.items()]
    fields = [declared[name] for name in _ASKED[kind]]
    if kind is PrintKind.CALIBRATION:
        fields.insert(0, _form_field())
    else:
        fields.insert(0, Field("which", "", lambda: _("Which letters"), Which, required=True, choices=lambda: offered))
    keep = Field(
        "keep",
        "",
        lambda: _("Keep as usual"),
        yes_or_no,
        choices=lambda: [("yes", _(YES_NO_WORDS[True])), ("no", _(YES_NO_WORDS[False]))],
        hint=lambda: _("Yes: next time these options stand here, for everybody in the office."),
    )
    path = Field("path", "", lambda: _("Write to"), read_path, required=True)
    return [*fields, path, *(given_fields() if kind in GIVEN_OUT else ()), keep]


def first_values(kind: PrintKind, options: PrintOptions, path: str, which: Mapping[Which, int]) -> dict[str, str]:
    """What stands in the fields at first: the usual way of printing."""
    typed = {name: _typed(value) for name, value in asdict(options).items() if name in _ASKED[kind]}
    first = Which.MARKED if Which.MARKED in which else next(iter(which), Which.ALL)
    return typed | {"path": path, "keep": "no", "which": first.value, "form": options.home.value}


def options_of(usual: PrintOptions, values: Mapping[str, object]) -> PrintOptions:
    """The options that were chosen, over the usual ones.

    Raises:
        InvalidInputError: with ``field`` set, for what cannot be printed.
    """
    known = asdict(usual)
    known |= {name: value for name, value in values.items() if name in known}
    return PrintOptions(**known)


def _form_field() -> Field:
    forms: dict[EnvelopeFormat | LabelSheet, str] = {}
    forms.update(ENVELOPE_WORDS.items())
    forms.update(LABEL_WORDS.items())

    def parse(typed: str) -> EnvelopeFormat | LabelSheet:
        for form in forms:
            if form.value == typed:
                return form
        raise InvalidInputError(_("Choose an envelope or a sheet of labels."))

    choices = [(form.value, _(words)) for form, words in forms.items()]
    return Field("form", "", lambda: _("To measure"), parse, required=True, choices=lambda: choices)


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
