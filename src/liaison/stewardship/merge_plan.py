"""What merging two records would do, before it is done: field by field, what moves, and what is settled."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from liaison.errors import InvalidInputError
from liaison.letters.models import Campaign, CampaignChoice, PieceMember
from liaison.pairing.models import ContactRuleRow, Pairing
from liaison.people.fields import ADDRESS_FIELDS, CHANNEL_WORDS, PERSON_STATUS_WORDS, Channel, Consent, PersonStatus
from liaison.people.models import Address, Cadre, ChannelConsent, Pause
from liaison.people.queries import RepresentativeCard, representative_card
from liaison.stewardship.merge_pairings import overlapping
from liaison.stewardship.merge_rules import ADDRESS, Side, choosable, default_side, later, settled_status, sides
from liaison.stewardship.models import DisclosurePerson
from liaison.store.tables import Named
from liaison.text.dates import show_day
from liaison.text.words import N_, _, listed, n_
from liaison.visits.models import FollowUp, VisitRepresentative


@dataclass(frozen=True)
class FieldChoice:
    """One field of both records as it is shown, whose value can win, and whose does unless somebody chooses."""

    name: str
    label: str
    stays: str
    goes: str
    sides: tuple[Side, ...]
    default: Side

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return self.stays != self.goes


@dataclass(frozen=True)
class MergePlan:
    """What merging would do: ``settled`` says in sentences what is not chosen.

    ``counts`` tells of each kind of record, by its word, how many the one that stays has, and how many the one that
    goes; kinds of which neither has any are left out.
    """

    stays: Named
    goes: Named
    fields: tuple[FieldChoice, ...]
    counts: Mapping[str, tuple[int, int]]
    settled: tuple[str, ...]

    @property
    def moves(self) -> Mapping[str, int]:
        """How many records of each kind move."""
        return {word: theirs for word, (_ours, theirs) in self.counts.items() if theirs}


_COUNTED: Mapping[str, type[Any]] = {
    N_("pairings"): Pairing,
    N_("contact records"): VisitRepresentative,
    N_("suggestions and requests"): FollowUp,
    N_("letters"): PieceMember,
    N_("addresses"): Address,
    N_("consents"): ChannelConsent,
    N_("pauses"): Pause,
    N_("choices for letters"): CampaignChoice,
    N_("disclosures"): DisclosurePerson,
}


def merge_plan(session: Session, stays: int, goes: int) -> MergePlan:
    """What merging the record ``goes`` into the record ``stays`` would do; nothing is changed.

    Raises:
        NotFoundError: when one of them is not in the store.
    """
    one, other = representative_card(session, stays), representative_card(session, goes)
    return MergePlan(
        Named(one.id, one.name),
        Named(other.id, other.name),
        tuple(_fields(session, one, other)),
        {word: held for word, held in _counts(session, stays, goes).items() if any(held)},
        tuple(_settled(session, one, other)),
    )


def likely_to_stay(session: Session, first: int, second: int) -> tuple[int, int]:
    """Of two records, the one with more that is tied to it, then the older one, and the other."""
    held = _counts(session, first, second).values()
    more = sum(theirs for _ours, theirs in held) > sum(ours for ours, _theirs in held)
    return (second, first) if more else (first, second)


def winners(fields: tuple[FieldChoice, ...], choices: Mapping[str, Side]) -> dict[str, Side]:
    """Whose value wins, field by field: as chosen, else by default.

    Raises:
        InvalidInputError: when there is no such field, or its values cannot stand side by side.
    """
    offered = {field.name: field for field in fields}
    for name, side in choices.items():
        if name not in offered:
            sentence = _("“{name}” is not a field that is chosen. Choose among: {names}.")
            raise InvalidInputError(sentence.format(name=name, names=listed(offered)), field="value")
        if side not in offered[name].sides:
            sentence = _("{field}: the values cannot stand side by side; choose a or b.")
            raise InvalidInputError(sentence.format(field=offered[name].label), field="value")
    return {field.name: choices.get(field.name, field.default) for field in fields}


def _fields(session: Session, one: RepresentativeCard, other: RepresentativeCard) -> Iterator[FieldChoice]:
    for choice in choosable():
        ours, theirs = ([card.values[column] for column in choice.columns] for card in (one, other))
        yield FieldChoice(
            choice.name,
            choice.label(),
            choice.shown(one.values),
            choice.shown(other.values),
            sides(choice.name, ours[0], theirs[0]),
            default_side(choice.name, ours, theirs),
        )
    yield _plain("household", _("Household"), one.household, other.household)
    yield _plain("rule", _("Contact rule"), _rule(session, one.rule_id), _rule(session, other.rule_id))
    yield _first_address(one, other)


def _plain(name: str, label: str, ours: str, theirs: str) -> FieldChoice:
    default = Side.GOES if theirs and not ours else Side.STAYS
    return FieldChoice(name, label, ours, theirs, (Side.STAYS, Side.GOES), default)


def _first_address(one: RepresentativeCard, other: RepresentativeCard) -> FieldChoice:
    """Whose first address stays the first: that of the record that stays, unless mail came back from it alone."""
    ours, theirs = (card.addresses[0] if card.addresses else None for card in (one, other))
    came_back = ours is not None and theirs is not None and ours["returned_on"] and not theirs["returned_on"]
    default = Side.GOES if theirs is not None and (ours is None or came_back) else Side.STAYS
    shown = (_address(ours), _address(theirs))
    return FieldChoice(ADDRESS, _("First address"), *shown, (Side.STAYS, Side.GOES), default)


def _address(values: Mapping[str, Any] | None) -> str:
    shown = [field.show(values.get(field.name)) for field in ADDRESS_FIELDS] if values else []
    return " ".join(" ".join(part.split("\n")) for part in shown if part)


def _rule(session: Session, rule_id: int | None) -> str:
    rule = session.get(ContactRuleRow, rule_id) if rule_id is not None else None
    return rule.name if rule is not None else ""


def _counts(session: Session, one: int, other: int) -> dict[str, tuple[int, int]]:
    return {word: (_count(session, model, one), _count(session, model, other)) for word, model in _COUNTED.items()}


def _count(session: Session, model: type[Any], person: int) -> int:
    return session.scalar(select(func.count()).where(col(model.representative_id) == person)) or 0


def _settled(session: Session, one: RepresentativeCard, other: RepresentativeCard) -> Iterator[str]:
    """In sentences, what is settled without a choice."""
    yield from _of_status(one, other)
    yield from _of_consents(one, other)
    for joined in overlapping(session, one.id, other.id):
        if len({row.representative_id for row in joined.rows}) > 1:
            cadre = session.get_one(Cadre, joined.rows[0].cadre_id).name
            until = show_day(joined.ended_on) if joined.ended_on else "…"
            sentence = _("The pairings with {cadre} overlap and become one, from {start} to {end}.")
            yield sentence.format(cadre=cadre, start=show_day(joined.started_on), end=until)
    both = _shared(session, VisitRepresentative, "visit_id", one.id, other.id)
    if both:
        sentence = n_(
            "{count} contact record names both and names the person once then.",
            "{count} contact records name both and name the person once then.",
            len(both),
        )
        yield sentence.format(count=len(both))
    for campaign in sorted(_shared(session, PieceMember, "campaign_id", one.id, other.id)):
        sentence = _("Both have a letter of “{campaign}”: both letters are kept.")
        yield sentence.format(campaign=session.get_one(Campaign, campaign).name)


def _of_status(one: RepresentativeCard, other: RepresentativeCard) -> Iterator[str]:
    held = [(card.status, card.values["status_since"]) for card in (one, other)]
    status, since = settled_status(held[0], held[1])
    if held[0] != held[1]:
        sentence = _("Status: {status} since {day}.") if since else _("Status: {status}.")
        yield sentence.format(status=_(PERSON_STATUS_WORDS[status]), day=show_day(since) if since else "")
    if len({status for status, _since in held}) > 1 and status is not PersonStatus.ACTIVE:
        yield _("What is planned is cancelled.")
    quiet = [card.values["no_festive_until"] for card in (one, other)]
    if quiet[0] != quiet[1]:
        day: date | None = later(quiet[0], quiet[1])
        yield _("No festive letters until {day}.").format(day=show_day(day) if day else "")


def _of_consents(one: RepresentativeCard, other: RepresentativeCard) -> Iterator[str]:
    withdrawn = Counter(
        row.channel for card in (one, other) for row in card.consents if row.consent is Consent.WITHDRAWN
    )
    for channel in Channel:
        if withdrawn[channel] == 1:
            yield _("{channel}: the consent stays withdrawn.").format(channel=_(CHANNEL_WORDS[channel]))


def _shared(session: Session, model: type[Any], column: str, one: int, other: int) -> set[int]:
    """The values of a column that rows of both have."""
    held = [
        set(session.scalars(select(col(getattr(model, column))).where(col(model.representative_id) == person)))
        for person in (one, other)
    ]
    return held[0] & held[1]
