"""The Today room."""

from typing import ClassVar

from liaison.tui.room import Room


class TodayRoom(Room):
    """The Today room."""

    ROOM: ClassVar[str] = "today"
