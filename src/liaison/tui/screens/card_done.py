"""Doing a deed from a card: what was done is said shortly, and so is what went wrong."""

from collections.abc import Callable
from typing import Any

from liaison.errors import LiaisonError
from liaison.text.words import _
from liaison.tui.subscreen import SubScreen


def tell_done(screen: SubScreen[Any], sentence: str) -> None:
    """Say what was done, and show what changed."""
    screen.app.notify(_("{done} Ctrl+Z undoes it.").format(done=sentence), markup=False)
    screen.refresh_data()


async def do_or_say(screen: SubScreen[Any], sentence: str, deed: Callable[..., Any], *args: Any, **values: Any) -> bool:
    """Do a deed and say ``sentence``, or say why it could not be done; answers whether it was."""
    try:
        await screen.desk.do(deed, *args, **values)
    except LiaisonError as error:
        screen.app.notify(error.sentence, severity="error", markup=False)
        return False
    tell_done(screen, sentence)
    return True
