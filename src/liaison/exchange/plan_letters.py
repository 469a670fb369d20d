"""Planning letters, who is kept apart, and what was given out: each row is a record known by what can be there once."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from liaison.errors import InvalidInputError
from liaison.exchange.draft import Draft, differences, repeats
from liaison.exchange.letter_records import LetterRecords, address_places, read_letters
from liaison.exchange.letter_sheets import (
    CAMPAIGN_CHOICES,
    CAMPAIGN_TEXTS,
    CAMPAIGNS,
    DISCLOSURE_PEOPLE,
    DISCLOSURES,
    EXCLUSIONS,
    KEPT_APART,
    LETTER_SHEETS,
    PIECE_MEMBERS,
    PIECES,
    SENDERS,
)
from liaison.exchange.plan_follow_ups import visit_meant
from liaison.exchange.plan_visits import Contacts
from liaison.exchange.planned import Planned, Verdict
from liaison.exchange.records import Rows, Values, visits_of
from liaison.exchange.resolve import Names, named, only
from liaison.exchange.sheets import Sheet
from liaison.letters.models import (
    Campaign,
    CampaignChoice,
    CampaignExclusion,
    CampaignText,
    Piece,
    PieceMember,
    Sender,
)
from liaison.people.models import Address
from liaison.stewardship.models import Disclosure, DisclosurePerson, KeptApart
from liaison.store.tables import Record
from liaison.text.words import _

_Links = Mapping[str, Callable[[Planned], int | None]]
"""What a row points to: for each column of the table how its id is found; None where the row does not say."""


@dataclass(frozen=True)
class _Table:
    """A sheet with its table: ``key`` are the columns of the table that tell its records apart."""

    sheet: Sheet
    model: type[Record]
    held: Rows
    key: tuple[str, ...]
    links: _Links
    own: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Further columns of which no two records hold the same, besides the key."""


def plan_letters(draft: Draft, contacts: Contacts) -> None:
    """All that the file says of letters, of people kept apart, and of what was given out."""
    if not any(draft.rows(sheet) for sheet in LETTER_SHEETS):
        return
    held = read_letters(draft.session)
    senders, campaigns, pieces = Names(), Names(), Names()
    _take_all(draft, _senders(held), senders)
    _take_all(draft, _campaigns(held, senders), campaigns)
    _take_all(draft, _of_campaign(draft, CAMPAIGN_TEXTS, CampaignText, held.texts, campaigns, ("language",)))
    _take_all(draft, _of_campaign(draft, CAMPAIGN_CHOICES, CampaignChoice, held.choices, campaigns))
    _take_all(draft, _pieces(draft, held, campaigns), pieces)
    _take_all(draft, _members(draft, held, pieces, contacts))
    _take_all(draft, _of_campaign(draft, EXCLUSIONS, CampaignExclusion, held.exclusions, campaigns))
    _take_all(draft, _kept_apart(draft, held))
    _plan_disclosures(draft, held)


def _own(sheet: Sheet, model: type[Record]) -> tuple[str, ...]:
    columns = set(model.model_fields)
    return tuple(column.name for column in sheet.columns if column.name in columns)


def _senders(held: LetterRecords) -> _Table:
    return _Table(SENDERS, Sender, held.senders, ("name",), {}, _own(SENDERS, Sender))


def _campaigns(held: LetterRecords, senders: Names) -> _Table:
    links: _Links = {"sender_id": lambda planned: named(planned, CAMPAIGNS.column("sender"), senders)}
    return _Table(CAMPAIGNS, Campaign, held.campaigns, ("name",), links, _own(CAMPAIGNS, Campaign))


def _campaign_link(sheet: Sheet, campaigns: Names) -> Callable[[Planned], int | None]:
    return lambda planned: named(planned, sheet.column("campaign"), campaigns)


def _person_link(draft: Draft, sheet: Sheet, name: str = "representative") -> Callable[[Planned], int | None]:
    return lambda planned: only(planned, sheet.column(name), draft.people)


def _of_campaign(
    draft: Draft, sheet: Sheet, model: type[Record], held: Rows, campaigns: Names, key: tuple[str, ...] = ()
) -> _Table:
    links: dict[str, Callable[[Planned], int | None]] = {"campaign_id": _campaign_link(sheet, campaigns)}
    if not key:
        links["representative_id"] = _person_link(draft, sheet)
        key = ("representative_id",)
    return _Table(sheet, model, held, ("campaign_id", *key), links, _own(sheet, model))


