"""The upper half of a person's card in words: who it is, why contact is due, what the person wishes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session
from textual.content import Content

from liaison.pairing.fields import STANDING_WORDS
from liaison.pairing.queries import DueRow, PairingRow, pairing_rows, standings_of
from liaison.pairing.terms import Status
from liaison.people.fields import (
    CHANNEL_WORDS,
    CONSENT_WORDS,
    PAUSE_REASON_WORDS,
    PERSON_STATUS_WORDS,
    Consent,
    PersonStatus,
    address_words,
)
from liaison.people.household_queries import HouseholdView, household_of
from liaison.people.queries import PauseRow, RepresentativeCard, representative_card
from liaison.stewardship.timeline import Entry, timeline
from liaison.text.display import printable
from liaison.text.words import _, listed, n_, p_

Line = list[str | tuple[str, str]]

STANDING_STYLES: Mapping[Status, str] = {
    Status.OK: "$text-success",
    Status.DUE_SOON: "$text-warning",
    Status.OVERDUE: "bold $text-error",
    Status.NEVER: "bold $text-error",
}


@dataclass(frozen=True)
class CardFacts:
    """Everything that a card shows, read in one moment."""

    card: RepresentativeCard
    standings: tuple[DueRow, ...]
    pairings: tuple[PairingRow, ...]
    entries: tuple[Entry, ...]
    household: HouseholdView | None

    @property
    def open_pairings(self) -> list[PairingRow]:
        """The pairings that have no end yet."""
        return [pairing for pairing in self.pairings if pairing.ended_on is None]


def card_facts(session: Session, representative_id: int, today: date) -> CardFacts:
    """Read a card.

    Raises:
        NotFoundError: when there is no such person.
    """
    return CardFacts(
        representative_card(session, representative_id),
        tuple(standings_of(session, representative_id, today)),
        tuple(pairing_rows(session, representative_id=representative_id)),
        tuple(timeline(session, representative_id)),
        household_of(session, representative_id),
    )


def who_lines(facts: CardFacts) -> Content:
    """Who it is: place in the office's lists, how to reach, where from; the name stands in the title."""
    card = facts.card
    values = card.values
    lines: list[Line] = [
        _status(card),
        [_joined(values["sector"], values["tier"], values["unit"], values["post"])],
        [_joined(values["phone"], values["email"], _wechat(values["wechat"]))],
        _labelled(_("Home town"), " ".join(part for part in (values["town"], values["village"]) if part)),
        _labelled(_("Household"), _household(facts)),
        *_addresses(card),
        _labelled(_("Remarks"), values["remarks"].replace("\n", " ")),
    ]
    return _content(lines)


def standing_lines(facts: CardFacts, today: date) -> Content:
    """What the rules say of each pairing, in one sentence each, and what the person wishes."""
    lines: list[Line] = []
    for row in facts.standings:
        style = STANDING_STYLES.get(row.standing.status, "bold")
        said = p_("after a sign", " {cadre}: {reason}").format(cadre=row.cadre.name, reason=row.reason)
        lines.append([_sign(standing_words(row), style), printable(said)])
    if not facts.standings and facts.card.status is PersonStatus.ACTIVE:
        lines.append([_sign(_("without a pairing"), "bold $text-warning"), " ", _("Nobody answers for this person.")])
    lines += [_pause(pause, facts) for pause in facts.card.pauses if _is_shown(pause, today)]
    lines += list(_consents(facts.card))
    return _content(lines)


def standing_words(row: DueRow) -> str:
    """The word for a standing, with the days that say how urgent it is."""
    held = row.standing
    if not held.days_late:
        return _(STANDING_WORDS[held.status])
    if held.status is Status.NEVER:
        late = n_("never contacted, {count} day late", "never contacted, {count} days late", held.days_late)
    else:
        late = n_("{count} day overdue", "{count} days overdue", held.days_late)
    return late.format(count=held.days_late)


