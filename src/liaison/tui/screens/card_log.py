"""Recording a contact with people who are already known: the form is filled with them and the cadre they share."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session
from textual.app import App

from liaison.pairing.queries import cadres_of
from liaison.store.tables import Named
from liaison.tui.desk import Desk


async def log_for(
    app: App[Any], desk: Desk, people: Sequence[Named], cadres: Sequence[Named] | None = None, *, planned: bool = False
) -> int | None:
    """Open the form of a contact record, in a worker; None when the user left.

    Without ``cadres`` it is filled with the first cadre who answers for all of ``people``, if there is one.
    """
    from liaison.tui.screens.contact_form import ContactForm  # noqa: PLC0415 - it leads back to cards

    if cadres is None:
        cadres = await desk.ask(_shared_cadre, people, desk.today())
    return await app.push_screen_wait(ContactForm(desk, representatives=people, cadres=cadres, planned=planned))


def _shared_cadre(session: Session, people: Sequence[Named], day: date) -> list[Named]:
    answers = cadres_of(session, [person.id for person in people], day)
    shared = [set(answers.get(person.id, ())) for person in people]
    common = set.intersection(*shared) if shared else set()
    return [cadre for cadre in answers.get(people[0].id, ()) if cadre in common][:1] if people else []
