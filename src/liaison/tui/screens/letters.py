"""Letters: the campaigns with their stage."""

from typing import ClassVar

from liaison.tui.room import Room


class LettersRoom(Room):
    """Letters: the campaigns with their stage."""

    ROOM: ClassVar[str] = "letters"
