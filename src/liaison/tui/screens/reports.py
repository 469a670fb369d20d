"""Reports: figures of the office, down to their records."""

from typing import ClassVar

from liaison.tui.room import Room


class ReportsRoom(Room):
    """Reports: figures of the office, down to their records."""

    ROOM: ClassVar[str] = "reports"
