"""``liaison followups``: the ledger of suggestions, requests and tasks; `followup_steps` deals with them."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli import followup_steps
from liaison.cli.context import office_of
from liaison.cli.followup_steps import Number, Numbers, report
from liaison.cli.options import DAY, Form, PageForm, Who, read_fields, with_field_options
from liaison.cli.output import Format, Page, emit, emit_json, record, say, tell
from liaison.cli.shared import add_command, group, read_day
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _, n_

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from liaison.text.fields import Field
    from liaison.visits.follow_up_queries import FollowUpCounts, LedgerRow, StepRow

_HELP = N_("Suggestions and requests: list, register, assign, answer, close, send back, extend, remind.")
_STATES = "registered|assigned|in_hand|answered|closed|returned"
_KINDS = "suggestion|request|task"


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    from liaison.visits.fields import FOLLOW_UP_FIELDS

    follow_ups = group(name="followups", help=_HELP)
    add_command(
        follow_ups,
        "list",
        list_follow_ups,
        words=N_("List the suggestions and requests that are still open, the most pressing first."),
        example="liaison followups list --person 覃淼 --all",
    )
    shown = N_("Show one suggestion or request with everything that was done about it.")
    add_command(follow_ups, "show", show, words=shown, example="liaison followups show 3 --format json")
    add_command(
        follow_ups,
        "add",
        with_field_options(add, FOLLOW_UP_FIELDS),
        words=N_("Register a suggestion or request."),
        example="liaison followups add 覃淼 --kind 建议 --text 建议开通早班渡船 --in-charge 县交通局",
    )
    add_command(
        follow_ups,
        "set",
        with_field_options(edit, FOLLOW_UP_FIELDS, without=("state",)),
        words=N_("Put right what was written down; the state follows from what is done."),
        example="liaison followups set 3 --text 建议开通早晚班渡船",
    )
    followup_steps.register(follow_ups)
    add_command(
        follow_ups,
        "delete",
        delete,
        words=N_("Delete suggestions or requests with all that was done about them."),
        example="liaison followups delete 3",
    )
    app.add_typer(follow_ups)


def list_follow_ups(
    context: typer.Context,
    person: Annotated[str | None, typer.Option(metavar=N_("WHO"), help=N_("Only those of this person."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("Those that are closed, too."))] = False,
    state: Annotated[str | None, typer.Option(metavar=_STATES, help=N_("Only in this state."))] = None,
    kind: Annotated[str | None, typer.Option(metavar=_KINDS, help=N_("Only suggestions, requests or tasks."))] = None,
    outcome: Annotated[str | None, typer.Option(metavar="A|B|C", help=N_("Only with this outcome."))] = None,
    in_charge: Annotated[str, typer.Option(help=N_("Only where the unit in charge has this in its name."))] = "",
    cadre: Annotated[
        str | None, typer.Option(metavar=N_("CADRE"), help=N_("Only those in this cadre's charge."))
    ] = None,
    overdue: Annotated[bool, typer.Option(help=N_("Only those whose day has gone by."))] = False,
    to_remind: Annotated[
        bool, typer.Option(help=N_("Only those of which whoever is in charge is to be reminded now."))
    ] = False,
    start: Annotated[str, typer.Option("--from", metavar=DAY, help=N_("Only those received from this day on."))] = "",
    until: Annotated[str, typer.Option("--to", metavar=DAY, help=N_("Only those received up to this day."))] = "",
    form: Form = Format.TABLE,
) -> None:
    """Print suggestions and requests, with how many there are in each state."""
    from liaison.people.lookup import find_cadre, find_representative
    from liaison.visits.follow_up_queries import FollowUpFilter, count_follow_ups, ledger

    office = office_of(context)
    today = office.day()
    fields = _fields()
    with office.store() as store:
        wanted = FollowUpFilter(
            state=fields["state"].read(state) if state else None,
            kind=fields["kind"].read(kind) if kind else None,
            outcome=fields["outcome"].read(outcome) if outcome else None,
            open_only=not (everything or state or outcome),
            overdue=overdue,
            to_remind=to_remind,
            in_charge=in_charge.strip(),
            cadre_id=store.read(find_cadre, cadre) if cadre else None,
            representative_id=store.read(find_representative, person) if person else None,
            since=read_day(start, today) if start else None,
            until=read_day(until, today) if until else None,
        )
        rows = store.read(ledger, wanted, today)
        counts = store.read(count_follow_ups, wanted, today)
    words = {field.name: field.show for field in fields.values() if field.choices is not None}
    emit([record(row) for row in rows], _columns(fields), form, words)
    if rows and form is Format.TABLE:
        say(_counted(counts))


def show(context: typer.Context, number: Number, form: PageForm = Page.TEXT) -> None:
    """Print one suggestion or request with its steps."""
    office = office_of(context)
    with office.store() as store:
        row, steps = store.read(_whole, number, office.day())
    if form is Page.JSON:
        emit_json({**record(row), "steps": [record(step) for step in steps]})
        return
    report([row])
    for field in _fields().values():
        value = getattr(row, field.name)
        if field.name != "kind" and value not in (None, ""):
            tell(f"  {field.label()}: {field.show(value)}")
    if row.cadre is not None:
        tell(f"  {_('Cadre in charge')}: {row.cadre.name}")
    if row.reason:
        tell(f"  {row.reason}")
    for step in steps:
        tell(f"  {_step_line(step)}")


def add(
    context: typer.Context,
    who: Who,
    typed: dict[str, str],
    cadre: Annotated[str | None, typer.Option(metavar=N_("CADRE"), help=N_("The cadre in charge."))] = None,
) -> None:
    """Register a suggestion or request."""
    from liaison.people.lookup import find_cadre, find_representative
    from liaison.visits.fields import FOLLOW_UP_FIELDS
    from liaison.visits.follow_up_queries import ledger_rows
    from liaison.visits.follow_ups import add_follow_up

    office = office_of(context)
    today = office.day()
    given = {"received_on": today.isoformat(), **typed}
    for field in FOLLOW_UP_FIELDS:
        if field.required and field.name not in given:
            sentence = _("{field}: fill this in.").format(field=f"--{field.name} ({field.label()})")
            raise InvalidInputError(sentence, field=field.name)
    values: dict[str, Any] = read_fields(FOLLOW_UP_FIELDS, given, today)
    with office.store() as store:
        if cadre:
            values["cadre_id"] = store.read(find_cadre, cadre)
        row_id = store.write(add_follow_up, representative_id=store.read(find_representative, who), **values)
        rows = store.read(ledger_rows, [row_id], today)
    say(_("Registered under number {id}.").format(id=row_id))
    report(rows)


def edit(
    context: typer.Context,
    number: Number,
    typed: dict[str, str],
    cadre: Annotated[
        str | None, typer.Option(metavar=N_("CADRE"), help=N_("The cadre in charge; an empty one: none."))
    ] = None,
) -> None:
    """Put right what was written down of a suggestion or request."""
    from liaison.people.lookup import find_cadre
    from liaison.visits.fields import FOLLOW_UP_FIELDS
    from liaison.visits.follow_up_queries import ledger_rows
    from liaison.visits.follow_ups import edit_follow_up

    office = office_of(context)
    today = office.day()
    values: dict[str, Any] = read_fields(FOLLOW_UP_FIELDS, typed, today)
    with office.store() as store:
        if cadre is not None:
            values["cadre_id"] = store.read(find_cadre, cadre) if cadre else None
        store.write(edit_follow_up, number, **values)
        report(store.read(ledger_rows, [number], today))


def delete(context: typer.Context, numbers: Numbers) -> None:
    """Delete suggestions or requests."""
    from liaison.visits.follow_ups import delete_follow_ups

    with office_of(context).store() as store:
        count = store.write(delete_follow_ups, numbers)
    done = n_("{count} follow-up deleted.", "{count} follow-ups deleted.", count).format(count=count)
    say(_("{done} “liaison undo” brings it back.").format(done=done))


def _fields() -> "dict[str, Field]":
    from liaison.visits.fields import FOLLOW_UP_FIELDS

    return {field.name: field for field in FOLLOW_UP_FIELDS}


def _whole(session: "Session", number: int, today: "date") -> "tuple[LedgerRow, list[StepRow]]":
    from liaison.visits.follow_up_queries import follow_up_steps, ledger_row

    return ledger_row(session, number, today), follow_up_steps(session, follow_up_id=number)


def _columns(fields: "dict[str, Field]") -> dict[str, str]:
    names = ("received_on", "kind", "text", "in_charge")
    said = {"id": "#", "representative": _("Representative")} | {name: fields[name].label() for name in names}
    said |= {"cadre": _("Cadre"), "due_on": fields["due_on"].label(), "days_late": _("Days late")}
    return said | {"state": fields["state"].label(), "outcome": fields["outcome"].label()}


def _counted(counts: "FollowUpCounts") -> str:
    from liaison.visits.fields import FOLLOW_UP_STATE_WORDS, OUTCOME_WORDS, FollowUpState, Outcome

    parts = [
        f"{_(FOLLOW_UP_STATE_WORDS[state])} {counts.states[state]}" for state in FollowUpState if state in counts.states
    ]
    parts += [f"{_(OUTCOME_WORDS[found])} {counts.outcomes[found]}" for found in Outcome if found in counts.outcomes]
    parts += [_("overdue {count}").format(count=counts.overdue)] if counts.overdue else []
    parts += [_("to be reminded of {count}").format(count=counts.to_remind)] if counts.to_remind else []
    total = n_("{count} in all", "{count} in all", counts.total).format(count=counts.total)
    return f"{total}: {', '.join(parts)}"


def _step_line(step: "StepRow") -> str:
    from liaison.visits.fields import FOLLOW_UP_ACTION_WORDS

    due = _("due {day}").format(day=step.due_on) if step.due_on and step.action.value in {"extend", "assign"} else ""
    parts = [step.happened_on.isoformat(), _(FOLLOW_UP_ACTION_WORDS[step.action]), due, step.note.replace("\n", " ")]
    return "  ".join(part for part in parts if part)