def _pieces(draft: Draft, held: LetterRecords, campaigns: Names) -> _Table:
    places = {(person, place): row_id for row_id, (person, place) in address_places(draft.held).items()}
    known = Counter(person for person, _place in places)
    for row in draft.plan.inserts.get(Address, ()):
        known[row["representative_id"]] += 1
        places[row["representative_id"], known[row["representative_id"]]] = row["id"]

    def address(planned: Planned) -> int | None:
        person = only(planned, PIECES.column("address_of"), draft.people)
        return None if person is None else places.get((person, planned.row.values.get("address_place", 1)))

    links: _Links = {
        "campaign_id": _campaign_link(PIECES, campaigns),
        "cadre_id": lambda planned: only(planned, PIECES.column("cadre"), draft.cadres),
        "address_id": address,
    }
    also = ("campaign_id", "position")
    return _Table(PIECES, Piece, held.pieces, ("code",), links, _own(PIECES, Piece), also)


def _members(draft: Draft, held: LetterRecords, pieces: Names, contacts: Contacts) -> _Table:
    sheet = PIECE_MEMBERS
    people = _person_link(draft, sheet)
    asked = [people(planned) for planned in draft.rows(sheet) if not planned.rejected]
    days = visits_of(draft.session, sorted({person for person in asked if person is not None}))
    of_piece = {row_id: row["campaign_id"] for row_id, row in held.pieces.items()}
    of_piece |= {row["id"]: row["campaign_id"] for row in draft.plan.inserts.get(Piece, ())}

    def piece(planned: Planned) -> int | None:
        return named(planned, sheet.column("piece"), pieces)

    def visit(planned: Planned) -> int | None:
        person = None if planned.rejected else people(planned)
        return None if person is None else visit_meant(planned, person, contacts, days)

    links: _Links = {
        "piece_id": piece,
        "campaign_id": lambda planned: of_piece.get(piece(planned) or 0),
        "representative_id": people,
        "visit_id": visit,
    }
    return _Table(sheet, PieceMember, held.members, ("piece_id", "representative_id"), links, _own(sheet, PieceMember))


def _kept_apart(draft: Draft, held: LetterRecords) -> _Table:
    first, second = _person_link(draft, KEPT_APART), _person_link(draft, KEPT_APART, "other")

    def two(planned: Planned) -> list[int]:
        both = [first(planned), second(planned)]
        if None not in both and both[0] == both[1]:
            planned.reject(KEPT_APART.column("other"), _("Nobody is kept apart from themselves: name two people."))
            return []
        return sorted(person for person in both if person is not None)

    links: _Links = {
        "first_id": lambda planned: next(iter(two(planned)), None),
        "second_id": lambda planned: next(iter(two(planned)[1:]), None),
    }
    own = _own(KEPT_APART, KeptApart)
    return _Table(KEPT_APART, KeptApart, held.kept_apart, ("first_id", "second_id"), links, own)


def _take_all(draft: Draft, table: _Table, names: Names | None = None) -> None:
    """Plan the rows of a table; the first column of its key is what other rows call its records by, as ``names``."""
    known: dict[Hashable, Values] = {_key(table, row): row for row in table.held.values()}
    if names is not None:
        for row in table.held.values():
            names.add(row[table.key[0]], row["id"])
    seen: dict[Hashable, Planned] = {}
    taken = {tuple(row[name] for name in table.also): _key(table, row) for row in table.held.values()}
    for planned in draft.rows(table.sheet):
        ids = {} if planned.rejected else _linked(planned, table.links)
        given = planned.row.values
        values = {name: given[name] for name in table.own if name in given}
        whole = {**values, **ids}
        if planned.rejected or any(whole.get(name) is None for name in table.key):
            if names is not None and isinstance(given.get(table.key[0]), str):
                names.add_rejected(given[table.key[0]], planned)
            continue
        key = _key(table, whole)
        if key in seen:
            repeats(draft, planned, seen[key], _("This stands in row {row} already."))
            continue
        if table.also and not _is_free(planned, table, key, whole, taken):
            if names is not None:
                names.add_rejected(str(key[0]), planned)
            continue
        seen[key] = planned
        row_id = _take_in(draft, planned, table, known.get(key), values, ids)
        if names is not None:
            names.add(key[0], row_id)


