"""Printing a campaign: what, how, where to; in the background, with progress, and it can be stopped."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import ProgressBar, Static

from liaison.errors import InvalidInputError, LiaisonError
from liaison.letters.fields import PieceState
from liaison.letters.job import campaign_job
from liaison.letters.pieces import PrintJob
from liaison.letters.posting import mark_printed
from liaison.letters.queries import PieceFilter, PieceRow, campaign_row, piece_rows
from liaison.printing.jobs import (
    PrintReport,
    print_calibration,
    print_envelopes,
    print_labels,
    print_letters,
)
from liaison.printing.lists import zone_counts
from liaison.printing.mailing import Reader, give_out_list
from liaison.printing.options import PrintOptions
from liaison.printing.remembered import remember_options, remembered_options
from liaison.text.words import _, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import ChoiceScreen, ConfirmScreen, Dialog, MessageScreen
from liaison.tui.opening import can_open, open_file
from liaison.tui.screens.letters_paths import usual_path
from liaison.tui.screens.letters_print_fields import (
    GIVEN_OUT,
    NEVER_KEPT,
    PRINT_KIND_WORDS,
    PrintKind,
    Which,
    first_values,
    options_of,
    print_fields,
)
from liaison.tui.subscreen import SubScreen

Printer = Callable[[Callable[[int, int], None], Callable[[], bool]], PrintReport]
_PRINTERS = {
    PrintKind.LETTERS: print_letters,
    PrintKind.ENVELOPES: print_envelopes,
    PrintKind.LABELS: print_labels,
}


@dataclass(frozen=True)
class Wanted:
    """What is to be printed: the pieces (None: all), the options, the file."""

    kind: PrintKind
    options: PrintOptions
    path: Path
    pieces: tuple[int, ...] | None
    form: Any = None
    recipient: str = ""
    purpose: str = ""


async def print_campaign(screen: SubScreen[Any], campaign_id: int, marked: Sequence[int]) -> None:
    """Ask in a worker what to print and how, print it, and say what was written."""
    desk = screen.desk
    campaign = await desk.ask(campaign_row, campaign_id, desk.today(), counts=False)
    kinds = [(kind, _(words)) for kind, words in PRINT_KIND_WORDS.items()]
    kind = await screen.app.push_screen_wait(ChoiceScreen(_("Print"), kinds))
    if kind is None:
        return
    if campaign.frozen_on is None and kind is not PrintKind.CALIBRATION:
        screen.notify(_("Freeze the list first, with z: what is printed is then what is posted."), markup=False)
        return
    if kind is PrintKind.ZONES:
        await _show_zones(screen, campaign_id)
        return
    pieces = await desk.ask(piece_rows, PieceFilter(campaign_id=campaign_id))
    typed: dict[str, str] = {}
    while True:
        wanted = await _ask(screen, kind, campaign.name, pieces, marked, typed)
        if wanted is None:
            return
        report = await _print(screen, campaign_id, wanted)
        if report is not None:
            await _printed(screen, campaign_id, wanted, report)
            return


async def _ask(
    screen: SubScreen[Any],
    kind: PrintKind,
    name: str,
    pieces: Sequence[PieceRow],
    marked: Sequence[int],
    typed: dict[str, str],
) -> Wanted | None:
    """The form; ``typed`` keeps what was typed, for when the print fails and is asked for again."""
    desk = screen.desk
    usual = await desk.ask(remembered_options)
    waiting = tuple(piece.id for piece in pieces if piece.state is PieceState.DRAFTED)
    of_which = {Which.ALL: None, Which.WAITING: waiting, Which.MARKED: tuple(marked)}
    counts = {Which.ALL: len(pieces), Which.WAITING: len(waiting), Which.MARKED: len(marked)}
    which = {each: count for each, count in counts.items() if count or each is Which.ALL}
    fields = print_fields(kind, which)

    async def accept(values: dict[str, Any]) -> Wanted:
        options = options_of(usual, values)
        path: Path = values["path"]
        if path.exists() and not await screen.app.push_screen_wait(_replace_question(path)):
            raise InvalidInputError(_("Not written: {path} exists already.").format(path=path), field="path")
        if values["keep"]:
            await desk.do(remember_options, options_of(options, {each: getattr(usual, each) for each in NEVER_KEPT}))
        typed.update(screen.app.screen.query_one(Form).values())
        given = {name: values.get(name, "") for name in ("recipient", "purpose")}
        return Wanted(kind, options, path, of_which[values.get("which", Which.ALL)], values.get("form"), **given)

    def make() -> Form:
        ending = ".xlsx" if kind is PrintKind.WORKBOOK else ".pdf"
        place = str(usual_path(f"{name}-{_(PRINT_KIND_WORDS[kind])}{ending}"))
        return Form(fields, values=first_values(kind, usual, place, which) | typed)

    dialog = FormDialog(_(PRINT_KIND_WORDS[kind]), make, accept, accept=_("write the file"))
    wanted: Wanted | None = await screen.app.push_screen_wait(dialog)
    return wanted


async def _print(screen: SubScreen[Any], campaign_id: int, wanted: Wanted) -> PrintReport | None:
    """Print in the background; None when it was stopped or could not be done, after saying so."""
    desk = screen.desk
    try:
        printer = await _printer(desk, campaign_id, wanted)
        outcome = await screen.app.push_screen_wait(PrintingScreen(_(PRINT_KIND_WORDS[wanted.kind]), printer))
    except LiaisonError as error:
        outcome = error
    if isinstance(outcome, PrintReport):
        return outcome
    await screen.app.push_screen_wait(MessageScreen(outcome.sentence, _("Not written")))
    return None


async def _printer(desk: Desk, campaign_id: int, wanted: Wanted) -> Printer:
    if wanted.kind is PrintKind.CALIBRATION:
        return lambda _progress, _stopped: print_calibration(wanted.path, wanted.options, wanted.form)
    job: PrintJob = await desk.ask(campaign_job, campaign_id, desk.today(), piece_ids=wanted.pieces)
    if wanted.kind in GIVEN_OUT:
        reader = Reader(desk.today(), wanted.recipient, wanted.purpose)
        print_it: Callable[..., PrintReport] = partial(give_out_list, desk.store, reader=reader)
    else:
        print_it = _PRINTERS[wanted.kind]
    return lambda progress, stopped: print_it(job, wanted.path, wanted.options, progress=progress, stopped=stopped)


async def _printed(screen: SubScreen[Any], campaign_id: int, wanted: Wanted, report: PrintReport) -> None:
    pages = n_("{count} page", "{count} pages", report.pages).format(count=report.pages) if report.pages else ""
    said = _("Written: {path}").format(path=report.path) + (f" ({pages})" if pages else "")
    offered = [("open", _("Open the file"))] if can_open() else []
    if wanted.kind is PrintKind.LETTERS:
        marks = n_("Mark {count} letter as printed", "Mark {count} letters as printed", report.pieces)
        offered.append(("mark", marks.format(count=report.pieces)))
    if not offered:
        screen.app.notify(said, markup=False, timeout=10)
        return
    offered.append(("leave", _("That is all")))
    while True:
        answer = await screen.app.push_screen_wait(ChoiceScreen(said, offered))
        if answer == "open":
            await asyncio.to_thread(open_file, report.path)
            continue
        if answer == "mark":
            await _mark(screen, campaign_id, wanted.pieces)
        return


async def _mark(screen: SubScreen[Any], campaign_id: int, pieces: tuple[int, ...] | None) -> None:
    desk = screen.desk
    today = desk.today()
    try:
        count = await desk.do(mark_printed, campaign_id, on=today, today=today, piece_ids=pieces)
    except LiaisonError as error:
        screen.app.notify(error.sentence, severity="error", markup=False)
        return
    done = n_("{count} letter is printed.", "{count} letters are printed.", count).format(count=count)
    screen.app.notify(_("{done} Ctrl+Z undoes it.").format(done=done), markup=False)


async def _show_zones(screen: SubScreen[Any], campaign_id: int) -> None:
    try:
        job = await screen.desk.ask(campaign_job, campaign_id, screen.desk.today())
    except LiaisonError as error:
        screen.notify(error.sentence, severity="error", markup=False)
        return
    counts = zone_counts(job)
    lines = [f"{count:>6}  {zone}" for zone, count in counts]
    lines.append(f"{sum(count for _zone, count in counts):>6}  " + _("together"))
    await screen.app.push_screen_wait(MessageScreen("\n".join(lines), _("To the post")))


def _replace_question(path: Path) -> ConfirmScreen:
    question = _("{path} exists already. Replace it?").format(path=path)
    return ConfirmScreen(question, _("Replace"), _("Keep"))


class PrintingScreen(Dialog[PrintReport | LiaisonError]):
    """Shows how far the print has come; Escape stops it, and then no file is left behind."""

    COMMAND_SET = (Command("letters.stop", "escape", lambda: _("Stop"), None, "stop", palette=False),)
    DEFAULT_CSS = """
    PrintingScreen ProgressBar { width: 100%; margin: 1 0; }
    PrintingScreen Bar { width: 1fr; }
    """

    def __init__(self, title: str, printer: Printer) -> None:
        super().__init__()
        self._title, self._printer = title, printer
        self._stopped = Event()
        self._said = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """The bar, and how many of how many."""
        foot = Static(Content(_("Esc: stop; then nothing is written")), classes="-foot")
        frame = self.frame(self._said, ProgressBar(show_eta=False), foot)
        frame.border_title = Content(self._title)
        yield frame

    def on_mount(self) -> None:
        """Begin."""
        self._said.update(Content(_("Looking for characters that no font has…")))
        self._run_print()

    def on_unmount(self) -> None:
        """A print goes on in another thread; when the program ends, so does it."""
        self._stopped.set()

    @work()
    async def _run_print(self) -> None:
        outcome: PrintReport | LiaisonError
        try:
            outcome = await asyncio.to_thread(self._printer, self._progress, self._stopped.is_set)
        except LiaisonError as error:
            outcome = error
        self.dismiss(outcome)

    def _progress(self, done: int, total: int) -> None:
        # Called in another thread.
        self.call_later(self._show, done, total)

    def _show(self, done: int, total: int) -> None:
        self.query_one(ProgressBar).update(total=total, progress=done)
        self._said.update(Content(_("{done} of {total}").format(done=done, total=total)))

    def action_stop(self) -> None:
        """Stop after the pages that are being set."""
        self._stopped.set()
        self._said.update(Content(_("Stopping…")))
