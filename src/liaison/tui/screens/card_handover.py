"""The way to the plan of a handover, from a cadre's card, a cadre's leaving day, or a pairing."""

from datetime import date
from typing import Any

from textual.app import App

from liaison.tui.desk import Desk


async def open_handover(app: App[Any], desk: Desk, cadre_id: int, *, leaves_on: date | None = None) -> bool:
    """Show the plan in a worker; answers whether people were handed over.

    ``leaves_on`` is the cadre's last day in office to be, which the same deed sets.
    """
    from liaison.tui.screens.handover import HandoverScreen  # noqa: PLC0415 - it leads back to cards

    done = await app.push_screen_wait(HandoverScreen(desk, cadre_id, leaves_on=leaves_on))
    return bool(done)
