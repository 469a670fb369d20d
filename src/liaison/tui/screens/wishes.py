"""What a person wishes, and what became of the person: no contact, pauses, consents, archived or deceased.

Each function is a flow from a card, awaited in a worker: it asks, does the deed, and says what was done.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from liaison.pairing.service import edit_pause, pause, remove_pause, resume
from liaison.people.fields import (
    CHANNEL_WORDS,
    CONSENT_WORDS,
    PAUSE_FIELDS,
    PERSON_STATUS_WORDS,
    Channel,
    Consent,
    PauseReason,
    PersonStatus,
)
from liaison.people.queries import ConsentRow, PauseRow
from liaison.people.rules import SNOOZE_LIMIT_DAYS
from liaison.stewardship.no_contact import set_consent, set_no_contact
from liaison.stewardship.status import change_status
from liaison.store.tables import Named
from liaison.text.fields import Field, choice, code_choices, code_word, day, iso_date, one_line
from liaison.text.words import N_, _, n_
from liaison.tui.forms.day_input import DayInput
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import ChoiceScreen
from liaison.tui.screens.card_done import do_or_say, tell_done
from liaison.tui.screens.card_head import CardFacts
from liaison.tui.screens.record_form import typed_values
from liaison.tui.subscreen import SubScreen

_SINCE = Field("since", "起日", lambda: _("Since"), day, iso_date, required=True, is_day=True)
_CHANNEL = Field(
    "channel",
    "渠道",
    lambda: _("Only by"),
    lambda typed: choice(Channel, CHANNEL_WORDS)(typed) if typed else None,
    code_word(CHANNEL_WORDS),
    choices=code_choices(Channel, CHANNEL_WORDS),
    hint=lambda: _("Choose a channel if only that one is not wanted; without it, no contact at all."),
)
_CONSENT = Field(
    "consent",
    "意愿",
    lambda: _("Consent"),
    choice(Consent, CONSENT_WORDS),
    code_word(CONSENT_WORDS),
    required=True,
    choices=code_choices(Consent, CONSENT_WORDS),
)
_SAID_ON = Field("since", "起日", lambda: _("Since"), day, iso_date, is_day=True)
_SOURCE = Field(
    "source", "来源", lambda: _("Source"), one_line(), hint=lambda: _("How it was said: by telephone, by letter…")
)
_STATUS_TITLES: Mapping[PersonStatus, str] = {
    PersonStatus.ACTIVE: N_("Make active again"),
    PersonStatus.ARCHIVED: N_("Archive the record"),
    PersonStatus.DECEASED: N_("Note that the person died"),
}


async def stop_contact(screen: SubScreen[None], person: Named) -> None:
    """Note that a person asks not to be contacted; what was planned is cancelled, and the user is told how much."""
    desk = screen.desk

    async def save(values: dict[str, Any]) -> tuple[Channel | None, int]:
        cancelled = await desk.do(set_no_contact, person.id, today=desk.today(), **values)
        return values["channel"], cancelled

    remark = _("{name} is taken off due lists and suggestions at once, and what is planned is cancelled.")
    answer = await screen.app.push_screen_wait(
        FormDialog(
            _("No more contact"),
            lambda: Form([_SINCE, _CHANNEL], values={"since": iso_date(desk.today())}, today=desk.today),
            save,
            remark=remark.format(name=person.name),
        )
    )
    if answer is None:
        return
    channel, cancelled = answer
    sentence = _("{name}: no more contact by {channel}.") if channel else _("{name}: no more contact.")
    said = sentence.format(name=person.name, channel=_(CHANNEL_WORDS[channel]) if channel else "")
    if cancelled:
        plans = n_("{count} planned contact is cancelled.", "{count} planned contacts are cancelled.", cancelled)
        said += " " + plans.format(count=cancelled)
    tell_done(screen, said)


async def manage_pauses(screen: SubScreen[None], person: Named, facts: CardFacts) -> None:
    """Pause contact with a person, let one pairing rest, or go on again."""
    today = screen.desk.today()
    offered: list[tuple[int | str, str]] = [("person", _("Pause all contact with {name}").format(name=person.name))]
    for pairing in facts.open_pairings:
        words = _("Let only the pairing with {cadre} rest, at most {days} days")
        offered.append((pairing.id, words.format(cadre=pairing.cadre.name, days=SNOOZE_LIMIT_DAYS)))
    if any(row.from_on <= today and (row.until is None or row.until >= today) for row in facts.card.pauses):
        offered.append(("resume", _("Go on with contact from today")))
    wanted = offered[0][0] if len(offered) == 1 else None
    if wanted is None:
        wanted = await screen.app.push_screen_wait(ChoiceScreen(_("Pause"), offered))
    if wanted == "resume":
        said = _("Contact with {name} goes on.").format(name=person.name)
        await do_or_say(screen, said, resume, person.id, on=today, today=today)
    elif wanted is not None:
        await _add_pause(screen, person, wanted if isinstance(wanted, int) else None)


async def _add_pause(screen: SubScreen[None], person: Named, pairing_id: int | None) -> None:
    desk = screen.desk
    today = desk.today()
    until = None if pairing_id is None else today + timedelta(days=14)
    typed = {"from_on": iso_date(today), "until": iso_date(until), "reason": PauseReason.OTHER.value}

    async def save(values: dict[str, Any]) -> int:
        return await desk.do(pause, representative_id=person.id, pairing_id=pairing_id, today=today, **values)

    title = _("Pause contact with {name}") if pairing_id is None else _("Let the pairing with {name} rest")
    remark = (
        _("Nobody is reminded while the pause lasts. Without a last day it lasts until you end it.")
        if pairing_id is None
        else _("The pairing is not overdue until the last day, at most {days} days on.").format(days=SNOOZE_LIMIT_DAYS)
    )
    dialog = FormDialog(title.format(name=person.name), lambda: _pause_form(typed, desk.today), save, remark=remark)
    if await screen.app.push_screen_wait(dialog) is not None:
        tell_done(screen, _("Contact with {name} is paused.").format(name=person.name))


async def change_pause(screen: SubScreen[None], held: PauseRow) -> None:
    """Change or remove a pause."""
    options = [("edit", _("Change the pause")), ("remove", _("Remove the pause: it was entered by mistake"))]
    wanted = await screen.app.push_screen_wait(ChoiceScreen(_("Pause"), options))
    if wanted == "remove":
        await do_or_say(screen, _("The pause is removed."), remove_pause, held.id)
    elif wanted == "edit":
        desk = screen.desk
        typed = typed_values(PAUSE_FIELDS, {"from_on": held.from_on, "until": held.until, "reason": held.reason})

        async def save(values: dict[str, Any]) -> bool:
            await desk.do(edit_pause, held.id, today=desk.today(), **values)
            return True

        if await screen.app.push_screen_wait(
            FormDialog(_("Change the pause"), lambda: _pause_form(typed, desk.today), save)
        ):
            tell_done(screen, _("The pause is changed."))


async def manage_consents(screen: SubScreen[None], person: Named, held: Sequence[ConsentRow]) -> None:
    """Note what a person said about one channel."""
    said = {row.channel: row for row in held}
    offered = [
        (channel, f"{_(word)}: {_(CONSENT_WORDS[said[channel].consent if channel in said else Consent.UNKNOWN])}")
        for channel, word in CHANNEL_WORDS.items()
    ]
    channel = await screen.app.push_screen_wait(ChoiceScreen(_("Consent of {name}").format(name=person.name), offered))
    if channel is None:
        return
    desk = screen.desk
    row = said.get(channel) or ConsentRow(channel, Consent.GIVEN, desk.today(), "")
    typed = {"consent": row.consent.value, "since": iso_date(row.since), "source": row.source}

    async def save(values: dict[str, Any]) -> bool:
        await desk.do(set_consent, person.id, channel, values["consent"], values["since"], values["source"])
        return True

    title = f"{_('Consent')}: {_(CHANNEL_WORDS[channel])}"
    dialog = FormDialog(title, lambda: Form([_CONSENT, _SAID_ON, _SOURCE], values=typed, today=desk.today), save)
    if await screen.app.push_screen_wait(dialog):
        tell_done(screen, _("The consent of {name} is noted.").format(name=person.name))


async def manage_status(screen: SubScreen[None], person: Named, now: PersonStatus) -> None:
    """Archive a record, note a death, or make a record active again."""
    offered = [(status, _(words)) for status, words in _STATUS_TITLES.items() if status is not now]
    title = f"{person.name}: {_(PERSON_STATUS_WORDS[now])}"
    wanted = await screen.app.push_screen_wait(ChoiceScreen(title, offered))
    if wanted is None:
        return
    desk = screen.desk

    async def save(values: dict[str, Any]) -> bool:
        since: date = values["since"]
        await desk.do(change_status, person.id, wanted, since=since, today=desk.today())
        return True

    make = lambda: Form([_SINCE], values={"since": iso_date(desk.today())}, today=desk.today)  # noqa: E731 - as above
    if await screen.app.push_screen_wait(FormDialog(_(_STATUS_TITLES[wanted]), make, save)):
        sentence = _("{name} is now: {status}.").format(name=person.name, status=_(PERSON_STATUS_WORDS[wanted]))
        tell_done(screen, sentence)


def _pause_form(typed: Mapping[str, str], today: Any) -> Form:
    return Form(PAUSE_FIELDS, values=typed, editors={"until": DayInput(today, future=True)}, today=today)
