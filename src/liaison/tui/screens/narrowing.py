"""What lists of records are narrowed by alike, days and people, and how those are chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from textual.app import App

from liaison.errors import InvalidInputError
from liaison.store.tables import Named
from liaison.text.fields import Field, day, iso_date
from liaison.text.words import _
from liaison.tui import lookups
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog, PickScreen
from liaison.tui.forms.modals import ChoiceScreen


@dataclass(frozen=True)
class Narrowed:
    """What a list is narrowed to; both days of the span count."""

    since: date | None = None
    until: date | None = None
    cadre: Named | None = None
    person: Named | None = None

    def span(self) -> str:
        """The span of days in words; empty for none."""
        return f"{self.since or ''}…{self.until or ''}" if self.since or self.until else ""


N = TypeVar("N", bound=Narrowed)


def spans(today: date) -> list[tuple[tuple[date | None, date | None], str]]:
    """The usual spans of days around today, each with its words."""
    month = today.replace(day=1)
    next_month = (month + timedelta(days=31)).replace(day=1)
    quarter = month.replace(month=(today.month - 1) // 3 * 3 + 1)
    next_quarter = (quarter + timedelta(days=92)).replace(day=1)
    year = today.year
    one = timedelta(days=1)
    return [
        ((month, next_month - one), _("this month")),
        (((month - one).replace(day=1), month - one), _("last month")),
        ((quarter, next_quarter - one), _("this quarter")),
        ((date(year, 1, 1), date(year, 12, 31)), _("this year")),
        ((date(year - 1, 1, 1), date(year - 1, 12, 31)), _("last year")),
        ((today, None), _("from today on")),
    ]


async def choose_word(app: App[Any], held: N, name: str, title: str, options: Sequence[tuple[Any, str]]) -> N | None:
    """Ask for one of some values of a part of a filter, or any; None when nothing was chosen."""
    chosen = await app.push_screen_wait(ChoiceScreen(title, [*options, ("", _("any"))]))
    return None if chosen is None else replace(held, **{name: chosen or None})


async def choose_days(app: App[Any], desk: Desk, held: N) -> N | None:
    """Ask for a span of days; None when nothing was chosen."""
    options: list[tuple[Any, str]] = [
        *spans(desk.today()),
        ("other", _("other days…")),
        ((None, None), _("any day")),
    ]
    chosen = await app.push_screen_wait(ChoiceScreen(_("Days"), options))
    if chosen == "other":
        chosen = await app.push_screen_wait(FormDialog(_("Days"), lambda: _span_form(desk, held), _read_span))
    return None if chosen is None else replace(held, since=chosen[0], until=chosen[1])


def _span_form(desk: Desk, held: Narrowed) -> Form:
    fields = [
        Field("since", "", lambda: _("From"), day, iso_date, is_day=True),
        Field("until", "", lambda: _("Until"), day, iso_date, is_day=True),
    ]
    values = {"since": iso_date(held.since), "until": iso_date(held.until)}
    return Form(fields, values=values, today=desk.today)


async def _read_span(values: dict[str, Any]) -> tuple[date | None, date | None]:
    since, until = values["since"], values["until"]
    if since and until and until < since:
        sentence = _("The span cannot end on {until}, before it begins on {start}.")
        raise InvalidInputError(sentence.format(until=until, start=since), field="until")
    return since, until


async def choose_person(app: App[Any], held: N, name: str, title: str, desk: Desk) -> N | None:
    """Ask for a cadre or representative, as ``name`` says; None when nothing was chosen."""
    is_cadre = name == "cadre"
    lookup = lookups.all_cadres(desk.store) if is_cadre else lookups.representatives(desk.store)
    if getattr(held, name) is not None:
        keep = await app.push_screen_wait(ChoiceScreen(title, [("other", _("somebody else…")), ("any", _("anybody"))]))
        if keep != "other":
            return replace(held, **{name: None}) if keep == "any" else None
    chosen = await app.push_screen_wait(PickScreen(title, lookup))
    if chosen is None:
        return None
    found: dict[str, Any] = {name: Named(chosen.id, chosen.label.split("  ")[0])}
    return replace(held, **found)
