"""``liaison pair``: who answers for whom, from when until when."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli import handover, suggest
from liaison.cli.context import office_of
from liaison.cli.options import DAY, Form, Who
from liaison.cli.output import Format, emit, record, say
from liaison.cli.shared import add_command, group, read_day
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.pairing.queries import PairingRow

CadreGiven = Annotated[str, typer.Argument(metavar=N_("CADRE"), help=N_("The cadre: a name or a number."))]
CadreNamed = Annotated[
    str | None, typer.Option(metavar=N_("CADRE"), help=N_("With which cadre, where several are paired."))
]
Rule = Annotated[str | None, typer.Option(help=N_("The contact rule named for this pairing; an empty one: none."))]
CountsFrom = Annotated[
    str | None, typer.Option(metavar=DAY, help=N_("The rule reckons from this day on, if it is after the start."))
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    pairs = group(name="pair", help=N_("Pairings: add, end, list, hand over, suggest."))
    add_command(
        pairs,
        "add",
        add,
        words=N_("Let a cadre answer for a representative."),
        example="liaison pair add 单小明 覃淼 --from 2026-01-05",
    )
    add_command(
        pairs,
        "end",
        end,
        words=N_("End a pairing: it holds up to, but not including, the day given."),
        example="liaison pair end 覃淼 --on 2026-11-30 --reason 工作调整",
    )
    add_command(
        pairs,
        "edit",
        edit,
        words=N_("Change the rule of a pairing, its first day, or the day from which the rule reckons."),
        example="liaison pair edit 覃淼 --rule 海外乡贤",
    )
    add_command(
        pairs,
        "list",
        list_pairings,
        words=N_("List the pairings that hold today, or all there ever were."),
        example="liaison pair list --cadre 单小明 --all",
    )
    add_command(
        pairs,
        "snooze",
        snooze,
        words=N_("Put one pairing off for at most 60 days."),
        example="liaison pair snooze 覃淼 --until 2026-12-15",
    )
    handover.register(pairs)
    suggest.register(pairs)
    app.add_typer(pairs)


def add(
    context: typer.Context,
    cadre: CadreGiven,
    who: Who,
    start: Annotated[str, typer.Option("--from", metavar=DAY, help=N_("The first day; today without it."))] = "",
    counts_from: CountsFrom = None,
    rule: Rule = None,
) -> None:
    """Pair two people."""
    from liaison.pairing.service import add_pairing
    from liaison.people.lookup import find_cadre, find_representative

    office = office_of(context)
    today = office.day()
    with office.store() as store:
        row_id = store.write(
            add_pairing,
            cadre_id=store.read(find_cadre, cadre),
            representative_id=store.read(find_representative, who),
            started_on=_day(start, today) or today,
            counts_from=_day(counts_from, today),
            rule_id=store.read(_rule_id, rule),
        )
        _say_due(store.read(_pairing, row_id), store.read(due_day, row_id, today))


def end(
    context: typer.Context,
    who: Who,
    on: Annotated[str, typer.Option(metavar=DAY, help=N_("The first day on which it no longer holds."))],
    cadre: CadreNamed = None,
    reason: Annotated[str, typer.Option(help=N_("Why it ended."))] = "",
) -> None:
    """End a pairing."""
    from liaison.pairing.service import end_pairing
    from liaison.text.fields import one_line

    office = office_of(context)
    day = read_day(on, office.day())
    with office.store() as store:
        row = store.read(_open, who, cadre)
        store.write(end_pairing, row.id, day, one_line()(reason))
    sentence = _("{cadre} answers for {person} no longer from {day} on.")
    say(sentence.format(cadre=row.cadre.name, person=row.representative.name, day=day))


def edit(
    context: typer.Context,
    who: Who,
    cadre: CadreNamed = None,
    start: Annotated[str | None, typer.Option("--from", metavar=DAY, help=N_("The first day."))] = None,
    counts_from: CountsFrom = None,
    rule: Rule = None,
) -> None:
    """Change a pairing."""
    from liaison.pairing.service import edit_pairing

    office = office_of(context)
    today = office.day()
    values: dict[str, Any] = {}
    if start:
        values["started_on"] = read_day(start, today)
    if counts_from is not None:
        values["counts_from"] = _day(counts_from, today)
    with office.store() as store:
        row = store.read(_open, who, cadre)
        if rule is not None:
            values["rule_id"] = store.read(_rule_id, rule)
        store.write(edit_pairing, row.id, **values)
        _say_due(store.read(_pairing, row.id), store.read(due_day, row.id, today))


def list_pairings(
    context: typer.Context,
    cadre: Annotated[str | None, typer.Option(metavar=N_("CADRE"), help=N_("Only those of this cadre."))] = None,
    person: Annotated[str | None, typer.Option(metavar=N_("WHO"), help=N_("Only those of this person."))] = None,
    on: Annotated[str | None, typer.Option(metavar=DAY, help=N_("Those that hold on this day."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("Those that ended or are to come, too."))] = False,
    form: Form = Format.TABLE,
) -> None:
    """Print pairings."""
    from liaison.pairing.queries import pairing_rows
    from liaison.people.lookup import find_cadre, find_representative

    office = office_of(context)
    today = office.day()
    with office.store() as store:
        rows = store.read(
            pairing_rows,
            cadre_id=store.read(find_cadre, cadre) if cadre else None,
            representative_id=store.read(find_representative, person) if person else None,
            on=None if everything else _day(on, today) or today,
        )
    emit([record(row) for row in rows], _columns(), form)


def snooze(
    context: typer.Context,
    who: Who,
    until: Annotated[str, typer.Option(metavar=DAY, help=N_("The last day of the snooze."))],
    cadre: CadreNamed = None,
) -> None:
    """Put one pairing off."""
    from liaison.pairing.service import pause

    office = office_of(context)
    today = office.day()
    day = read_day(until, today, future=True)
    with office.store() as store:
        row = store.read(_open, who, cadre)
        person = row.representative.id
        store.write(pause, representative_id=person, pairing_id=row.id, from_on=today, until=day, today=today)
        _say_due(row, store.read(due_day, row.id, today))


def due_day(session: "Session", pairing_id: int, today: date) -> date | None:
    """The day on which contact is due for a pairing, as the rule says today."""
    from liaison.pairing.queries import due_rows

    return due_rows(session, [pairing_id], today)[0].standing.due_on


def _say_due(row: "PairingRow", due_on: date | None) -> None:
    names = {"cadre": row.cadre.name, "person": row.representative.name}
    if due_on is None:
        say(_("{cadre} – {person}: nothing becomes due.").format(**names))
    else:
        say(_("{cadre} – {person}: the next contact is due by {day}.").format(day=due_on, **names))


def _open(session: "Session", who: str, cadre: str | None) -> "PairingRow":
    from liaison.pairing.queries import open_pairing
    from liaison.people.lookup import find_cadre, find_representative

    return open_pairing(session, find_representative(session, who), find_cadre(session, cadre) if cadre else None)


def _pairing(session: "Session", pairing_id: int) -> "PairingRow":
    from liaison.pairing.queries import pairing_row

    return pairing_row(session, pairing_id)


def _rule_id(session: "Session", name: str | None) -> int | None:
    from liaison.pairing.rulebook import find_rule

    return find_rule(session, name).id if name else None


def _day(typed: str | None, today: date) -> date | None:
    return read_day(typed, today) if typed else None


def _columns() -> dict[str, str]:
    return {
        "id": "#",
        "cadre": _("Cadre"),
        "representative": _("Representative"),
        "started_on": _("From"),
        "counts_from": _("Counts from"),
        "ended_on": _("Until"),
        "end_reason": _("Reason"),
        "rule": _("Contact rule"),
    }
