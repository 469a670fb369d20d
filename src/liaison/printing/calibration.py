"""The page on which to measure where envelopes and labels are to be printed."""

from dataclasses import asdict
from typing import Any

from liaison.printing.engine import Batch, Sheets
from liaison.printing.envelopes import boxes
from liaison.printing.options import (
    ENVELOPE_WORDS,
    ENVELOPES,
    LABEL_WORDS,
    LABELS,
    EnvelopeFormat,
    LabelSheet,
    PrintOptions,
)
from liaison.text.words import _


def calibration_sheets(options: PrintOptions, form: EnvelopeFormat | LabelSheet) -> Sheets:
    """A page with rulers from the corner of the paper, crosses, and outlines where the options put them."""
    record: dict[str, Any]
    if isinstance(form, EnvelopeFormat):
        title = _(ENVELOPE_WORDS[form])
        record = {"size": ENVELOPES[form], "home": form is not EnvelopeFormat.C6, "labels": None}
    else:
        title = _(LABEL_WORDS[form])
        record = {"size": LABELS[form].page, "home": False, "labels": asdict(LABELS[form])}
    advice = _(
        "Print at full size, lay it over an envelope or a sheet of labels against the light, and measure how far the"
        " outlines are off; the rulers count from the edge of the paper."
    )
    now = _("Moved to the right {dx:g} mm, down {dy:g} mm; from box to box {pitch:g} mm.")
    words = {
        "title": _("Calibration: {form}").format(form=title),
        "advice": advice,
        "now": now.format(dx=options.dx, dy=options.dy, pitch=options.pitch),
    }
    shared = {"boxes": boxes(options), "move": (options.dx, options.dy), "words": words}
    return Sheets("calibration", shared, [Batch([record], 1)], 1, {})
