"""``liaison people duplicates``, ``merge`` and ``apart``: the same person twice, joined or known to be two."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form, PageForm, Who
from liaison.cli.output import Format, Page, emit, emit_json, say, tell
from liaison.cli.shared import add_command
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _, n_

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.stewardship.duplicates import DuplicatePair
    from liaison.stewardship.merge_plan import MergePlan
    from liaison.stewardship.merge_rules import Side

Into = Annotated[
    str, typer.Argument(metavar=N_("INTO"), help=N_("The record that stays: a name, a number, pinyin or '#id'."))
]
Values = Annotated[
    list[str] | None,
    typer.Option(
        metavar=N_("FIELD=a|b|both"),
        help=N_("Whose value wins: a of the record that stays, b of the one that goes, both of phone and remarks."),
    ),
]


def register(people: typer.Typer) -> None:
    """Add the commands to the group of representatives."""
    add_command(
        people,
        "duplicates",
        duplicates,
        words=N_("List the pairs of records that are probably of one person, the likeliest first, and why."),
        example="liaison people duplicates --least 75 --format json",
    )
    add_command(
        people,
        "merge",
        merge_records,
        words=N_("Join one record into another of the same person: everything moves; undo gives both back."),
        example="liaison people merge '#12' '#7' --value post=b --dry-run",
    )
    add_command(
        people,
        "apart",
        apart,
        words=N_("Note for good that two records are of two people; without OTHER, list who is kept apart."),
        example="liaison people apart '#12' '#7'",
    )


def duplicates(
    context: typer.Context,
    least: Annotated[int | None, typer.Option(min=1, max=100, help=N_("Only pairs with at least this score."))] = None,
    form: Form = Format.TABLE,
) -> None:
    """Print the pairs that look like one person."""
    from liaison.people.likeness import PROBABLE
    from liaison.stewardship.duplicates import duplicate_pairs

    with office_of(context).store() as store:
        pairs = store.read(duplicate_pairs, PROBABLE if least is None else least)
        units = store.read(_units, pairs)
    columns = {"score": _("Score"), "first": _("Record"), "second": _("Other record"), "why": _("Why")}
    emit([_pair(pair, units) for pair in pairs], columns, form, {"first": _shown, "second": _shown})


def merge_records(
    context: typer.Context,
    who: Who,
    into: Into,
    value: Values = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would be done, and do nothing."))] = False,
    form: PageForm = Page.TEXT,
) -> None:
    """Join two records."""
    from liaison.people.lookup import find_representative
    from liaison.stewardship.duplicates import require_mergeable
    from liaison.stewardship.merge import merge
    from liaison.stewardship.merge_plan import merge_plan, winners

    office = office_of(context)
    with office.store() as store:
        goes, stays = store.read(find_representative, who), store.read(find_representative, into)
        store.read(require_mergeable, stays, goes)
        plan = store.read(merge_plan, stays, goes)
        choices = _choices(plan, value or ())
        won = winners(plan.fields, choices)
        if dry_run:
            _show_plan(plan, won, form)
            return
        cancelled = store.write(merge, stays, goes, choices=choices, today=office.day())
    done = _("{goes} #{goes_id} was merged into {stays} #{stays_id}. “liaison undo” takes it back.")
    say(done.format(goes=plan.goes.name, goes_id=plan.goes.id, stays=plan.stays.name, stays_id=plan.stays.id))
    if cancelled:
        sentence = n_("{count} planned contact was cancelled.", "{count} planned contacts were cancelled.", cancelled)
        say(sentence.format(count=cancelled))


def apart(
    context: typer.Context,
    who: Annotated[str | None, typer.Argument(metavar=N_("WHO"), help=N_("One of the two."))] = None,
    other: Annotated[str | None, typer.Argument(metavar=N_("OTHER"), help=N_("The other one."))] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help=N_("Take it back: they may be the same after all."))] = False,
    form: Form = Format.TABLE,
) -> None:
    """Note that two people are not the same, or list those who are not."""
    from liaison.people.lookup import find_representative
    from liaison.stewardship.duplicates import keep_apart, keep_apart_no_more, kept_apart_rows

    office = office_of(context)
    with office.store() as store:
        one = store.read(find_representative, who) if who is not None else None
        if one is None or other is None:
            if revoke:
                raise InvalidInputError(_("Name both people whom to keep apart no more."), field="other")
            rows = [
                {"first": _named(r.first), "second": _named(r.second), "kept_on": r.kept_on}
                for r in store.read(kept_apart_rows, one)
            ]
            columns = {"first": _("One"), "second": _("The other"), "kept_on": _("Noted on")}
            emit(rows, columns, form, {"first": _shown, "second": _shown})
            return
        two = store.read(find_representative, other)
        if revoke:
            store.write(keep_apart_no_more, one, two)
        else:
            store.write(keep_apart, one, two, today=office.day())
    say(_("They may be the same person again.") if revoke else _("Noted: these are two different people."))


def _choices(plan: "MergePlan", given: Sequence[str]) -> "dict[str, Side]":
    """Whose value wins, as typed: by the name of a field, or its word in the user's language."""
    from liaison.stewardship.merge_rules import Side

    names = {field.label: field.name for field in plan.fields} | {field.name: field.name for field in plan.fields}
    choices = {}
    for text in given:
        name, _equals, side = (part.strip() for part in text.partition("="))
        if side not in list(Side):
            sentence = _("“{value}”: write a field and whose value wins, such as phone=b.")
            raise InvalidInputError(sentence.format(value=text), field="value")
        choices[names.get(name, name)] = Side(side)
    return choices


