"""What can be printed of a job: letters, envelopes, labels, the mailing list, a page to measure by."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from liaison.errors import InvalidInputError
from liaison.letters.pieces import PrintJob
from liaison.printing.calibration import calibration_sheets
from liaison.printing.engine import Progress, Sheets, Stopped, page_pictures, print_pdf
from liaison.printing.envelopes import envelope_sheets
from liaison.printing.errors import GlyphError
from liaison.printing.glyphs import glyph_sentence, missing_glyphs
from liaison.printing.labels import label_sheets
from liaison.printing.letters import letter_sheets
from liaison.printing.lists import list_sheets, write_list
from liaison.printing.options import EnvelopeFormat, LabelSheet, PrintOptions
from liaison.printing.order import ordered
from liaison.printing.plain import Plain
from liaison.text.words import _


@dataclass(frozen=True)
class PrintReport:
    """What was printed: the file, its pages (0 for a workbook), the pieces on them."""

    path: Path
    pages: int
    pieces: int


def print_letters(
    job: PrintJob,
    target: Path,
    options: PrintOptions = PrintOptions(),  # noqa: B008 - frozen
    *,
    progress: Progress | None = None,
    stopped: Stopped | None = None,
) -> PrintReport:
    """Print the letters of a job to a PDF file, all but those sent as a message.

    Raises:
        InvalidInputError: when there is nothing to print, or the picture of the signature is none.
        GlyphError: when no font has some character, unless the options leave it blank.
        NotFoundError, PrintError, PrintStoppedError: as in `print_pdf`; nothing is left behind.
    """
    return _print(letter_sheets, job, target, options, progress, stopped)


def print_envelopes(
    job: PrintJob,
    target: Path,
    options: PrintOptions = PrintOptions(),  # noqa: B008 - frozen
    *,
    progress: Progress | None = None,
    stopped: Stopped | None = None,
) -> PrintReport:
    """Print the envelopes of a job to a PDF file, a page an envelope in its own size.

    Raises:
        As `print_letters`.
    """
    return _print(envelope_sheets, job, target, options, progress, stopped)


def print_labels(
    job: PrintJob,
    target: Path,
    options: PrintOptions = PrintOptions(),  # noqa: B008 - frozen
    *,
    progress: Progress | None = None,
    stopped: Stopped | None = None,
) -> PrintReport:
    """Print labels for the pieces of a job that go by post to a PDF file.

    Raises:
        As `print_letters`.
    """
    return _print(label_sheets, job, target, options, progress, stopped)


def print_list(
    job: PrintJob,
    target: Path,
    options: PrintOptions = PrintOptions(),  # noqa: B008 - frozen
    *,
    progress: Progress | None = None,
    stopped: Stopped | None = None,
) -> PrintReport:
    """Print the mailing list of a job to a PDF file, or write it as a workbook where the target ends in .xlsx.

    Raises:
        As `print_letters`.
    """
    if target.suffix.lower() != ".xlsx":
        if target.suffix.lower() != ".pdf":
            sentence = _("{path}: a list is printed to a file that ends in .pdf or .xlsx.")
            raise InvalidInputError(sentence.format(path=target))
        return _print(list_sheets, job, target, options, progress, stopped)
    if not job.pieces:
        raise InvalidInputError(_nothing())
    write_list(target, job, options)
    return PrintReport(target, 0, len(job.pieces))


def print_calibration(target: Path, options: PrintOptions, form: EnvelopeFormat | LabelSheet) -> PrintReport:
    """Print a page on which to measure how far print is off on an envelope or a sheet of labels.

    Raises:
        NotFoundError, PrintError: as in `print_pdf`.
    """
    _check_ending(target)
    return PrintReport(target, print_pdf(target, calibration_sheets(options, form)), 0)


def letter_preview(
    job: PrintJob,
    options: PrintOptions = PrintOptions(),  # noqa: B008 - frozen
    *,
    ppi: float = 96,
) -> tuple[bytes, ...]:
    """The pages of a job's letters as PNG pictures; characters that no font has are left blank.

    For a job of one piece, which takes a tenth of a second.

    Raises:
        InvalidInputError: when the picture of the signature is none.
        PrintError: when a page cannot be set.
    """
    return page_pictures(letter_sheets(job, options, Plain(_missing(job))), ppi)


def _print(
    make: Callable[[PrintJob, PrintOptions, Plain], Sheets],
    job: PrintJob,
    target: Path,
    options: PrintOptions,
    progress: Progress | None,
    stopped: Stopped | None,
) -> PrintReport:
    _check_ending(target)
    missing = missing_glyphs(job)
    if missing and not options.blanks:
        raise GlyphError(glyph_sentence(missing))
    job = ordered(job, options.group)
    sheets = make(job, options, Plain(each.character for each in missing))
    if not sheets.total:
        raise InvalidInputError(_nothing())
    return PrintReport(target, print_pdf(target, sheets, progress, stopped), sheets.total)


def _missing(job: PrintJob) -> tuple[str, ...]:
    return tuple(each.character for each in missing_glyphs(job))


def _check_ending(target: Path) -> None:
    if target.suffix.lower() != ".pdf":
        raise InvalidInputError(_("{path}: a file to print to ends in .pdf.").format(path=target))


def _nothing() -> str:
    return _("There is nothing to print: none of the pieces chosen is of that kind.")
