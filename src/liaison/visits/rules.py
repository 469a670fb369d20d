"""What makes sense of contact records and trips: pure checks, each raising a sentence with the field that is wrong."""

from collections.abc import Sequence
from datetime import date

from liaison.errors import InvalidInputError
from liaison.text.words import _
from liaison.visits.fields import ContactState


def check_visit(happened_on: date, state: ContactState, representatives: Sequence[int], today: date) -> None:
    """A contact is with somebody, and one that is done or was tried lies not in the future.

    Raises:
        InvalidInputError: otherwise.
    """
    if not representatives:
        raise InvalidInputError(_("Say with whom the contact was."), field="representatives")
    if state in {ContactState.DONE, ContactState.ATTEMPTED} and happened_on > today:
        sentence = _("{day} is in the future: a contact on that day can be planned, not done.")
        raise InvalidInputError(sentence.format(day=happened_on), field="happened_on")


def check_trip(from_on: date | None, until: date | None) -> None:
    """A trip ends after it begins.

    Raises:
        InvalidInputError: otherwise.
    """
    if from_on and until and until < from_on:
        sentence = _("A trip cannot end on {until}, before it begins on {start}.")
        raise InvalidInputError(sentence.format(until=until, start=from_on), field="until")