def _show_plan(plan: "MergePlan", won: "Mapping[str, Side]", form: Page) -> None:
    fields = [
        {
            "field": f.name,
            "label": f.label,
            "a": f.stays,
            "b": f.goes,
            "wins": won[f.name].value,
            "sides": list(f.sides),
        }
        for f in plan.fields
    ]
    if form is Page.JSON:
        ends = {"stays": _named(plan.stays), "goes": _named(plan.goes)}
        emit_json({**ends, "fields": fields, "moves": plan.moves, "settled": plan.settled})
        return
    tell(_("b goes up in a:") + f" {plan.goes.name} #{plan.goes.id} → {plan.stays.name} #{plan.stays.id}")
    differing = [row for row in fields if row["a"] != row["b"]]
    columns = {"label": _("Field"), "a": f"a #{plan.stays.id}", "b": f"b #{plan.goes.id}", "wins": _("Wins")}
    if differing:
        emit(differing, columns, Format.TABLE)
    for name, count in plan.moves.items():
        tell(f"{_(name)}: {count}")
    for sentence in plan.settled:
        tell(sentence)


def _pair(pair: "DuplicatePair", units: Mapping[int, str]) -> dict[str, Any]:
    ends = {name: {**_named(end), "unit": units.get(end.id, "")} for name, end in _ends(pair)}
    return {
        "score": pair.likeness.score,
        **ends,
        "why": pair.likeness.why(),
        "reasons": [reason.value for reason in pair.likeness.reasons],
    }


def _ends(pair: "DuplicatePair") -> tuple[tuple[str, Any], tuple[str, Any]]:
    return ("first", pair.first), ("second", pair.second)


def _named(person: Any) -> dict[str, Any]:
    return {"id": person.id, "name": person.name}


def _shown(person: Any) -> str:
    unit = person.get("unit")
    return f"{person['name']} #{person['id']}" + (f"（{unit}）" if unit else "")


def _units(session: "Session", pairs: "Sequence[DuplicatePair]") -> dict[int, str]:
    from liaison.people.queries import representative_rows

    ids = list({end.id for pair in pairs for _name, end in _ends(pair)})
    return {row.id: row.unit for row in representative_rows(session, ids)}
