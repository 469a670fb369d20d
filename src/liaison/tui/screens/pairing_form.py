"""Pairing a person with a cadre, changing and ending a pairing, handing it over.

Each function is a flow from a card, awaited in a worker: it asks, does the deed, and says what was done.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from liaison.pairing.fields import COUNTS_FROM, END_REASON, ENDED_ON, PAIRING_FIELDS, STARTED_ON
from liaison.pairing.queries import PairingRow, pairing_row
from liaison.pairing.rulebook import rule_views
from liaison.pairing.service import add_pairing, edit_pairing, end_pairing
from liaison.store.tables import Named
from liaison.text.fields import Field, iso_date
from liaison.text.words import _
from liaison.tui import lookups
from liaison.tui.desk import Desk
from liaison.tui.forms.editors import Editor
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import ChoiceScreen
from liaison.tui.forms.people_picker import PeoplePicker
from liaison.tui.screens.card_done import tell_done
from liaison.tui.screens.card_handover import open_handover
from liaison.tui.screens.record_form import typed_values
from liaison.tui.screens.rule_field import RULE, rule_editor
from liaison.tui.subscreen import SubScreen

CADRE = Field("cadre_id", "干部", lambda: _("Cadre"), str, required=True)
PERSON = Field("representative_id", "联系对象", lambda: _("Representative"), str, required=True)


async def pair_with_cadre(screen: SubScreen[None], person: Named) -> bool:
    """Ask for a cadre and pair the person."""
    picker = lookups.cadres(screen.desk.store, screen.desk.today)
    title = _("Pair {name} with a cadre").format(name=person.name)
    return await _pair(screen, title, CADRE, picker, {"representative_id": person.id})


async def pair_with_person(screen: SubScreen[None], cadre: Named) -> bool:
    """Ask for a person and pair the cadre."""
    picker = lookups.representatives(screen.desk.store)
    title = _("Let {name} answer for a person").format(name=cadre.name)
    return await _pair(screen, title, PERSON, picker, {"cadre_id": cadre.id})


async def manage_pairings(screen: SubScreen[None], person: Named, held: Sequence[PairingRow]) -> None:
    """Pair, or end, change or hand over an open pairing of a person; with none open, pair at once."""
    offered: list[tuple[tuple[str, PairingRow | None], str]] = [(("add", None), _("Pair with a cadre"))]
    for pairing in held:
        cadre = pairing.cadre.name
        offered += [
            (("end", pairing), _("End the pairing with {cadre}").format(cadre=cadre)),
            (("edit", pairing), _("Change the pairing with {cadre}").format(cadre=cadre)),
            (("hand over", pairing), _("Hand over the people of {cadre}").format(cadre=cadre)),
        ]
    title = _("Pairing of {name}").format(name=person.name)
    wanted = await screen.app.push_screen_wait(ChoiceScreen(title, offered)) if held else offered[0][0]
    match wanted:
        case ("end", PairingRow() as pairing):
            await _end(screen, pairing)
        case ("edit", PairingRow() as pairing):
            await change_pairing(screen, pairing.id)
        case ("hand over", PairingRow() as pairing):
            await open_handover(screen.app, screen.desk, pairing.cadre.id)
        case ("add", None):
            await pair_with_cadre(screen, person)


async def change_pairing(screen: SubScreen[None], pairing_id: int) -> None:
    """Change the days, the reason for the end, or the own rule of a pairing."""
    desk = screen.desk
    held = await desk.ask(pairing_row, pairing_id)
    rules = await _rules(desk)
    values = {field.name: getattr(held, field.name) for field in PAIRING_FIELDS}
    values["rule_id"] = held.rule.id if held.rule else None
    fields = [*PAIRING_FIELDS, RULE]

    async def save(typed: dict[str, Any]) -> bool:
        changed = {name: value for name, value in typed.items() if value != values[name]}
        await desk.do(edit_pairing, pairing_id, **changed)
        return True

    def make() -> Form:
        editors: dict[str, Editor] = {"rule_id": rule_editor(rules)}
        return Form(fields, values=typed_values(fields, values), editors=editors, today=desk.today)

    title = _("{cadre} and {person}").format(cadre=held.cadre.name, person=held.representative.name)
    if await screen.app.push_screen_wait(FormDialog(title, make, save)):
        tell_done(screen, _("The pairing is changed."))


async def _end(screen: SubScreen[None], pairing: PairingRow) -> None:
    desk = screen.desk
    ended = replace(ENDED_ON, required=True)

    async def save(values: dict[str, Any]) -> bool:
        await desk.do(end_pairing, pairing.id, values["ended_on"], values["end_reason"])
        return True

    def make() -> Form:
        return Form([ended, END_REASON], values={"ended_on": iso_date(desk.today())}, today=desk.today)

    title = _("End the pairing with {cadre}").format(cadre=pairing.cadre.name)
    if await screen.app.push_screen_wait(FormDialog(title, make, save)):
        tell_done(screen, _("The pairing with {cadre} is ended.").format(cadre=pairing.cadre.name))


async def _pair(screen: SubScreen[None], title: str, who: Field, lookup: Any, known: dict[str, int]) -> bool:
    desk = screen.desk
    rules = await _rules(desk)

    async def save(values: dict[str, Any]) -> int:
        return await desk.do(add_pairing, **{**values, **known})

    def make() -> Form:
        editors: dict[str, Editor] = {who.name: PeoplePicker(lookup, single=True), "rule_id": rule_editor(rules)}
        fields = [who, STARTED_ON, COUNTS_FROM, RULE]
        return Form(fields, values={"started_on": iso_date(desk.today())}, editors=editors, today=desk.today)

    if await screen.app.push_screen_wait(FormDialog(title, make, save)) is None:
        return False
    tell_done(screen, _("The pairing is made."))
    return True


async def _rules(desk: Desk) -> list[tuple[int, str]]:
    return [(view.id, view.name) for view in await desk.ask(rule_views)]
