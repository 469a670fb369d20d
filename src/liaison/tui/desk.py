"""The desk that the screens work at: it asks the store and does deeds without ever blocking the screen."""

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from platformdirs import user_config_path, user_state_path
from sqlmodel import Session
from textual.app import App
from textual.worker import NoActiveWorker, get_current_worker

from liaison.store.store import Store
from liaison.tui.forms.drafts import DraftBox

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """A store, the clock, and the user's own files.

    ``fixed_day`` is the day that is taken as today; None follows the calendar. ``remark`` stands in the title.
    """

    def __init__(self, store: Store, fixed_day: date | None, remark: str = "") -> None:
        self.store = store
        self.fixed_day = fixed_day
        self.remark = remark
        self.drafts = DraftBox(user_state_path("liaison", appauthor=False) / "drafts" / _folder_name(store.location))

    def today(self) -> date:
        """Today: the one clock that every screen reads, once for each question."""
        return self.fixed_day or date.today()  # noqa: DTZ011 - the office's own calendar day is meant

    async def ask(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question in another thread; for a worker that is exclusive in its group.

        Where the screen of the worker is closed meanwhile, the worker ends here: nothing is left to show the answer on.
        """
        answer = await asyncio.to_thread(lambda: self.store.read(query, *args, **kwargs))
        if _is_closed():
            raise asyncio.CancelledError
        return answer

    async def do(self, deed: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do a deed in another thread; never in an exclusive worker, which could be superseded half-way."""
        return await asyncio.to_thread(lambda: self.store.write(deed, *args, **kwargs))

    async def version(self) -> int:
        """A number that changes when anybody has changed the store."""
        return await asyncio.to_thread(self.store.version)


def _is_closed() -> bool:
    """Whether the screen or part of it that the running worker works for is being taken down."""
    try:
        node = get_current_worker().node
    except NoActiveWorker:
        return False
    if isinstance(node, App):
        return False
    # Textual ends the workers of a screen only once the parts of the screen are gone, and has no public word for that.
    return node._pruning or not node.is_attached


def config_folder() -> Path:
    """Where the user's own keys and looks are kept."""
    return user_config_path("liaison", appauthor=False)


def _folder_name(location: str) -> str:
    # Drafts of one store must not be offered in another.
    import hashlib  # noqa: PLC0415 - used once

    return hashlib.sha256(location.encode()).hexdigest()[:16]
