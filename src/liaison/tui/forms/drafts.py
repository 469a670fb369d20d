"""Drafts: what was typed into a form and not saved yet, kept in files that survive a crash of the program.

``DraftBox(folder).save("contact", form.values())`` after `Form.Changed`; ``load("contact")`` offers it again;
``discard("contact")`` once it is saved or given up. Drafts hold personal data: only the user can read the files.
"""

import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

_KIND = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class DraftBox:
    """A folder of drafts, one file a kind of form."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, kind: str, values: Mapping[str, str]) -> None:
        """Keep the values, whole or not at all; quick enough to be called at every key.

        Raises:
            ValueError: for a kind that cannot name a file.
            OSError: when the folder cannot be written.
        """
        target = self._file(kind)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp gives 0600. No fsync: a draft is to survive the program, and this runs while somebody types.
        handle, fresh = tempfile.mkstemp(prefix=f".{kind}-", dir=self._folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(dict(values), file, ensure_ascii=False)
            os.replace(fresh, target)
        except BaseException:
            Path(fresh).unlink(missing_ok=True)
            raise

    def load(self, kind: str) -> dict[str, str] | None:
        """The values kept, or None when there are none or the file is damaged."""
        file = self._file(kind)
        try:
            found = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
            return None
        return found

    def discard(self, kind: str) -> None:
        """Forget the draft, if there is one."""
        self._file(kind).unlink(missing_ok=True)

    def _file(self, kind: str) -> Path:
        if not _KIND.fullmatch(kind):
            raise ValueError(f"a draft cannot be called {kind!r}")
        return self._folder / f"{kind}.json"
