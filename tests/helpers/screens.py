"""What a Textual app shows, as lines of text: for assertions and goldens.

``screen_text(app)`` after ``await settle(pilot)``.
"""

import asyncio
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.worker import Worker

_QUIET_ROUNDS = 3
"""A screen that closes wakes the one below it by a message of its own, so one quiet moment is not the end."""
_LOOK_AGAIN = 0.2

NASTY = ("[red]x[/", "[@click=app.quit]x[/]", "x[/b]", "$primary")
"""Names that a careless surface takes for markup."""


def screen_lines(app: App[Any]) -> list[str]:
    """The lines of the current screen, overlays included, without trailing blanks."""
    strips = app.screen._compositor.render_strips()  # Textual has no public way to read the screen
    return [strip.text.rstrip() for strip in strips]


def screen_text(app: App[Any]) -> str:
    """The current screen as one text."""
    return "\n".join(screen_lines(app))


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until everything asked for so far has been done and painted.

    Workers that await the answer to a modal screen are not waited for: they end when the test answers.
    """
    quiet = 0
    while quiet < _QUIET_ROUNDS:
        await pilot.pause()
        busy = _busy(pilot.app)
        quiet = 0 if busy else quiet + 1
        if busy:
            await _wait_for(busy)
    await pilot.wait_for_scheduled_animations()
    await pilot.pause()


async def _wait_for(busy: list[Worker[Any]]) -> None:
    # Not for ever: a worker may ask its question only now, and then it waits for the test itself.
    tasks = [worker._task for worker in busy if worker._task is not None]  # Textual waits only without a limit
    if tasks:
        await asyncio.wait(tasks, timeout=_LOOK_AGAIN)


def _busy(app: App[Any]) -> list[Worker[Any]]:
    top = app.screen
    return [
        worker
        for worker in app.workers
        if not worker.is_finished and (not top.is_modal if worker.node is app else worker.node.screen is top)
    ]
