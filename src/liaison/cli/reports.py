"""``liaison report``: visit summaries, coverage, the year review, sheets to take along; printed or as a file."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import Office, office_of
from liaison.cli.options import DAY, Form, Purpose
from liaison.cli.output import Format, emit, emit_json, say, say_given_out, tell
from liaison.cli.shared import add_command, group, read_day
from liaison.errors import InvalidInputError
from liaison.reports.fields import By
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from liaison.reports.document import Report, Section, Table
    from liaison.reports.spans import Span

Since = Annotated[
    str | None, typer.Option("--from", metavar=DAY, help=N_("The first day; the first of January without it."))
]
Until = Annotated[str | None, typer.Option("--to", metavar=DAY, help=N_("The last day; today without it."))]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=N_("FILE"),
        help=N_("Write a file: .xlsx, .docx, .pdf, .md, .csv or .json by its ending. That it went out is recorded."),
    ),
]
GivenTo = Annotated[
    str,
    typer.Option(
        "--given-to", metavar=N_("RECIPIENT"), help=N_("Who gets the file; nobody but the office without it.")
    ),
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    report = group(name="report", help=N_("Reports: visits, coverage, the year, sheets to take along."))
    add_command(
        report,
        "visits",
        visits,
        words=N_("Who contacted whom, how often and how, what came up, what is still open."),
        example="liaison report visits --from 2026-07-01 --to 2026-09-30 --by town -o visits.xlsx",
    )
    add_command(
        report,
        "coverage",
        coverage,
        words=N_("How many of the people paired were contacted as their rules want; by time and by cadre."),
        example="liaison report coverage --from 2026-01-01 --to 2026-06-30 -o coverage.pdf",
    )
    add_command(
        report,
        "review",
        review,
        words=N_("The year in figures and sentences, last year's figures beside them."),
        example="liaison report review --year 2026 -o review.docx",
    )
    add_command(
        report,
        "calls",
        calls,
        words=N_("A sheet of everybody in a city or on a trip: phone, last contacts, what is still open."),
        example="liaison report calls --city 上海 -o shanghai.pdf",
    )
    app.add_typer(report)


def visits(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    by: Annotated[By, typer.Option("--by", help=N_("What the table goes by."))] = By.CADRE,
    output: Output = None,
    given_to: GivenTo = "",
    purpose: Purpose = "",
    form: Form = Format.TABLE,
) -> None:
    """Report on contacts."""
    from liaison.reports.visits import visits_report

    office = office_of(context)
    span = _span(office, since, until)
    _give(office, lambda session: visits_report(session, span, by, office.day()), output, given_to, purpose, form)


def coverage(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    output: Output = None,
    given_to: GivenTo = "",
    purpose: Purpose = "",
    form: Form = Format.TABLE,
) -> None:
    """Report on coverage and completion."""
    from liaison.reports.coverage import coverage_report

    office = office_of(context)
    span = _span(office, since, until)
    _give(office, lambda session: coverage_report(session, span, office.day()), output, given_to, purpose, form)


def review(
    context: typer.Context,
    year: Annotated[int | None, typer.Option(metavar=N_("YEAR"), help=N_("Which year; this one without it."))] = None,
    output: Output = None,
    given_to: GivenTo = "",
    purpose: Purpose = "",
    form: Form = Format.TABLE,
) -> None:
    """Review a year."""
    from liaison.reports.review import review_report

    office = office_of(context)
    chosen = office.day().year if year is None else year
    _give(office, lambda session: review_report(session, chosen, office.day()), output, given_to, purpose, form)


def calls(
    context: typer.Context,
    city: Annotated[str | None, typer.Option(metavar=N_("CITY"), help=N_("Everybody who lives there."))] = None,
    trip: Annotated[
        str | None, typer.Option(metavar=N_("TRIP"), help=N_("Everybody in its city and in its contacts."))
    ] = None,
    output: Output = None,
    given_to: GivenTo = "",
    purpose: Purpose = "",
    form: Form = Format.TABLE,
) -> None:
    """Make a sheet to take along."""
    from liaison.reports.place_sheets import city_sheet, trip_sheet

    office = office_of(context)
    if bool(city) == bool(trip):
        raise InvalidInputError(_("Name either a city or a trip."), field="city")
    make, where = (city_sheet, city) if city else (trip_sheet, trip)
    _give(office, lambda session: make(session, where or "", office.day()), output, given_to, purpose, form)


def give_report(office: Office, report: "Callable[[Any], Report]", file: Path, given_to: str, purpose: str) -> None:
    """Write a report to a file and record that it was given out.

    Raises:
        InvalidInputError, NotFoundError: as in `save_report`.
    """
    from liaison.reports.files import check_ending, save_report

    check_ending(file)
    with office.store() as store:
        number = save_report(store, store.read(report), file, recipient=given_to, purpose=purpose)
    say(_("Written: {path}").format(path=file))
    say_given_out(number)


def _give(
    office: Office,
    report: "Callable[[Any], Report]",
    file: Path | None,
    given_to: str,
    purpose: str,
    form: Format,
) -> None:
    if file is not None:
        give_report(office, report, file, given_to, purpose)
        return
    if given_to or purpose:
        raise InvalidInputError(_("Only a file is given out: name it with -o."), field="output")
    with office.store() as store:
        made = store.read(report)
    if form is Format.JSON:
        from liaison.reports.plain_text import as_data

        emit_json(as_data(made))
    elif form is Format.CSV:
        from liaison.reports.plain_text import csv_lines

        csv.writer(sys.stdout, lineterminator="\n").writerows(csv_lines(made))
    else:
        _print(made)


def _print(report: "Report") -> None:
    from liaison.reports.layout import subtitle

    tell(f"{report.title}\n{subtitle(report)}")
    for section in report.sections:
        tell("\n".join(("", section.title, *section.sentences, *((section.remark,) if section.remark else ()))))
        for table in _tables(report, section):
            tell("")
            rows = (*table.rows, *((table.total,) if table.total else ()))
            names = {str(place): column.label for place, column in enumerate(table.columns)}
            emit([dict(zip(names, map(_text, row.cells), strict=True)) for row in rows], names, Format.TABLE)
    for text in report.definitions:
        tell(f"\n{text}")


def _tables(report: "Report", section: "Section") -> "list[Table]":
    from liaison.reports.layout import figures_table

    figures = [figures_table(section, report.compared)] if section.figures else []
    return [*figures, *([section.table] if section.table is not None else [])]


def _text(cell: Any) -> str:
    from liaison.reports.document import cell_text

    return cell_text(cell)


def _span(office: Office, since: str | None, until: str | None) -> "Span":
    from liaison.reports.spans import span_of

    today = office.day()
    last = read_day(until, today) if until else today
    first = read_day(since, today) if since else last.replace(month=1, day=1)
    return span_of(first, last, today)