def name_words(values: Mapping[str, Any]) -> str:
    """The name with its title."""
    name, honorific = values["name"], values["honorific"]
    # A Latin title stands before the name, a Chinese one behind it.
    return f"{honorific} {name}" if honorific.isascii() and honorific else f"{name} {honorific}".strip()


def _status(card: RepresentativeCard) -> Line:
    if card.status is PersonStatus.ACTIVE:
        return []
    word, since = _(PERSON_STATUS_WORDS[card.status]), card.values["status_since"]
    text = _("{status} since {day}").format(status=word, day=since) if since else word
    return [_sign(text, "bold $text-error")]


def _sign(words: str, style: str) -> tuple[str, str]:
    """A word in brackets, so that it stands out without colour."""
    return p_("a sign", "[{words}]").format(words=words), style


def _wechat(text: str) -> str:
    return _("WeChat {name}").format(name=text) if text else ""


def _household(facts: CardFacts) -> str:
    """Who else belongs to it, how its letter begins, and whose address that goes to."""
    card, household = facts.card, facts.household
    if household is None:
        return ""
    names = listed(name for _id, name in card.household_members)
    words = _("{household} with {names}").format(household=household.label, names=names) if names else household.label
    greeting = f"{_('Greeting')} {household.greeting}" if household.greeting else ""
    marked, goes_to = household.marked, ""
    if marked and marked.owner.id != card.id:
        place = address_words({**marked.values, "for_household": False})
        goes_to = _("letter to {name}: {address}").format(name=marked.owner.name, address=place)
    return _joined(words, greeting, goes_to)


def _addresses(card: RepresentativeCard) -> Iterator[Line]:
    for number, address in enumerate(card.addresses, start=1):
        label = _("Address") if len(card.addresses) == 1 else _("Address {number}").format(number=number)
        yield _labelled(label, address_words(address))


def _is_shown(pause: PauseRow, today: date) -> bool:
    return pause.from_on <= today and (pause.until is None or pause.until >= today)


def _pause(pause: PauseRow, facts: CardFacts) -> Line:
    reason = _(PAUSE_REASON_WORDS[pause.reason])
    end = pause.until.isoformat() if pause.until else _("no day set")
    cadre = next((p.cadre.name for p in facts.pairings if p.id == pause.pairing_id), "")
    if pause.pairing_id is None:
        text = _("since {start}, until {end}: {reason}").format(start=pause.from_on, end=end, reason=reason)
        return [_sign(_("paused"), "bold $text-warning"), " ", text]
    text = _("the pairing with {cadre} rests since {start}, until {end}: {reason}")
    text = text.format(cadre=printable(cadre), start=pause.from_on, end=end, reason=reason)
    return [_sign(_("snoozed"), "bold $text-warning"), " ", text]


def _consents(card: RepresentativeCard) -> Iterator[Line]:
    said = [row for row in card.consents if row.consent is not Consent.UNKNOWN]
    if not said:
        return
    parts: Line = [(_("Consent") + " ", "$text-muted")]
    for number, row in enumerate(said):
        word = f"{_(CHANNEL_WORDS[row.channel])} {_(CONSENT_WORDS[row.consent])}"
        style = "bold $text-error" if row.consent is Consent.WITHDRAWN else ""
        since = f" ({row.since})" if row.since else ""
        parts += [" · " if number else "", (("x " if row.consent is Consent.WITHDRAWN else "") + word + since, style)]
    yield parts


def _labelled(label: str, text: str) -> Line:
    return [(f"{label}  ", "$text-muted"), printable(text)] if text else []


def _joined(*parts: str) -> str:
    return printable(" · ".join(part for part in parts if part))


def _content(lines: Sequence[Line]) -> Content:
    shown = [line for line in lines if any(part if isinstance(part, str) else part[0] for part in line)]
    return Content("\n").join(Content.assemble(*line) for line in shown)
