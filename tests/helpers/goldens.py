"""Screens kept as text: ``assert screen_text(app) == golden_text(app, "people-zh")``.

``LIAISON_NEW_GOLDENS=1 pytest …`` writes the files anew; look at the difference before keeping it.
"""

import os
from pathlib import Path
from typing import Any

from textual.app import App

from screens import screen_text

FOLDER = Path(__file__).parent.parent / "tui" / "goldens"


def golden_text(app: App[Any], name: str) -> str:
    """The screen as it was kept under a name; the present one, which is then kept, when new ones are asked for."""
    file = FOLDER / f"{name}.txt"
    if os.environ.get("LIAISON_NEW_GOLDENS"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(screen_text(app) + "\n", encoding="utf-8")
    return file.read_text(encoding="utf-8").removesuffix("\n")
