"""What one user prefers on one machine: the looks; kept in the user's configuration folder."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from liaison.tui.themes import DARK, LIGHT

_FILE = "preferences.json"


@dataclass(frozen=True)
class Preferences:
    """The user's own choices."""

    theme: str = DARK


def load_preferences(folder: Path) -> Preferences:
    """The choices that were saved; the usual ones where there are none or they cannot be read."""
    try:
        held = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return Preferences(theme=held["theme"] if held.get("theme") in {DARK, LIGHT} else DARK)
    except (OSError, ValueError, AttributeError):
        return Preferences()


def save_preferences(folder: Path, chosen: Preferences) -> None:
    """Save the choices, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{_FILE}.part"
    partial.write_text(json.dumps(asdict(chosen)), encoding="utf-8")
    os.replace(partial, folder / _FILE)
