"""Sending a letter that came back to another address of its people: a flow from a screen, awaited in a worker."""

from typing import Any

from liaison.errors import LiaisonError
from liaison.letters.returns import AddressOffer, address_offers, readdress
from liaison.store.tables import Named
from liaison.text.words import _
from liaison.tui.forms.modals import ChoiceScreen
from liaison.tui.subscreen import SubScreen

_CARD = 0


async def send_elsewhere(screen: SubScreen[Any], piece_id: int | None, person: Named) -> bool:
    """Offer the other addresses, and the card to add one; say whether the letter now goes elsewhere.

    Without a piece only the card is offered.
    """
    desk = screen.desk
    offers = () if piece_id is None else await desk.ask(address_offers, piece_id, desk.today())
    choices = [(offer.address_id, _offer_line(offer)) for offer in offers]
    title = _("Write to {name} elsewhere?") if choices else _("No other address of {name} is known")
    card = (_CARD, _("Open the card of {name}").format(name=person.name))
    answer = await screen.app.push_screen_wait(ChoiceScreen(title.format(name=person.name), [*choices, card]))
    if answer == _CARD:
        from liaison.tui.screens.card import CardScreen  # noqa: PLC0415 - seldom opened from here

        screen.app.push_screen(CardScreen(desk, person.id))
        return False
    if answer is None or piece_id is None:
        return False
    try:
        await desk.do(readdress, piece_id, answer, today=desk.today())
    except LiaisonError as error:
        screen.notify(error.sentence, severity="error", markup=False)
        return False
    said = _("The letter to {name} goes to the other address: print and post it again.").format(name=person.name)
    screen.app.notify(_("{done} Ctrl+Z undoes it.").format(done=said), markup=False)
    return True


def _offer_line(offer: AddressOffer) -> str:
    return f"{offer.place}  {' '.join(offer.lines)}  ({offer.owner.name})"
