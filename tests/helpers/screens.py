"""What a Textual app shows, as lines of text: for assertions and goldens.

``screen_text(app)`` after ``await settle(pilot)``.
"""

from contextlib import suppress
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.worker import Worker, WorkerCancelled

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
    await pilot.pause()
    while busy := _busy(pilot.app):
        with suppress(WorkerCancelled):  # superseded by a newer one, which is waited for in turn
            await pilot.app.workers.wait_for_complete(busy)
        await pilot.pause()
    await pilot.wait_for_scheduled_animations()
    await pilot.pause()


def _busy(app: App[Any]) -> list[Worker[Any]]:
    top = app.screen
    return [
        worker
        for worker in app.workers
        if not worker.is_finished and (not top.is_modal if worker.node is app else worker.node.screen is top)
    ]
