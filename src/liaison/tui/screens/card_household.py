"""The household of a person: who gets one letter together, how it begins, where it goes.

``await manage_household(screen, person, facts.household)`` in a worker of the card.
"""

from collections.abc import Sequence
from typing import Any

from textual import on, work

from liaison.errors import LiaisonError
from liaison.people.fields import HOUSEHOLD_FIELDS, address_words
from liaison.people.household_queries import HouseholdAddress, HouseholdView, addresses_of_people
from liaison.people.households import arrange_household, dissolve_household, leave_household, put_together
from liaison.store.tables import Named
from liaison.text.display import printable
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import ChoiceScreen
from liaison.tui.forms.people_picker import PeoplePicker
from liaison.tui.lookups import candidates, representatives
from liaison.tui.screens.card_done import do_or_say, tell_done
from liaison.tui.screens.contact_fields import OpenChoice
from liaison.tui.subscreen import SubScreen

_PEOPLE = Field(
    "people",
    "成员",
    lambda: _("Members"),
    str,
    required=True,
    hint=lambda: _("Type a part of a name; Backspace in the empty line takes the last one out again."),
)
_ADDRESS = Field(
    "address",
    "同户地址",
    lambda: _("Letter goes to"),
    lambda typed: int(typed) if typed else None,
    hint=lambda: _("Without a common address, those whose own one is the same get one letter."),
)


class HouseholdDialog(FormDialog):
    """The form of a household; the addresses that are offered are those of the people chosen."""

    def __init__(self, desk: Desk, members: Sequence[Named], household: HouseholdView | None) -> None:
        super().__init__(
            _("Household"), self._form, self._done, remark=_("People who are put together get one letter.")
        )
        self._desk, self._household = desk, household
        self._members = tuple(members)
        self._offered: tuple[int, ...] = ()

    def on_mount(self) -> None:
        """Offer the addresses of those who belong together now."""
        self._offer()

    @on(Form.Changed)
    def _offer(self) -> None:
        picker = self.query_one(PeoplePicker)
        chosen = tuple(person.id for person in picker.chosen)
        if chosen != self._offered:
            self._offered = chosen
            self._read_addresses(chosen)

    @work(exclusive=True, group="addresses")
    async def _read_addresses(self, people: Sequence[int]) -> None:
        addresses = await self._desk.ask(addresses_of_people, people)
        for editor in self.query(OpenChoice):  # none any more where the form was left meanwhile
            editor.offer(_choices(addresses))

    def _form(self) -> Form:
        held = self._household
        typed = {"label": held.label, "greeting": held.greeting} if held else {}
        if held and held.marked:
            typed["address"] = str(held.marked.id)
        return Form(
            [_PEOPLE, *HOUSEHOLD_FIELDS, _ADDRESS],
            values=typed,
            editors={
                "people": PeoplePicker(representatives(self._desk.store), candidates(self._members)),
                "address": OpenChoice(
                    lambda: _("everybody at the own address"), _choices(held.addresses) if held else ()
                ),
            },
        )

    async def _done(self, values: dict[str, Any]) -> bool:
        people, address = values.pop("people"), values.pop("address")
        if self._household is None:
            await self._desk.do(put_together, people, address_id=address, **values)
        else:
            await self._desk.do(arrange_household, self._household.id, people, address_id=address, **values)
        return True


async def manage_household(screen: SubScreen[None], person: Named, household: HouseholdView | None) -> None:
    """Put somebody together with others; change the household, leave it or dissolve it."""
    wanted: str | None = "edit"
    if household is not None:
        offered = [
            ("edit", _("Change: members, label, greeting, where the letter goes")),
            ("leave", _("{name} leaves the household").format(name=person.name)),
            ("dissolve", _("Dissolve the household: each gets an own letter")),
        ]
        wanted = await screen.app.push_screen_wait(ChoiceScreen(household.label, offered))
    if wanted == "edit":
        members = household.members if household else (person,)
        if await screen.app.push_screen_wait(HouseholdDialog(screen.desk, members, household)):
            tell_done(screen, _("The household is saved."))
    elif wanted == "leave":
        await _leave(screen, person)
    elif wanted == "dissolve" and household is not None:
        await do_or_say(screen, _("The household is dissolved."), dissolve_household, household.id)


async def _leave(screen: SubScreen[None], person: Named) -> None:
    try:
        parted = await screen.desk.do(leave_household, [person.id])
    except LiaisonError as error:
        screen.app.notify(error.sentence, severity="error", markup=False)
        return
    sentences = [sentence for household in parted for sentence in household.sentences()]
    tell_done(screen, " ".join([_("{name} left the household.").format(name=person.name), *sentences]))


def _choices(addresses: Sequence[HouseholdAddress]) -> list[tuple[str, str]]:
    def words(address: HouseholdAddress) -> str:
        return printable(f"{address.owner.name}  {address_words({**address.values, 'for_household': False})}")

    return [(str(address.id), words(address)) for address in addresses]
