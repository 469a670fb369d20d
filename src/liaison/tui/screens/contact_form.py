"""The form to record a contact, to plan one, or to change a record.

``visit_id = await app.push_screen_wait(ContactForm(desk, representatives=[Named(7, "张三")]))`` in a worker; None when
the user left without saving. The form itself tells the user what was recorded.
"""

from collections.abc import Sequence

from textual.screen import Screen

from liaison.store.tables import Named
from liaison.tui.commands import Commanded
from liaison.tui.desk import Desk


class ContactForm(Commanded, Screen[int | None]):
    """A contact record on a screen of its own."""

    def __init__(
        self,
        desk: Desk,
        *,
        representatives: Sequence[Named] = (),
        cadres: Sequence[Named] = (),
        kind: str | None = None,
        visit_id: int | None = None,
        planned: bool = False,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._people, self._staff = tuple(representatives), tuple(cadres)
        self._kind, self._visit_id, self._planned = kind, visit_id, planned
