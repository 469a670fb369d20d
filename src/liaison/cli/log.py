"""``liaison log``: record a contact."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import DAY
from liaison.cli.output import say, tell
from liaison.cli.shared import add_command, read_day
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _, listed

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.pairing.queries import DueRow
    from liaison.visits.queries import VisitRow

KINDS = "visit|meeting|call|message|event|letter"
STATES = "planned|done|attempted|cancelled"
DIRECTIONS = "outgoing|incoming"


def register(app: typer.Typer) -> None:
    """Add the command."""
    add_command(
        app,
        "log",
        log,
        words=N_("Record a contact with one or several people; the paired cadre is taken unless --cadre says who."),
        example="liaison log 走访 覃淼 --on 昨天 --place 澜港镇 --text 了解企业复工情况 --request 希望协调用地",
    )


def log(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar=N_("KIND"), help=N_("How: 走访, 座谈, 电话, 消息, 活动, 书信 or the code."))
    ],
    who: Annotated[
        list[str], typer.Argument(metavar=N_("WHO"), help=N_("With whom: names, numbers, pinyin or '#id'."))
    ],
    cadre: Annotated[
        list[str] | None, typer.Option(metavar=N_("CADRE"), help=N_("Who of the cadres took part; may be repeated."))
    ] = None,
    no_cadre: Annotated[bool, typer.Option("--no-cadre", help=N_("No cadre took part."))] = False,
    on: Annotated[str, typer.Option(metavar=DAY, help=N_("The day; today without it."))] = "",
    text: Annotated[str, typer.Option(help=N_("What it was about."))] = "",
    place: Annotated[str, typer.Option(help=N_("Where."))] = "",
    state: Annotated[str, typer.Option(metavar=STATES, help=N_("Whether it happened."))] = "done",
    direction: Annotated[str, typer.Option(metavar=DIRECTIONS, help=N_("From us or from them."))] = "outgoing",
    trip: Annotated[str | None, typer.Option(help=N_("The trip that it was part of, by name."))] = None,
    suggestion: Annotated[list[str] | None, typer.Option(help=N_("A suggestion that came up."))] = None,
    request: Annotated[list[str] | None, typer.Option(help=N_("A request that came up."))] = None,
) -> None:
    """Record a contact and say what is due now."""
    from liaison.visits.queries import visit_row
    from liaison.visits.service import log_contact

    office = office_of(context)
    today = office.day()
    typed = {"kind": kind, "state": state, "direction": direction, "place": place, "summary": text}
    values = visit_values({**typed, "happened_on": on or today.isoformat()}, today)
    with office.store() as store:
        people, staff, trip_id = store.read(_participants, who, cadre or [], trip)
        if not (cadre or no_cadre):
            staff = store.read(paired_cadre, people, values["happened_on"])
        visit_id = store.write(
            log_contact,
            **values,
            representatives=people,
            cadres=staff,
            trip_id=trip_id,
            follow_ups=_follow_ups(people, suggestion or [], request or [], min(values["happened_on"], today)),
            today=today,
        )
        row = store.read(visit_row, visit_id)
        standings = [due for person in people for due in store.read(_standings, person, today)]
    report(row, standings)


def visit_values(typed: dict[str, str], today: date) -> dict[str, Any]:
    """The values of a contact record from what was typed; the day of a planned one is the next of its kind.

    Raises:
        InvalidInputError: naming the field that is wrong.
    """
    from liaison.cli.options import read_fields
    from liaison.visits.fields import VISIT_FIELDS, ContactState

    rest = {name: text for name, text in typed.items() if name != "happened_on"}
    values = read_fields(VISIT_FIELDS, rest, today)
    if "happened_on" in typed:
        planned = values.get("state") is ContactState.PLANNED
        values["happened_on"] = read_day(typed["happened_on"], today, future=planned)
    return values


def paired_cadre(session: "Session", people: Sequence[int], day: date) -> list[int]:
    """The one cadre who answers for all of these people on a day; nobody when none of them is paired.

    Raises:
        InvalidInputError: when several cadres do, since it cannot be told which of them took part.
    """
    from liaison.pairing.queries import pairing_rows

    cadres = {row.cadre for person in people for row in pairing_rows(session, representative_id=person, on=day)}
    if len(cadres) > 1:
        names = listed(sorted(cadre.name for cadre in cadres))
        sentence = _("{cadres} answer for these people. Say who took part: --cadre NAME, or --no-cadre.")
        raise InvalidInputError(sentence.format(cadres=names), field="cadre")
    return [cadre.id for cadre in cadres]


def trip_id_of(session: "Session", name: str | None) -> int | None:
    """The id of a trip by its name; none for none.

    Raises:
        NotFoundError: when there is no such trip.
    """
    from liaison.visits.queries import find_trip

    return find_trip(session, name) if name else None


def report(row: "VisitRow", standings: "Sequence[DueRow]") -> None:
    """Print a contact record as it is stored, and what is due now."""
    from liaison.cli.handover import contact_line

    people = listed(person.name for person in row.representatives)
    tell(f"#{row.id}  {row.happened_on}  {people}  {contact_line(row)}")
    for due in standings:
        names = {"cadre": due.cadre.name, "person": due.representative.name}
        if due.standing.due_on is None:
            tell("  " + _("{cadre} – {person}: nothing becomes due.").format(**names))
        else:
            sentence = _("{cadre} – {person}: the next contact is due by {day}.")
            tell("  " + sentence.format(day=due.standing.due_on, **names))
    if not row.cadres:
        say(_("No cadre is noted with this contact."))


def _participants(
    session: "Session", who: Sequence[str], cadres: Sequence[str], trip: str | None
) -> tuple[list[int], list[int], int | None]:
    from liaison.people.lookup import find_cadres_named, find_representatives_named

    return find_representatives_named(session, who), find_cadres_named(session, cadres), trip_id_of(session, trip)


def _standings(session: "Session", person: int, today: date) -> "list[DueRow]":
    from liaison.pairing.queries import standings_of

    return standings_of(session, person, today)


def _follow_ups(
    people: Sequence[int], suggestions: Sequence[str], requests: Sequence[str], day: date
) -> list[dict[str, Any]]:
    """What came up, as follow-ups of the person.

    Raises:
        InvalidInputError: when several people took part, so that it cannot be told whose it is.
    """
    from liaison.visits.fields import FOLLOW_UP_FIELDS, FollowUpKind

    texts = next(field for field in FOLLOW_UP_FIELDS if field.name == "text")
    said = [(FollowUpKind.SUGGESTION, text) for text in suggestions]
    said += [(FollowUpKind.REQUEST, text) for text in requests]
    if said and len(people) > 1:
        sentence = _(
            "Several people took part: add what came up with “liaison followups add”, for the one who said it."
        )
        raise InvalidInputError(sentence, field="suggestion")
    return [
        {"representative_id": people[0], "kind": kind, "text": texts.read(text), "received_on": day}
        for kind, text in said
    ]
