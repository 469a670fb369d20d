"""Showing a file that was written in the program of the desktop that suits it."""

import os
import sys
from pathlib import Path


def can_open() -> bool:
    """Whether there is a desktop to open files on; over a bare terminal line there is none."""
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_file(path: Path) -> bool:
    """Hand a file to the desktop; false where there is none or it refuses."""
    import typer  # noqa: PLC0415 - only where a file is opened

    return can_open() and typer.launch(str(path)) == 0
