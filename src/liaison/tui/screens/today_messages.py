"""Reminders for cadres: who is overdue, one message a cadre, to the clipboard and into a file."""

import os
from datetime import date
from pathlib import Path

from platformdirs import user_data_path
from sqlmodel import Session

from liaison.pairing.messages import CadreMessage, messages_by_cadre
from liaison.pairing.queries import DueQuestion, due_ids, due_rows

_APART = "\n\n"


def reminders(session: Session, day: date, pairing_ids: tuple[int, ...] = ()) -> list[CadreMessage]:
    """One message for each cadre with somebody overdue today, ``day``; of some pairings only, if any are given."""
    ids = pairing_ids or due_ids(session, DueQuestion(day, day))
    return messages_by_cadre(due_rows(session, ids, day), day)


def all_texts(messages: list[CadreMessage]) -> str:
    """The messages as one text."""
    return _APART.join(message.text for message in messages) + "\n"


def write_reminders(text: str, day: date) -> Path:
    """Write the text into a file of the user's own data folder that only the user can read; return the file.

    Raises:
        OSError: when the folder cannot be written.
    """
    folder = user_data_path("liaison", appauthor=False) / "messages"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{day.isoformat()}.txt"
    # Opened so that nobody else can read it even for a moment: it names people.
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    return file
