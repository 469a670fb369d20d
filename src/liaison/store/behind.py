"""Writing behind: the database takes rows in while the program makes the next ready.

Whatever else is asked of the connection waits until all that was sent is written, and raises what went wrong with it.
"""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import get_ident
from typing import Any, ParamSpec

from sqlalchemy import Connection, Engine, Executable, event

P = ParamSpec("P")
_KEY = "liaison_behind"
_MOST = 25
"""So many pieces of work may wait at a time: what they hold takes memory."""
_INTERVAL = 0.0001
"""Seconds after which a thread may have the interpreter."""


class _Behind:
    """What was sent on one connection and is not known to be written."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, initializer=self._begin)
        self._sent: list[Future[None]] = []
        self.ident: int | None = None
        # The database asks for the interpreter between statements, and would wait as long for each turn as it works.
        self._interval = sys.getswitchinterval()
        sys.setswitchinterval(_INTERVAL)

    def _begin(self) -> None:
        self.ident = get_ident()

    def send(self, work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        self._sent.append(self._thread.submit(work, *args, **kwargs))
        if len(self._sent) > _MOST:
            self._sent[-_MOST].exception()

    def wait(self) -> BaseException | None:
        """Wait for all, and answer with the first thing that went wrong."""
        self._thread.shutdown()
        sys.setswitchinterval(self._interval)
        return next((wrong for sent in self._sent if (wrong := sent.exception()) is not None), None)


def send(connection: Connection, work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    """Let some work be done on a connection, after all that was sent before."""
    if _KEY not in connection.info:
        connection.info[_KEY] = _Behind()
    connection.info[_KEY].send(work, *args, **kwargs)


def send_statement(connection: Connection, statement: Executable) -> None:
    """Let a statement be carried out on a connection, after all that was sent before."""
    send(connection, _execute, connection, statement)


def is_behind(connection: Connection) -> bool:
    """Whether something was sent that may not be written yet."""
    return _KEY in connection.info


def finish(connection: Connection) -> None:
    """Wait until all is written.

    Raises:
        DBAPIError: what the database said of it.
    """
    if (wrong := _wait(connection)) is not None:
        raise wrong


def let_wait(engine: Engine) -> None:
    """Let every connection of an engine wait for what was sent before it does anything else."""
    event.listen(engine, "before_cursor_execute", _before_asking)
    event.listen(engine, "commit", finish)
    event.listen(engine, "rollback", _abandon)


def _execute(connection: Connection, statement: Executable) -> None:
    connection.execute(statement)


def _before_asking(connection: Connection, *_asked: Any) -> None:
    behind: _Behind | None = connection.info.get(_KEY)
    if behind is not None and behind.ident != get_ident():
        finish(connection)


def _abandon(connection: Connection) -> None:
    _wait(connection)


def _wait(connection: Connection) -> BaseException | None:
    behind: _Behind | None = connection.info.pop(_KEY, None)
    return behind.wait() if behind is not None else None
