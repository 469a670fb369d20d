"""Which contact records the Contacts room lists, in words and as the store is asked, and how that is chosen."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from textual.app import App

from liaison.errors import InvalidInputError
from liaison.store.tables import Named
from liaison.text.fields import Field, day, iso_date
from liaison.text.words import _
from liaison.tui import lookups
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog, PickScreen
from liaison.tui.forms.modals import ChoiceScreen, MessageScreen
from liaison.visits.fields import CONTACT_KIND_WORDS, CONTACT_STATE_WORDS, ContactKind, ContactState
from liaison.visits.queries import VisitFilter, trip_rows


@dataclass(frozen=True)
class ContactsFilter:
    """What a list of contact records is narrowed to; both days of the span count."""

    state: ContactState | None = None
    kind: ContactKind | None = None
    since: date | None = None
    until: date | None = None
    cadre: Named | None = None
    person: Named | None = None
    trip: Named | None = None

    def question(self) -> VisitFilter:
        """The filter as the store is asked."""
        return VisitFilter(
            representative_id=self.person.id if self.person else None,
            cadre_id=self.cadre.id if self.cadre else None,
            trip_id=self.trip.id if self.trip else None,
            state=self.state,
            kind=self.kind,
            since=self.since,
            until=self.until,
        )

    def parts(self) -> list[str]:
        """Each part of the filter in words; none for all records."""
        found = [
            _(CONTACT_STATE_WORDS[self.state]) if self.state else "",
            _(CONTACT_KIND_WORDS[self.kind]) if self.kind else "",
            f"{self.since or ''}…{self.until or ''}" if self.since or self.until else "",
            _("cadre {name}").format(name=self.cadre.name) if self.cadre else "",
            self.person.name if self.person else "",
            _("trip {name}").format(name=self.trip.name) if self.trip else "",
        ]
        return [part for part in found if part]


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


async def choose_filter(app: App[Any], desk: Desk, held: ContactsFilter) -> ContactsFilter | None:
    """Ask what to narrow the list by and to what; None when nothing was chosen."""
    part = await app.push_screen_wait(ChoiceScreen(_("Show only…"), _offers(held)))
    ways: dict[str | None, Callable[[], Awaitable[ContactsFilter | None]]] = {
        "state": lambda: _choose_word(app, held, "state", _("State"), _states()),
        "kind": lambda: _choose_word(app, held, "kind", _("How"), _kinds()),
        "days": lambda: _choose_days(app, desk, held),
        "cadre": lambda: _choose_person(app, held, "cadre", _("Cadre"), desk),
        "person": lambda: _choose_person(app, held, "person", _("Representative"), desk),
        "trip": lambda: _choose_trip(app, desk, held),
    }
    if part == "none":
        return ContactsFilter()
    return await ways[part]() if part in ways else None


def _offers(held: ContactsFilter) -> list[tuple[str, str]]:
    words = [
        ("state", _("State"), _(CONTACT_STATE_WORDS[held.state]) if held.state else ""),
        ("kind", _("How"), _(CONTACT_KIND_WORDS[held.kind]) if held.kind else ""),
        ("days", _("Days"), f"{held.since or ''}…{held.until or ''}" if held.since or held.until else ""),
        ("cadre", _("Cadre"), held.cadre.name if held.cadre else ""),
        ("person", _("Representative"), held.person.name if held.person else ""),
        ("trip", _("Trip"), held.trip.name if held.trip else ""),
    ]
    offered = [(key, f"{label}: {value}" if value else label) for key, label, value in words]
    return [*offered, ("none", _("Show all contact records"))] if held.parts() else offered


def _states() -> list[tuple[Any, str]]:
    return [(state, _(CONTACT_STATE_WORDS[state])) for state in ContactState]


def _kinds() -> list[tuple[Any, str]]:
    return [(kind, _(CONTACT_KIND_WORDS[kind])) for kind in ContactKind]


async def _choose_word(
    app: App[Any], held: ContactsFilter, name: str, title: str, options: Sequence[tuple[Any, str]]
) -> ContactsFilter | None:
    chosen = await app.push_screen_wait(ChoiceScreen(title, [*options, ("", _("any"))]))
    return None if chosen is None else replace(held, **{name: chosen or None})


async def _choose_days(app: App[Any], desk: Desk, held: ContactsFilter) -> ContactsFilter | None:
    options: list[tuple[Any, str]] = [
        *spans(desk.today()),
        ("other", _("other days…")),
        ((None, None), _("any day")),
    ]
    chosen = await app.push_screen_wait(ChoiceScreen(_("Days"), options))
    if chosen == "other":
        chosen = await app.push_screen_wait(FormDialog(_("Days"), lambda: _span_form(desk, held), _read_span))
    return None if chosen is None else replace(held, since=chosen[0], until=chosen[1])


def _span_form(desk: Desk, held: ContactsFilter) -> Form:
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


async def _choose_person(
    app: App[Any], held: ContactsFilter, name: str, title: str, desk: Desk
) -> ContactsFilter | None:
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


async def _choose_trip(app: App[Any], desk: Desk, held: ContactsFilter) -> ContactsFilter | None:
    trips = await desk.ask(trip_rows)
    if not trips:
        await app.push_screen_wait(MessageScreen(_("There are no trips yet.")))
        return None
    options = [(Named(trip.id, trip.name), f"{trip.name}  {iso_date(trip.from_on)}") for trip in trips]
    return await _choose_word(app, held, "trip", _("Trip"), options)
