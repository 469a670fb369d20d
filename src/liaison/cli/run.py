"""Running the command line: one place where errors become a sentence and an exit code."""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from typer._click.exceptions import ClickException  # the errors of Typer's own copy of Click have no other home
from typer.main import get_command

from liaison.cli.app import build
from liaison.cli.context import Office
from liaison.cli.output import say
from liaison.cli.usage import usage_remark
from liaison.errors import ExitCode, LiaisonError
from liaison.text.words import _, current_language

if TYPE_CHECKING:
    from liaison.store.store import Store

_INTERRUPTED = 130
_ENDS_A_PROGRAM = ("SIGTERM", "SIGHUP")


class _EndedError(KeyboardInterrupt):
    """A signal that ends programs came; ``code`` is the exit code that says so."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


def run(
    words: Sequence[str],
    location: str,
    open_store: "Callable[[str], Store]",
    create_store: "Callable[[str], Store]",
    launch: Callable[[str, date | None, str], int],
) -> int:
    """Run one command; return the exit code."""
    office = Office(location, open_store, create_store, launch)
    try:
        command = all_commands(current_language())
        with command.make_context("liaison", list(words), obj=office) as context, _ending_in_order():
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as stop:
        return int(stop.exit_code)
    except BrokenPipeError:
        # Whoever read the output has gone; Python must not complain about it once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except (KeyboardInterrupt, typer.Abort) as stop:
        return stop.code if isinstance(stop, _EndedError) else _INTERRUPTED
    except Exception as error:  # the one place where a bug, too, becomes a sentence and an exit code
        return _explain(error)
    return ExitCode.DONE


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let the signals that end a program end it as Ctrl+C does, so that nothing half-written is left behind.

    Signals that are ignored, as under ``nohup``, stay so.
    """
    ours: list[int] = []
    if threading.current_thread() is threading.main_thread():
        known = [getattr(signal, name) for name in _ENDS_A_PROGRAM if hasattr(signal, name)]
        ours = [number for number in known if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: object) -> NoReturn:
    raise _EndedError(number)


@cache
def all_commands(_language: str) -> Any:
    """Every command, made once for each language that is spoken in one process: it takes longer than most commands."""
    return get_command(build())


def _explain(error: Exception) -> int:
    """Say what went wrong; whatever is not expected is a bug and is shown whole."""
    if isinstance(error, ClickException):
        say(usage_remark(error))
        return ExitCode.WRONG_USE
    if isinstance(error, LiaisonError):
        say(_("liaison: {sentence}").format(sentence=error.sentence))
        return error.exit_code
    traceback.print_exception(error)
    say(_("liaison: this is a fault of the program, not yours. The store holds nothing half-written."))
    return ExitCode.BUG
