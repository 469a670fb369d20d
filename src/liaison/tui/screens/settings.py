"""The Settings room."""

from typing import ClassVar

from liaison.tui.room import Room


class SettingsRoom(Room):
    """The Settings room."""

    ROOM: ClassVar[str] = "settings"
