"""The Contacts room."""

from typing import ClassVar

from liaison.tui.room import Room


class ContactsRoom(Room):
    """The Contacts room."""

    ROOM: ClassVar[str] = "contacts"
