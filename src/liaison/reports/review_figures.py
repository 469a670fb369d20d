"""The figures of an office's year, for one span of days: each is the number of its records."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.letters.fields import LetterKind
from liaison.letters.models import Campaign, Piece
from liaison.pairing.models import Pairing
from liaison.people.fields import PersonStatus
from liaison.people.models import Representative
from liaison.reports.contacts import Participation, cadres_of_visits, participations
from liaison.reports.document import Figure, RecordKind, Records, Unit, counted
from liaison.reports.follow_ups import raised_figure, raised_until
from liaison.reports.spans import Span
from liaison.reports.tally import Held, figures_of, judged, tally
from liaison.text.words import _
from liaison.visits.fields import (
    CONTACT_KIND_WORDS,
    FOLLOW_UP_STATE_WORDS,
    OUTCOME_WORDS,
    ContactKind,
    FollowUpKind,
    FollowUpState,
    Outcome,
)
from liaison.visits.models import Trip

PUT_AWAY = frozenset({PersonStatus.DECEASED, PersonStatus.ARCHIVED})
GROUPS = ("pairing", "contacts", "trips", "letters", "follow_ups", "coverage")
"""The groups of figures, in the order of the review."""


@dataclass(frozen=True, slots=True)
class HeldPairing:
    """A pairing as the review reads it."""

    id: int
    cadre_id: int
    person_id: int
    started_on: date
    ended_on: date | None
    status: PersonStatus
    status_since: date | None

    def holds(self, day: date) -> bool:
        """Whether it holds on a day with somebody who has not died or been archived by then."""
        gone = self.status in PUT_AWAY and (self.status_since is None or self.status_since <= day)
        return not gone and self.started_on <= day and (self.ended_on is None or day < self.ended_on)


def review_figures(session: Session, span: Span, judgeable: Sequence[Held]) -> dict[str, tuple[Figure, ...]]:
    """Every figure of a span, by group; ``judgeable`` are the pairings that held in it, others are left out."""
    held = _pairings(session)
    paired = {one.person_id for one in held if one.holds(span.until)}
    taken = participations(session, span)
    return {
        "pairing": tuple(_pairing(held, span)),
        "contacts": tuple(_contacts(session, taken, span, paired)),
        "trips": tuple(_trips(session, taken, span)),
        "letters": tuple(_letters(session, span)),
        "follow_ups": tuple(_follow_ups(session, span)),
        "coverage": figures_of("coverage", tally(judged((one for one in judgeable if one.held_in(span)), span))),
    }


def _pairings(session: Session) -> list[HeldPairing]:
    columns = (
        Pairing.id,
        Pairing.cadre_id,
        Pairing.representative_id,
        Pairing.started_on,
        Pairing.ended_on,
        Representative.status,
        Representative.status_since,
    )
    query = select(*map(col, columns)).join(Representative, col(Representative.id) == col(Pairing.representative_id))
    return [HeldPairing(*row) for row in session.execute(query.order_by(col(Pairing.id)))]


def _pairing(held: Sequence[HeldPairing], span: Span) -> Iterable[Figure]:
    now = [one for one in held if one.holds(span.until)]
    yield counted("paired.cadres", _("Cadres paired"), Unit.PEOPLE, RecordKind.CADRE, (one.cadre_id for one in now))
    people = (one.person_id for one in now)
    yield counted("paired.people", _("Representatives paired"), Unit.PEOPLE, RecordKind.PERSON, people)
    yield _of_pairings("paired.pairings", _("Pairings that hold"), now)
    started = [one for one in held if span.holds(one.started_on)]
    yield _of_pairings("paired.started", _("New pairings"), started)
    first: dict[int, date] = {}
    for one in held:
        first[one.person_id] = min(one.started_on, first.get(one.person_id, date.max))
    newcomers = (person for person, day in first.items() if span.holds(day))
    yield counted("paired.newcomers", _("Paired for the first time"), Unit.PEOPLE, RecordKind.PERSON, newcomers)
    ended = [one for one in held if one.ended_on is not None and span.holds(one.ended_on)]
    handed = handed_over(ended, held)
    yield _of_pairings("paired.handovers", _("Handed over to another cadre"), handed)
    kept = {one.id for one in handed}
    yield _of_pairings("paired.ended", _("Ended without a handover"), [one for one in ended if one.id not in kept])


def _of_pairings(key: str, label: str, held: Iterable[HeldPairing]) -> Figure:
    return counted(key, label, Unit.PAIRINGS, RecordKind.PAIRING, (one.id for one in held))


def handed_over(ended: Iterable[HeldPairing], held: Iterable[HeldPairing]) -> list[HeldPairing]:
    """Of pairings that ended, those whose person another cadre answers for from the day on which they hold no longer.

    That cadre's pairing begins on this very day; it is looked for among ``held``.
    """
    beginning: dict[tuple[int, date | None], set[int]] = defaultdict(set)
    for one in held:
        beginning[one.person_id, one.started_on].add(one.cadre_id)
    return [one for one in ended if beginning.get((one.person_id, one.ended_on), set()) - {one.cadre_id}]


def _contacts(session: Session, taken: Sequence[Participation], span: Span, paired: set[int]) -> Iterable[Figure]:
    yield from _three("contacts.all", _("All contacts"), taken, Unit.CONTACTS)
    cadres = sorted({cadre for found in cadres_of_visits(session, span).values() for cadre in found})
    yield counted("contacts.cadres", _("Cadres who took part"), Unit.PEOPLE, RecordKind.CADRE, cadres)
    with_paired = [p for p in taken if p.person_id in paired]
    yield from _three("contacts.paired", _("With those paired now"), with_paired, Unit.CONTACTS)
    for kind in ContactKind:
        unit = Unit.EVENTS if kind is ContactKind.EVENT else Unit.CONTACTS
        label = _(CONTACT_KIND_WORDS[kind])
        yield from _three(f"contacts.{kind.value}", label, [p for p in taken if p.kind is kind], unit)
        if kind is ContactKind.VISIT:
            label = _("Visits to those paired now")
            visited = [p for p in with_paired if p.kind is kind]
            yield from _three(f"contacts.{kind.value}.paired", label, visited, unit)


def _three(key: str, label: str, taken: Sequence[Participation], unit: Unit) -> Iterable[Figure]:
    yield counted(f"{key}.contacts", label, unit, RecordKind.VISIT, (p.visit_id for p in taken))
    yield counted(f"{key}.person_times", label, Unit.PERSON_TIMES, RecordKind.PARTICIPATION, (p.id for p in taken))
    yield counted(f"{key}.people", label, Unit.PEOPLE, RecordKind.PERSON, (p.person_id for p in taken))


def _trips(session: Session, taken: Sequence[Participation], span: Span) -> Iterable[Figure]:
    """Trips that began in the span; one without a day is counted where its contacts are."""
    with_contacts = {p.trip_id for p in taken if p.trip_id is not None}
    columns = (Trip.id, Trip.city, Trip.from_on)
    trips = [
        (row_id or 0, city)
        for row_id, city, day in session.execute(select(*map(col, columns)).order_by(col(Trip.from_on), col(Trip.id)))
        if (span.holds(day) if day is not None else row_id in with_contacts)
    ]
    ids = tuple(row_id for row_id, _city in trips)
    yield counted("trips.trips", _("Trips"), Unit.TRIPS, RecordKind.TRIP, ids)
    cities = {city for _id, city in trips if city}
    visited = tuple(row_id for row_id, city in trips if city)
    yield Figure("trips.cities", _("Cities on trips"), Unit.CITIES, len(cities), Records(RecordKind.TRIP, visited))
    on_trips = [p for p in taken if p.trip_id in set(ids)]
    yield from _three("trips.contacts", _("Contacts on trips"), on_trips, Unit.CONTACTS)


def _letters(session: Session, span: Span) -> Iterable[Figure]:
    for name, label, column in (
        ("posted", _("Letters posted"), Piece.posted_on),
        ("delivered", _("Letters delivered"), Piece.delivered_on),
        ("returned", _("Letters returned"), Piece.returned_on),
        ("acknowledged", _("Letters acknowledged"), Piece.acknowledged_on),
    ):
        query = select(col(Piece.id)).where(col(column).between(span.since, span.until)).order_by(col(Piece.id))
        ids = (row_id for row_id in session.scalars(query) if row_id)
        yield counted(f"letters.{name}", label, Unit.LETTERS, RecordKind.PIECE, ids)
    posted = select(col(Piece.campaign_id)).where(col(Piece.posted_on).between(span.since, span.until))
    issues = (
        select(col(Campaign.id))
        .where(col(Campaign.kind) == LetterKind.NEWSLETTER, col(Campaign.id).in_(posted))
        .order_by(col(Campaign.id))
    )
    found = (row_id for row_id in session.scalars(issues) if row_id)
    yield counted("letters.issues", _("Issues of the newsletter"), Unit.ISSUES, RecordKind.CAMPAIGN, found)


def _follow_ups(session: Session, span: Span) -> Iterable[Figure]:
    raised = raised_until(session, span.until, span.since)
    for kind, label in ((FollowUpKind.SUGGESTION, _("Suggestions")), (FollowUpKind.REQUEST, _("Requests"))):
        key = f"follow_ups.{kind.value}"
        yield raised_figure(f"{key}.received", _("{what} received").format(what=label), kind, raised)
        for state in FollowUpState:
            words = _("{what}: {state}").format(what=label, state=_(FOLLOW_UP_STATE_WORDS[state]))
            yield raised_figure(f"{key}.{state.value}", words, kind, (one for one in raised if one.state is state))
        for outcome in Outcome:
            words = _("{what}: {state}").format(what=label, state=_(OUTCOME_WORDS[outcome]))
            reached = (one for one in raised if one.outcome is outcome)
            yield raised_figure(f"{key}.{outcome.value}", words, kind, reached)
