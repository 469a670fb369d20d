"""The rows that export writes of letters, of people kept apart, and of what was given out."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from liaison.exchange.letter_records import address_places
from liaison.exchange.letter_sheets import (
    CAMPAIGN_CHOICES,
    CAMPAIGN_TEXTS,
    CAMPAIGNS,
    DISCLOSURE_PEOPLE,
    DISCLOSURES,
    EXCLUSIONS,
    KEPT_APART,
    LONG_TEXTS,
    PIECE_MEMBERS,
    PIECES,
    SENDERS,
)
from liaison.exchange.records import Values
from liaison.exchange.resolve import label
from liaison.exchange.sheets import Sheet

if TYPE_CHECKING:
    from liaison.exchange.export_rows import Exported

_Row = dict[str, Any]


def _own(row: Values, sheet: Sheet) -> _Row:
    return {column.name: row[column.name] for column in sheet.columns if column.name in row}


def _sender_rows(out: "Exported") -> Iterator[_Row]:
    for row in out.letters.senders.values():
        yield _own(row, SENDERS)


def _campaign_rows(out: "Exported") -> Iterator[_Row]:
    senders = out.letters.senders
    for row in out.letters.campaigns.values():
        sender = None if row["sender_id"] is None else senders[row["sender_id"]]["name"]
        yield {**_own(row, CAMPAIGNS), "sender": sender}


def _campaign(out: "Exported", row: Values) -> _Row:
    return {"campaign": out.letters.campaigns[row["campaign_id"]]["name"]}


def _text_rows(out: "Exported") -> Iterator[_Row]:
    for row in out.letters.texts.values():
        yield {**_own(row, CAMPAIGN_TEXTS), **_campaign(out, row)}


def _choice_rows(out: "Exported") -> Iterator[_Row]:
    for row in out.letters.choices.values():
        who = {"representative": out.people.one(row["representative_id"])}
        yield {**_own(row, CAMPAIGN_CHOICES), **_campaign(out, row), **who}


def _piece_rows(out: "Exported") -> Iterator[_Row]:
    places = address_places(out.records)
    for row in out.letters.pieces.values():
        person, place = places.get(row["address_id"], (None, None))
        yield {
            **_own(row, PIECES),
            **_campaign(out, row),
            "cadre": out.cadres.one(row["cadre_id"]),
            "address_of": out.people.one(person),
            "address_place": place,
        }


def _member_rows(out: "Exported") -> Iterator[_Row]:
    for row in out.letters.members.values():
        contact = out.contacts.get(row["visit_id"])
        where = {} if contact is None else {"contact_day": contact.day, "contact_number": contact.label}
        who = {"representative": out.people.one(row["representative_id"])}
        piece = {"piece": out.letters.pieces[row["piece_id"]]["code"]}
        yield {**_own(row, PIECE_MEMBERS), **piece, **who, **where}


def _exclusion_rows(out: "Exported") -> Iterator[_Row]:
    for row in out.letters.exclusions.values():
        who = {"representative": out.people.one(row["representative_id"])}
        yield {**_own(row, EXCLUSIONS), **_campaign(out, row), **who}


def _kept_apart_rows(out: "Exported") -> Iterator[_Row]:
    for row in out.letters.kept_apart.values():
        two = {"representative": out.people.one(row["first_id"]), "other": out.people.one(row["second_id"])}
        yield {**_own(row, KEPT_APART), **two}


def _disclosure_rows(out: "Exported") -> Iterator[_Row]:
    numbers = _disclosure_numbers(out)
    for row in out.letters.disclosures.values():
        yield {**_own(row, DISCLOSURES), "number": numbers.get(row["id"])}


def _disclosure_people_rows(out: "Exported") -> Iterator[_Row]:
    numbers = _disclosure_numbers(out)
    for row in out.letters.disclosure_people.values():
        yield {"number": numbers[row["disclosure_id"]], "representative": out.people.one(row["representative_id"])}


def _disclosure_numbers(out: "Exported") -> Mapping[int, str]:
    """What joins the disclosures that name people to those people."""
    named = dict.fromkeys(row["disclosure_id"] for row in out.letters.disclosure_people.values())
    return {row_id: label(place) for place, row_id in enumerate(sorted(named), 1)}


LETTER_ROWS: Mapping[Sheet, Callable[["Exported"], Iterator[_Row]]] = {
    SENDERS: _sender_rows,
    CAMPAIGNS: _campaign_rows,
    CAMPAIGN_TEXTS: _text_rows,
    CAMPAIGN_CHOICES: _choice_rows,
    PIECES: _piece_rows,
    PIECE_MEMBERS: _member_rows,
    EXCLUSIONS: _exclusion_rows,
    KEPT_APART: _kept_apart_rows,
    DISCLOSURES: _disclosure_rows,
    DISCLOSURE_PEOPLE: _disclosure_people_rows,
    LONG_TEXTS: lambda _out: iter(()),
}
