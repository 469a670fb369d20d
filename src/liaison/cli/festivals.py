"""``liaison festivals``: on which day the festivals fall, with lunar date and weekday."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form
from liaison.cli.output import Format, emit, say
from liaison.cli.shared import add_command
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from liaison.calendar.festivals import UpcomingFestival


def register(app: typer.Typer) -> None:
    """Add the command."""
    add_command(
        app,
        "festivals",
        festivals,
        words=N_("The festivals of a year, or without a year the next six: day, weekday and lunar date."),
        example="liaison festivals 2027",
    )


def festivals(
    context: typer.Context,
    year: Annotated[int | None, typer.Argument(metavar=N_("YEAR"), help=N_("The year, from 1901 to 2100."))] = None,
    form: Form = Format.TABLE,
) -> None:
    """Print the festivals."""
    from liaison.calendar.festivals import Festival, festivals_of_year, next_festivals
    from liaison.calendar.working_days import is_provisional

    today = office_of(context).day()
    found = next_festivals(today, count=len(Festival)) if year is None else festivals_of_year(year, today)
    emit([_record(one) for one in found], _columns(), form)
    for provisional in sorted({one.day.year for one in found if is_provisional(one.day.year)}):
        sentence = _("The shifted working days of {year} are not announced yet: its working days are provisional.")
        say(sentence.format(year=provisional))


def _record(found: "UpcomingFestival") -> dict[str, Any]:
    """One festival as data."""
    from liaison.calendar.festivals import FESTIVAL_WORDS
    from liaison.calendar.working_days import is_provisional
    from liaison.text.dates import weekday_name

    return {
        "festival": found.festival.value,
        "name": _(FESTIVAL_WORDS[found.festival]),
        "day": found.day,
        "weekday": weekday_name(found.day),
        "lunar": found.lunar_words,
        "days_left": found.days_left if found.days_left >= 0 else None,
        "working_days_provisional": is_provisional(found.day.year),
    }


def _columns() -> dict[str, str]:
    return {
        "name": _("Festival"),
        "day": _("Day"),
        "weekday": _("Weekday"),
        "lunar": _("Lunar date"),
        "days_left": _("Days left"),
    }
