"""What a command needs from outside: where the store is, what day it is, how a store is opened, how the UI starts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import typer

from liaison.errors import NotFoundError

if TYPE_CHECKING:
    from liaison.store.store import Store


@dataclass
class Office:
    """The surroundings of one run of the program.

    ``launch`` opens the terminal UI: on a store, with the day it takes as today (None: the real one) and a remark to
    show; it returns the exit code.
    """

    location: str
    open_store: Callable[[str], "Store"]
    create_store: Callable[[str], "Store"]
    launch: Callable[[str, date | None, str], int]
    today: date | None = None
    findings: int = field(default=0)

    def day(self) -> date:
        """Today, as this run sees it; asked once for each question."""
        return self.today or date.today()  # noqa: DTZ011 - the office's own calendar day is meant

    @contextmanager
    def store(self) -> Iterator["Store"]:
        """The store of this run, open."""
        store = self.open_store(self.location)
        try:
            yield store
        finally:
            store.close()


def office_of(context: typer.Context) -> Office:
    """The surroundings of the running command."""
    found = context.find_object(Office)
    if found is None:
        raise NotFoundError("the command line was started without its surroundings")
    return found
