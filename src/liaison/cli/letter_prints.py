"""``liaison letters print``: letters, envelopes, labels and lists as files; each whole or not at all."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.letter_people import Campaign
from liaison.cli.options import PageForm, Purpose, Recipient, with_field_options
from liaison.cli.output import Page, emit_json, say
from liaison.cli.shared import add_command
from liaison.errors import ConflictError, InvalidInputError
from liaison.text.words import N_, _, listed, n_

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from liaison.letters.pieces import PrintJob
    from liaison.printing.options import EnvelopeFormat, LabelSheet, PrintOptions
    from liaison.store.store import Store

Target = Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The file to print to, .pdf; a list also .xlsx."))]
Codes = Annotated[
    list[str] | None,
    typer.Option("--code", metavar=N_("CODE"), help=N_("Only the letter with this code; can be given several times.")),
]
_CLEAR = "\r\x1b[K"


class What(StrEnum):
    """What is printed."""

    LETTERS = "letters"
    ENVELOPES = "envelopes"
    LABELS = "labels"
    LIST = "list"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    from liaison.printing.options import OPTION_FIELDS

    add_command(
        app,
        "print",
        with_field_options(print_campaign, OPTION_FIELDS),
        words=N_("Print the letters, envelopes, labels or the list of a frozen campaign to a file."),
        example="liaison letters print 春节 letters letters.pdf; liaison letters print 春节 labels l.pdf --start 5",
    )
    add_command(
        app,
        "calibrate",
        with_field_options(calibrate, OPTION_FIELDS),
        words=N_("Print a page on which to measure how far print is off on an envelope or a sheet of labels."),
        example="liaison letters calibrate dl calibration.pdf",
    )


def print_campaign(
    context: typer.Context,
    campaign: Campaign,
    what: Annotated[What, typer.Argument(help=N_("What to print."))],
    target: Target,
    typed: dict[str, str],
    codes: Codes = None,
    again: Annotated[bool, typer.Option("--again", help=N_("Also letters that are printed already."))] = False,
    remember: Annotated[bool, typer.Option("--remember", help=N_("Print this way from now on."))] = False,
    to: Recipient = "",
    purpose: Purpose = "",
    form: PageForm = Page.TEXT,
) -> None:
    """Print to a file; letters are then marked printed."""
    from liaison.letters.fields import PieceState
    from liaison.letters.posting import mark_printed
    from liaison.letters.queries import find_campaign
    from liaison.printing.letters import on_paper
    from liaison.printing.remembered import remember_options

    office = office_of(context)
    today = office.day()
    if (to or purpose) and what is not What.LIST:
        raise InvalidInputError(_("Only the list is given out to others: leave --to and --purpose out."), field="to")
    with office.store() as store:
        campaign_id = store.read(find_campaign, campaign)
        job = store.read(_job, campaign_id, today, codes or [])
        options = store.read(_options, typed)
        if what is What.LETTERS and not codes and not again:
            job = _not_yet_printed(job)
        report = _print(what, job, target, options, partial(_give_list, store, today, to, purpose))
        marked = 0
        drafted = [piece.id for piece in job.pieces if piece.state is PieceState.DRAFTED and on_paper(piece)]
        if what is What.LETTERS and drafted:
            marked = store.write(mark_printed, campaign_id, on=today, today=today, piece_ids=drafted)
            _say_meanwhile(len(drafted) - marked)
        if remember:
            store.write(remember_options, options)
    if form is Page.JSON:
        emit_json({"path": str(report.path), "pages": report.pages, "pieces": report.pieces, "marked": marked})
        return
    pages = n_("{count} page", "{count} pages", report.pages).format(count=report.pages) if report.pages else ""
    pieces = n_("{count} letter", "{count} letters", report.pieces).format(count=report.pieces)
    counts = listed(part for part in (pieces, pages) if part)
    say(_("Printed to {path}: {counts}").format(path=report.path, counts=counts))
    if marked:
        say(n_("{count} letter is marked printed.", "{count} letters are marked printed.", marked).format(count=marked))


def calibrate(
    context: typer.Context,
    sheet: Annotated[
        str, typer.Argument(metavar="dl|zl|c5|b6|c6|l7160|5160|a4_24", help=N_("The envelope or the sheet of labels."))
    ],
    target: Target,
    typed: dict[str, str],
) -> None:
    """Print the calibration page."""
    from liaison.printing.jobs import print_calibration

    with office_of(context).store() as store:
        options = store.read(_options, typed)
    report = print_calibration(target, options, _sheet(sheet))
    say(_("Printed to {path}: measure, then give --dx and --dy with --remember.").format(path=report.path))


def _sheet(typed: str) -> "EnvelopeFormat | LabelSheet":
    from liaison.printing.options import EnvelopeFormat, LabelSheet

    for kind in (EnvelopeFormat, LabelSheet):
        if typed.casefold() in {each.value for each in kind}:
            return kind(typed.casefold())
    sheets = listed([*EnvelopeFormat, *LabelSheet])
    raise InvalidInputError(_("“{value}” is none of these: {sheets}.").format(value=typed, sheets=sheets))


def _options(session: "Session", typed: dict[str, str]) -> "PrintOptions":
    """The office's usual way of printing, but for what was typed."""
    from liaison.printing.options import OPTION_FIELDS
    from liaison.printing.remembered import remembered_options

    given = {name: text for name, text in typed.items() if text.strip()}
    values: dict[str, Any] = {
        field.name: field.read(given[field.name]) for field in OPTION_FIELDS if field.name in given
    }
    return replace(remembered_options(session), **values)


