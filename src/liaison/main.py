"""The start of the program: the only module that knows both faces, the store and what settles in it."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from liaison.text.words import LANGUAGES, system_language, use_language

if TYPE_CHECKING:
    from liaison.store.store import Settler, Store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the words of its command line; return the exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    _speak_utf8()
    use_language(_asked_language(words) or system_language())
    from liaison.cli.run import run  # noqa: PLC0415 - its words are made in the language chosen above

    return run(words, default_location(), open_office, create_office, launch)


def default_location() -> str:
    """Where the store lies when nobody says: ``LIAISON_STORE``, else the user's data folder."""
    return os.environ.get("LIAISON_STORE") or _usual_location()


def _usual_location() -> str:
    from platformdirs import user_data_path  # noqa: PLC0415 - only where it is needed

    return str(Path(user_data_path("liaison", appauthor=False)) / "office.db")


def settlers() -> "tuple[Settler, ...]":
    """What settles in the transaction of each deed: derived values, and wishes that undoing must not break."""
    from liaison.letters import models as _letters  # noqa: F401, PLC0415 - undoing must know every table
    from liaison.pairing.settle import settle_due  # noqa: PLC0415 - the database takes long to load
    from liaison.people.search import settle_search  # noqa: PLC0415 - likewise
    from liaison.segments import models as _segments  # noqa: F401, PLC0415 - undoing must know every table
    from liaison.stewardship import models as _stewardship  # noqa: F401, PLC0415 - likewise
    from liaison.stewardship.no_contact import keep_wishes  # noqa: PLC0415 - likewise

    return (settle_search, settle_due, keep_wishes)


def open_office(location: str) -> "Store":
    """Open a store with everything that settles in it."""
    from liaison.store.opening import open_store  # noqa: PLC0415 - the database takes long to load

    return open_store(location, settlers())


def create_office(location: str) -> "Store":
    """Make a new store with everything that settles in it."""
    from liaison.store.opening import create_store  # noqa: PLC0415 - the database takes long to load

    return create_store(location, settlers())


def launch(location: str, today: date | None, remark: str) -> int:
    """Open the terminal UI on a store; return the exit code. The usual store is made when there is none yet."""
    from liaison.tui.app import run_app  # noqa: PLC0415 - the terminal UI takes long to load

    if location == _usual_location() and not Path(location).exists():
        create_office(location).close()
    return run_app(location, open_office, today, remark)


def _asked_language(words: Sequence[str]) -> str | None:
    for position, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and position + 1 < len(words):
            value = words[position + 1]
        if value in LANGUAGES:
            return value
    return None


def _speak_utf8() -> None:
    # Chinese must come out whole on systems whose console speaks another encoding.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
