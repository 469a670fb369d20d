"""A screen that is closed while the store still answers takes its worker with it."""

import asyncio
from datetime import date
from threading import Event

import pytest
from sqlmodel import Session
from textual import work
from textual.app import App
from textual.screen import Screen

from liaison.store.store import Store
from liaison.tui.desk import Desk


class Asking(Screen[None]):
    """Asks at once, and shows the answer on a part of itself."""

    def __init__(self, desk: Desk, asked: Event, go_on: Event) -> None:
        super().__init__()
        self.desk, self.asked, self.go_on = desk, asked, go_on
        self.answered: list[str] = []

    def on_mount(self) -> None:
        self.ask()

    def answer(self, _session: Session) -> str:
        self.asked.set()
        self.go_on.wait()
        return "answer"

    @work
    async def ask(self) -> None:
        self.answered.append(await self.desk.ask(self.answer))


@pytest.mark.parametrize("closed", [True, False])
async def test_an_answer_is_shown_only_while_its_screen_is_there(store: Store, *, closed: bool) -> None:
    asked, go_on = Event(), Event()
    screen = Asking(Desk(store, date(2026, 11, 20)), asked, go_on)
    app = App[None]()
    async with app.run_test() as pilot:
        await app.push_screen(screen)
        await asyncio.to_thread(asked.wait)
        if closed:
            screen._pruning = True  # as Textual marks what it takes down, before it ends the workers of it
        go_on.set()
        while any(not worker.is_finished for worker in app.workers):
            await pilot.pause()
        screen._pruning = False
    assert screen.answered == ([] if closed else ["answer"])
