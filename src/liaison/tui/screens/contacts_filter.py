"""Which contact records the Contacts room lists, in words and as the store is asked, and how that is chosen."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from textual.app import App

from liaison.store.tables import Named
from liaison.text.fields import iso_date
from liaison.text.words import _
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ChoiceScreen, MessageScreen
from liaison.tui.screens.narrowing import Narrowed, choose_days, choose_person, choose_word
from liaison.visits.fields import CONTACT_KIND_WORDS, CONTACT_STATE_WORDS, ContactKind, ContactState
from liaison.visits.queries import VisitFilter, trip_rows


@dataclass(frozen=True)
class ContactsFilter(Narrowed):
    """What a list of contact records is narrowed to."""

    state: ContactState | None = None
    kind: ContactKind | None = None
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
            self.span(),
            _("cadre {name}").format(name=self.cadre.name) if self.cadre else "",
            self.person.name if self.person else "",
            _("trip {name}").format(name=self.trip.name) if self.trip else "",
        ]
        return [part for part in found if part]


async def choose_filter(app: App[Any], desk: Desk, held: ContactsFilter) -> ContactsFilter | None:
    """Ask what to narrow the list by and to what; None when nothing was chosen."""
    part = await app.push_screen_wait(ChoiceScreen(_("Show only…"), _offers(held)))
    ways: dict[str | None, Callable[[], Awaitable[ContactsFilter | None]]] = {
        "state": lambda: choose_word(app, held, "state", _("State"), _states()),
        "kind": lambda: choose_word(app, held, "kind", _("How"), _kinds()),
        "days": lambda: choose_days(app, desk, held),
        "cadre": lambda: choose_person(app, held, "cadre", _("Cadre"), desk),
        "person": lambda: choose_person(app, held, "person", _("Representative"), desk),
        "trip": lambda: _choose_trip(app, desk, held),
    }
    if part == "none":
        return ContactsFilter()
    return await ways[part]() if part in ways else None


def _offers(held: ContactsFilter) -> list[tuple[str, str]]:
    words = [
        ("state", _("State"), _(CONTACT_STATE_WORDS[held.state]) if held.state else ""),
        ("kind", _("How"), _(CONTACT_KIND_WORDS[held.kind]) if held.kind else ""),
        ("days", _("Days"), held.span()),
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


async def _choose_trip(app: App[Any], desk: Desk, held: ContactsFilter) -> ContactsFilter | None:
    trips = await desk.ask(trip_rows)
    if not trips:
        await app.push_screen_wait(MessageScreen(_("There are no trips yet.")))
        return None
    options = [(Named(trip.id, trip.name), f"{trip.name}  {iso_date(trip.from_on)}") for trip in trips]
    return await choose_word(app, held, "trip", _("Trip"), options)
