"""What a deed did, in words: each record that it touched, with the values before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from liaison.pairing.fields import PAIRING_FIELDS
from liaison.people.fields import (
    ADDRESS_FIELDS,
    CADRE_FIELDS,
    CHANNEL_WORDS,
    CONSENT_WORDS,
    FOR_HOUSEHOLD,
    PAUSE_FIELDS,
    REPRESENTATIVE_FIELDS,
)
from liaison.segments.fields import SEGMENT_FIELDS
from liaison.store.changes import Change, table_named
from liaison.store.history import DeedRow, deed_changes, deed_row
from liaison.store.undo import left_by_undo
from liaison.text.fields import Field
from liaison.text.words import N_, _
from liaison.visits.fields import FOLLOW_UP_FIELDS, FOLLOW_UP_STEP_FIELDS, TRIP_FIELDS, VISIT_FIELDS

MOST_RECORDS = 200
"""How many records of a large deed, such as an import, are told one by one."""


class Fate(StrEnum):
    """What became of a record in a deed."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class ValueChange:
    """One value of a record, as it is shown, before and after; an empty text where there was or is none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordStory:
    """One record: what it is, whom it is about, what became of it."""

    what: str
    about: str
    fate: Fate
    values: tuple[ValueChange, ...]


@dataclass(frozen=True)
class DeedStory:
    """A deed with its records; ``left_out`` counts those of a large deed that are not told."""

    deed: DeedRow
    records: tuple[RecordStory, ...]
    left_out: int


FATE_WORDS: Mapping[Fate, str] = {Fate.ADDED: N_("added"), Fate.CHANGED: N_("changed"), Fate.REMOVED: N_("removed")}
_TABLES: Mapping[str, tuple[str, Sequence[Field]]] = {
    "representative": (N_("Representative"), REPRESENTATIVE_FIELDS),
    "cadre": (N_("Cadre"), CADRE_FIELDS),
    "address": (N_("Address"), (*ADDRESS_FIELDS, FOR_HOUSEHOLD)),
    "household": (N_("Household"), ()),
    "channel_consent": (N_("Consent"), ()),
    "pause": (N_("Pause"), PAUSE_FIELDS),
    "pairing": (N_("Pairing"), PAIRING_FIELDS),
    "contact_rule": (N_("Contact rule"), ()),
    "clause": (N_("Clause"), ()),
    "visit": (N_("Contact record"), VISIT_FIELDS),
    "visit_cadre": (N_("Cadre who took part"), ()),
    "visit_representative": (N_("Representative who took part"), ()),
    "follow_up": (N_("Suggestion or request"), FOLLOW_UP_FIELDS),
    "follow_up_step": (N_("What was done about it"), FOLLOW_UP_STEP_FIELDS),
    "trip": (N_("Trip"), TRIP_FIELDS),
    "trip_cadre": (N_("Cadre who travels"), ()),
    "segment": (N_("Segment"), SEGMENT_FIELDS),
    "kept_apart": (N_("Two different people"), ()),
    "disclosure": (N_("Given out"), ()),
    "disclosure_person": (N_("Person given out"), ()),
    "setting": (N_("Setting"), ()),
}
_OTHER_LABELS: Mapping[str, str] = {
    "label": N_("Household"),
    "greeting": N_("Greeting"),
    "channel": N_("Channel"),
    "consent": N_("Consent"),
    "since": N_("Since"),
    "source": N_("Source"),
    "name": N_("Name"),
    "scope": N_("Holds for"),
    "scope_value": N_("Sector or tier"),
    "basis": N_("Reckoned by"),
    "amount": N_("How often"),
    "unit": N_("Unit of time"),
    "kinds": N_("Kinds"),
    "counted_by": N_("Whose contacts count"),
    "value": N_("Value"),
    "given_on": N_("Day"),
    "form": N_("Form"),
    "recipient": N_("Given to"),
    "purpose": N_("What for"),
}
_LINKS: Mapping[str, tuple[str, str, str]] = {
    "representative_id": (N_("Representative"), "representative", "name"),
    "cadre_id": (N_("Cadre"), "cadre", "name"),
    "first_id": (N_("Representative"), "representative", "name"),
    "second_id": (N_("Other representative"), "representative", "name"),
    "rule_id": (N_("Contact rule"), "contact_rule", "name"),
    "contact_rule_id": (N_("Contact rule"), "contact_rule", "name"),
    "household_id": (N_("Household"), "household", "label"),
    "trip_id": (N_("Trip"), "trip", "name"),
}
_NAMED_ALONE = (
    *("representative", "cadre", "visit", "follow_up", "pairing", "trip", "contact_rule", "pause", "household"),
    "segment",
)
"""Records that are told by themselves; others belong to one of these."""
_SUBJECTS = ("representative_id", "cadre_id", "contact_rule_id", "first_id", "second_id")


def deed_story(session: Session, deed_id: int) -> DeedStory:
    """What a deed did.

    Raises:
        NotFoundError: when there is no such deed.
    """
    told = deed_changes(session, deed_id, MOST_RECORDS)
    names = _names(session, told)
    records = tuple(_record(change, names) for change in told)
    done = deed_row(session, deed_id)
    return DeedStory(done, records, done.changes - len(told))


def kept_records(session: Session, deed_id: int) -> list[str]:
    """The people and other records of an undone deed that were edited since and so stayed as they are, by name.

    Raises:
        NotFoundError: when there is no such deed.
    """
    changes = left_by_undo(session, deed_id)
    names = _names(session, changes)
    alone = [change for change in changes if change.table in _NAMED_ALONE]
    alone.sort(key=lambda change: _NAMED_ALONE.index(change.table))
    return list(dict.fromkeys(f"{_(_TABLES[c.table][0])} {_about(c, names)}".strip() for c in alone))


def _record(change: Change, names: Mapping[tuple[str, int], str]) -> RecordStory:
    word, fields = _TABLES.get(change.table, (change.table, ()))
    before, after = change.before or {}, change.after or {}
    fate = Fate.ADDED if change.before is None else Fate.REMOVED if change.after is None else Fate.CHANGED
    values = []
    for column, label, show in _shown_columns(change.table, fields, names):
        old, new = show(before.get(column)), show(after.get(column))
        if old != new:
            values.append(ValueChange(label, old, new))
    return RecordStory(_(word), _about(change, names), fate, tuple(values))


def _about(change: Change, names: Mapping[tuple[str, int], str]) -> str:
    """Whom a record is about, by name: its own, or those of the people that it points to."""
    own = names.get((change.table, change.row_id), "")
    if own:
        return own
    row = {**(change.before or {}), **(change.after or {})}
    if isinstance(row.get("name"), str):
        return str(row["name"])
    known = (names.get((_LINKS[column][1], row[column]), "") for column in _SUBJECTS if row.get(column) is not None)
    return " – ".join(name for name in known if name)


def _shown_columns(
    table: str, fields: Sequence[Field], names: Mapping[tuple[str, int], str]
) -> Iterator[tuple[str, str, Any]]:
    """The columns of a table that a user knows, each with its label and how a value of it is shown."""
    declared = {field.name: field for field in fields}
    for column in table_named(table).columns:
        if column.name in declared:
            field = declared[column.name]
            yield column.name, field.label(), lambda value, field=field: _shown(field, value)
        elif column.name in _LINKS:
            label, target, _shown_as = _LINKS[column.name]
            yield (
                column.name,
                _(label),
                lambda value, target=target: "" if value is None else names.get((target, value), f"#{value}"),
            )
        elif column.name in _OTHER_LABELS and not fields:
            yield column.name, _(_OTHER_LABELS[column.name]), _plain


def _shown(field: Field, value: Any) -> str:
    return "" if value is None or value == "" else field.show(value).replace("\n", " ")


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    words: dict[Any, str] = {**CHANNEL_WORDS, **CONSENT_WORDS}
    return _(words[value]) if value in words else str(value)


def _names(session: Session, changes: Sequence[Change]) -> dict[tuple[str, int], str]:
    """The names of the records that changes are about or point to; as the deed itself says where they are gone."""
    wanted: dict[str, set[int]] = {}
    shown = {target: column for _label, target, column in _LINKS.values()}
    found: dict[tuple[str, int], str] = {}
    for change in changes:
        if change.table in shown:
            wanted.setdefault(change.table, set()).add(change.row_id)
            row = {**(change.before or {}), **(change.after or {})}
            found[change.table, change.row_id] = str(row.get(shown[change.table], ""))
        for column, (_label, target, _column) in _LINKS.items():
            wanted.setdefault(target, set()).update(change.values(column))
    for target, ids in wanted.items():
        table = table_named(target)
        query = select(table.c.id, table.c[shown[target]]).where(table.c.id.in_(ids))
        found.update({(target, row_id): name for row_id, name in session.connection().execute(query)})
    return found
