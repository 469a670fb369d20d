"""The store: the one place where transactions begin and end."""

import getpass
import os
from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import PoolProxiedConnection
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlmodel import Session

from liaison.errors import ConflictError, StoreError
from liaison.store.changes import Change, gather, gathered
from liaison.store.engine import WRITES, make_engine, store_path
from liaison.store.models import Deed
from liaison.store.recording import record
from liaison.text.words import _

P = ParamSpec("P")
T = TypeVar("T")
Settler = Callable[[Session, Sequence[Change]], None]

_NAME = "_deed_name"
_SUBJECT = "liaison_subject"
_UNDOES = "liaison_undoes"
_BECOMES = "liaison_becomes"


def deed(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Name a function that changes the store; ``name`` is marked with `N_` and shown in the history."""

    def mark(function: Callable[P, T]) -> Callable[P, T]:
        setattr(function, _NAME, name)
        return function

    return mark


def about(session: Session, subject: str) -> None:
    """Say whom or what the running deed is about; the first to speak is heard."""
    session.info.setdefault(_SUBJECT, subject)


def takes_back(session: Session, deed_id: int) -> None:
    """Say that the running deed takes back another."""
    session.info[_UNDOES] = deed_id


def is_undoing(session: Session) -> bool:
    """Whether the running deed takes back another."""
    return _UNDOES in session.info


def becomes(session: Session, representative_id: int, heir: int) -> None:
    """Say that in the running deed a person's record goes up in another's: what it does to either is of that other."""
    session.info.setdefault(_BECOMES, {})[representative_id] = heir


def current_user() -> str:
    """Who is at work: ``LIAISON_USER``, else the user of the system."""
    named = os.environ.get("LIAISON_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


class Store:
    """A store that is open. ``settlers`` bring derived values up to date in the transaction of each deed."""

    def __init__(self, location: str, settlers: Sequence[Settler] = (), user: str | None = None) -> None:
        self.location = location
        self.path = store_path(location)
        self.engine = make_engine(location)
        self._writer = self.engine.execution_options(**WRITES)
        self.settlers = tuple(settlers)
        self._user = user
        self._watch: PoolProxiedConnection | None = None

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question from one moment of the store."""
        with _sentences(), Session(self.engine) as session:
            return query(session, *args, **kwargs)

    def write(self, change: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do a deed, whole or not at all, record it, and settle what depends on it."""
        name: str = getattr(change, _NAME)
        with _sentences(), Session(self._writer, expire_on_commit=False) as session:
            gather(session)
            answer = change(session, *args, **kwargs)
            session.flush()
            changes = gathered(session)
            self._record(session, name, changes)
            for settle in self.settlers:
                settle(session, changes)
            session.commit()
            return answer

    def version(self) -> int:
        """A number that differs from the last one asked for when another connection has changed the store."""
        with _sentences():
            if self._watch is None:
                # Past the engine, which would begin a transaction and so see one moment for ever.
                self._watch = self.engine.raw_connection()
            cursor = self._watch.cursor()
            cursor.execute("PRAGMA data_version")
            (number,) = cursor.fetchone() or (0,)
            cursor.close()
            return int(number)

    def close(self) -> None:
        """Let go of the file."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.engine.dispose()

    def _record(self, session: Session, name: str, changes: Sequence[Change]) -> None:
        undoes: int | None = session.info.get(_UNDOES)
        if not changes and undoes is None:
            return
        subject = session.info.get(_SUBJECT, "")
        done = Deed(who=self._user or current_user(), name=name, subject=subject, undoes_id=undoes)
        session.add(done)
        session.flush()
        record(session, done.key, changes, session.info.get(_BECOMES, {}))
        if undoes is not None:
            _mark_taken_back(session, done)
            session.flush()


def _mark_taken_back(session: Session, done: Deed) -> None:
    """Note what an undo has undone: taking back an undo makes its deed stand again, and so on in turns."""
    while done.undoes_id is not None:
        taken_back = session.get_one(Deed, done.undoes_id)
        taken_back.undone_by_id = done.id if done.undone_by_id is None else None
        done = taken_back


class _sentences:  # noqa: N801 - read as a phrase in a with statement
    """Turn what the database says into a sentence; nothing has been written when one is raised."""

    def __enter__(self) -> None:
        """Begin to listen."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Raise the sentence for a database error."""
        if isinstance(error, IntegrityError):
            raise ConflictError(
                _("The change contradicts other records: {detail}").format(detail=error.orig)
            ) from error
        if isinstance(error, OperationalError) and ("locked" in str(error.orig) or "busy" in str(error.orig)):
            raise StoreError(_("Somebody else is writing to the store. Try again in a moment.")) from error
        if isinstance(error, OperationalError) or type(error) is DatabaseError:
            raise StoreError(_("The store cannot be used: {detail}").format(detail=error.orig)) from error
