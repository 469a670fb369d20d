"""What ``liaison followups`` does about suggestions and requests: assign, answer, close, send back, extend, remind."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import DAY
from liaison.cli.output import say, tell
from liaison.cli.shared import add_command, read_day
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from liaison.visits.follow_up_queries import LedgerRow

Number = Annotated[int, typer.Argument(metavar=N_("ID"), help=N_("The number of the follow-up, as listed."))]
Numbers = Annotated[list[int], typer.Argument(metavar=N_("ID…"), help=N_("The numbers of the follow-ups, as listed."))]
On = Annotated[str, typer.Option("--on", metavar=DAY, help=N_("The day on which it was done; today unless given."))]
Note = Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("What else is to be known."))]
Reason = Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("Why."))]


def register(follow_ups: typer.Typer) -> None:
    """Add the commands to their group."""
    for name, command, words, example in (
        ("assign", assign, N_("Put a unit or a cadre in charge."), "assign 3 4 --to 县交通局 --note 请月底前答复"),
        ("start", start, N_("Note that work on it has begun."), "start 3"),
        ("answer", answer, N_("Note what was answered."), "answer 3 --text 已增开早班渡船"),
        (
            "close",
            close,
            N_("Close it with its outcome: A solved, B partly solved or planned, C kept for reference."),
            "close 3 --outcome A",
        ),
        ("return", send_back, N_("Send it back to whoever raised it."), "return 3 --reason 不属于本县职权范围"),
        ("extend", extend, N_("Move the day by which it is due on."), "extend 3 --until 2027-01-15 --reason 需会商"),
        (
            "remind",
            remind,
            N_("Note that whoever is in charge was reminded; with --due, of all that are to be reminded of now."),
            "remind --due",
        ),
        ("reopen", reopen, N_("Take up again what was answered, closed or sent back."), "reopen 3"),
    ):
        add_command(follow_ups, name, command, words=words, example=f"liaison followups {example}")


def assign(
    context: typer.Context,
    numbers: Numbers,
    to: Annotated[str, typer.Option("--to", metavar=N_("TEXT"), help=N_("The unit in charge."))] = "",
    cadre: Annotated[str | None, typer.Option(metavar=N_("CADRE"), help=N_("The cadre in charge."))] = None,
    note: Note = "",
    on: On = "",
) -> None:
    """Put somebody in charge."""
    from liaison.people.lookup import find_cadre
    from liaison.visits.follow_ups import assign_follow_ups

    values: dict[str, Any] = {"in_charge": _read("in_charge", to), "note": _read_note(note)}
    if cadre:
        with office_of(context).store() as store:
            values["cadre_id"] = store.read(find_cadre, cadre)
    _do(context, assign_follow_ups, numbers, on, values)


def start(context: typer.Context, number: Number, note: Note = "", on: On = "") -> None:
    """Note that work has begun."""
    from liaison.visits.follow_ups import take_in_hand

    _do(context, take_in_hand, number, on, {"note": _read_note(note)})


def answer(
    context: typer.Context,
    number: Number,
    text: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("What was answered."))] = "",
    on: On = "",
) -> None:
    """Note an answer."""
    from liaison.visits.follow_ups import answer_follow_up

    _do(context, answer_follow_up, number, on, {"answer": _read("answer", text)})


def close(
    context: typer.Context,
    number: Number,
    outcome: Annotated[str, typer.Option(metavar="A|B|C", help=N_("What became of it; a task has no outcome."))] = "",
    text: Annotated[
        str, typer.Option("--answer", metavar=N_("TEXT"), help=N_("What was answered, if not noted yet."))
    ] = "",
    note: Note = "",
    on: On = "",
) -> None:
    """Close with an outcome."""
    from liaison.visits.follow_ups import close_follow_up

    values = {"outcome": _read("outcome", outcome), "answer": _read("answer", text), "note": _read_note(note)}
    _do(context, close_follow_up, number, on, values)


def send_back(context: typer.Context, number: Number, reason: Reason = "", on: On = "") -> None:
    """Send back to whoever raised it."""
    from liaison.visits.follow_ups import send_back as send_it_back

    _do(context, send_it_back, number, on, {"note": _read_note(reason)})


def extend(
    context: typer.Context,
    number: Number,
    until: Annotated[str, typer.Option("--until", metavar=DAY, help=N_("The new day, later than the old one."))],
    reason: Reason = "",
    on: On = "",
) -> None:
    """Move the due day on."""
    from liaison.visits.follow_ups import extend_follow_up

    due_on = read_day(until, office_of(context).day(), future=True)
    _do(context, extend_follow_up, number, on, {"due_on": due_on, "note": _read_note(reason)})


def remind(
    context: typer.Context,
    numbers: Annotated[
        list[int] | None, typer.Argument(metavar=N_("ID…"), help=N_("The numbers of the follow-ups, as listed."))
    ] = None,
    due: Annotated[
        bool, typer.Option("--due", help=N_("All of which whoever is in charge is to be reminded now."))
    ] = False,
    note: Note = "",
    on: On = "",
) -> None:
    """Note a reminder."""
    from liaison.visits.follow_up_queries import FollowUpFilter, follow_up_ids
    from liaison.visits.follow_ups import remind_of_follow_ups

    office = office_of(context)
    wanted = list(numbers or [])
    if due:
        with office.store() as store:
            wanted += store.read(follow_up_ids, FollowUpFilter(to_remind=True), office.day())
        if not wanted:
            say(_("Nobody is to be reminded now."))
            return
    if not wanted:
        raise InvalidInputError(_("Say of which: their numbers, or --due."), field="numbers")
    _do(context, remind_of_follow_ups, wanted, on, {"note": _read_note(note)})


def reopen(context: typer.Context, number: Number, note: Note = "", on: On = "") -> None:
    """Take up again."""
    from liaison.visits.follow_ups import reopen_follow_up

    _do(context, reopen_follow_up, number, on, {"note": _read_note(note)})


def report(rows: "Iterable[LedgerRow]") -> None:
    """Print follow-ups as they are stored now, each on a line."""
    from liaison.visits.fields import FOLLOW_UP_KIND_WORDS, FOLLOW_UP_STATE_WORDS, OUTCOME_WORDS

    for row in rows:
        who = " ".join(part for part in (row.in_charge, row.cadre.name if row.cadre else "") if part)
        parts = [
            f"#{row.id}  {row.received_on}  {row.representative.name}",
            _(FOLLOW_UP_KIND_WORDS[row.kind]),
            _(FOLLOW_UP_STATE_WORDS[row.state]),
            _(OUTCOME_WORDS[row.outcome]) if row.outcome else "",
            who,
            _("due {day}").format(day=row.due_on) if row.due_on else "",
            " ".join(row.text.split()),
        ]
        tell(" · ".join(part for part in parts if part))


def _do(context: typer.Context, deed: Callable[..., Any], which: int | list[int], on: str, values: Any) -> None:
    from liaison.visits.follow_up_queries import ledger_rows

    office = office_of(context)
    today = office.day()
    day: date = read_day(on, today) if on else today
    with office.store() as store:
        store.write(deed, which, on=day, today=today, **values)
        report(store.read(ledger_rows, [which] if isinstance(which, int) else which, today))


def _read(name: str, typed: str) -> Any:
    from liaison.visits.fields import FOLLOW_UP_FIELDS

    return next(field for field in FOLLOW_UP_FIELDS if field.name == name).read(typed)


def _read_note(typed: str) -> str:
    from liaison.text.fields import many_lines

    return many_lines()(typed)
