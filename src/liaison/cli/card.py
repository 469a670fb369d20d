"""``liaison people show``: everything that is kept about one representative."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import Office, office_of
from liaison.cli.due import due_record
from liaison.cli.options import PageForm, Purpose, Recipient, Who
from liaison.cli.output import Page, emit_json, record, tell
from liaison.cli.shared import add_command
from liaison.text.words import N_, _, listed

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.pairing.queries import DueRow
    from liaison.people.queries import RepresentativeCard
    from liaison.stewardship.timeline import Entry

_FIRST = ("name", "number")


def register(people: typer.Typer) -> None:
    """Add the command to the group of representatives."""
    add_command(
        people,
        "show",
        show,
        words=N_("Show a representative: the card, why contact is due, the timeline."),
        example="liaison people show 覃淼 -o 覃淼.pdf",
    )


def show(
    context: typer.Context,
    who: Who,
    last: Annotated[int, typer.Option(min=0, help=N_("How many lines of the timeline."))] = 20,
    form: PageForm = Page.TEXT,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=N_("FILE"),
            help=N_(
                "A sheet for before a call: .pdf, .docx or another ending of reports. It is recorded as given out."
            ),
        ),
    ] = None,
    recipient: Recipient = "",
    purpose: Purpose = "",
) -> None:
    """Print a card, or write a sheet to take along."""
    office = office_of(context)
    if output is not None:
        _sheet(office, who, output, recipient, purpose)
        return
    with office.store() as store:
        card, standings, entries, rule = store.read(_everything, who, office.day())
    if form is Page.JSON:
        emit_json(_as_data(card, standings, entries, rule))
        return
    tell("\n".join(_as_text(card, standings, entries[:last], rule)))


def _sheet(office: Office, who: str, output: Path, recipient: str, purpose: str) -> None:
    from liaison.cli.reports import give_report
    from liaison.people.lookup import find_representative
    from liaison.reports.calls import person_sheet

    today = office.day()
    give_report(
        office,
        lambda session: person_sheet(session, find_representative(session, who), today),
        output,
        recipient,
        purpose,
    )


def _everything(
    session: "Session", who: str, day: date
) -> "tuple[RepresentativeCard, list[DueRow], list[Entry], str | None]":
    from liaison.pairing.queries import standings_of
    from liaison.pairing.rulebook import rule_views
    from liaison.people.lookup import find_representative
    from liaison.people.queries import representative_card
    from liaison.stewardship.timeline import timeline

    row_id = find_representative(session, who)
    card = representative_card(session, row_id)
    rule = next((view.name for view in rule_views(session) if view.id == card.rule_id), None)
    return card, standings_of(session, row_id, day), timeline(session, row_id), rule


def _as_data(
    card: "RepresentativeCard", standings: "list[DueRow]", entries: "list[Entry]", rule: str | None
) -> dict[str, Any]:
    from liaison.people.fields import REPRESENTATIVE_FIELDS

    return {
        "id": card.id,
        **{field.name: card.values[field.name] for field in REPRESENTATIVE_FIELDS},
        "rule": rule,
        "household": card.household,
        "household_greeting": card.household_greeting,
        "household_members": [{"id": row_id, "name": name} for row_id, name in card.household_members],
        "addresses": list(card.addresses),
        "consents": [record(row) for row in card.consents],
        "pauses": [record(row) for row in card.pauses],
        "pairings": [due_record(row) for row in standings],
        "timeline": [record(entry) for entry in entries],
    }


def _as_text(
    card: "RepresentativeCard", standings: "list[DueRow]", entries: "list[Entry]", rule: str | None
) -> Iterator[str]:
    from liaison.people.fields import REPRESENTATIVE_FIELDS

    number = card.values["number"]
    yield f"{card.name}  #{card.id}" + (f"  {number}" if number else "")
    for field in REPRESENTATIVE_FIELDS:
        text = field.show(card.values[field.name])
        if text and field.name not in _FIRST:
            yield f"  {field.label()}: {_flat(text)}"
    if rule:
        yield f"  {_('Contact rule')}: {rule}"
    if card.household:
        members = listed(name for _id, name in card.household_members)
        words = _("{household} ({members})") if members else "{household}"
        yield f"  {_('Household')}: {words.format(household=card.household, members=members)}"
    if card.household_greeting:
        yield f"  {_('Greeting')}: {card.household_greeting}"
    yield from _addresses(card)
    yield from _consents(card)
    yield ""
    yield _("Pairings")
    if not standings:
        yield "  " + _("No cadre answers for this person.")
    for row in standings:
        yield f"  {row.cadre.name}: {row.reason}"
    yield ""
    yield _("Timeline")
    for entry in entries:
        yield f"  {entry.day}  {_flat(entry.text)}"


def _addresses(card: "RepresentativeCard") -> Iterator[str]:
    from liaison.people.fields import ADDRESS_FIELDS, FOR_HOUSEHOLD

    for address in card.addresses:
        parts = [_flat(field.show(address[field.name])) for field in ADDRESS_FIELDS]
        parts += [f"({FOR_HOUSEHOLD.label()})"] if address["for_household"] else []
        yield f"  {_('Address')}: " + " ".join(part for part in parts if part)


def _consents(card: "RepresentativeCard") -> Iterator[str]:
    from liaison.people.fields import CHANNEL_WORDS, CONSENT_WORDS

    for row in card.consents:
        since = f" {row.since}" if row.since else ""
        yield f"  {_(CHANNEL_WORDS[row.channel])}: {_(CONSENT_WORDS[row.consent])}{since}"


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))
