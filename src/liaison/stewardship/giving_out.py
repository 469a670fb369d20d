"""Files that go out of the store: a file is there if, and only if, it is noted that it was given out."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlmodel import Session

from liaison.errors import InvalidInputError, LiaisonError, NotFoundError
from liaison.stewardship.disclosures import Handout, record_disclosure
from liaison.store.store import Store, deed
from liaison.store.undo import GIVE_OUT
from liaison.text.words import _


def give_out(store: Store, target: Path, handout: Handout, write: Callable[[Path], object]) -> int:
    """Write a file and note that it was given out; return the number of the disclosure.

    ``write`` gets the path to write to, with the name of ``target`` in a folder beside it; it may return the handout
    as it turned out. The file takes its place, and that of an older one, in the moment in which the disclosure is
    recorded: neither is there without the other.

    Raises:
        NotFoundError: when the folder does not exist.
        InvalidInputError: when the file cannot be written; what was there before stays as it was.
        LiaisonError: whatever ``write`` raises; nothing is then recorded.
        StoreError, ConflictError: when it cannot be recorded; no file is then left.
    """
    if not target.parent.is_dir():
        raise NotFoundError(_("There is no folder {folder}.").format(folder=target.parent))
    if target.exists() and not target.is_file():
        raise InvalidInputError(_("{path} is not a file. Choose another name.").format(path=target))
    with _workplace(target) as folder:
        made, older = folder / target.name, folder / f"older{target.suffix}"
        try:
            turned_out = write(made)
        except LiaisonError as error:
            error.sentence = error.sentence.replace(str(made), str(target))
            error.args = (error.sentence,)
            raise
        made.chmod(0o600)  # some writers leave it to be read by every user of the machine
        try:
            handout = turned_out if isinstance(turned_out, Handout) else handout
            return store.write(_give, handout, made, target, older)
        except BaseException:
            _put_back(target, made, older)
            raise


@deed(GIVE_OUT)
def _give(session: Session, handout: Handout, made: Path, target: Path, older: Path) -> int:
    number = record_disclosure(session, handout)
    if target.exists():
        target.replace(older)
    made.replace(target)
    return number


def _put_back(target: Path, made: Path, older: Path) -> None:
    """Leave everything as it was: the new file goes, the older one comes back."""
    if not made.exists():
        target.unlink(missing_ok=True)
    if older.exists():
        older.replace(target)


@contextmanager
def _workplace(target: Path) -> Iterator[Path]:
    """A hidden folder beside a file, on the same disk, that is gone afterwards."""
    folder: str | None = None
    try:
        folder = tempfile.mkdtemp(dir=target.parent, prefix=f".{target.stem[:40]}.")
        yield Path(folder)
    except OSError as error:
        raise InvalidInputError(_("{path} cannot be written: {detail}").format(path=target, detail=error)) from error
    finally:
        if folder is not None:
            with suppress(OSError):  # the folder may have gone with the disk
                shutil.rmtree(folder)
