"""The fields of the contact form: those of a contact record, who took part, and one suggestion or request."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.text import Text
from sqlmodel import Session
from textual.widgets import Select

from liaison.errors import InvalidInputError
from liaison.pairing.queries import cadres_of
from liaison.store.tables import Named
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.forms.editors import ChoiceEditor
from liaison.visits.fields import FOLLOW_UP_FIELDS, VISIT_FIELDS, FollowUpKind
from liaison.visits.queries import TripRow, VisitRow, trip_rows, visit_row

_VISIT = {field.name: field for field in VISIT_FIELDS}
_FOLLOW_UP = {field.name: field for field in FOLLOW_UP_FIELDS}
_RECORD = ("happened_on", "kind", "state", "direction", "place", "summary", "trip_id", "representatives", "cadres")


def _number(typed: str) -> int | None:
    return int(typed) if typed else None


def _follow_up_kind(typed: str) -> FollowUpKind | None:
    return FollowUpKind(typed) if typed else None


CONTACT_FORM_FIELDS: tuple[Field, ...] = (
    Field("representatives", "联系对象", lambda: _("With"), str, required=True),
    Field("cadres", "干部", lambda: _("Cadres"), str),
    _VISIT["happened_on"],
    _VISIT["kind"],
    _VISIT["state"],
    _VISIT["direction"],
    _VISIT["place"],
    Field("trip_id", "出访", lambda: _("Trip"), _number),
    _VISIT["summary"],
    Field("follow_up_kind", "意见建议", lambda: _("Raised"), _follow_up_kind),
    Field(
        "follow_up_text",
        _FOLLOW_UP["text"].header,
        _FOLLOW_UP["text"].label,
        _FOLLOW_UP["text"].parse,
        hint=_FOLLOW_UP["text"].hint,
        lines=2,
    ),
    Field("follow_up_for", "提出人", lambda: _("Raised by"), _number),
)


class OpenChoice(ChoiceEditor):
    """One of a few that become known only while the form is open; none of them is a choice too."""

    def __init__(self, none: Callable[[], str], choices: Sequence[tuple[str, str]] = ()) -> None:
        self._none = none
        super().__init__([("", none()), *choices])

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these from now on; what was chosen stays if it is among them."""
        fresh = [("", self._none()), *choices]
        if fresh != self._choices:
            kept = self.typed
            self._choices = fresh
            with self.prevent(Select.Changed):
                self.select.set_options([(Text(word), choice) for choice, word in fresh])
            self.set_typed(kept if kept in dict(fresh) else "")

    def _made(self, value: str) -> Select[str]:
        self._made_with = value if value in dict(self._choices) else ""
        options = [(Text(word), choice) for choice, word in self._choices]
        return Select(options, value=self._made_with, allow_blank=False, compact=True)


@dataclass(frozen=True)
class FormFacts:
    """What the form reads from the store when it opens."""

    trips: tuple[TripRow, ...]
    visit: VisitRow | None
    cadres: tuple[Named, ...]


def form_facts(session: Session, visit_id: int | None, people: Sequence[int], day: date) -> FormFacts:
    """The trips to choose from, the record that is edited, and the cadres paired with people on a day.

    Raises:
        NotFoundError: when there is no such record.
    """
    visit = None if visit_id is None else visit_row(session, visit_id)
    return FormFacts(tuple(trip_rows(session)), visit, tuple(paired_cadres(session, people, day)))


def paired_cadres(session: Session, people: Sequence[int], day: date) -> list[Named]:
    """The cadres who answer for any of these people on a day, each once."""
    found = cadres_of(session, people, day)
    return list(dict.fromkeys(cadre for person in people for cadre in found.get(person, [])))


def typed_people(people: Sequence[Named]) -> str:
    """People as a `PeoplePicker` takes them for typed; nothing for nobody."""
    if not people:
        return ""
    return json.dumps({"people": [[person.id, person.name] for person in people], "text": ""}, ensure_ascii=False)


def people_typed(typed: str) -> list[Named]:
    """The people in what a `PeoplePicker` holds as typed."""
    try:
        return [Named(int(key), str(name)) for key, name in json.loads(typed)["people"]]
    except (ValueError, TypeError, KeyError):
        return []


def typed_visit(visit: VisitRow) -> dict[str, str]:
    """A contact record as it would have been typed into the form."""
    return {
        "representatives": typed_people(visit.representatives),
        "cadres": typed_people(visit.cadres),
        "happened_on": visit.happened_on.isoformat(),
        "kind": visit.kind.value,
        "state": visit.state.value,
        "direction": visit.direction.value,
        "place": visit.place,
        "trip_id": "" if visit.trip is None else str(visit.trip.id),
        "summary": visit.summary,
    }


def record_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the deeds of a contact record take, from what the form has read.

    Raises:
        InvalidInputError: when a suggestion or request is chosen but not said.
    """
    record = {name: values[name] for name in _RECORD}
    record["follow_ups"] = _follow_ups(values)
    return record


def _follow_ups(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    kind = values["follow_up_kind"]
    if kind is None:
        return []
    if not values["follow_up_text"]:
        raise InvalidInputError(_("Say what was suggested or asked for, or choose “nothing”."), field="follow_up_text")
    people = values["representatives"] if values["follow_up_for"] is None else (values["follow_up_for"],)
    common = {"kind": kind, "text": values["follow_up_text"], "received_on": values["happened_on"]}
    cadre_id = values["cadres"][0] if values["cadres"] else None
    return [{**common, "representative_id": person, "cadre_id": cadre_id} for person in people]
