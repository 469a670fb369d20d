"""Where what is printed goes."""

import re
from pathlib import Path

from platformdirs import user_documents_path

from liaison.errors import InvalidInputError
from liaison.text.fields import clean
from liaison.text.words import _

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


def usual_path(name: str) -> Path:
    """A file in the user's documents, else in the home folder; what no file may be called becomes a dash."""
    documents = user_documents_path()
    folder = documents if documents.is_dir() else Path.home()
    return folder / _NOT_IN_NAMES.sub("-", name).strip("-.")


def read_path(typed: str) -> Path:
    """A path as it was typed, also from the home folder or between quotation marks.

    Raises:
        InvalidInputError: when nothing is typed.
    """
    text = clean(typed).strip("\"'")
    if not text:
        raise InvalidInputError(_("Say where to write the file."))
    return Path(text).expanduser()
