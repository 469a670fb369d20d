"""``liaison import`` and ``export``: workbooks in and out."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import Office, office_of
from liaison.cli.options import DAY, Purpose, Recipient
from liaison.cli.output import Format, emit, emit_json, say, say_given_out
from liaison.cli.segments import SEGMENT_HELP, ids_in_segment
from liaison.cli.shared import add_command, read_day
from liaison.errors import ExitCode, InvalidInputError, StoreError
from liaison.text.words import N_, _, n_

if TYPE_CHECKING:
    from liaison.exchange.check import Progress
    from liaison.exchange.intake import Outcome
    from liaison.exchange.planned import Plan, Planned

File = Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The file."), show_default=False)]
_LISTED = 50
_CLEAR = "\r\x1b[K"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_command(
        app,
        "import",
        import_file,
        words=N_(
            "Take in an office workbook, a roster of your own (.xlsx, .xls, .csv, .tsv) or cards (.vcf); rejected rows "
            "go to a workbook beside it."
        ),
        example="liaison import roster.xlsx --dry-run",
    )
    add_command(
        app,
        "export",
        export_file,
        words=N_(
            "Write everything as .xlsx (the office workbook) or .json, one sheet as .csv, people as cards (.vcf), "
            "a calendar (.ics); what went out is noted."
        ),
        example="liaison export list.csv --segment 界别:侨界 --to 县侨联 --purpose 座谈会",
    )


def import_file(
    context: typer.Context,
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Say what would change; change nothing."))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=N_("Take nothing in if any row is rejected."))] = False,
    counts_from: Annotated[
        str | None,
        typer.Option(metavar=DAY, help=N_("Reckon new pairings from this day, where the file names none.")),
    ] = None,
    columns: Annotated[
        Path | None,
        typer.Option("--map", metavar=N_("FILE"), help=N_("How to read the columns, as --save-map writes it.")),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option("--save-map", metavar=N_("FILE"), help=N_("Write down how the columns are read, to correct it.")),
    ] = None,
    same: Annotated[
        list[str] | None,
        typer.Option(metavar=N_("ROW"), help=N_("This row (or all) is who is probably in the store already.")),
    ] = None,
    apart: Annotated[
        list[str] | None,
        typer.Option(metavar=N_("ROW"), help=N_("This row (or all) is somebody else, for good.")),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help=N_("How to print what was done."))] = Format.TABLE,
) -> None:
    """Take a file in."""
    from liaison.exchange.apply import Wishes
    from liaison.exchange.deciding import decisions
    from liaison.exchange.intake import Outcome, guidance_of, preview, receive, save_map, take_in
    from liaison.exchange.tables.memory import read_map

    office = office_of(context)
    today = office.day()
    wishes = Wishes(today, read_day(counts_from, today) if counts_from else None, strict)
    given = read_map(columns) if columns is not None else None
    with office.store() as store, _progress() as progress:
        incoming = receive(file, wishes, progress, guidance_of(store, given))
        if save is not None:
            save_map(save, incoming)
        if same or apart:
            said = decisions(preview(store, incoming, progress), same or [], apart or [])
            incoming = replace(incoming, wishes=replace(wishes, decisions=said))
        outcome = Outcome(preview(store, incoming, progress), False) if dry_run else take_in(store, incoming, progress)
    if form is Format.JSON:
        emit_json(_outcome_record(file, outcome))
    else:
        _print_outcome(outcome, form, dry_run=dry_run)
    if outcome.plan.rejected():
        raise typer.Exit(ExitCode.FINDINGS)


def export_file(
    context: typer.Context,
    file: File,
    to: Recipient = "",
    purpose: Purpose = "",
    segment: Annotated[str, typer.Option(metavar=N_("QUERY"), help=SEGMENT_HELP)] = "",
    sheet: Annotated[
        str | None, typer.Option(metavar=N_("SHEET"), help=N_("Which sheet to write as .csv; 联系对象 without it."))
    ] = None,
    cadre: Annotated[
        str | None,
        typer.Option(metavar=N_("CADRE"), help=N_("Of a calendar (.ics): only what this cadre answers for.")),
    ] = None,
    vcard: Annotated[str, typer.Option(metavar="3.0|4.0", help=N_("The version of cards (.vcf)."))] = "4.0",
    template: Annotated[
        bool, typer.Option("--template", help=N_("An empty workbook to fill in, with an example in each sheet."))
    ] = False,
) -> None:
    """Write a file."""
    from liaison.exchange.going_out import Errand, send_out
    from liaison.people.lookup import find_cadre

    office = office_of(context)
    if template:
        if sheet is not None or segment:
            raise InvalidInputError(_("An empty workbook has all sheets: leave --sheet out."), field="sheet")
        _write_template(office, file)
        say(_("Written: {path}").format(path=file))
        return
    with office.store() as store, _progress() as progress:
        cadre_id = store.read(find_cadre, cadre) if cadre else None
        if segment:
            store.read(ids_in_segment, segment, office.day())  # says which of its words nobody has
        errand = Errand(office.day(), to, purpose, segment, sheet, vcard, cadre_id)
        sent = send_out(store, file, errand, progress)
    say(_("Written: {path}").format(path=file))
    if sent.left_out:
        sentence = n_(
            "{count} person who is not to be contacted, has died or is archived is not in it.",
            "{count} people who are not to be contacted, have died or are archived are not in it.",
            sent.left_out,
        )
        say(sentence.format(count=sent.left_out))
    say_given_out(sent.disclosure)


def _write_template(office: Office, file: Path) -> None:
    from liaison.exchange.export import export_template

    try:
        with office.store() as store:
            export_template(store, file)
    except StoreError:
        # Before there is a store, the lists to choose from are those that every office begins with.
        export_template(None, file)


def _print_outcome(outcome: "Outcome", form: Format, *, dry_run: bool) -> None:
    columns = {
        "sheet": _("Sheet"),
        "new": _("New"),
        "changed": _("Changed"),
        "unchanged": _("Unchanged"),
        "rejected": _("Rejected"),
    }
    emit(_counts(outcome.plan), columns, form)
    for remark in outcome.plan.remarks:
        say(remark)
    _say_first([_change_line(planned) for planned in _changed(outcome.plan)])
    _say_first([_alike_line(planned) for planned in outcome.plan.alike()])
    _say_first([_reject_line(planned) for planned in outcome.plan.rejected()])
    if outcome.rejects is not None:
        sentence = _("The rejected rows stand in {path}: mend them there and import that file.")
        say(sentence.format(path=outcome.rejects))
    if dry_run:
        say(_("Nothing was changed: this was a trial."))
    elif not outcome.applied:
        say(_("Nothing was taken in, since rows were rejected."))


def _say_first(lines: list[str]) -> None:
    for line in lines[:_LISTED]:
        say(line)
    if len(lines) > _LISTED:
        say(_("… and {count} more rows.").format(count=len(lines) - _LISTED))


def _changed(plan: "Plan") -> "list[Planned]":
    return [planned for rows in plan.rows.values() for planned in rows if planned.changes and not planned.rejected]


def _change_line(planned: "Planned") -> str:
    changes = "; ".join(
        _("{column}: “{old}” → “{new}”").format(column=change.header, old=change.old, new=change.new)
        for change in planned.changes
    )
    return _("{sheet}, row {row}: {text}").format(sheet=planned.row.where, row=planned.row.number, text=changes)


def _alike_line(planned: "Planned") -> str:
    alike = planned.alike
    if alike is None:
        return ""
    sentence = (
        _("{sheet}, row {row}: {name} was taken for {other} of the store (likeness {score}: {why}).")
        if planned.choice.value == "same"
        else _("{sheet}, row {row}: {name} is new, but probably {other} of the store (likeness {score}: {why}).")
    )
    return sentence.format(
        sheet=planned.row.where,
        row=planned.row.number,
        name=planned.row.values["name"],
        other=f"{alike.name}（{alike.unit}）" if alike.unit else alike.name,
        score=alike.score,
        why=alike.why,
    )


def _reject_line(planned: "Planned") -> str:
    wrong = "; ".join(
        _("{column} “{value}”: {sentence}").format(column=mend.header, value=mend.value, sentence=mend.sentence)
        for mend in planned.mends
    )
    sentence = _("Rejected: {sheet}, row {row}: {text}")
    return sentence.format(sheet=planned.row.where, row=planned.row.number, text=wrong)


def _counts(plan: "Plan") -> list[dict[str, Any]]:
    from liaison.exchange.planned import Verdict

    return [
        {"sheet": sheet.name, **{verdict.value: counts[verdict] for verdict in Verdict}}
        for sheet, counts in plan.counts().items()
    ]


def _probably_the_same(plan: "Plan") -> list[Mapping[str, Any]]:
    return [
        {
            "sheet": planned.row.where,
            "row": planned.row.number,
            "name": planned.row.values["name"],
            "person": {"id": planned.alike.person, "name": planned.alike.name, "unit": planned.alike.unit},
            "score": planned.alike.score,
            "why": planned.alike.why,
            "decision": planned.choice.value,
        }
        for planned in plan.alike()
        if planned.alike is not None
    ]


def _outcome_record(file: Path, outcome: "Outcome") -> Mapping[str, Any]:
    plan = outcome.plan
    return {
        "file": str(file),
        "applied": outcome.applied,
        "sheets": _counts(plan),
        "changed": [
            {
                "sheet": planned.row.where,
                "row": planned.row.number,
                "changes": [{"column": c.header, "old": c.old, "new": c.new} for c in planned.changes],
            }
            for planned in _changed(plan)
        ],
        "probably_the_same": _probably_the_same(plan),
        "not_held": [{"sheet": one.table, "column": one.header, "cells": one.cells} for one in plan.not_held],
        "rejected": [
            {
                "sheet": planned.row.where,
                "row": planned.row.number,
                "column": mend.header,
                "value": mend.value,
                "reason": mend.sentence,
            }
            for planned in plan.rejected()
            for mend in planned.mends
        ],
        "remarks": plan.remarks,
        "rejects_file": None if outcome.rejects is None else str(outcome.rejects),
    }


@contextmanager
def _progress() -> "Iterator[Progress | None]":
    """Shows how far long work is, where somebody watches, and wipes it away afterwards."""
    if not sys.stderr.isatty():
        yield None
        return

    def show(stage: str, done: int, total: int) -> None:
        text = f"{stage} {done}/{total}" if total > 1 else f"{stage} {done or ''}"
        print(f"{_CLEAR}{text}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        print(_CLEAR, end="", file=sys.stderr, flush=True)
