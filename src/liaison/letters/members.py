"""From rows to what the accounts of a campaign need: everybody of a segment, in a few questions for however many."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from liaison.letters.addresses import AddressFacts, missing_parts
from liaison.letters.fields import Choice, LetterChannel, Zone
from liaison.letters.models import Campaign, CampaignChoice
from liaison.letters.recipients import Accounts, AddressOption, Member, Terms, account_for
from liaison.letters.schedule import ZoneDays, too_late, zone_of
from liaison.letters.settings import LetterSettings, letter_settings
from liaison.pairing.queries import cadres_of
from liaison.people.fields import Channel, Consent, PauseReason
from liaison.people.models import Address, Cadre, ChannelConsent, Household, Pause, Representative
from liaison.segments.language import parse_query
from liaison.segments.queries import segment_ids
from liaison.store.settings import NAME_ORDER, read_setting
from liaison.store.tables import Named

CHUNK = 500
_PLACES = ("country", "region", "city", "district", "lines", "postcode", "recipient")
_STATES = ("season_from", "season_until", "returned_on", "for_household")


@dataclass(frozen=True)
class PersonFacts:
    """What is written to and about a person in a letter."""

    id: int
    name: str
    honorific: str
    salutation: str
    town: str
    village: str
    unit: str
    post: str
    household: int | None


@dataclass(frozen=True)
class HandChoice:
    """What was decided by hand for one person."""

    choice: Choice | None
    channel: LetterChannel | None
    note: str


@dataclass(frozen=True)
class Audience:
    """Everybody of a campaign's segment with all that is known of them, and the accounts of who gets what.

    ``order`` is the office's order of names; ``cadres`` are by person, ``phones`` by cadre; greetings and sizes by
    household.
    """

    order: tuple[int, ...]
    members: Mapping[int, Member]
    people: Mapping[int, PersonFacts]
    cadres: Mapping[int, Named]
    phones: Mapping[int, str]
    choices: Mapping[int, HandChoice]
    greetings: Mapping[int, str]
    household_sizes: Mapping[int, int]
    schedule: Mapping[Zone, ZoneDays]
    settings: LetterSettings
    accounts: Accounts


def audience(session: Session, campaign: Campaign, today: date) -> Audience:
    """The audience of a campaign as the records are today."""
    settings = letter_settings(session)
    choices = _choices(session, campaign.key)
    segment = segment_ids(session, parse_query(campaign.segment), today)
    within = set(segment)
    added = [person for person, made in choices.items() if made.choice is Choice.INCLUDE and person not in within]
    order = _in_name_order(session, segment, added)
    loaded = _load(session, order, today)
    members = {
        person: replace(member, in_segment=person in within, **_by_hand(choices.get(person)))
        for person, member in loaded.members.items()
    }
    days = settings.schedule(campaign.arrive_by)
    late = frozenset(zone for zone in days if too_late(zone, days, today))
    terms = Terms(
        arrive_by=campaign.arrive_by,
        festive=campaign.festival is not None,
        channel=campaign.channel,
        zone=lambda facts: zone_of(facts, settings.home),
        late=late,
    )
    accounts = account_for([members[person] for person in order], terms, loaded.by_household)
    return Audience(
        order=tuple(order),
        members=members,
        people=loaded.people,
        cadres=loaded.cadres,
        phones=_phones(session),
        choices=choices,
        greetings=loaded.greetings,
        household_sizes=loaded.household_sizes,
        schedule=days,
        settings=settings,
        accounts=accounts,
    )


def addresses_of(session: Session, people: Iterable[int]) -> dict[int, list[AddressOption]]:
    """The addresses of some people, in the order in which they were entered."""
    found: dict[int, list[AddressOption]] = defaultdict(list)
    columns = [getattr(Address, name) for name in ("id", "representative_id", *_PLACES, *_STATES)]
    for part in _chunks(people):
        query = select(*columns).where(col(Address.representative_id).in_(part)).order_by(col(Address.id))
        for row in session.execute(query).mappings():
            facts = AddressFacts(**{name: row[name] for name in _PLACES})
            option = AddressOption(
                id=row["id"],
                owner=row["representative_id"],
                facts=facts,
                complete=not missing_parts(facts),
                **{name: row[name] for name in _STATES},
            )
            found[option.owner].append(option)
    return found


def names_of(session: Session, people: Iterable[int]) -> dict[int, str]:
    """The names of some representatives; who does not exist is not among them."""
    found: dict[int, str] = {}
    for part in _chunks(people):
        query = select(col(Representative.id), col(Representative.name)).where(col(Representative.id).in_(part))
        found.update({row_id or 0: name for row_id, name in session.execute(query)})
    return found


@dataclass(frozen=True)
class _Loaded:
    members: dict[int, Member]
    people: dict[int, PersonFacts]
    cadres: dict[int, Named]
    greetings: dict[int, str]
    household_sizes: dict[int, int]
    by_household: dict[int, list[AddressOption]]


def _load(session: Session, order: Sequence[int], today: date) -> _Loaded:
    rows = _people(session, order)
    households = sorted({row["household_id"] for row in rows.values() if row["household_id"] is not None})
    living = _living_together(session, households)
    own = addresses_of(session, {*order, *living})
    by_household: dict[int, list[AddressOption]] = defaultdict(list)
    for person, household in living.items():
        by_household[household].extend(own.get(person, ()))
    for options in by_household.values():
        options.sort(key=lambda each: each.id)
    sizes = Counter(living.values())
    withdrawn, quiet = _withdrawn(session, order), _asked_for_quiet(session, order, today)
    cadres = {person: named[0] for person, named in cadres_of(session, order, today).items()}
    members = {
        person: Member(
            id=person,
            language=row["language"],
            status=row["status"],
            no_festive_until=row["no_festive_until"],
            withdrawn=frozenset(withdrawn.get(person, ())),
            quiet=person in quiet,
            household=row["household_id"],
            addresses=tuple(own.get(person, ())),
            cadre=cadres[person].id if person in cadres else None,
            reachable=bool(row["phone"] or row["wechat"]),
        )
        for person, row in rows.items()
    }
    people = {
        person: PersonFacts(
            *(person, row["name"], row["honorific"], row["salutation"], row["town"], row["village"]),
            *(row["unit"], row["post"], row["household_id"]),
        )
        for person, row in rows.items()
    }
    return _Loaded(members, people, cadres, _greetings(session, households), sizes, by_household)


def _people(session: Session, people: Sequence[int]) -> dict[int, Any]:
    texts = ("name", "honorific", "salutation", "town", "village", "unit", "post", "phone", "wechat")
    names = ("id", *texts, "language", "status", "no_festive_until", "household_id")
    columns = [getattr(Representative, name) for name in names]
    found: dict[int, Any] = {}
    for part in _chunks(people):
        for row in session.execute(select(*columns).where(col(Representative.id).in_(part))).mappings():
            found[row["id"]] = row
    return {person: found[person] for person in people if person in found}


def _choices(session: Session, campaign_id: int) -> dict[int, HandChoice]:
    query = select(
        col(CampaignChoice.representative_id),
        col(CampaignChoice.choice),
        col(CampaignChoice.channel),
        col(CampaignChoice.note),
    ).where(col(CampaignChoice.campaign_id) == campaign_id)
    return {row[0]: HandChoice(row[1], row[2], row[3]) for row in session.execute(query)}


def _by_hand(made: HandChoice | None) -> dict[str, Any]:
    return {} if made is None else {"choice": made.choice, "channel": made.channel}


def _in_name_order(session: Session, segment: Sequence[int], added: Sequence[int]) -> list[int]:
    """The segment, in the office's order of names, with those added by hand in their places."""
    if not added:
        return list(segment)
    strokes = read_setting(session, NAME_ORDER) == "strokes"
    key = col(Representative.sort_strokes if strokes else Representative.sort_pinyin)
    keys: dict[int, tuple[str, int]] = {}
    for part in _chunks([*segment, *added]):
        query = select(col(Representative.id), key).where(col(Representative.id).in_(part))
        keys.update({row_id or 0: (word, row_id or 0) for row_id, word in session.execute(query)})
    return sorted(keys, key=keys.__getitem__)


