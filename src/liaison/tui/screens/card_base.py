"""What the cards of representatives and of cadres share: facts read together, shown, and read anew."""

from datetime import date
from typing import Any, Generic, TypeVar

from textual import work

from liaison.errors import LiaisonError, NotFoundError
from liaison.tui.desk import Desk
from liaison.tui.subscreen import SubScreen

F = TypeVar("F")


class FactsScreen(SubScreen[None], Generic[F]):
    """A card. A card says how its facts are read in `read_facts` and shown in `show_facts`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._facts: F | None = None

    async def read_facts(self, today: date) -> F:
        """Everything that the card shows, from one moment of the store."""
        raise NotImplementedError

    def show_facts(self, facts: F, today: date) -> None:
        """Put the facts on the screen."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was in front."""
        if self._facts is not None:
            self.refresh_data()

    @work(exclusive=True, group="card")
    async def refresh_data(self) -> Any:
        """Read the card anew; somebody who is gone, since adding was undone, leaves no card."""
        today = self.desk.today()
        try:
            facts = await self.read_facts(today)
        except NotFoundError:
            if self.is_current:
                self.dismiss(None)
            return
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        self._facts = facts
        self.say_title()
        self.show_facts(facts, today)