def _job(session: "Session", campaign_id: int, today: "date", codes: list[str]) -> "PrintJob":
    from liaison.letters.job import campaign_job
    from liaison.letters.queries import piece_by_code

    ids = [piece_by_code(session, code).id for code in codes]
    return campaign_job(session, campaign_id, today, piece_ids=ids or None)


def _not_yet_printed(job: "PrintJob") -> "PrintJob":
    """The job without the letters that are printed already, so that nothing is printed twice unasked.

    Raises:
        ConflictError: when all of them are.
    """
    from liaison.letters.fields import PieceState
    from liaison.printing.letters import on_paper

    paper = [piece for piece in job.pieces if on_paper(piece)]
    waiting = tuple(piece for piece in paper if piece.state is PieceState.DRAFTED)
    done = len(paper) - len(waiting)
    if done and not waiting:
        sentence = _("All letters of “{campaign}” are printed already. To print them once more, give --again.")
        raise ConflictError(sentence.format(campaign=job.campaign))
    if done:
        sentence = n_(
            "{count} letter is printed already and is left out; --again prints it once more.",
            "{count} letters are printed already and are left out; --again prints them once more.",
            done,
        )
        say(sentence.format(count=done))
    return replace(job, pieces=waiting)


def _say_meanwhile(count: int) -> None:
    """Say of letters that another clerk marked printed, or took out, while they were set here."""
    if count:
        sentence = n_(
            "{count} letter was printed or taken out by somebody else meanwhile: look before you post it twice.",
            "{count} letters were printed or taken out by somebody else meanwhile: look before you post them twice.",
            count,
        )
        say(sentence.format(count=count))


def _give_list(
    store: "Store", today: "date", to: str, purpose: str, job: "PrintJob", target: Path, options: Any, **watch: Any
) -> Any:
    from liaison.printing.mailing import Reader, give_out_list

    return give_out_list(store, job, target, options, Reader(today, to, purpose), **watch)


def _print(what: What, job: "PrintJob", target: Path, options: "PrintOptions", give_list: Callable[..., Any]) -> Any:
    """Print, saying how far it is; an interrupt leaves no file, and an older one as it was."""
    from liaison.printing.jobs import print_envelopes, print_labels, print_letters

    ways = {
        What.LETTERS: print_letters,
        What.ENVELOPES: print_envelopes,
        What.LABELS: print_labels,
        What.LIST: give_list,
    }
    try:
        with _progress() as progress:
            return ways[what](job, target, options, progress=progress)
    except KeyboardInterrupt:
        say(_("The print was stopped. Nothing was written; print again from the start."))
        raise


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Says on stderr how many letters are set: in place where somebody watches, else a line for each tenth."""
    watched = sys.stderr.isatty()
    said = 0

    def show(done: int, total: int) -> None:
        nonlocal said
        text = _("Printing: {done} of {total}").format(done=done, total=total)
        if watched:
            print(f"{_CLEAR}{text}", end="", file=sys.stderr, flush=True)
        elif done * 10 // total > said * 10 // total:
            print(text, file=sys.stderr, flush=True)
            said = done

    try:
        yield show
    finally:
        if watched:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