def _living_together(session: Session, households: Sequence[int]) -> dict[int, int]:
    """The household of everybody who belongs to one of some households."""
    found: dict[int, int] = {}
    for part in _chunks(households):
        query = select(col(Representative.id), col(Representative.household_id))
        rows = session.execute(query.where(col(Representative.household_id).in_(part)))
        found.update({person: household for person, household in rows if person and household})
    return found


def _greetings(session: Session, households: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in _chunks(households):
        query = select(col(Household.id), col(Household.greeting)).where(col(Household.id).in_(part))
        found.update({row_id: greeting for row_id, greeting in session.execute(query) if row_id and greeting})
    return found


def _phones(session: Session) -> dict[int, str]:
    query = select(col(Cadre.id), col(Cadre.phone))
    return {cadre or 0: phone for cadre, phone in session.execute(query)}


def _withdrawn(session: Session, people: Sequence[int]) -> dict[int, list[Channel]]:
    found: dict[int, list[Channel]] = defaultdict(list)
    for part in _chunks(people):
        query = select(col(ChannelConsent.representative_id), col(ChannelConsent.channel)).where(
            col(ChannelConsent.representative_id).in_(part), col(ChannelConsent.consent) == Consent.WITHDRAWN
        )
        for person, channel in session.execute(query):
            found[person].append(channel)
    return found


def _asked_for_quiet(session: Session, people: Sequence[int], today: date) -> set[int]:
    """Those who asked for quiet, and whose pause lasts today; a snooze of one pairing does not count."""
    query = select(col(Pause.representative_id)).where(
        col(Pause.pairing_id).is_(None),
        col(Pause.reason) == PauseReason.ASKED_FOR_QUIET,
        col(Pause.from_on) <= today,
        or_(col(Pause.until).is_(None), col(Pause.until) >= today),
    )
    return set(session.scalars(query)) & set(people)


def _chunks(items: Iterable[int]) -> Iterator[list[int]]:
    ordered = list(items)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))
