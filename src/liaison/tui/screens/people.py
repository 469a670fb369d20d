"""The People room."""

from typing import ClassVar

from liaison.tui.room import Room


class PeopleRoom(Room):
    """The People room."""

    ROOM: ClassVar[str] = "people"
