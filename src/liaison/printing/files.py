"""Files that are printed to: written whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from liaison.errors import NotFoundError
from liaison.printing.errors import PrintError
from liaison.text.words import _

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path to write to; what is there takes the place of ``target`` only when all of it was written.

    Raises:
        NotFoundError: when the folder does not exist.
        PrintError: when the file cannot be written, as on a full disk; what was there before stays as it was.
    """
    if not target.parent.is_dir():
        raise NotFoundError(_("There is no folder {folder}.").format(folder=target.parent))
    if target.exists() and not target.is_file():
        raise PrintError(_("{path} is not a file. Choose another name to print to.").format(path=target))
    partial: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem[:40]}.", suffix=target.suffix)
        os.close(handle)
        partial = Path(name)
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except (OSError, XlsxWriterException) as error:
        raise PrintError(_sentence(target, error)) from error
    finally:
        if partial is not None:
            with suppress(OSError):  # the folder may have gone with the disk
                partial.unlink(missing_ok=True)


def _sentence(target: Path, error: Exception) -> str:
    cause = error.__cause__ or error.__context__ or error  # xlsxwriter wraps what the system said
    if getattr(error, "errno", getattr(cause, "errno", None)) in _FULL:
        sentence = _("The disk is full: {path} was not written. Make room, or print to another disk.")
        return sentence.format(path=target)
    return _("{path} cannot be written: {detail}. Close it elsewhere, or choose another name.").format(
        path=target, detail=error
    )