def _key(table: _Table, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in table.key)


def _is_free(
    planned: Planned, table: _Table, key: tuple[Any, ...], whole: Mapping[str, Any], taken: dict[tuple[Any, ...], Any]
) -> bool:
    """Whether no other record holds what may stand only once; what the row holds is taken from now on."""
    also = tuple(whole[name] for name in table.also)
    if taken.setdefault(also, key) == key:
        return True
    planned.reject(table.sheet.column(table.also[-1]), _("Another record has this already."))
    return False


def _linked(planned: Planned, links: _Links) -> dict[str, int]:
    """The ids that a row points to; those that it does not say are left out."""
    found: dict[str, int] = {}
    for column, find in links.items():
        try:
            row_id = find(planned)
        except InvalidInputError as error:
            planned.reject(planned.row.sheet.column(planned.row.sheet.marked), error.sentence)
            continue
        if planned.rejected:
            return {}
        if row_id is not None:
            found[column] = row_id
    return found


def _take_in(
    draft: Draft,
    planned: Planned,
    table: _Table,
    held: Values | None,
    values: Mapping[str, Any],
    ids: Mapping[str, int],
) -> int:
    if held is None:
        planned.verdict = Verdict.NEW
        return draft.new(table.model, {**values, **ids})
    changed: dict[str, Any] = differences(planned, held, values)
    changed |= {column: row_id for column, row_id in ids.items() if held[column] != row_id}
    if changed:
        planned.verdict = Verdict.CHANGED
    draft.edit(table.model, held["id"], changed)
    return int(held["id"])


_SAID = ("given_on", "what", "form", "scope", "fields", "people", "everybody", "recipient", "purpose")
_LEFT_EMPTY: Mapping[str, Any] = {"people": 0, "everybody": False}


def _plan_disclosures(draft: Draft, held: LetterRecords) -> None:
    """What was given out: equal rows, with the same people, are as many disclosures."""
    named_in: dict[int, list[int]] = {}
    for row in held.disclosure_people.values():
        named_in.setdefault(row["disclosure_id"], []).append(row["representative_id"])
    pool = Counter(_disclosure_key(row, named_in.get(row["id"], ())) for row in held.disclosures.values())
    people = _people_given(draft)
    for planned in draft.rows(DISCLOSURES):
        rows = people.pop(planned.row.values.get("number", ""), [])
        if planned.rejected:
            _reject_all(rows, _("What was given out cannot be taken in."))
            continue
        values = {name: planned.row.values[name] for name in _SAID if name in planned.row.values}
        key = _disclosure_key(values, [person for _row, person in rows])
        if pool[key]:
            pool[key] -= 1
            continue
        planned.verdict = Verdict.NEW
        disclosure = draft.new(Disclosure, values)
        for person_row, person in rows:
            person_row.verdict = Verdict.NEW
            draft.new(DisclosurePerson, {"disclosure_id": disclosure, "representative_id": person})
    for rows in people.values():
        _reject_all(rows, _("There is no row with this number in the sheet 提供记录."))


def _people_given(draft: Draft) -> dict[str, list[tuple[Planned, int]]]:
    """The rows of people who were given out, by the number of the disclosure."""
    people: dict[str, list[tuple[Planned, int]]] = {}
    for planned in draft.rows(DISCLOSURE_PEOPLE):
        person = only(planned, DISCLOSURE_PEOPLE.column("representative"), draft.people)
        if not planned.rejected and person is not None:
            people.setdefault(planned.row.values["number"], []).append((planned, person))
    return people


def _reject_all(rows: Sequence[tuple[Planned, int]], sentence: str) -> None:
    for row, _person in rows:
        row.reject(DISCLOSURE_PEOPLE.column("number"), sentence)


def _disclosure_key(values: Mapping[str, Any], people: Any) -> tuple[Any, ...]:
    return (*(values.get(name) or _LEFT_EMPTY.get(name, "") for name in _SAID), frozenset(people))
