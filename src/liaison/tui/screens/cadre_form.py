"""The form of a cadre. Giving a cadre a leaving day while people are paired opens the plan of the handover.

``cadre_id = await app.push_screen_wait(CadreForm(desk))`` in a worker; None when the user left without saving.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from liaison.pairing.queries import pairing_rows
from liaison.people.fields import CADRE_FIELDS, NAME
from liaison.people.queries import cadre_values
from liaison.people.rules import check_stay
from liaison.people.service import add_cadre, edit_cadre
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.desk import Desk
from liaison.tui.screens.card_handover import open_handover
from liaison.tui.screens.record_form import Heading, RecordForm, typed_values


class CadreForm(RecordForm):
    """Adds a cadre, or changes one."""

    def __init__(self, desk: Desk, cadre_id: int | None = None) -> None:
        super().__init__(desk)
        self._cadre_id = cadre_id
        self._held: dict[str, Any] = {}

    def title_words(self) -> str:
        """The title."""
        return _("Edit {name}").format(name=self._held["name"]) if self._held else _("Add a cadre")

    async def prepare(self) -> None:
        """Read the cadre who is changed."""
        if self._cadre_id is not None:
            self._held = await self.desk.ask(cadre_values, self._cadre_id)

    def fields(self) -> list[Field | Heading]:
        """The fields of a cadre, the name first."""
        others = [field for field in CADRE_FIELDS if field.name != NAME.name]
        return [NAME, *others]

    def first_values(self) -> dict[str, str]:
        """What stands in the fields at first."""
        return typed_values(CADRE_FIELDS, self._held)

    async def save(self, values: dict[str, Any]) -> int | None:
        """Add or change the cadre; a leaving day with people still paired goes through the handover."""
        if self._cadre_id is None:
            return await self.desk.do(add_cadre, **values)
        changed = {name: value for name, value in values.items() if value != self._held[name]}
        leaves: date | None = changed.get("left_on")
        if leaves is not None:
            check_stay(values["joined_on"], leaves)
            if await self.desk.ask(pairing_rows, cadre_id=self._cadre_id, on=leaves):
                del changed["left_on"]
                return await self._hand_over(self._cadre_id, changed, leaves)
        await self.desk.do(edit_cadre, self._cadre_id, **changed)
        return self._cadre_id

    async def _hand_over(self, cadre_id: int, changed: dict[str, Any], leaves: date) -> int | None:
        if changed:
            await self.desk.do(edit_cadre, cadre_id, **changed)
            self._held |= changed
        done = await open_handover(self.app, self.desk, cadre_id, leaves_on=leaves)
        return cadre_id if done else None

    def said(self, values: Mapping[str, Any]) -> str:
        """What was done."""
        return (_("{name} is saved.") if self._held else _("{name} is added.")).format(name=values["name"])
