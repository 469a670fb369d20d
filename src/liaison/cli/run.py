"""Running the command line: one place where errors become a sentence and an exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer
from typer._click.exceptions import ClickException  # the errors of Typer's own copy of Click have no other home
from typer.main import get_command

from liaison.cli.app import build
from liaison.cli.context import Office
from liaison.cli.output import say
from liaison.errors import ExitCode, LiaisonError
from liaison.text.words import _

if TYPE_CHECKING:
    from liaison.store.store import Store


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
        answer = get_command(build()).main(list(words), prog_name="liaison", standalone_mode=False, obj=office)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except ClickException as error:
        error.show()
        return ExitCode.WRONG_USE
    except LiaisonError as error:
        say(_("liaison: {sentence}").format(sentence=error.sentence))
        return error.exit_code
    except BrokenPipeError:
        # Whoever read the output has gone; Python must not complain about it once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except KeyboardInterrupt:
        return 130
    return answer if isinstance(answer, int) else ExitCode.DONE
